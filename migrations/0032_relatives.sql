-- The family of a person, which the public does not see.
alter table person add column relatives text not null default '[]';

-- And records are made again: a detention may go on where a side has it that its release did not
-- take place, and a death that a stay tells of is held against the rest of its detention.
