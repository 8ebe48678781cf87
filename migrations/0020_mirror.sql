-- Where the ledger of a mirror comes from, and the key that must have signed it.
create table mirror (
    origin text primary key,
    pinned text
);

-- The claims of which a mirror was given an excerpt: what the public may see of
-- them. The commitment covers the whole, so the excerpt has a digest of its own.
create table excerpt (
    revision bigint not null,
    position bigint not null,
    digest   text not null,
    primary key (revision, position)
);

-- Signatures over the hashes of revisions, by Ed25519 keys.
create table signature (
    revision  bigint not null,
    "key"     text not null,
    signature text not null,
    primary key (revision, "key")
);

-- The earlier entries of which a mirror was given more or less with a revision:
-- whoever mirrors the mirror is told the same.
create table turned (
    revision       bigint not null,
    entry_revision bigint not null,
    entry_position bigint not null,
    primary key (revision, entry_revision, entry_position)
);

-- The digest of what a revision lists: the subjects whose records it changed,
-- and what it turned. Nothing else could tell a flipped byte in those lists.
create table list (
    revision bigint primary key,
    digest   text not null
);
