-- What the claims on a subject lean on and name, whoever hears them, is noted
-- anew with the records, so that a merge finds them without reading the ledger.
delete from reference where audience = '';
