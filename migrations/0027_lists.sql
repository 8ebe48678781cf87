-- What published lists say of people and bodies beside what monitors do.
alter table person add column birth_place text;
alter table person add column addresses text not null default '[]';
alter table person add column associations text not null default '[]';
alter table organization add column addresses text not null default '[]';
alter table organization add column associations text not null default '[]';
