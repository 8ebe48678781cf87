create table agreement (
    id          text not null,
    audience    text not null,
    account     text not null,
    sort_name   text not null,
    first_day   text not null,
    last_day    text not null,
    summary     text,
    identifiers text not null,
    title       text,
    parties     text not null,
    reached_on  text,
    talks       text not null,
    commitments text not null,
    primary key (id, audience)
);
create index agreement_by_name on agreement (sort_name, id);
create index agreement_by_day on agreement (first_day, id);
