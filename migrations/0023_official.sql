-- Who judged or prosecuted, found without reading what else points to people.
create index official on reference (to_id) where field in ('proceedings.judge', 'proceedings.prosecutor');
