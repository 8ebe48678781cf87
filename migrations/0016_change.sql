-- Whom a revision showed another record: everyone, the public alone, or the
-- restricted audience alone. Of the revisions before, nobody wrote it down.
alter table change add column audience text not null default 'unstated';

-- The newest ruling on what may be seen: it decides over the past too.
create index entry_sight on entry (revision) where kind in ('hide', 'show', 'erase');
