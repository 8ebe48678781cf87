create table source (
    id           text not null,
    audience     text not null,
    account      text not null,
    sort_name    text not null,
    first_day    text not null,
    last_day     text not null,
    summary      text,
    identifiers  text not null,
    title        text,
    publisher    text,
    authors      text not null,
    url          text,
    archived_url text,
    published_on text,
    language     text,
    kind         text,
    edition_of   text,
    terms_of_use text,
    text_digest  text,
    primary key (id, audience)
);
create index source_by_name on source (sort_name, id);
create index source_by_day on source (first_day, id);
