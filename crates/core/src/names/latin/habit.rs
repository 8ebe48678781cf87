//! What a spelling gives away of the one who wrote it.

/// What is certain of the writer's habits, from the whole name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::names) struct Habit {
    /// sh, zh, kh, ya: English.
    english: bool,
    /// š, č, ž: the Belarusian Latin alphabet, ISO 9, Czech, Lithuanian.
    marks: bool,
    /// sz, cz, w: Polish.
    polish: bool,
    /// A word that ends in tj or sj: Swedish.
    swedish: bool,
    /// tsch, sch: German.
    german: bool,
    /// j where й is meant.
    short_j: bool,
}

/// One decision for each spelling that can be read in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

fn has(letters: &[u8], cluster: &[u8]) -> bool {
    letters.windows(cluster.len()).any(|window| window == cluster)
}

fn any(letters: &[u8], clusters: &[&[u8]]) -> bool {
    clusters.iter().any(|cluster| has(letters, cluster))
}

impl Habit {
    /// What the words of a name give away together.
    #[must_use]
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut habit = Self::default();
        for word in words {
            let letters: Vec<u8> = word.chars().filter_map(super::letter::plain).collect();
            habit.note(&letters);
        }
        habit
    }

    fn note(&mut self, letters: &[u8]) {
        self.marks |=
            letters.iter().any(|letter| matches!(letter, b'S' | b'C' | b'Z' | b'V' | b'T'));
        self.german |= any(letters, &[b"tsch", b"sch"]);
        self.english |= any(letters, &[b"zh", b"kh", b"ya", b"yu", b"ye", b"yo"])
            || (has(letters, b"sh") && !self.marks);
        self.polish |= any(letters, &[b"sz", b"cz", b"rz"]);
        self.swedish |= letters.len() > 3 && (letters.ends_with(b"tj") || letters.ends_with(b"sj"))
            || any(letters, &[b"zj", b"sjtj"]);
        self.short_j |= letters.ends_with(b"j")
            || letters.windows(2).any(|pair| {
                matches!(pair, [b'j', after] if !super::letter::is_vowel(*after))
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
        };
        let mut choices = vec![likely];
        if has(letters, b"ch") && !self.english && !foreign && !self.german {
            choices.push(Choice { kha: true, ..likely });
        }
        if !self.swedish && any(letters, &[b"sj", b"tj"]) {
            choices.push(Choice { swedish: true, kha: true, ..likely });
        }
        if letters
            .windows(3)
            .any(|three| three.starts_with(b"ou") && !super::letter::is_vowel(three[2]))
        {
            choices.push(Choice { ou: true, ..likely });
        }
        if !foreign
            && letters
                .windows(2)
                .any(|pair| matches!(pair, [b'c', b'a' | b'o' | b'u' | b'l' | b'r']))
        {
            choices.push(Choice { hard_c: false, ..likely });
        }
        if !foreign
            && !self.short_j
            && letters
                .windows(2)
                .any(|pair| matches!(pair, [b'j', after] if super::letter::is_vowel(*after)))
        {
            choices.push(Choice { french_j: true, ..likely });
        }
        if letters.starts_with(b"zh") {
            choices.push(Choice { split_zh: true, ..likely });
        }
        if has(letters, b"sz") && !has(letters, b"cz") {
            choices.push(Choice { split_sz: true, ..likely });
        }
        choices
    }
}
