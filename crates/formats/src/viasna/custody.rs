//! Whether the person is held, as far as the row says: by its status, and by the cell of the release.

use detente_core::{Custody, Detention, EndModality, PartialDate, Stay};

use super::{
    case::{Case, Status},
    ending::{self, Ending},
};
use crate::{report::Why, slug};

/// What the cell of the release comes to.
enum Release {
    /// Nothing is said of one.
    Unsaid,
    /// It was seen.
    Seen { on: Option<PartialDate>, how: Option<EndModality> },
    /// It was seen, on a day that cannot be.
    Impossible,
    /// It follows from the length of the sentence, and nobody saw it.
    Calculated,
    /// It had not come by the day of the edition.
    Expected,
    /// It is told in words that are not understood.
    Unread,
}

impl Case<'_, '_> {
    /// States what the row says of custody, and no more. Whoever is active was seen held on the
    /// day of the edition; custody of whoever is former had ended by then. Where the row is not of
    /// one mind, or nobody saw the end, custody is left open.
    pub fn custody(&mut self, status: Option<Status>, detention: &mut Detention) {
        let release = self.release(detention);
        let by_now = PartialDate::by(self.reading.on);
        match (status, release) {
            (Some(Status::Active), Release::Seen { on, .. }) => {
                self.of_two_minds();
                detention.ended_on = on.or(detention.began_on).and_then(from);
                return;
            }
            (Some(Status::Active), Release::Impossible) => {
                self.of_two_minds();
                detention.ended_on = detention.began_on.and_then(from);
                return;
            }
            (Some(Status::Active), release) => {
                if matches!(release, Release::Calculated) {
                    detention.ended_on = detention.began_on.and_then(from);
                }
                self.seen_held(detention);
                return;
            }
            (_, Release::Seen { on, how }) => {
                detention.ended_on = on.or(Some(by_now));
                detention.end_modality = how;
            }
            (Some(Status::Former), Release::Calculated | Release::Expected) => {
                let field = "status (former by a release that nobody saw: custody is left open)";
                self.left(field, "former", Why::Coarser);
                // Where the day of the arrest is not known, the status is all that is.
                detention.ended_on = detention.began_on.and_then(from).or(Some(by_now));
            }
            (Some(Status::Former), _) => detention.ended_on = Some(by_now),
            (_, Release::Unsaid | Release::Expected) => {}
            (_, Release::Calculated | Release::Impossible | Release::Unread) => {
                detention.ended_on = detention.began_on.and_then(from);
            }
        }
        self.was_held_at(detention);
    }

    /// Reads the cell of the release, and names what of it is not stated.
    fn release(&mut self, detention: &mut Detention) -> Release {
        let Some(text) = self.get("release_date") else { return Release::Unsaid };
        let Ending { on, modality: how, calculated, unknown } = ending::read(&text);
        if let Some(rest) = &unknown {
            self.left("release_date", rest, Why::Unknown);
        }
        if calculated {
            // Nobody saw it: it is told as the list tells it, and as no release.
            detention.summary = Some(format!("Viasna: {text}"));
            self.left(
                "release_date (calculated, not observed: custody is left open)",
                &text,
                Why::Coarser,
            );
            return Release::Calculated;
        }
        if unknown.is_some() {
            return Release::Unread;
        }
        let edition = PartialDate::from(self.reading.on);
        if on.is_some_and(|on| edition.certainly_precedes(on)) {
            self.left(
                "release_date (after the day of the edition: expected, not observed)",
                &text,
                Why::Coarser,
            );
            return Release::Expected;
        }
        if on.zip(detention.began_on).is_some_and(|(on, began)| on.certainly_precedes(began)) {
            self.left("release_date (before the day of the arrest)", &text, Why::Contradicts);
            return Release::Impossible;
        }
        Release::Seen { on, how }
    }

    /// Names that the list says of one person both that they are held and that they are not.
    fn of_two_minds(&mut self) {
        let release = self.get("release_date").unwrap_or_default();
        self.left(
            "release_date and status (whether custody ended is left open)",
            &format!("active, and {release}"),
            Why::Contradicts,
        );
        if let Some(name) = self.get("prison") {
            self.left("prison (custody is not stated)", &name, Why::Contradicts);
        }
    }

    /// Where the person was on the day of the edition.
    fn seen_held(&mut self, detention: &mut Detention) {
        let on = self.reading.on;
        detention.stays.push(Stay {
            key: slug::fixed(&format!("seen-{on}")),
            custody: Some(Custody::Held),
            place: self.get("prison").and_then(|name| self.place(&name)),
            seen_on: Some(on.into()),
            ..Stay::default()
        });
    }

    /// Where the person was at some time: that they are held there the row does not say.
    fn was_held_at(&mut self, detention: &mut Detention) {
        if let Some(place) = self.get("prison").and_then(|name| self.place(&name)) {
            let (key, place) = (slug::fixed("prison"), Some(place));
            detention.stays.push(Stay { key, place, ..Stay::default() });
        }
    }
}

/// On a day or after it: nobody knows whether it has come yet.
fn from(day: PartialDate) -> Option<PartialDate> {
    format!("{}/..", day.earliest()?).parse().ok()
}
