-- Whom a revision showed another record: everyone, the public alone, or the
-- restricted audience alone. Of the revisions before, nobody wrote it down.
alter table change add column audience text not null default 'unstated';

-- The rulings that decide over the past too, and over what was one when.
create index entry_past on entry (revision, position)
    where kind in ('hide', 'show', 'erase', 'merge', 'part');
