//! What the rows of one party say of it. Most of a row is said in every other row of the party too,
//! and what one of them says beside that is carried or named.

use detente_core::{Address, NameKind, Seen};

use super::{information::information, numbered::numbered};
use crate::{
    country::country,
    party::Party,
    report::Why,
    table::{Header, Row},
    text::{joined, script_of},
    when::{self, Order},
};

/// The column of the day on which the measure was laid on a party.
pub(super) const DESIGNATED: &str = "UK Sanctions List Date Designated";

/// A row, and what was told of the rows before it.
pub(super) struct Told<'t> {
    pub row: &'t Row,
    pub header: &'t Header,
    pub at: &'t str,
    /// The cells that were read, each with its party and column.
    pub cells: &'t mut Seen,
    /// So much of the row is kept.
    pub kept: usize,
}

impl Told<'_> {
    /// Reads a row. Tells how much of it is kept.
    pub fn read(&mut self, party: &mut Party) -> usize {
        self.measure(party);
        self.about(party);
        self.kept + again(self.row, self.header, party)
    }

    /// A cell that no row before said of the party.
    fn not_yet_said(&mut self, column: &str, party: &Party) -> Option<String> {
        let cell = self.header.get(self.row, column)?;
        self.is_new(&[column], &[&cell], party).then_some(cell)
    }

    fn is_new(&mut self, columns: &[&str], cells: &[&str], party: &Party) -> bool {
        let (columns, said) = (columns.join(","), cells.join("\n"));
        let new = self.cells.first(&format!("{}\n{columns}\n{said}", party.key));
        if new {
            self.kept += said.len() * 2 + 64;
        }
        new
    }

    /// The regime under which the party stands on the list, and since when. The record has one
    /// measure of it: a second regime is named with its days.
    fn measure(&mut self, party: &mut Party) {
        let columns = ["Regime", "Listed On", DESIGNATED];
        let cells = columns.map(|column| self.header.get(self.row, column));
        let said = cells.each_ref().map(|cell| cell.as_deref().unwrap_or_default());
        if !self.is_new(&columns, &said, party) {
            return;
        }
        let [regime, listed, designated] = &cells;
        let known = &party.measure.programme;
        if regime.is_some() && known.is_some() && regime != known {
            let days = [("Listed On", listed), (DESIGNATED, designated)];
            let days = days.into_iter().filter_map(|(column, day)| Some((column, day.as_ref()?)));
            let days: Vec<String> = days.map(|(column, day)| format!("{column} {day}")).collect();
            let told = regime.iter().chain(&days).map(String::as_str);
            let value = joined(told, ", ").unwrap_or_default();
            let field = "Regime (a further one of the party)";
            party.note_at(self.at, field, &value, Why::NoField);
            return;
        }
        if regime.is_some() {
            party.measure.programme.clone_from(regime);
        }
        for (column, day) in [(DESIGNATED, designated), ("Listed On", listed)] {
            let Some(text) = day else { continue };
            match when::date_of(text, Order::DayFirst) {
                Some(date) if party.measure.imposed_on.is_none() => {
                    party.measure.imposed_on = Some(date);
                }
                Some(date) if party.measure.imposed_on != Some(date) => {
                    let field = format!("{column} (another day than that of the designation)");
                    party.note_once(&field, text, Why::NoField);
                }
                Some(_) => {}
                None => party.note_once(column, text, Why::Unknown),
            }
        }
    }

    /// What most parties have said in every row.
    fn about(&mut self, party: &mut Party) {
        if let Some(text) = self.not_yet_said("Other Information", party) {
            information(&text, party);
        }
        let born = ["Town of Birth", "Country of Birth"];
        let [town, land] = born.map(|column| self.header.get(self.row, column));
        let said = [town.as_deref(), land.as_deref()];
        if self.is_new(&born, &said.map(Option::unwrap_or_default), party) {
            let (towns, lands) = (numbered(said[0]), numbered(said[1]));
            for at in 0..towns.len().max(lands.len()) {
                let pieces = [towns.get(at), lands.get(at)];
                let pieces = pieces.into_iter().flatten().map(String::as_str);
                party.birth_places.extend(joined(pieces, ", "));
            }
        }
        for name in numbered(self.not_yet_said("Nationality", party).as_deref()) {
            match country(&name) {
                Some(country) => party.citizen_of(country),
                None => party.note_at(self.at, "Nationality", &name, Why::Unknown),
            }
        }
        for column in ["Title", "Position"] {
            for title in numbered(self.not_yet_said(column, party).as_deref()) {
                party.holds(&title);
            }
        }
        for (number, details, scheme) in [
            ("Passport Number", "Passport Details", "passport"),
            (
                "National Identification Number",
                "National Identification Details",
                "national identification",
            ),
        ] {
            for value in numbered(self.not_yet_said(number, party).as_deref()) {
                if value != "-" {
                    party.known_as(scheme, value.trim_end_matches('.'));
                }
            }
            if let Some(text) = self.not_yet_said(details, party) {
                party.note_at(self.at, details, &text, Why::NoField);
            }
        }
        if let Some(text) = self.not_yet_said("Last Updated", party) {
            party.note_at(self.at, "Last Updated", &text, Why::NoField);
        }
        let kind = self.not_yet_said("Group Type", party);
        let other = !self.is_new(&["kind"], &[], party);
        if let (Some(kind), true) = (kind, other) {
            party.note_at(
                self.at,
                "Group Type (another in an earlier row)",
                &kind,
                Why::Contradicts,
            );
        }
    }
}

/// What differs from row to row: a name, an address, a day of birth. Tells how much it was.
fn again(row: &Row, header: &Header, party: &mut Party) -> usize {
    let get = |column: &str| header.get(row, column);
    let mut kept = 0;
    let columns = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"];
    let pieces: Vec<String> = columns.into_iter().filter_map(get).collect();
    let name = pieces.join(" ");
    kept += name.len();
    let weak = get("Alias Quality").is_some_and(|quality| quality.starts_with("Low"));
    match get("Alias Type").as_deref() {
        Some("Primary name") => party.mainly_called(&name),
        Some("FKA") => party.also_called(&name, Some(NameKind::Former), None, None),
        Some("AKA") if weak => party.also_called(&name, Some(NameKind::Weak), None, None),
        Some("AKA" | "Primary name variation") | None => {
            party.also_called(&name, Some(NameKind::Alias), None, None);
        }
        Some(other) => {
            party.note("Alias Type", other, Why::Unknown);
            party.also_called(&name, Some(NameKind::Alias), None, None);
        }
    }
    if let Some(name) = get("Name Non-Latin Script") {
        kept += name.len();
        let language = match get("Non-Latin Script Language").as_deref() {
            Some("Bosnian") => Some("bs"),
            Some("Russian") => Some("ru"),
            Some("Belarusian") => Some("be"),
            Some("Ukrainian") => Some("uk"),
            Some("Arabic") => Some("ar"),
            Some(other) => {
                party.note("Non-Latin Script Language", other, Why::Unknown);
                None
            }
            None => None,
        };
        if script_of(&name).is_some() {
            party.also_called(&name, Some(NameKind::Transliteration), language, None);
        } else {
            party.note_once("Name Non-Latin Script", &name, Why::Unknown);
        }
    }
    if let Some(text) = get("DOB") {
        match when::date_of(&text, Order::DayFirst) {
            Some(date) if !party.born.contains(&date) => party.born.push(date),
            Some(_) => {}
            None => party.note_once("DOB", &text, Why::Unknown),
        }
    }
    let lines: Vec<String> = (1..=6).filter_map(|at| get(&format!("Address {at}"))).collect();
    let named = get("Country");
    let land = named.as_deref().and_then(country);
    if let (Some(name), None) = (&named, land) {
        party.note_once("Country", name, Why::Unknown);
    }
    kept += lines.iter().map(String::len).sum::<usize>();
    let text = (!lines.is_empty()).then(|| lines.join(", "));
    let postcode = get("Post/Zip Code");
    party.resides(Address { text, postcode, country: land, ..Address::default() }, None);
    kept * 3
}
