create table place (
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
    "within"    text,
    coordinates text,
    primary key (id, audience)
);
create index place_by_name on place (sort_name, id);
create index place_by_day on place (first_day, id);
