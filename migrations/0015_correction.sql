-- What readers say is wrong. Not the ledger: the contact is personal, and is
-- destroyed when an editor closes the correction.
create table correction (
    number     bigint primary key,
    subject    text not null,
    field      text,
    text       text not null,
    contact    text,
    source_url text,
    sent_at    text not null,
    closed_at  text,
    closed_by  text,
    outcome    text,
    note       text
);
create index correction_open on correction (number) where closed_at is null;
