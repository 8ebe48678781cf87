-- The keys that names are found by come to others since given names are told
-- apart more finely: the records are made again, and their keys with them.
delete from name_key;
