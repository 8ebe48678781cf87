-- The ledger: revisions and their entries, to which rows are only ever added.
create table revision (
    number     bigint primary key,
    made_at    text not null,
    commitment text not null,
    salt       text,
    body       text,
    hash       text not null
);

-- The body is the canonical form that the commitment covers; it is withheld or
-- destroyed with its salt. The other columns are read out of it, to be searched.
create table entry (
    revision    bigint not null references revision (number),
    position    bigint not null,
    kind        text not null,
    commitment  text not null,
    salt        text,
    body        text,
    hash        text,
    subject     text,
    source      text,
    said_by     text,
    on_revision bigint,
    primary key (revision, position)
);
create index entry_subject on entry (subject);
create index entry_source on entry (source);
create index entry_said_by on entry (said_by) where said_by is not null;
create index entry_on_revision on entry (on_revision) where on_revision is not null;

-- Every subject whose record a revision changed, also through a source or a ruling.
create table change (
    revision bigint not null references revision (number),
    subject  text not null,
    primary key (revision, subject)
); -- on SQLite: without rowid
