-- A field that the keepers settled says so no longer where more was said since. Records are made again.
select 1;
