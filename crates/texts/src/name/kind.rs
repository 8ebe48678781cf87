//! What stands around a name, and tells what it is of.

use std::ops::Range;

use detente_core::{CountryCode, Gender, OrganizationKind, PlaceKind};

use super::{
    NameKind, Named, age, case, country,
    country::is_declined,
    homonym::{body_of, head, said_beside},
    run::Run,
    titled::{is_with_patronymic, titled},
    words::{Body, body_word, is_outlet, is_place_word, is_role, said_of_body},
};
use crate::{document::Passage, place::Place, sentence::Sentences};

/// What one place of the text tells of a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Cue {
    pub kind: Option<NameKind>,
    sure: bool,
    /// Whether the name stands in another case than the one in which its bearer is called, or may.
    pub declined: bool,
    body: Option<OrganizationKind>,
    place: Option<PlaceKind>,
    pub country: Option<CountryCode>,
    pub title: Option<(String, Place)>,
    pub gender: Option<Gender>,
    age: Option<(u32, Place)>,
    pub called: Option<Place>,
    /// The letters in brackets after it, which stand for it.
    pub letters: Option<String>,
}

impl Cue {
    /// The same without what stands before the name, which may be said of someone else: `адвокат Марии Лис`.
    pub fn without_office(self) -> Self {
        Self { title: None, called: None, gender: None, sure: false, ..self }
    }

    /// The same of a name in another case than the one in which its bearer is called, or perhaps in another.
    pub fn in_another_case(self) -> Self {
        Self { sure: false, declined: true, ..self }
    }

    /// Adds what is told here to what is told elsewhere.
    pub fn tell(&self, named: &mut Named) {
        if self.kind.is_some() && (named.kind.is_none() || (self.sure && !named.sure)) {
            named.kind = self.kind;
            named.sure = self.sure;
        }
        named.body = named.body.or(self.body);
        named.place = named.place.or(self.place);
        named.country = named.country.or(self.country);
        named.gender = named.gender.or(self.gender);
        if let Some(title) = &self.title
            && !named.titles.iter().any(|(known, _)| *known == title.0)
        {
            named.titles.push(title.clone());
        }
        named.ages.extend(self.age.clone());
        if let Some(called) = self
            .called
            .as_ref()
            .filter(|called| !named.called.iter().any(|known| known.quote == called.quote))
        {
            named.called.push(called.clone());
        }
    }
}

/// What a passage tells of a name where it stands.
pub(super) fn cue(
    sentences: &Sentences<'_>,
    passage: &Passage,
    run: &Run,
    text: &str,
    begins_with_given: bool,
) -> Cue {
    let mut cue = Cue::default();
    let words = text.split_whitespace().map(|word| word.trim_matches(['\'', '’']).to_lowercase());
    let words: Vec<String> = words.collect();
    let many = words.len();
    if let Some(country) = of_country(text) {
        return country;
    }
    let next = sentences.small(run.name.end);
    let word_before = |back: usize| {
        run.titles.start.checked_sub(back).map(|at| sentences.small(at)).unwrap_or_default()
    };
    let before = word_before(1);
    let said_before = said_beside(word_before(2), before);
    cue.letters = letters(sentences, run, &words);
    let ends_in_place = words.last().is_some_and(|word| is_place_word(word));
    if is_body(text) && (!ends_in_place || text.contains(" of ")) {
        return Cue { letters: cue.letters, ..as_body(sentences, run, text, said_before) };
    }
    let place_word = words.iter().find(|word| is_place_word(word));
    if place_word.is_some() || is_place_word(next) {
        cue.kind = Some(NameKind::Place);
        // `Port Sedm` is a town, and `Castle Street` a street: of what kind a place is, its last word tells, or the
        // one before an `of`.
        let told = |at: usize| at + 1 == many || words.get(at + 1).is_some_and(|word| word == "of");
        let own = words.iter().enumerate().find(|(at, word)| is_place_word(word) && told(*at));
        let word =
            if place_word.is_some() { own.map(|(_, word)| word.as_str()) } else { Some(next) };
        cue.place = word.and_then(place_kind);
        cue.sure = place_word.is_some() && many > 1;
        return cue;
    }
    if cue.letters.is_some() {
        cue.kind = Some(NameKind::Organization);
        cue.sure = true;
        return cue;
    }
    if many == 1 && run.titles.is_empty() && is_told(sentences, run, text) {
        cue.kind = Some(NameKind::Organization);
        cue.body = is_outlet(&words[0]).then_some(OrganizationKind::Media);
        cue.sure = true;
        return cue;
    }
    cue.age = age::age(sentences, passage, run);
    if !run.titles.is_empty() {
        titled(sentences, passage, run, &mut cue);
    }
    // `the agency Jana Novotna`, and not `the director of the Centre Jana Novotna`.
    let of_body = run.titles.start > 0
        && sentences.word(run.titles.start - 1).starts_with(char::is_uppercase)
        && begins_with_given;
    // `the producer Jana Novotna` is somebody.
    let someone = begins_with_given && matches!(before, "producer" | "monitor" | "exporter");
    if let Some(body) = said_before.filter(|_| run.titles.is_empty() && !of_body && !someone) {
        cue.kind = Some(NameKind::Organization);
        cue.body = body.0;
        cue.sure = true;
        return cue;
    }
    let beside = beside(sentences, run.name.end);
    let said = |at: usize| {
        said_beside(at.checked_sub(1).map_or("", |before| beside[before].as_str()), &beside[at])
    };
    if let Some(body) = (0..beside.len())
        .rev()
        .find_map(said)
        .filter(|_| run.titles.is_empty() && !begins_with_given)
    {
        cue.kind = Some(NameKind::Organization);
        cue.body = body.0;
        cue.sure = !is_end_of_another(sentences, run);
        return cue;
    }
    let role = beside.iter().any(|word| is_role(word));
    let called = called(sentences, run, if role { beside.len() } else { 0 })
        .map(|quote| Place { line: super::line_of(passage, sentences, &run.name), quote });
    cue.called = cue.called.or(called);
    let named_person =
        !run.titles.is_empty() || is_role(before) || cue.age.is_some() || (role && many > 1);
    if many > 1 && (named_person || begins_with_given) {
        cue.kind = Some(NameKind::Person);
        cue.sure = true;
    } else if named_person || (many > 1 && crate::quotation::verb::is_speech(next)) {
        cue.kind = Some(NameKind::Person);
    } else if run.name.start == 0
        && text.chars().filter(|c| c.is_alphabetic()).count() > 2
        && text.chars().all(|c| !c.is_lowercase())
        && matches!(next, "," | "(")
    {
        cue.kind = Some(NameKind::Place); // a dateline
    } else if is_acronym(text) {
        cue.kind = Some(NameKind::Organization);
    } else if matches!(before, "in" | "near" | "outside") && many < 3 {
        cue.kind = Some(NameKind::Place);
    }
    // `Inspector Jan Novak`, `MP Jan Novak`: the first word may be no part of the name.
    let open = goes_on_with_given(text) || begins_with_letters(text);
    if cue.kind == Some(NameKind::Person) && !begins_with_given && open {
        cue.sure = false;
    }
    if many > 1 && !case::is_as_called(sentences, run, text, begins_with_given) {
        return cue.without_office().in_another_case();
    }
    cue
}

/// `MP Novak Tarr`: letters that stand for an office, before a name that is not written in such letters.
fn begins_with_letters(name: &str) -> bool {
    let large = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    let mut words = name.split_whitespace();
    words.next().is_some_and(large) && name.split_whitespace().count() > 2 && !words.any(large)
}

/// Whether a given name and another stand behind the first word of a name in Latin letters. `Lis Ivan Petrovich` begins
/// with a surname.
fn goes_on_with_given(name: &str) -> bool {
    let Some((_, rest)) = name.split_once(' ') else { return false };
    let mut words = rest.split_whitespace();
    let (Some(given), Some(next)) = (words.next(), words.next()) else { return false };
    !case::is_cyrillic(name) && super::begins_with_given(rest) && !is_with_patronymic(given, next)
}

/// What the name of a country, or of the union of some, tells.
fn of_country(name: &str) -> Option<Cue> {
    let code = country(name)?;
    let declined = is_declined(name);
    let union = code == CountryCode::EUROPEAN_UNION;
    let body = Some(OrganizationKind::Intergovernmental).filter(|_| union);
    Some(Cue {
        kind: Some(if union { NameKind::Organization } else { NameKind::Place }),
        sure: union || !declined,
        declined: !union && declined,
        body,
        place: Some(PlaceKind::Country).filter(|_| !union),
        country: Some(code),
        ..Cue::default()
    })
}

/// What a name with a word of a body tells, and what the noun before it does.
fn as_body(sentences: &Sentences<'_>, run: &Run, text: &str, said_before: Option<Body>) -> Cue {
    // A site is told to be a body by whoever works there.
    let word = |back: usize| run.titles.start.checked_sub(back).map(|at| sentences.small(at));
    let of_role = word(1) == Some("of") && word(2).is_some_and(is_role);
    let told = text.contains(' ') || of_role || said_before.is_some();
    let surely = sure_body(text);
    Cue {
        kind: Some(NameKind::Organization),
        body: surely.and_then(|body| body.0).or_else(|| said_before?.0),
        sure: told && !run.doubtful && (surely.is_some() || said_before.is_some()),
        ..Cue::default()
    }
}

/// Whether a word of a name is one of a body, or it is that of a site.
fn is_body(name: &str) -> bool {
    let words = name.split_whitespace().map(|word| word.trim_matches(['\'', '’']).to_lowercase());
    words.into_iter().any(|word| body_word(&word).is_some()) || is_site(name)
}

/// What a name surely tells of a body: by the word that says what it is of, and nothing else in it.
pub(super) fn sure_body(name: &str) -> Option<Body> {
    let words: Vec<String> =
        name.split_whitespace().map(|word| word.trim_matches(['\'', '’']).to_lowercase()).collect();
    // A Slavic name begins with the noun, or ends with it.
    let first = if case::is_cyrillic(name) { body_of(&words, 0) } else { None };
    body_of(&words, head(&words)).or(first).or_else(|| is_site(name).then_some(Body(None)))
}

/// Whether a name may be the end of a longer one: `Voices of the Delta, a rights group`.
fn is_end_of_another(sentences: &Sentences<'_>, run: &Run) -> bool {
    let mut at = run.titles.start;
    while at > 0 && super::words::ties_body(sentences.small(at - 1)) {
        at -= 1;
    }
    let before = at.checked_sub(1).map(|at| sentences.word(at)).unwrap_or_default();
    let small = before.to_lowercase();
    let office = is_role(&small) || super::is_title(&small);
    at < run.titles.start && before.starts_with(char::is_uppercase) && !office
}

/// Whether a name is that of a site: `Tut.by`.
pub(super) fn is_site(name: &str) -> bool {
    name.split_once('.').is_some_and(|(before, end)| {
        let letters =
            |part: &str| part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'));
        before.chars().count() > 1
            && letters(before)
            && letters(end)
            && (2..=4).contains(&end.rsplit('.').next().unwrap_or_default().len())
            && end.chars().all(|c| c.is_ascii_lowercase() || c == '.')
    })
}

/// Whether a name is that of a body to which someone speaks: `told the Herald`, `told Reuters`.
fn is_told(sentences: &Sentences<'_>, run: &Run, text: &str) -> bool {
    let before = |back: usize| run.name.start.checked_sub(back).map(|at| sentences.small(at));
    let told = |word: Option<&str>| matches!(word, Some("told" | "tells" | "telling"));
    let whom = before(1) == Some("the") && told(before(2));
    // `told the Novaks` are persons.
    (whom && !text.ends_with('s') && !is_role(sentences.small(run.name.end)))
        || is_outlet(&text.to_lowercase())
}

fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (2..=6).contains(&letters) && text.chars().all(|c| c.is_uppercase() || c == '.' || c == '-')
}

/// The words that stand beside a name between commas: `, Sedm's oldest guild,`.
fn beside(sentences: &Sentences<'_>, end: usize) -> Vec<String> {
    const MOST: usize = 7;
    if sentences.word(end) != "," {
        return Vec::new();
    }
    let words = (end + 1..end + 1 + MOST).map(|at| sentences.small(at).to_owned());
    let leads = |word: &str| {
        crate::quotation::verb::is_preposition(word) || crate::quotation::verb::is_speech(word)
    };
    let ends = |word: &str| matches!(word, "and" | "who" | "whose" | "which" | "that");
    let words: Vec<String> = words
        .take_while(|word| word.starts_with(char::is_alphabetic) && !leads(word) && !ends(word))
        .collect();
    if is_of_another(sentences, end + 1..end + 1 + words.len()) { Vec::new() } else { words }
}

/// Whether the words behind a comma tell of someone or something else: `in Sedm, the initiative “Voice” was closed`,
/// `in Sedm, the lawyer said`.
fn is_of_another(sentences: &Sentences<'_>, words: Range<usize>) -> bool {
    let next = sentences.small(words.end);
    let quotes = matches!(next, "\"" | "“" | "«" | "„" | "‘");
    let acts = words.clone().any(|at| {
        matches!(
            sentences.small(at),
            "is" | "was" | "are" | "were" | "has" | "have" | "had" | "will" | "would"
        )
    });
    let named = words.clone().any(|at| {
        let word = sentences.small(at);
        let noun = is_role(word) || said_of_body(word).is_some();
        noun && sentences.word(at + 1).starts_with(char::is_uppercase)
    });
    quotes || acts || named || crate::quotation::verb::is_speech(next)
}

/// What a person is called beside the name: `opposition leader Jana Novotna`, `Jana Novotna, a senior adviser,`.
fn called(sentences: &Sentences<'_>, run: &Run, beside: usize) -> Option<String> {
    const MOST: usize = 4;
    let end = run.titles.start;
    if run.titles.is_empty() && end > 0 && is_role(sentences.small(end - 1)) {
        let plain = |at: usize| {
            let word = sentences.word(at);
            let leads = crate::quotation::verb::is_preposition(word)
                || crate::quotation::verb::divides(word)
                || crate::quotation::verb::is_speech(word);
            word.starts_with(char::is_lowercase)
                && !leads
                && !matches!(
                    word,
                    "the"
                        | "a"
                        | "an"
                        | "his"
                        | "her"
                        | "their"
                        | "including"
                        | "named"
                        | "is"
                        | "was"
                )
        };
        let from = (end.saturating_sub(MOST)..end).rev().take_while(|at| plain(*at)).last()?;
        return Some(sentences.words(&(from..run.name.end)).to_owned());
    }
    (beside > 0).then(|| sentences.words(&(run.name.start..run.name.end + 1 + beside)).to_owned())
}

/// The letters in brackets after a name that are its first letters: `(BEROC)`.
fn letters(sentences: &Sentences<'_>, run: &Run, words: &[String]) -> Option<String> {
    let at = run.name.end;
    if sentences.word(at) != "(" || sentences.word(at + 2) != ")" {
        return None;
    }
    let letters = sentences.word(at + 1);
    let first = words.first()?.chars().next()?;
    let upper = letters.chars().filter(|c| c.is_uppercase()).count();
    (upper >= 2 && letters.to_lowercase().starts_with(first)).then(|| letters.to_owned())
}

fn place_kind(word: &str) -> Option<PlaceKind> {
    Some(match word {
        "embassy" => PlaceKind::Embassy,
        "port" => PlaceKind::Port,
        "prison" => PlaceKind::Prison,
        "colony" => PlaceKind::PenalColony,
        "city" => PlaceKind::City,
        "town" | "village" => PlaceKind::Town,
        "region" | "oblast" | "province" => PlaceKind::Region,
        "crossing" => PlaceKind::BorderCrossing,
        _ => return None,
    })
}
