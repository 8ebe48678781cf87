-- What the records point to: other records by their identifier, and values
-- that lists are filtered by, as `=value`. Filled from the records.
create table reference (
    to_id    text not null,
    field    text not null,
    from_id  text not null,
    element  text not null,
    audience text not null,
    primary key (to_id, field, from_id, element, audience)
); -- on SQLite: without rowid
