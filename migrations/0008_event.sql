create table event (
    id           text not null,
    audience     text not null,
    account      text not null,
    sort_name    text not null,
    first_day    text not null,
    last_day     text not null,
    summary      text,
    identifiers  text not null,
    title        text,
    kind         text,
    began_on     text,
    ended_on     text,
    places       text not null,
    participants text not null,
    primary key (id, audience)
);
create index event_by_name on event (sort_name, id);
create index event_by_day on event (first_day, id);
