//! The list of Specially Designated Nationals of the US Treasury (OFAC), in its
//! older form of three tables without header, and in XML.

mod remarks;
mod tables;
#[cfg(test)]
mod tests;
mod xml;

use std::collections::HashMap;

use detente_core::{Association, Id, Key, Organization, Person, RecordId, brief};

use crate::{
    file::File,
    list,
    reading::{Edition, Intake, Reading},
    report::{Report, Stopped},
};

/// Reads an edition: `sdn.csv` with or without `alt.csv` and `add.csv`, told by their columns,
/// or the XML by itself.
///
/// A file of the set that is missing states nothing: what it would say is neither there nor gone.
pub(crate) fn read(
    files: Vec<File<'_>>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let mut files = files;
    if let Some(at) = files.iter_mut().position(File::is_xml) {
        return xml::read(files.swap_remove(at), edition, intake);
    }
    tables::read(files, &list::OFAC, edition, intake)
}

/// So many links are remembered until the parties they lead to are known; of more, the names remain.
const MOST_LINKS: usize = 200_000;

/// The links that the list gives by name: they are led to the entry of just that name,
/// where the list has one and no two.
#[derive(Default)]
struct Links {
    names: HashMap<[u8; 16], Option<(bool, u64)>>,
    waiting: Vec<Waiting>,
}

struct Waiting {
    from: RecordId,
    key: Key,
    name: [u8; 16],
    at: String,
}

impl Links {
    /// Notes the name of a party, and whether it is a person.
    fn name(&mut self, name: &str, person: bool, number: u64) {
        self.names
            .entry(brief(name))
            .and_modify(|known| *known = None)
            .or_insert(Some((person, number)));
    }

    fn link(&mut self, from: &RecordId, key: Key, name: &str, at: &str) {
        if self.waiting.len() < MOST_LINKS {
            let at = at.to_owned();
            self.waiting.push(Waiting { from: from.clone(), key, name: brief(name), at });
        }
    }

    /// Claims where the links lead, once every name was met.
    fn claim(self, reading: &mut Reading<'_>) {
        for Waiting { from, key, name, at } in self.waiting {
            let Some(Some((person, number))) = self.names.get(&name) else { continue };
            let noun = if *person { "person" } else { "organization" };
            let to = reading.id(noun, &number.to_string()).and_then(|id| Id::try_from(id).ok());
            let associations = vec![Association { key, to, ..Association::default() }];
            if from.noun() == "person" {
                reading.claim(&from, &Person { associations, ..Person::default() }, &at);
            } else {
                reading.claim(
                    &from,
                    &Organization { associations, ..Organization::default() },
                    &at,
                );
            }
        }
    }
}

/// A person's name in the order it is spoken: of `LAST, First`, `First LAST`.
fn spoken(name: &str) -> String {
    match name.split_once(", ") {
        Some((last, first)) if !first.contains(',') => format!("{first} {last}"),
        _ => name.to_owned(),
    }
}
