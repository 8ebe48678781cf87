//! The dated moments of each noun.

use super::{Dated, Moment, MomentKind as What, Moments};
use crate::{
    Action, Agreement, Detention, Event, Indicator, Organization, Person, Place, Release, Sanction,
    Source, Statement,
};

impl Dated for Source {
    fn moments(&self) -> Vec<Moment> {
        let mut moments = Moments::default();
        moments.add(What::Published, "published_on", self.published_on);
        moments.0
    }
}

impl Dated for Person {
    fn moments(&self) -> Vec<Moment> {
        let mut moments = Moments::default();
        moments.add(What::Born, "born_on", self.born_on);
        moments.add(What::Died, "died_on", self.died_on);
        for role in &self.roles {
            let path = |field: &str| format!("roles.{}.{field}", role.key);
            let title = || role.title.clone();
            moments.tell(What::RoleBegan, path("since"), role.since, title());
            moments.tell(What::RoleEnded, path("until"), role.until, title());
        }
        for award in &self.awards {
            let path = format!("awards.{}.awarded_on", award.key);
            moments.tell(What::Awarded, path, award.awarded_on, award.title.clone());
        }
        moments.0
    }
}

impl Dated for Organization {
    fn moments(&self) -> Vec<Moment> {
        Vec::new()
    }
}

impl Dated for Place {
    fn moments(&self) -> Vec<Moment> {
        Vec::new()
    }
}

impl Dated for Detention {
    fn moments(&self) -> Vec<Moment> {
        let mut moments = Moments::default();
        moments.add(What::DetentionBegan, "began_on", self.began_on);
        let how = self.end_modality.map(|how| in_words(how.word()));
        moments.tell(What::DetentionEnded, "ended_on", self.ended_on, how);
        for stay in &self.stays {
            let path = |field: &str| format!("stays.{}.{field}", stay.key);
            let custody = || stay.custody.map(|custody| in_words(custody.word()));
            moments.tell(What::StayBegan, path("since"), stay.since, custody());
            moments.tell(What::Seen, path("seen_on"), stay.seen_on, custody());
            moments.tell(What::StayEnded, path("until"), stay.until, custody());
        }
        for charge in &self.charges {
            let path = format!("charges.{}.brought_on", charge.key);
            let text = charge.text.clone().or_else(|| charge.article.clone());
            moments.tell(What::Charged, path, charge.brought_on, text);
        }
        for step in &self.proceedings {
            let kind = step.kind.map(|kind| in_words(kind.word()));
            let path = format!("proceedings.{}.on", step.key);
            moments.tell(What::CourtDecided, path, step.on, kind);
        }
        for sentence in &self.sentences {
            let path = format!("sentences.{}.imposed_on", sentence.key);
            let term = sentence.term.map(|term| term.to_string());
            moments.tell(What::Sentenced, path, sentence.imposed_on, term);
        }
        for recognition in &self.recognitions {
            let path = format!("recognitions.{}.on", recognition.key);
            let by = recognition.by.as_ref().map(ToString::to_string);
            moments.tell(What::Recognised, path, recognition.on, by);
        }
        moments.0
    }
}

impl Dated for Release {
    fn moments(&self) -> Vec<Moment> {
        let mut moments = Moments::default();
        let count = self.count.map(|count| count.to_string());
        moments.tell(What::Released, "on", self.on, count);
        moments.0
    }
}

impl Dated for Agreement {
    fn moments(&self) -> Vec<Moment> {
        let mut moments = Moments::default();
        moments.tell(What::AgreementReached, "reached_on", self.reached_on, self.title.clone());
        for talks in &self.talks {
            let path = |field: &str| format!("talks.{}.{field}", talks.key);
            moments.add(What::TalksBegan, path("began_on"), talks.began_on);
            moments.add(What::TalksEnded, path("ended_on"), talks.ended_on);
        }
        for commitment in &self.commitments {
            let path = format!("commitments.{}.promised_on", commitment.key);
            moments.tell(What::Promised, path, commitment.promised_on, commitment.text.clone());
        }
        moments.0
    }
}

impl Dated for Sanction {
    fn moments(&self) -> Vec<Moment> {
        let mut moments = Moments::default();
        for action in &self.actions {
            let path = |field: &str| format!("actions.{}.{field}", action.key);
            moments.tell(What::SanctionActed, path("on"), action.on, told(action));
            moments.tell(What::SanctionActLapsed, path("until"), action.until, told(action));
        }
        moments.0
    }
}

/// `general licence: Belarus General License 13`; where no instrument is named, the scope.
fn told(action: &Action) -> Option<String> {
    let kind = action.kind.map(|kind| in_words(kind.word()));
    let told = [kind, action.instrument.clone().or_else(|| action.scope.clone())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>();
    (!told.is_empty()).then(|| told.join(": "))
}

impl Dated for Statement {
    fn moments(&self) -> Vec<Moment> {
        let mut moments = Moments::default();
        moments.tell(What::Said, "said_on", self.said_on, self.text.clone());
        moments.0
    }
}

impl Dated for Event {
    fn moments(&self) -> Vec<Moment> {
        let mut moments = Moments::default();
        moments.tell(What::EventBegan, "began_on", self.began_on, self.title.clone());
        moments.tell(What::EventEnded, "ended_on", self.ended_on, self.title.clone());
        moments.0
    }
}

impl Dated for Indicator {
    fn moments(&self) -> Vec<Moment> {
        let mut moments = Moments::default();
        for point in &self.points {
            let path = format!("points.{}.on", point.key);
            // The number of the women alone is no number of all.
            let part = point.within.as_ref().map(|_| format!(" {}", point.part_name()));
            let part = part.unwrap_or_default();
            let told = point.quantity.map(|quantity| format!("{quantity}{part}"));
            moments.tell(What::Counted, path, point.on, told);
        }
        moments.0
    }
}

/// A word of a vocabulary as people write it: `general licence`.
fn in_words(word: &str) -> String {
    word.replace('_', " ")
}
