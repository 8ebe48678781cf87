//! The regime that the words of a penalty name. The list writes `medium-security` for the reinforced regime.

use detente_core::Regime;

use super::words::{self, understood};

/// Phrases in small letters, without hyphens.
const PHRASES: &[(&str, Option<Regime>)] = &[
    ("open type", Some(Regime::OpenType)),
    ("with referral", Some(Regime::OpenType)),
    ("with direction", Some(Regime::OpenType)),
    ("khimiya", Some(Regime::OpenType)),
    ("without referral", Some(Regime::Home)),
    ("without referral to open type", Some(Regime::Home)),
    ("without referral to an open type", Some(Regime::Home)),
    ("without direction", Some(Regime::Home)),
    ("without direction to open type", Some(Regime::Home)),
    ("without direction to an open type", Some(Regime::Home)),
    ("home", Some(Regime::Home)),
    ("at home", Some(Regime::Home)),
    ("home khimiya", Some(Regime::Home)),
    ("home confinement", Some(Regime::Home)),
    ("home regime", Some(Regime::Home)),
    ("confinement at home", Some(Regime::Home)),
    ("settlement", Some(Regime::Settlement)),
    ("special", Some(Regime::Special)),
    ("maximum security", Some(Regime::Strict)),
    ("high security", Some(Regime::Strict)),
    ("strict", Some(Regime::Strict)),
    ("medium security", Some(Regime::Reinforced)),
    ("reinforced", Some(Regime::Reinforced)),
    ("enhanced", Some(Regime::Reinforced)),
    ("general", Some(Regime::General)),
    ("minimum security", Some(Regime::General)),
    ("low security", Some(Regime::General)),
    ("in a prison", Some(Regime::Prison)),
    ("in prison", Some(Regime::Prison)),
    ("prison regime", Some(Regime::Prison)),
    ("a", None),
    ("an", None),
    ("the", None),
    ("in", None),
    ("of", None),
    ("to", None),
    ("and", None),
    ("under", None),
    ("penal", None),
    ("colony", None),
    ("correctional", None),
    ("institution", None),
    ("facility", None),
    ("security", None),
    ("regime", None),
    ("conditions", None),
    ("imprisonment", None),
    ("deprivation", None),
    ("restriction", None),
    ("freedom", None),
    ("liberty", None),
    ("fine", None),
];

/// What restricts freedom and is no prison: at home, or in an open-type facility.
const RESTRICTION: &[(&str, Option<()>)] = &[
    ("restriction of freedom", Some(())),
    ("restriction of liberty", Some(())),
    ("restricted freedom", Some(())),
    ("restricted liberty", Some(())),
    ("limitation of freedom", Some(())),
    ("limitation of liberty", Some(())),
];

/// Words after which what was named may hold no longer, or never did.
const DOUBT: &[&str] = &[
    "not",
    "no",
    "never",
    "instead",
    "replaced",
    "changed",
    "commuted",
    "transferred",
    "or",
    "then",
];

/// Words of what is laid on somebody beside a term, and takes nothing back of it.
const BESIDE: &[&str] = &[
    "confiscation",
    "property",
    "with",
    "right",
    "rights",
    "hold",
    "certain",
    "position",
    "positions",
    "post",
    "posts",
    "office",
    "military",
    "rank",
    "compensation",
    "damages",
    "damage",
    "moral",
];

/// Whether a penalty may say that a term, or a fine alone, is something else than it reads:
/// `suspended sentence`, `deferred`, a fine beside a term of years.
pub(super) fn doubts(penalty: &str, has_term: bool) -> bool {
    let said = understood(&penalty.replace('-', " "), PHRASES);
    let beside = |word: &String| BESIDE.contains(&word.to_lowercase().as_str());
    !said.rest.iter().all(beside) || (has_term && penalty.trim().eq_ignore_ascii_case("fine"))
}

/// Whether a penalty is a restriction of freedom of which is not said whether it is at home.
pub(super) fn restricts_somewhere(penalty: &str) -> bool {
    let penalty = penalty.replace('-', " ");
    !understood(&penalty, RESTRICTION).meant.is_empty()
        && understood(&penalty, PHRASES).meant.is_empty()
}

/// Whether whoever serves a penalty may be at home.
pub(super) fn may_be_at_home(penalty: &str) -> bool {
    let said = understood(&penalty.replace('-', " "), PHRASES);
    said.meant.contains(&Regime::Home) || restricts_somewhere(penalty)
}

/// Whether a penalty names a fine, of which only the decision says how much it was.
pub(super) fn fines(penalty: &str) -> bool {
    understood(&penalty.replace('-', " "), &[("fine", Some(()))]).meant.len() == 1
}

/// The regime of a penalty, and what of the cell was not understood.
pub(super) fn read(penalty: &str) -> (Option<Regime>, Option<String>) {
    let said = understood(&penalty.replace('-', " "), PHRASES);
    let regime = said.meant.first().copied();
    let one = said.meant.iter().all(|other| Some(*other) == regime);
    let doubted = said.rest.iter().any(|word| DOUBT.contains(&word.to_lowercase().as_str()));
    let whole = || Some(penalty.to_owned());
    match regime {
        Some(_) if !one || doubted => (None, whole()),
        None if penalty.eq_ignore_ascii_case("fine") => (None, None),
        None => (None, whole()),
        // A date among the words is of something that the record has no field for here.
        regime if said.rest.is_empty() && said.dates.is_empty() => (regime, None),
        regime if said.rest.is_empty() => (regime, whole()),
        regime => (regime, Some(words::within(penalty, &said.rest.join(" ")))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_penalty_names_one_regime() {
        for (penalty, regime) in [
            ("imprisonment in a medium-security penal colony", Regime::Reinforced),
            ("imprisonment in a general-security penal colony", Regime::General),
            ("restriction of freedom with referral to an open-type institution", Regime::OpenType),
            ("restriction of freedom without referral to an open-type institution", Regime::Home),
            ("restriction of freedom without referral to an open-type facility", Regime::Home),
            ("home confinement", Regime::Home),
            ("khimiya", Regime::OpenType),
            ("imprisonment in a penal colony-settlement", Regime::Settlement),
        ] {
            assert_eq!(read(penalty), (Some(regime), None), "{penalty}");
        }
        assert_eq!(read("fine"), (None, None));
    }

    #[test]
    fn a_restriction_of_freedom_may_be_at_home_unless_it_is_said_to_be_elsewhere() {
        for penalty in [
            "home confinement",
            "restriction of freedom",
            "restriction of freedom without referral to an open-type institution",
            "restriction of freedom, deferred",
        ] {
            assert!(may_be_at_home(penalty), "{penalty}");
        }
        for penalty in [
            "restriction of freedom with referral to an open-type institution",
            "khimiya",
            "imprisonment in a medium-security penal colony",
            "deprivation of freedom",
            "fine",
        ] {
            assert!(!may_be_at_home(penalty), "{penalty}");
        }
    }

    #[test]
    fn what_is_not_understood_is_named_and_what_is_doubted_is_not_stated() {
        let suspended = "imprisonment in a medium-security penal colony, suspended";
        let unknown = format!("suspended (in: {suspended})");
        assert_eq!(read(suspended), (Some(Regime::Reinforced), Some(unknown)));
        for penalty in [
            "not in a medium-security penal colony",
            "general-security penal colony, medium-security penal colony",
            "compulsory treatment",
            "restriction of freedom",
        ] {
            assert_eq!(read(penalty), (None, Some(penalty.to_owned())));
        }
    }
}
