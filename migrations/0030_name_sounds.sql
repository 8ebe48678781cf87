-- How the names sound that a key leads to stands beside the key: so it is told from the index
-- alone which records promise to answer a search. Filled from the records.
drop table name_key;
create table name_key (
    key      text not null,
    id       text not null,
    audience text not null,
    sounds   text not null,
    primary key (key, id, audience, sounds)
); -- on SQLite: without rowid
