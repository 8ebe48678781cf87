create table indicator (
    id          text not null,
    audience    text not null,
    account     text not null,
    sort_name   text not null,
    first_day   text not null,
    last_day    text not null,
    summary     text,
    identifiers text not null,
    subject     text,
    metric      text,
    unit        text,
    population  text,
    points      text not null,
    primary key (id, audience)
);
create index indicator_by_name on indicator (sort_name, id);
create index indicator_by_day on indicator (first_day, id);
