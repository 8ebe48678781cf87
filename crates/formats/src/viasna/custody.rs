//! Whether the person is held, as far as the row says: by its status, and by the cell of the release.

use detente_core::{Custody, Detention, EndModality, PartialDate, Stay};

use super::{
    case::{Case, Status},
    ending::{self, Ending},
    regime,
};
use crate::{report::Why, slug, when::on_or_after};

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
    /// The cell says that there was none yet.
    NoneYet,
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
        if let Some(penalty) = self.at_home() {
            self.left(
                "penalty (a restriction of freedom, at home or where is not said: custody is left open)",
                &penalty,
                Why::Coarser,
            );
            self.custody_of_the_restricted(status, release, detention);
            return;
        }
        match (status, release) {
            (Some(Status::Active), Release::Seen { on, .. }) => {
                self.of_two_minds("active");
                detention.ended_on = on.or(detention.began_on).and_then(on_or_after);
                return;
            }
            (Some(Status::Active), Release::Impossible) => {
                self.of_two_minds("active");
                detention.ended_on = detention.began_on.and_then(on_or_after);
                return;
            }
            (Some(Status::Active), release) => {
                if matches!(release, Release::Calculated) {
                    detention.ended_on = detention.began_on.and_then(on_or_after);
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
                detention.ended_on = detention.began_on.and_then(on_or_after).or(Some(by_now));
            }
            (Some(Status::Former), Release::NoneYet) => {
                self.of_two_minds("former");
                detention.ended_on = detention.began_on.and_then(on_or_after);
                return;
            }
            (Some(Status::Former), _) => detention.ended_on = Some(by_now),
            // A status that says nothing of custody, or is not understood, lets nobody presume it.
            (Some(Status::NotRecognised | Status::Unknown), Release::Unsaid)
            | (
                _,
                Release::Expected | Release::Calculated | Release::Impossible | Release::Unread,
            ) => {
                detention.ended_on = detention.began_on.and_then(on_or_after);
            }
            (_, Release::Unsaid | Release::NoneYet) => {}
        }
        self.was_held_at(detention);
    }

    /// A restriction of freedom at home is no custody, and nobody tells when custody turned into it: on the
    /// day of the arrest or after, and by the day of the release or of the edition that counts them as former.
    fn custody_of_the_restricted(
        &mut self,
        status: Option<Status>,
        release: Release,
        detention: &mut Detention,
    ) {
        let by_now = PartialDate::by(self.reading.on);
        let two_minds = match (status, &release) {
            (Some(Status::Active), Release::Seen { .. } | Release::Impossible) => Some("active"),
            (Some(Status::Former), Release::NoneYet) => Some("former"),
            _ => None,
        };
        match two_minds {
            Some(status) => self.of_two_minds(status),
            None => self.was_held_at(detention),
        }
        let by = match (status, release) {
            (Some(Status::Active), _) => None,
            (_, Release::Seen { on, how }) => {
                if let Some(how) = how {
                    let field = "release_date (how it ended: of custody, that is not certain)";
                    self.left(field, how.word(), Why::Coarser);
                }
                Some(on.unwrap_or(by_now))
            }
            (Some(Status::Former), Release::Unsaid | Release::Impossible | Release::Unread) => {
                Some(by_now)
            }
            _ => None,
        };
        detention.ended_on = match (detention.began_on, by) {
            (Some(began), Some(by)) => between(began, by).or(Some(by)),
            (None, by) => by,
            (Some(began), None) => on_or_after(began),
        };
    }

    /// The penalty, where it is a restriction of freedom at home, or one of which is not said where.
    fn at_home(&self) -> Option<String> {
        let cells = ["penalty", "decision"].into_iter().filter_map(|column| self.get(column));
        cells.into_iter().find(|cell| regime::may_be_at_home(cell))
    }

    /// Reads the cell of the release, and names what of it is not stated.
    fn release(&mut self, detention: &mut Detention) -> Release {
        let Some(text) = self.get("release_date") else { return Release::Unsaid };
        let Ending { on, modality: how, calculated, none_yet, unknown } = ending::read(&text);
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
        if none_yet {
            return Release::NoneYet;
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
    fn of_two_minds(&mut self, status: &str) {
        let release = self.get("release_date").unwrap_or_default();
        self.left(
            "release_date and status (whether custody ended is left open)",
            &format!("{status}, and {release}"),
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

/// On one of the days between two.
fn between(first: PartialDate, last: PartialDate) -> Option<PartialDate> {
    format!("{}/{}", first.earliest()?, last.latest()?).parse().ok()
}
