-- What was erased, as keyed digests, so that the same claim is refused later
-- and nobody can guess at it; and the key, which is given to no mirror.
create table erased (
    digest text primary key
);
create table keyring (
    name   text primary key,
    secret text not null
);
