-- Rulings by what they are on: they are few among many claims.
create index entry_ruling on entry (subject, kind) where kind <> 'claim';
