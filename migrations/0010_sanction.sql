create table sanction (
    id            text not null,
    audience      text not null,
    account       text not null,
    sort_name     text not null,
    first_day     text not null,
    last_day      text not null,
    summary       text,
    identifiers   text not null,
    issuer        text,
    programme     text,
    kind          text,
    target        text,
    target_sector text,
    actions       text not null,
    reason        text,
    primary key (id, audience)
);
create index sanction_by_name on sanction (sort_name, id);
create index sanction_by_day on sanction (first_day, id);
