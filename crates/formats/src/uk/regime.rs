//! The regimes under which a party stands on the list. The record has one measure of it: that is
//! of the regime under which it was designated first, and the others are named with their days.

use detente_core::PartialDate;

use super::party::DESIGNATED;
use crate::{
    party::Party,
    report::Why,
    table::{Header, Row},
    text::joined,
    when::{self, Order},
};

const LISTED: &str = "Listed On";

/// What one row says of a regime.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Listing {
    regime: Option<String>,
    listed: Option<String>,
    designated: Option<String>,
    at: String,
}

/// Carries one regime of a party, and names the others. Gives back which it is.
pub(super) fn measure(
    rows: &[Row],
    header: &Header,
    place: impl Fn(&Row) -> String,
    party: &mut Party,
) -> Option<String> {
    let listings: Vec<Listing> = listings(rows, header, place);
    let regimes = listings.iter().map(|listing| listing.regime.as_deref());
    // What is of no regime is carried where there is none; without a day nothing is known to be first.
    let chosen = regimes.min_by_key(|regime| {
        let day = since(&listings, *regime);
        (regime.is_none(), day.is_none(), day, *regime)
    });
    let chosen = chosen.flatten().map(str::to_owned);
    let (own, others): (Vec<&Listing>, Vec<&Listing>) =
        listings.iter().partition(|listing| listing.regime == chosen);
    for other in others {
        let days = [(LISTED, &other.listed), (DESIGNATED, &other.designated)];
        let days = days.into_iter().filter_map(|(column, day)| Some((column, day.as_ref()?)));
        let days: Vec<String> = days.map(|(column, day)| format!("{column} {day}")).collect();
        let told = other.regime.iter().chain(&days).map(String::as_str);
        if let Some(value) = joined(told, ", ") {
            let field = "Regime (a further one of the party)";
            party.note_at(&other.at, field, &value, Why::NoField);
        }
    }
    party.measure.imposed_on = since(&listings, chosen.as_deref());
    for (column, day) in own.iter().flat_map(|own| own.days()) {
        match when::date_of(day, Order::DayFirst) {
            Some(date) if Some(date) == party.measure.imposed_on => {}
            Some(_) => {
                let field = format!("{column} (another day than that of the designation)");
                party.note_once(&field, day, Why::NoField);
            }
            None => party.note_once(column, day, Why::Unknown),
        }
    }
    party.measure.programme.clone_from(&chosen);
    chosen
}

/// What the rows say of regimes, each once.
fn listings(rows: &[Row], header: &Header, place: impl Fn(&Row) -> String) -> Vec<Listing> {
    let mut listings: Vec<Listing> = Vec::new();
    for row in rows {
        let get = |column: &str| header.get(row, column);
        let (regime, listed, designated) = (get("Regime"), get(LISTED), get(DESIGNATED));
        let listing = Listing { regime, listed, designated, at: place(row) };
        let said = |known: &Listing| Listing { at: listing.at.clone(), ..known.clone() } == listing;
        if !listings.iter().any(said) {
            listings.push(listing);
        }
    }
    listings
}

/// Since when a party stands under a regime: by the first day of its designation, else of its listing.
fn since(listings: &[Listing], regime: Option<&str>) -> Option<PartialDate> {
    let first = |day: fn(&Listing) -> Option<&String>| {
        let own = listings.iter().filter(|listing| listing.regime.as_deref() == regime);
        own.filter_map(day).filter_map(|day| when::date_of(day, Order::DayFirst)).min()
    };
    first(|own| own.designated.as_ref()).or_else(|| first(|own| own.listed.as_ref()))
}

impl Listing {
    fn days(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let days = [(DESIGNATED, &self.designated), (LISTED, &self.listed)];
        days.into_iter().filter_map(|(column, day)| Some((column, day.as_ref()?)))
    }
}
