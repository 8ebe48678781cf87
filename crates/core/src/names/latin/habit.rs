//! What a spelling gives away of the one who wrote it.

use super::letter::is_vowel;

/// What is certain of the writer's habits, from the whole name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one sign, seen or not; any may go with any"
)]
pub(in crate::names) struct Habit {
    /// sh, zh, kh, ya: English.
    english: bool,
    /// š, č, ž: the Belarusian Latin alphabet, ISO 9, Czech, Lithuanian.
    marks: bool,
    /// kh for х, so that ch is ч.
    kha: bool,
    /// sz, cz: Polish.
    polish: bool,
    /// A word that ends in tj or sj: Swedish.
    swedish: bool,
    /// tsch, sch: German.
    german: bool,
    /// j where й is meant.
    short_j: bool,
    /// -ovas, -skis, ė.
    lithuanian: bool,
    /// tch, and not tsch: French.
    french: bool,
}

/// One decision for each spelling that can be read in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each decides one spelling")]
pub(super) struct Choice {
    /// ch is х.
    pub kha: bool,
    /// c before a, o, u and consonants is k.
    pub hard_c: bool,
    /// ou is u, as in French.
    pub ou: bool,
    /// j is ж, as in French and English.
    pub french_j: bool,
    /// sj is ш, tj is ч, zj is ж.
    pub swedish: bool,
    /// sch is ш.
    pub german: bool,
    /// zh is зг, as older tables have it.
    pub split_zh: bool,
    /// sz is с and з.
    pub split_sz: bool,
    /// ch that is not tch is ш, and -ine is -ин, as in French.
    pub french: bool,
    /// l before a, o, u is hard: where it is not, the writer adds a letter.
    pub hard_l: bool,
}

fn has(letters: &[u8], cluster: &[u8]) -> bool {
    letters.windows(cluster.len()).any(|window| window == cluster)
}

fn any(letters: &[u8], clusters: &[&[u8]]) -> bool {
    clusters.iter().any(|cluster| has(letters, cluster))
}

fn any_end(letters: &[u8], endings: &[&[u8]]) -> bool {
    endings.iter().any(|ending| letters.ends_with(ending))
}

impl Habit {
    /// What the words of a name give away together.
    #[must_use]
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        words.fold(Self::default(), Self::with)
    }

    /// What another word gives away beside.
    #[must_use]
    pub fn with(mut self, word: &str) -> Self {
        let letters: Vec<u8> = word.chars().filter_map(super::letter::plain).collect();
        self.note(&letters);
        self.lithuanian |= word.contains(['ė', 'į', 'ų', 'ą', 'ę', 'ū'])
            || ["ovas", "evas", "avas", "skis", "ckis", "ijus", "ejus"]
                .iter()
                .any(|ending| word.ends_with(ending));
        self
    }

    fn note(&mut self, letters: &[u8]) {
        self.marks |= letters.iter().any(|letter| matches!(letter, b'S' | b'C' | b'Z' | b'T'));
        self.german |= any(letters, &[b"tsch", b"sch"]);
        self.english |= any(letters, &[b"zh", b"kh", b"ya", b"yu", b"ye", b"yo"])
            || (has(letters, b"sh") && !self.marks);
        self.kha |= has(letters, b"kh");
        self.french |= has(letters, b"tch");
        self.polish |= any(letters, &[b"sz", b"cz"]);
        self.swedish |=
            letters.len() > 3 && any_end(letters, &[b"tj", b"sj"]) || has(letters, b"sjtj");
        self.short_j |= letters.ends_with(b"j")
            || letters.windows(2).any(|pair| {
                matches!(pair, [b'j', after] if !is_vowel(*after))
                    || matches!(pair, [before, b'j'] if matches!(before, b'l' | b'n' | b's' | b't'))
            });
    }

    /// The readings of one word that these habits leave, the likeliest first.
    #[must_use]
    pub(super) fn choices(self, letters: &[u8]) -> Vec<Choice> {
        let foreign = self.marks || self.polish || self.swedish;
        let likely = Choice {
            kha: foreign || (self.german && !self.english),
            hard_c: !foreign,
            ou: false,
            french_j: false,
            swedish: self.swedish,
            german: self.german,
            split_zh: false,
            split_sz: false,
            french: self.french,
            hard_l: self.english,
        };
        let two = |first: u8, second: fn(u8) -> bool| {
            letters.windows(2).any(|pair| matches!(pair, [a, b] if *a == first && second(*b)))
        };
        let che_is_told = self.kha || foreign || (self.german && !self.english);
        let patronymic = letters.ends_with(b"ich") || letters.ends_with(b"ych");
        let french = self.french && (has(letters, b"ch") || letters.ends_with(b"ine"));
        let others = [
            (french, Choice { french: false, ..likely }),
            (!che_is_told && !patronymic && has(letters, b"ch"), Choice { kha: true, ..likely }),
            (
                !self.swedish && any(letters, &[b"sj", b"tj", b"zj"]),
                Choice { swedish: true, kha: true, ..likely },
            ),
            (
                letters
                    .windows(3)
                    .any(|three| matches!(three, [b'o', b'u', after] if !is_vowel(*after))),
                Choice { ou: true, ..likely },
            ),
            (
                !foreign
                    && two(b'c', |after| {
                        matches!(after, b'a' | b'o' | b'u' | b'A' | b'U' | b'l' | b'r' | b't')
                    }),
                Choice { hard_c: false, ..likely },
            ),
            (!foreign && !self.short_j && two(b'j', is_vowel), Choice { french_j: true, ..likely }),
            (letters.starts_with(b"zh"), Choice { split_zh: true, ..likely }),
            (has(letters, b"sz") && !has(letters, b"cz"), Choice { split_sz: true, ..likely }),
        ];
        let possible = others.into_iter().filter(|(possible, _)| *possible);
        std::iter::once(likely).chain(possible.map(|(_, choice)| choice)).collect()
    }

    /// Whether words have Lithuanian endings, which other languages leave out.
    #[must_use]
    pub(super) const fn is_lithuanian(self) -> bool {
        self.lithuanian
    }
}
