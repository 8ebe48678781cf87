-- Who may do what, by a secret that only its bearer holds. The secret is not
-- here: it is 256 random bits, which nobody finds again from a plain SHA-256.
-- A name is that of one live token, which is seen to when one is made.
create table token (
    id           text primary key,
    name         text not null,
    role         text not null,
    sees         text not null,
    digest       text not null,
    created_at   text not null,
    expires_at   text,
    revoked_at   text,
    last_used_at text
);
create unique index token_digest on token (digest);
create index token_name on token (name);
