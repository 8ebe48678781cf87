-- What a list is ordered by stands with whom each row is shown to: a page is found in the index
-- alone, and no row is read to learn that it is not for whoever asks.
drop index source_by_name;
drop index source_by_day;
create index source_by_name on source (sort_name, id, audience);
create index source_by_day on source (first_day, id, audience, last_day);
drop index place_by_name;
drop index place_by_day;
create index place_by_name on place (sort_name, id, audience);
create index place_by_day on place (first_day, id, audience, last_day);
drop index organization_by_name;
drop index organization_by_day;
create index organization_by_name on organization (sort_name, id, audience);
create index organization_by_day on organization (first_day, id, audience, last_day);
drop index person_by_name;
drop index person_by_day;
create index person_by_name on person (sort_name, id, audience);
create index person_by_day on person (first_day, id, audience, last_day);
drop index statement_by_name;
drop index statement_by_day;
create index statement_by_name on statement (sort_name, id, audience);
create index statement_by_day on statement (first_day, id, audience, last_day);
drop index event_by_name;
drop index event_by_day;
create index event_by_name on event (sort_name, id, audience);
create index event_by_day on event (first_day, id, audience, last_day);
drop index indicator_by_name;
drop index indicator_by_day;
create index indicator_by_name on indicator (sort_name, id, audience);
create index indicator_by_day on indicator (first_day, id, audience, last_day);
drop index sanction_by_name;
drop index sanction_by_day;
create index sanction_by_name on sanction (sort_name, id, audience);
create index sanction_by_day on sanction (first_day, id, audience, last_day);
drop index agreement_by_name;
drop index agreement_by_day;
create index agreement_by_name on agreement (sort_name, id, audience);
create index agreement_by_day on agreement (first_day, id, audience, last_day);
drop index release_by_name;
drop index release_by_day;
create index release_by_name on release (sort_name, id, audience);
create index release_by_day on release (first_day, id, audience, last_day);
drop index detention_by_name;
drop index detention_by_day;
create index detention_by_name on detention (sort_name, id, audience);
create index detention_by_day on detention (first_day, id, audience, last_day);

-- What happened to one record, without reading what happened to all of them.
create index change_of on change (subject, revision, audience);

-- How many contradictions break each rule.
create index dispute_by_rule on dispute (breaks, standing, audience, noun);

-- And records are made again: the day of a release contradicts another end, whoever was seen held
-- contradicts every end before, and nothing is settled for the public by a claim that is kept from it.
