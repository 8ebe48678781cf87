//! FollowTheMoney: one entity a line in JSON, or one statement a line; and the nested
//! form of OpenSanctions, where entities stand within each other.

mod entity;
mod lines;
mod measure;
mod nouns;
mod party;
mod post;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use detente_core::{
    Address, Association, Id, Identifier, Organization, Person, RecordId, Role, brief,
};

use crate::{
    code,
    file::File,
    list::{self, List},
    reading::{Edition, Intake, Reading},
    report::{Report, Stopped, Why},
    slug,
};

use self::{entity::Entity, lines::Lines, nouns::Noun, post::Post};

/// The most that may wait for entities that stand further down.
const MOST_WAITING: usize = 64 * 1024 * 1024;

/// Reads an edition of a list that the caller names.
pub(crate) fn read(
    files: Vec<File<'_>>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let file = super::format::only(files)?;
    let Some(list) = &edition.list else {
        return Err(Stopped::at(
            file.name,
            code::NO_EDITION,
            "anybody may write FollowTheMoney, and nothing says whose list this is",
            "name the list, who publishes it and its terms of use",
        ));
    };
    read_of(list, file, edition, intake)
}

/// Reads OpenSanctions' nested form.
pub(crate) fn read_nested(
    file: File<'_>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    read_of(edition.list.as_ref().unwrap_or(&list::OPENSANCTIONS), file, edition, intake)
}

fn read_of(
    list: &List,
    file: File<'_>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let mut lines = Lines::of(file, edition.encoding);
    let mut reading = Reading::begin(list, edition, None, lines.name(), intake)?;
    let mut known = Known::default();
    while let Some(entity) = lines.next()? {
        if reading.is_halted() {
            break;
        }
        let name = entity.caption.as_ref().or_else(|| entity.first("name"));
        if reading.entry(&entity.id, name.map(String::as_str), &entity.at) {
            for (name, value) in &entity.beside {
                let (field, at) = (format!("entity: {name}"), entity.at_of(name, value));
                reading.left(field, &at, value, Why::NoField);
            }
            known.take(entity, &mut reading);
        } else {
            // Statements of one entity that do not stand together are such: nothing of them is lost.
            entity.leave(&[], &[], Why::Duplicate, &mut reading);
        }
        if known.waiting_bytes > MOST_WAITING {
            return Err(Stopped::at(
                lines.place(),
                code::TOO_LARGE,
                format!(
                    "links of more than {} MB wait for entities further down",
                    MOST_WAITING / (1024 * 1024)
                ),
                "put people, bodies and addresses before what links them",
            ));
        }
    }
    known.end(&mut reading);
    Ok(reading.end(&[("entities.ftm.json", lines.digest())], lines.name()))
}

/// What was met so far: which entity is which noun, and what waits for others.
#[derive(Default)]
struct Known {
    nouns: HashMap<[u8; 16], Noun>,
    addresses: HashMap<[u8; 16], Address>,
    posts: HashMap<[u8; 16], Post>,
    /// People and bodies whose address stands further down.
    unaddressed: Vec<(RecordId, String, String)>,
    waiting: Vec<Entity>,
    waiting_bytes: usize,
}

impl Known {
    fn take(&mut self, entity: Entity, reading: &mut Reading<'_>) {
        if let Some(noun) = nouns::noun(&entity.schema) {
            self.nouns.insert(brief(&entity.id), noun);
            let id = nouns::id(reading, noun, &entity.id);
            for address in entity.all("addressEntity") {
                match (self.addresses.get(&brief(address)), &id) {
                    (Some(known), Some(id)) => addressed(id, address, known, &entity.at, reading),
                    (None, Some(id)) => {
                        self.waiting_bytes +=
                            id.as_str().len() + address.len() + entity.at.len() + 80;
                        self.unaddressed.push((id.clone(), address.clone(), entity.at.clone()));
                    }
                    (_, None) => {}
                }
            }
            party::party(&entity, noun, reading);
        } else if entity.schema == "Address" {
            self.waiting_bytes += entity.size();
            let address = entity::address(&entity, reading);
            self.addresses.insert(brief(&entity.id), address);
        } else if entity.schema == "Position" {
            self.waiting_bytes += entity.size();
            self.posts.insert(brief(&entity.id), post::position(&entity, reading));
        } else if nouns::link(&entity.schema).is_some()
            || nouns::is_paper(&entity.schema)
            || matches!(entity.schema.as_str(), "Sanction" | "Occupancy")
        {
            self.waiting_bytes += entity.size();
            self.waiting.push(entity);
        } else {
            let field = format!("entity of the schema {}", entity.schema);
            let name = entity.first("name").unwrap_or(&entity.id);
            reading.left(field, &entity.at, name, Why::NoField);
            entity.leave(&[], &[("name", name)], Why::NoField, reading);
        }
    }

    /// The record of an entity that another names.
    fn record(&self, id: &str, reading: &Reading<'_>) -> Option<RecordId> {
        self.nouns.get(&brief(id)).and_then(|noun| nouns::id(reading, *noun, id))
    }

    fn end(mut self, reading: &mut Reading<'_>) {
        for (id, address, at) in std::mem::take(&mut self.unaddressed) {
            match self.addresses.get(&brief(&address)) {
                Some(known) => addressed(&id, &address, known, &at, reading),
                None => reading.left("addressEntity", &at, &address, Why::NamesNothing),
            }
        }
        for entity in std::mem::take(&mut self.waiting) {
            if entity.schema == "Sanction" {
                self.sanction(&entity, reading);
            } else if entity.schema == "Occupancy" {
                self.occupancy(&entity, reading);
            } else if nouns::is_paper(&entity.schema) {
                self.paper(&entity, reading);
            } else if let Some(link) = nouns::link(&entity.schema) {
                self.link(&entity, link, reading);
            }
        }
    }

    fn sanction(&self, entity: &Entity, reading: &mut Reading<'_>) {
        let record = |id: &String| Some((id.clone(), self.record(id, reading)?));
        let target = entity.all("entity").find_map(record);
        if target.is_none() {
            let named = entity.first("entity").cloned().unwrap_or_default();
            reading.left("Sanction: entity", &entity.at, &named, Why::NamesNothing);
        }
        measure::sanction(entity, target.as_ref(), reading);
    }

    /// That someone holds a post is told as theirs.
    fn occupancy(&self, entity: &Entity, reading: &mut Reading<'_>) {
        let holder = entity.first("holder").and_then(|id| self.record(id, reading));
        let post = entity.first("post").and_then(|id| self.posts.get(&brief(id)));
        let (Some(holder), Some(post)) = (holder.filter(|one| one.noun() == "person"), post) else {
            entity.leave(&[], &[], Why::NamesNothing, reading);
            return;
        };
        let roles = vec![post::held(entity, post, |id, reading| self.record(id, reading), reading)];
        reading.claim(&holder, &Person { roles, ..Person::default() }, &entity.at);
    }

    /// A passport or the like is a number of its holder.
    fn paper(&self, entity: &Entity, reading: &mut Reading<'_>) {
        let Some(holder) = entity.first("holder").and_then(|id| self.record(id, reading)) else {
            reading.left(
                format!("{}: holder", entity.schema),
                &entity.at,
                &entity.id,
                Why::NamesNothing,
            );
            entity.leave(&[], &[], Why::NamesNothing, reading);
            return;
        };
        let number = entity.first("number").or_else(|| entity.first("passportNumber"));
        let Some(number) = number else {
            reading.left(
                format!("{} without a number", entity.schema),
                &entity.at,
                &entity.id,
                Why::NoField,
            );
            entity.leave(&[], &[], Why::NoField, reading);
            return;
        };
        let kind = entity.first("type").map_or_else(|| entity.schema.to_lowercase(), Clone::clone);
        let mut told = entity.firsts(&["holder", "type"]);
        told.extend(["number", "passportNumber"].map(|property| (property, number.as_str())));
        entity.leave(&[], &told, Why::NoField, reading);
        let identifiers = vec![Identifier {
            key: slug::fixed(&slug::readable(&format!("{kind} {number}"))),
            scheme: Some(kind),
            value: Some(number.clone()),
        }];
        if holder.noun() == "person" {
            reading.claim(&holder, &Person { identifiers, ..Person::default() }, &entity.at);
        } else {
            reading.claim(
                &holder,
                &Organization { identifiers, ..Organization::default() },
                &entity.at,
            );
        }
    }

    fn link(&self, entity: &Entity, link: &nouns::Link, reading: &mut Reading<'_>) {
        let (from, to) = (entity.first(link.from), entity.first(link.to));
        let record = |id: Option<&String>| id.and_then(|id| self.record(id, reading));
        let (Some(from), Some(to)) = (record(from), record(to)) else {
            let named = [from, to].into_iter().flatten().cloned().collect::<Vec<_>>().join(" and ");
            let field = format!("{}: one it links", entity.schema);
            reading.left(field, &entity.at, &named, Why::NamesNothing);
            entity.leave(&[link.from, link.to], &[], Why::NamesNothing, reading);
            return;
        };
        let said = entity.first("role").or_else(|| entity.first("relationship"));
        let mut told = entity.firsts(&[link.from, link.to]);
        told.extend(entity.firsts(&["role", "relationship"]).first());
        let associations = vec![Association {
            key: slug::fixed(&format!("link-{}", slug::exact(&entity.id))),
            to: Id::try_from(to).ok(),
            name: None,
            kind: Some(said.map_or_else(|| link.kind.to_owned(), Clone::clone)),
        }];
        let posts = associations.iter().filter(|_| from.noun() == "person");
        let roles: Vec<Role> =
            posts.filter_map(|one| post::post(entity, link, one, reading)).collect();
        let is_post = !roles.is_empty();
        // What has ended is no link of today, and an association cannot say that it was one: a post can.
        let is_over = post::is_over(entity, reading.on);
        if is_over && !is_post {
            let field = format!("{} (ended: a link has no field for its days)", entity.schema);
            let named = told.iter().map(|(_, value)| *value).collect::<Vec<_>>().join(", ");
            reading.left(field, &entity.at, &named, Why::NoField);
        }
        entity.leave(if is_post { &post::DAYS } else { &[] }, &told, Why::NoField, reading);
        let associations = if is_over { Vec::new() } else { associations };
        if from.noun() == "person" {
            let is_family = |one: &Association| entity.schema == "Family" || one.is_family();
            let (relatives, associations) = associations.into_iter().partition(is_family);
            let person = Person { associations, relatives, roles, ..Person::default() };
            reading.claim(&from, &person, &entity.at);
        } else {
            reading.claim(
                &from,
                &Organization { associations, ..Organization::default() },
                &entity.at,
            );
        }
    }
}

/// Claims an address that stands as an entity of its own; its key is that entity's.
fn addressed(id: &RecordId, entity: &str, address: &Address, at: &str, reading: &mut Reading<'_>) {
    let key = slug::fixed(&format!("address-{}", slug::exact(entity)));
    let addresses = vec![Address { key, ..address.clone() }];
    if id.noun() == "person" {
        reading.claim(id, &Person { addresses, ..Person::default() }, at);
    } else {
        reading.claim(id, &Organization { addresses, ..Organization::default() }, at);
    }
}
