-- No table changes. Records are made again: a claim of which nothing stands any longer orders no list of
-- theirs, and a detention of which only a day of its end is told is not said to have ended in a release.
select 1;
