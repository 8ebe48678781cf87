//! What the rows of one party say of it. Most of a row is said in every other row of the party too,
//! and what one of them says beside that is carried or named.

use detente_core::{Address, NameKind, Seen};

use super::{information::information, numbered::numbered, regime};
use crate::{
    country::country,
    party::{Party, What},
    report::Why,
    table::{Header, Row},
    text::{joined, script_of},
    when::{self, Order},
};

/// The column of the day on which the measure was laid on a party.
pub(super) const DESIGNATED: &str = "UK Sanctions List Date Designated";

/// The party that some rows are of. They are told in the order of what they say, those of the regime
/// that is carried first, and so the order in which they stand in the file changes nothing.
pub(super) fn party_of(
    number: &str,
    mut rows: Vec<Row>,
    header: &Header,
    place: impl Fn(&Row) -> String,
) -> Party {
    let first = rows.iter().min_by_key(|row| row.line).map(&place).unwrap_or_default();
    let mut party = Party::new(number, &first, What::Organization);
    let regime = regime::measure(&rows, header, &place, &mut party);
    rows.sort_by_key(|row| header.get(row, "Regime") != regime);
    let kind = rows.first().and_then(|row| header.get(row, "Group Type"));
    party.what = match kind.as_deref() {
        Some("Individual") => What::Person,
        Some("Entity") | None => What::Organization,
        Some(thing) => What::Thing(thing.to_lowercase()),
    };
    let mut cells = Seen::default();
    for row in &rows {
        let at = place(row);
        Told { row, header, at: &at, cells: &mut cells }.read(&mut party);
    }
    party
}

/// Whether a title only says how somebody is addressed, and names neither a post nor a profession.
fn is_address(title: &str) -> bool {
    const ADDRESS: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "madam", "mister"];
    ADDRESS.contains(&title.trim().trim_end_matches('.').to_lowercase().as_str())
}

/// A row, and what was told of the rows before it.
struct Told<'t> {
    row: &'t Row,
    header: &'t Header,
    at: &'t str,
    /// The cells that were read, each with its column.
    cells: &'t mut Seen,
}

impl Told<'_> {
    fn read(&mut self, party: &mut Party) {
        self.about(party);
        again(self.row, self.header, party);
    }

    /// A cell that no row before said of the party.
    fn not_yet_said(&mut self, column: &str) -> Option<String> {
        let cell = self.header.get(self.row, column)?;
        self.is_new(&[column], &[&cell]).then_some(cell)
    }

    fn is_new(&mut self, columns: &[&str], cells: &[&str]) -> bool {
        self.cells.first(&format!("{}\n{}", columns.join(","), cells.join("\n")))
    }

    /// What most parties have said in every row.
    fn about(&mut self, party: &mut Party) {
        if let Some(text) = self.not_yet_said("Other Information") {
            information(&text, party);
        }
        let born = ["Town of Birth", "Country of Birth"];
        let [town, land] = born.map(|column| self.header.get(self.row, column));
        let said = [town.as_deref(), land.as_deref()];
        if self.is_new(&born, &said.map(Option::unwrap_or_default)) {
            let (towns, lands) = (numbered(said[0]), numbered(said[1]));
            for at in 0..towns.len().max(lands.len()) {
                let pieces = [towns.get(at), lands.get(at)];
                let pieces = pieces.into_iter().flatten().map(String::as_str);
                party.birth_places.extend(joined(pieces, ", "));
            }
        }
        for name in numbered(self.not_yet_said("Nationality").as_deref()) {
            match country(&name) {
                Some(country) => party.citizen_of(country),
                None => party.note_at(self.at, "Nationality", &name, Why::Unknown),
            }
        }
        for column in ["Title", "Position"] {
            for title in numbered(self.not_yet_said(column).as_deref()) {
                if is_address(&title) {
                    let field = format!("{column} (a form of address)");
                    party.note_at(self.at, &field, &title, Why::NoField);
                } else {
                    party.holds(&title);
                }
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
            for value in numbered(self.not_yet_said(number).as_deref()) {
                if value != "-" {
                    party.known_as(scheme, value.trim_end_matches('.'));
                }
            }
            if let Some(text) = self.not_yet_said(details) {
                party.note_at(self.at, details, &text, Why::NoField);
            }
        }
        if let Some(text) = self.not_yet_said("Last Updated") {
            party.note_at(self.at, "Last Updated", &text, Why::NoField);
        }
        let kind = self.not_yet_said("Group Type");
        let other = !self.is_new(&["kind"], &[]);
        if let (Some(kind), true) = (kind, other) {
            party.note_at(self.at, "Group Type (another in another row)", &kind, Why::Contradicts);
        }
    }
}

/// What differs from row to row: a name, an address, a day of birth.
fn again(row: &Row, header: &Header, party: &mut Party) {
    let get = |column: &str| header.get(row, column);
    let columns = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"];
    let pieces: Vec<String> = columns.into_iter().filter_map(get).collect();
    let name = pieces.join(" ");
    let weak = get("Alias Quality").is_some_and(|quality| quality.starts_with("Low"));
    match get("Alias Type").as_deref() {
        Some("Primary name") => party.mainly_called(0, &name, None, None),
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
    let text = (!lines.is_empty()).then(|| lines.join(", "));
    let postcode = get("Post/Zip Code");
    party.resides(Address { text, postcode, country: land, ..Address::default() }, None);
}
