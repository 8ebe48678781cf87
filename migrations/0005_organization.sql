create table organization (
    id          text not null,
    audience    text not null,
    account     text not null,
    sort_name   text not null,
    first_day   text not null,
    last_day    text not null,
    summary     text,
    identifiers text not null,
    name        text,
    names       text not null,
    kind        text,
    country     text,
    sector      text,
    parent      text,
    primary key (id, audience)
);
create index organization_by_name on organization (sort_name, id);
create index organization_by_day on organization (first_day, id);
