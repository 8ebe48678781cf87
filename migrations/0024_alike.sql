-- Pages of one publisher and day, to tell those apart that have no title.
create index if not exists source_published on source (publisher, published_on);
