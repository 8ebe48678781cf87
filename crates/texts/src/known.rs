//! What the record knows of a name, as whoever asks it hands it in.

use detente_core::RecordId;

/// A record that a name of the text may be of. A likeness is never an identity.
#[derive(Clone, Debug, PartialEq)]
pub struct Likely {
    /// The record.
    pub id: RecordId,
    /// What it is called.
    pub label: String,
    /// How well the names fit, 0 to 1.
    pub score: f64,
}

/// From here on a name is taken for that of a record, if no other comes near.
const CLOSE: f64 = 0.95;
/// So far behind must every other be.
const APART: f64 = 0.1;

/// The record that a name is of, where one fits far better than all others.
#[must_use]
pub(crate) fn taken(likely: &[Likely]) -> Option<&Likely> {
    let best = likely.iter().max_by(|one, other| one.score.total_cmp(&other.score))?;
    let rival = likely.iter().any(|other| other.id != best.id && best.score - other.score < APART);
    (best.score >= CLOSE && !rival).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_for_a_record_only_where_no_other_comes_near() {
        let likely = |slug: &str, score| Likely {
            id: format!("person/{slug}").parse().unwrap(),
            label: slug.to_owned(),
            score,
        };
        let one = [likely("jana", 0.99), likely("petr", 0.8)];
        assert_eq!(taken(&one).map(|taken| taken.label.as_str()), Some("jana"));
        assert_eq!(taken(&[likely("jana", 0.99), likely("jana-2", 0.95)]), None);
        assert_eq!(taken(&[likely("jana", 0.9)]), None);
    }
}
