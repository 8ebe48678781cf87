-- What leads to what in the exported tables, said as a database says it: servers make their schemas of it.
create table detention_source as
    select distinct record as detention, source from speaks where record like 'detention/%';
alter table detention_source add primary key (detention, source);
alter table detention_source add foreign key (detention) references detention (id);
alter table detention_source add foreign key (source) references source (id);
alter table detention_charges add primary key (detention, key);
alter table detention_charges add foreign key (detention) references detention (id);
alter table detention add foreign key (person) references person (id);
create index on detention (person, began_on, id);
create index on person (name, id);
