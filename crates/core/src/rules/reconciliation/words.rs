//! What a reconciliation comes to, as a verdict of the whole and in words.

use super::{Bounds, Cut, CutReport, Named, Reconciliation, Verdict};

impl Reconciliation {
    /// What it comes to as a whole: over, where any parts exceed what they are
    /// parts of; else that it adds up, where some way of cutting accounts for the
    /// whole; else short; and where nothing can be compared, that.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let of_all = self.cuts.iter().filter(|cut| cut.within.is_none()).map(|cut| cut.verdict);
        let parts = self.cuts.iter().map(|cut| cut.verdict);
        let named = self.named().map(|named| named.verdict);
        let any = |wanted: Verdict| of_all.clone().chain(named).any(|verdict| verdict == wanted);
        if parts.chain(named).any(|verdict| verdict == Verdict::OverBy) {
            Verdict::OverBy
        } else if any(Verdict::AddsUp) {
            Verdict::AddsUp
        } else if any(Verdict::ShortBy) {
            Verdict::ShortBy
        } else {
            Verdict::CannotBeCompared
        }
    }

    /// The people who are named, if anybody is.
    fn named(&self) -> Option<Named> {
        self.named.filter(|named| named.certain + named.contested > 0)
    }

    /// What it comes to, in words: each way of cutting, and the people named.
    #[must_use]
    pub fn in_words(&self) -> String {
        let cuts = self.cuts.iter().map(|cut| format!("{}: {}", cut.name(), cut.in_words()));
        let named = self.named().map(|named| format!("people named: {}", named.in_words()));
        let words: Vec<String> = cuts.chain(named).collect();
        if words.is_empty() { "there is nothing to add up".to_owned() } else { words.join(". ") }
    }
}

impl CutReport {
    /// How the parts are cut, in words: `by sex, of december`.
    #[must_use]
    pub fn name(&self) -> String {
        let by = match self.by {
            None => "cut in a way that is not told".to_owned(),
            Some(Cut::Other) => "cut by something else".to_owned(),
            Some(by) => format!("by {by}"),
        };
        let within = self.within.as_ref().map(|key| format!(", of {key}")).unwrap_or_default();
        format!("{by}{within}")
    }

    /// What the parts come to, in words.
    #[must_use]
    pub fn in_words(&self) -> String {
        let uncounted: Vec<&str> = self
            .parts
            .iter()
            .filter(|part| part.stated.is_none())
            .map(|part| part.key.as_str())
            .collect();
        match self.verdict {
            Verdict::CannotBeCompared if self.by.is_none() => {
                "cannot be compared: how the parts are cut is not told".to_owned()
            }
            Verdict::CannotBeCompared if self.whole.is_none() => {
                "cannot be compared: no number is given for the whole".to_owned()
            }
            Verdict::CannotBeCompared => {
                format!("cannot be compared: no number is given for {}", uncounted.join(", "))
            }
            verdict => verdict.in_words(self.difference),
        }
    }
}

impl Named {
    /// What the people who are named come to, in words.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self.verdict {
            Verdict::ShortBy => {
                let gap = text(self.difference).unwrap_or_else(|| "some".to_owned());
                format!("{gap} not named")
            }
            Verdict::CannotBeCompared => {
                "cannot be compared: no number is given for the whole".to_owned()
            }
            verdict => verdict.in_words(self.difference),
        }
    }
}

impl Verdict {
    /// The verdict with the difference, in words.
    #[must_use]
    pub fn in_words(self, difference: Option<Bounds>) -> String {
        let by = text(difference).map(|gap| format!(" by {gap}")).unwrap_or_default();
        match self {
            Self::AddsUp => "adds up".to_owned(),
            Self::ShortBy => {
                format!("short{by}: they are some of the whole, or some are missing")
            }
            Self::OverBy => format!("over{by}: one number is wrong, or someone is counted twice"),
            Self::CannotBeCompared => "cannot be compared".to_owned(),
        }
    }
}

fn text(difference: Option<Bounds>) -> Option<String> {
    difference?.as_quantity().map(|gap| gap.to_string())
}
