create table detention (
    id           text not null,
    audience     text not null,
    account      text not null,
    sort_name    text not null,
    first_day    text not null,
    last_day     text not null,
    summary      text,
    identifiers  text not null,
    person       text,
    country      text,
    began_on     text,
    ended_on     text,
    stays        text not null,
    charges      text not null,
    proceedings  text not null,
    sentences    text not null,
    recognitions text not null,
    end_modality text,
    "release"    text,
    condition    text,
    primary key (id, audience)
);
create index detention_by_name on detention (sort_name, id);
create index detention_by_day on detention (first_day, id);
