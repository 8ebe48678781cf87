create table release (
    id              text not null,
    audience        text not null,
    account         text not null,
    sort_name       text not null,
    first_day       text not null,
    last_day        text not null,
    summary         text,
    identifiers     text not null,
    country         text,
    "on"            text,
    count           text,
    groups          text not null,
    modality        text,
    agreement       text,
    in_exchange_for text not null,
    primary key (id, audience)
);
create index release_by_name on release (sort_name, id);
create index release_by_day on release (first_day, id);
