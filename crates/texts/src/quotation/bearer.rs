//! Nouns of those who can speak: persons, offices, bodies.

use super::verb::{is_preposition, pronoun};
use crate::{name, vocabulary::words};

words! {
    /// Nouns of persons, offices and bodies, beside those that stand before names.
    fn speaks: "
        activist administration advocate aide agency agent ally ambassador analyst army association
        attorney author authority backer bishop body boss boy brother bureau cabinet campaigner
        captain caretaker cellmate centre center chair chief child church citizen clerk coalition
        colleague commander commission committee companion company council counsel counterpart court
        cousin critic daughter defendant delegate delegation demonstrator department deputy detainee
        diplomat director doctor driver editor embassy employee envoy executive ex-prisoner
        ex-wife ex-husband expert eyewitness family father federation fiancée fiancé figure foundation
        founder friend girl girlfriend boyfriend governor government grandmother grandfather
        granddaughter grandson group guard guest guide guild head historian host husband informant
        inmate insider institute interviewer interpreter investigator journalist judge keeper kremlin
        lawmaker lawyer leader leadership legislator lobbyist man manager mayor mediator member minister
        ministry mission monitor mother movement negotiator neighbor neighbour nephew network newspaper
        ngo niece nurse observer office officer official operator opponent opposition organiser
        organisation organization organizer owner palace panel parent parliament participant partner
        party passenger people person pilot player police policeman policewoman politician pollster
        pope premier presidency president press priest prisoner producer professor prosecutor
        prosecution protester publisher rapporteur refugee regime relative reporter representative
        researcher resident respondent scholar scientist secretary secretariat senator service sister
        soldier son source speaker spokesman spokesperson spokeswoman sponsor staff staffer state
        station strategist student supporter survivor team teacher think-tank translator
        treasury tribunal troop union veteran victim viewer volunteer voter warden watchdog website wife
        winner witness woman worker writer accomplice broadcaster channel daily paper outlet magazine
        portal weekly widow widower teenager pensioner guardian inspector commissioner chairman
        chairwoman chairperson chancellor king queen prince monk nun pastor rabbi imam artist poet
        lawyers authorities men women children wives police relatives officials ministries families
        agencies parties companies bodies allies embassies secretaries deputies countries country bloc
        аналітык адвакат прадстаўнік прадстаўніца представитель представительница адвокат чиновник
        представник речник речниця пресс-секретарь прэс-сакратар улады власти влада министерство
        міністэрства міністерство сям'я семья жонка жена дружина муж маці мать бацька отец брат сестра
        сястра суд пракуратура прокуратура посольство агентство агенцтва
    "
}

/// Whether a description is a noun phrase whose noun is one of someone who can speak: `a spokeswoman for the
/// ministry`, and neither `count of the guild` nor `only in the bus somebody`.
pub(super) fn is_bearer(words: &str) -> bool {
    let part = words.split([',', '(']).next().unwrap_or(words);
    let phrase: Vec<String> = part
        .split_whitespace()
        .map(str::to_lowercase)
        .take_while(|word| !is_preposition(word) && !matches!(word.as_str(), "who" | "and" | "or"))
        .collect();
    let idle = |word: &String| {
        pronoun(word).is_some()
            || matches!(word.as_str(), "only" | "not" | "there" | "what" | "i" | "we")
    };
    if phrase.first().is_none_or(idle) {
        return false;
    }
    // `neither he nor the ministry` are two, of whom one has no name.
    let several = words.split_whitespace().map(str::to_lowercase).any(|word| {
        pronoun(&word).is_some() || matches!(word.as_str(), "neither" | "nor" | "either" | "nobody")
    });
    if several {
        return false;
    }
    // A Slavic noun stands before the one that it belongs to.
    let slavic = phrase.first().filter(|word| !word.is_ascii());
    phrase.last().into_iter().chain(slavic).any(|word| is_noun(word))
}

/// Whether a word, in small letters, is a noun of someone who can speak.
pub(crate) fn is_noun(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let last = word.rsplit('-').next().unwrap_or(word);
    [word, last].iter().any(|word| {
        let one = word.strip_suffix('s').unwrap_or(word);
        let many = word.strip_suffix("men").map(|stem| format!("{stem}man"));
        let several = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
        let forms = [Some((*word).to_owned()), Some(one.to_owned()), many, several];
        let by_ending = one.len() > 5
            && ["ist", "ician", "ologist", "woman", "spokesman", "person", "laureate"]
                .iter()
                .any(|end| one.ends_with(end))
            && !matches!(one, "checklist" | "shortlist" | "waitlist");
        by_ending || forms.iter().flatten().any(|form| speaks(form) || name::is_role(form))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_can_speak_is_told_by_the_noun_of_a_description() {
        for words in [
            "senior official",
            "spokesman for the ministry",
            "mother of Jana Novotna",
            "Ukrainian authorities",
            "two diplomats",
            "his wife",
            "president’s office",
            "foreign ministry of Northland",
            "relative of Novak",
            "rights groups",
            "European Union's foreign policy chief",
            "economist at the institute",
            "ex-minister",
        ] {
            assert!(is_bearer(words), "{words}");
        }
        for words in [
            "she only",
            "Only in the bus somebody",
            "count of the guild",
            "statement",
            "the number",
            "Neither he nor the ministry",
            "Sedm",
            "next day",
        ] {
            assert!(!is_bearer(words), "{words}");
        }
    }
}
