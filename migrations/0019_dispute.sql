-- The disputes of every record: within it, and with others. Filled from the records.
create table dispute (
    subject  text not null,
    place    text not null,
    audience text not null,
    noun     text not null,
    kind     text not null,
    breaks   text not null,
    field    text not null,
    standing text not null,
    circle   text not null,
    body     text not null,
    primary key (subject, place, audience)
);
create index dispute_by_noun on dispute (noun, standing, audience, subject, place);
create index dispute_by_kind on dispute (kind, standing, audience, noun);
create index dispute_by_field on dispute (field, standing, audience, noun);
create index dispute_by_circle on dispute (circle);
-- Who takes a side in them: sources, and those whose word they pass on.
create table dispute_party (
    role     text not null,
    party    text not null,
    standing text not null,
    audience text not null,
    subject  text not null,
    place    text not null,
    primary key (role, party, standing, audience, subject, place)
); -- on SQLite: without rowid
create index dispute_party_by_dispute on dispute_party (subject, place);
