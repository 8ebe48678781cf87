-- What the claims on a subject name or lean on, whoever hears them, beyond what
-- its record points to: kept apart from that, by the subject it is noted of.
create table named (
    from_id text not null,
    how     text not null,
    to_id   text not null,
    primary key (from_id, how, to_id)
); -- on SQLite: without rowid
create index named_by on named (to_id, how);
delete from reference where audience = '';
