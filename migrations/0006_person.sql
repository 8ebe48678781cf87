create table person (
    id            text not null,
    audience      text not null,
    account       text not null,
    sort_name     text not null,
    first_day     text not null,
    last_day      text not null,
    summary       text,
    identifiers   text not null,
    name          text,
    names         text not null,
    gender        text,
    born_on       text,
    died_on       text,
    nationalities text not null,
    roles         text not null,
    awards        text not null,
    primary key (id, audience)
);
create index person_by_name on person (sort_name, id);
create index person_by_day on person (first_day, id);
