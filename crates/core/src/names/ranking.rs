//! How well names answer what was typed: letter by letter, as some standard writes them.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    Bearer, Part, Prepared, Query,
    query::Typed,
    tongue::Tongues,
    transliterate::{Standard, transliterate},
    weight, word,
};

/// How well a word answers that is written as it was typed but for one slip; and one that only sounds so.
const ONE_SLIP: f32 = 0.98;
const SOUNDS_SO: f32 = 0.97;

/// Below this likeness it is not looked how a word is written.
const LOOKED_AT: f32 = 0.9;

/// Orders the names that answer a query. Words that were looked at are remembered: many bear one surname.
#[derive(Debug)]
pub struct Ranking<'a> {
    query: &'a Query,
    /// How each word is written beside each that was typed.
    known: HashMap<(usize, Box<str>), Written>,
}

/// How a word is written beside what was typed, in the writing that is nearest to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    So,
    WithOneSlip,
    Otherwise,
}

impl<'a> Ranking<'a> {
    /// Of those that answer this.
    #[must_use]
    pub fn of(query: &'a Query) -> Self {
        Self { query, known: HashMap::new() }
    }

    /// How well a name answers: 1 where every word that was typed is in it, as it was typed; 0 where one is not.
    /// Of several words one may be badly mistyped, if something of it is left.
    ///
    /// Unlike [`super::compare`], one word is enough, and what the name says beyond it costs little.
    #[must_use]
    pub fn relevance(&mut self, name: &Prepared) -> f64 {
        let mut taken = 0_u32;
        let mut sum = 0.0;
        let mut spoilt = false;
        let parts = self.query.name().parts();
        for (at, typed) in self.query.typed().enumerate() {
            let best = name
                .parts()
                .iter()
                .enumerate()
                .filter(|(place, _)| taken & (1 << place) == 0)
                .map(|(place, other)| (place, self.likeness(at, typed, other)))
                .max_by(|one, other| one.1.total_cmp(&other.1));
            match best {
                Some((place, like)) if like >= weight::SAME_PART => {
                    taken |= 1 << place;
                    sum += f64::from(like);
                }
                Some((place, like))
                    if like >= weight::SPOILT_PART && parts.len() > 1 && !spoilt =>
                {
                    spoilt = true;
                    taken |= 1 << place;
                    sum += f64::from(like) * 0.8;
                }
                _ => return 0.0,
            }
        }
        let count = |many: usize| f64::from(u32::try_from(many).unwrap_or(u32::MAX));
        if parts.is_empty() {
            return 0.0;
        }
        let unsaid = name.parts().len().saturating_sub(parts.len());
        (sum / count(parts.len())) * (1.0 - 0.02 * count(unsaid.min(5)))
    }

    /// How well a word answers: of a person's, that is written as it was typed before one with a slip, and that
    /// before one that only sounds so.
    fn likeness(&mut self, at: usize, typed: Typed<'_>, other: &Part) -> f32 {
        let like = typed.likeness(other);
        if like < LOOKED_AT || self.query.name().bearer() != Bearer::Person {
            return like;
        }
        let key = (at, other.text().into());
        let written = *self.known.entry(key).or_insert_with(|| Written::of(other, typed.part));
        match written {
            Written::So => 1.0,
            Written::WithOneSlip => ONE_SLIP,
            Written::Otherwise => like.min(SOUNDS_SO),
        }
    }
}

/// The standards for the languages of each set.
static STANDARDS: LazyLock<[Vec<Standard>; 8]> = LazyLock::new(|| {
    std::array::from_fn(|languages| {
        let codes = Tongues::CODES.iter().enumerate();
        let codes = codes.filter(|(at, _)| languages & (1 << at) != 0);
        let mut standards: Vec<Standard> =
            codes.flat_map(|(_, code)| Standard::of_language(code)).collect();
        standards.sort_unstable();
        standards.dedup();
        standards
    })
});

impl Written {
    fn of(word: &Part, typed: &Part) -> Self {
        let letters: Vec<char> = typed.text().chars().collect();
        let own = Self::beside(&letters, word.text());
        if !word.cyrillic || typed.cyrillic || own == Self::So {
            return own;
        }
        let mut nearest = own;
        for standard in &STANDARDS[word.tongues.place()] {
            let spelt = word::letters(&transliterate(word.text(), *standard));
            match Self::beside(&letters, &spelt) {
                Self::So => return Self::So,
                Self::WithOneSlip => nearest = Self::WithOneSlip,
                Self::Otherwise => {}
            }
        }
        nearest
    }

    /// The slips of a finger: a letter more, less or other, or two that changed places.
    fn beside(typed: &[char], written: &str) -> Self {
        let written: Vec<char> = written.chars().collect();
        let begin = typed.iter().zip(&written).take_while(|(a, b)| a == b).count();
        let (typed, written) = (&typed[begin..], &written[begin..]);
        let end = typed.iter().rev().zip(written.iter().rev()).take_while(|(a, b)| a == b).count();
        match (&typed[..typed.len() - end], &written[..written.len() - end]) {
            ([], []) => Self::So,
            ([_], [] | [_]) | ([], [_]) => Self::WithOneSlip,
            ([a, b], [c, d]) if a == d && b == c => Self::WithOneSlip,
            _ => Self::Otherwise,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In the order in which they answer.
    fn ranked<const N: usize>(typed: &str, names: [&str; N]) -> Vec<String> {
        let query = Query::new(typed, Bearer::Person, true);
        let mut ranking = Ranking::of(&query);
        let mut found: Vec<(f64, String)> = names
            .iter()
            .map(|name| {
                (ranking.relevance(&Prepared::new(name, Bearer::Person)), (*name).to_owned())
            })
            .collect();
        found.sort_by(|one, other| other.0.total_cmp(&one.0));
        found.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn what_some_standard_writes_so_comes_before_a_slip_and_that_before_what_only_sounds_so() {
        let [exact, slipped, sounding] = ["Алег Вымыснак", "Алег Вымыснаўк", "Алег Вымысснокк"];
        assert_eq!(ranked("Aleh Vymysnak", [sounding, slipped, exact]), [exact, slipped, sounding]);
    }

    #[test]
    fn a_word_with_a_slip_comes_before_longer_ones_that_it_only_begins() {
        let [slipped, longer] = ["Алег Вымысілко", "Алег Вымыслілоўскі"];
        assert_eq!(ranked("Aleh Vymyslilo", [longer, slipped])[0], longer, "more than a slip");
        assert_eq!(ranked("Aleh Vymysilo", [longer, slipped])[0], slipped);
    }

    #[test]
    fn a_slip_is_one_letter_or_two_that_changed_places() {
        let beside = |typed: &str, written: &str| {
            Written::beside(&typed.chars().collect::<Vec<_>>(), written)
        };
        assert_eq!(beside("vymysl", "vymysl"), Written::So);
        for slip in ["vymyssl", "vymys", "vymtsl", "vmyysl", "ymysl"] {
            assert_eq!(beside(slip, "vymysl"), Written::WithOneSlip, "{slip}");
        }
        for other in ["vymslo", "myvysl", "", "vymyslov"] {
            assert_eq!(beside(other, "vymysl"), Written::Otherwise, "{other}");
        }
    }
}
