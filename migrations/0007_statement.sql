create table statement (
    id                  text not null,
    audience            text not null,
    account             text not null,
    sort_name           text not null,
    first_day           text not null,
    last_day            text not null,
    summary             text,
    identifiers         text not null,
    speaker             text,
    speaker_description text,
    text                text,
    said_on             text,
    carried_by          text,
    about               text not null,
    primary key (id, audience)
);
create index statement_by_name on statement (sort_name, id);
create index statement_by_day on statement (first_day, id);
