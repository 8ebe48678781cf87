-- No table changes. Records are made again: names are read in another way (French ch, -ine), and so are
-- found under other keys.
select 1;
