-- Identifiers that the keepers merged into others, and whether the public may
-- know of it. Filled from the rulings.
create table merged (
    id      text primary key,
    into_id text not null,
    open    bigint not null
);

-- Claims on which nobody has ruled, with who submitted them. Filled from the ledger.
create table pending (
    revision bigint not null,
    position bigint not null,
    author   text not null,
    subject  text not null,
    source   text not null,
    primary key (revision, position)
);
create index pending_author on pending (author);
create index pending_subject on pending (subject);
create index pending_source on pending (source);

-- Those of a ledger that was kept before; their authors are filled in when it is opened.
insert into pending (revision, position, author, subject, source)
select claim.revision, claim.position, '', claim.subject, claim.source
from entry claim
where claim.kind = 'claim' and claim.subject is not null and claim.source is not null
    and not exists (
        select 1 from entry ruling
        where ruling.on_revision = claim.revision
            and (ruling.kind in ('accept', 'reject')
                or (ruling.kind = 'retract' and ruling.body not like '%"field":%'))
            and (ruling.body not like '%"positions":[%'
                or ruling.body like '%"positions":[' || claim.position || ',%'
                or ruling.body like '%"positions":[' || claim.position || ']%'
                or ruling.body like '%"positions":[%,' || claim.position || ',%]%'
                or ruling.body like '%"positions":[%,' || claim.position || ']%')
    );
