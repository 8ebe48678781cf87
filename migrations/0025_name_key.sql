-- Under which keys a record is found by what it is called: skeletons of words,
-- given names, and pairs of them. Filled from the records.
create table name_key (
    key      text not null,
    id       text not null,
    audience text not null,
    primary key (key, id, audience)
); -- on SQLite: without rowid
