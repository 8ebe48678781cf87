//! What a party is called: of the names that a list gives, which the record is kept under, and
//! what kind each of the others is, whatever their order.

use detente_core::{Language, Name, NameKind, Script};

use super::{
    Party,
    keyed::{Unkeyed, elements},
};
use crate::{
    report::Why,
    text::{clean, mended, script_of},
};

/// A name as the list gives it, once or several times.
#[derive(Clone, Debug)]
pub(super) struct Called {
    text: String,
    kinds: Vec<Option<NameKind>>,
    languages: Vec<Language>,
    own_key: Option<String>,
    /// Where it stands among those that the record may be kept under; the lowest is.
    rank: Option<u64>,
}

impl Party {
    /// A name that the record may be kept under: it is under the first that is given.
    pub fn called(&mut self, text: &str) {
        let met = self.called.iter().filter(|name| name.rank.is_some()).count();
        self.mainly_called(u64::try_from(met).unwrap_or(u64::MAX), text, None, None);
    }

    /// The same, of a list that says by a number which comes first; of two with one number,
    /// the first in the order of their letters does.
    pub fn mainly_called(
        &mut self,
        rank: u64,
        text: &str,
        language: Option<&str>,
        own_key: Option<&str>,
    ) {
        self.give_name(text, Some(NameKind::Alias), language, own_key, Some(rank));
    }

    /// Another name. Its key is the list's own where it has one, else made of the name.
    pub fn also_called(
        &mut self,
        text: &str,
        kind: Option<NameKind>,
        language: Option<&str>,
        own_key: Option<&str>,
    ) {
        self.give_name(text, kind, language, own_key, None);
    }

    /// Whether the name that the record is kept under is known.
    pub fn is_named(&self) -> bool {
        self.called.iter().any(|name| name.rank.is_some())
    }

    fn give_name(
        &mut self,
        text: &str,
        kind: Option<NameKind>,
        language: Option<&str>,
        own_key: Option<&str>,
        rank: Option<u64>,
    ) {
        let Some(text) = self.writing(text) else { return };
        let at = self.called.iter().position(|name| name.text == text).unwrap_or_else(|| {
            let (kinds, languages, own_key) = (Vec::new(), Vec::new(), None);
            self.called.push(Called { text, kinds, languages, own_key, rank: None });
            self.called.len() - 1
        });
        let name = &mut self.called[at];
        name.kinds.push(kind);
        name.languages.extend(language.and_then(|tag| tag.parse().ok()));
        let rank = [name.rank, rank].into_iter().flatten().min();
        let length = |key: &str| (key.len(), key.to_owned());
        let keys = [name.own_key.take(), own_key.map(str::to_owned)].into_iter().flatten();
        (name.own_key, name.rank) = (keys.min_by_key(|key| length(key)), rank);
    }

    /// A text as it is stated: clean, and with its misprinted letters mended, which is noted.
    fn writing(&mut self, text: &str) -> Option<String> {
        let text = clean(text)?;
        match mended(&text) {
            None => Some(text),
            Some(mended) => {
                self.note("name", &text, Why::Mended);
                Some(mended)
            }
        }
    }

    /// The name that the record is kept under.
    pub(super) fn name(&self) -> Option<&str> {
        let named = self.called.iter().filter_map(|name| Some((name.rank?, name.text.as_str())));
        named.min().map(|(_, text)| text)
    }

    /// The names beside it.
    pub(super) fn names(&self) -> Vec<Name> {
        let main = self.name();
        let names = self.called.iter().filter(|name| Some(name.text.as_str()) != main);
        let unkeyed: Vec<Unkeyed<Name>> = names.map(Called::unkeyed).collect();
        elements(&unkeyed)
    }

    /// Notes what else the list says of a name that it gives several times.
    pub(super) fn note_names(&mut self) {
        let main = self.name().map(str::to_owned);
        let mut noted = Vec::new();
        for name in self.called.iter().filter(|name| Some(&name.text) != main.as_ref()) {
            let plainest = name.kind();
            let kinds = name.kinds.iter().filter(|kind| **kind != plainest).flatten();
            noted.extend(kinds.map(|kind| {
                ("kind of a name (of one that has a plainer one)", format!("{}: {kind}", name.text))
            }));
            let language = name.languages.iter().min();
            let others = name.languages.iter().filter(|other| Some(*other) != language);
            noted.extend(others.map(|tag| {
                ("language of a name (beside another)", format!("{}: {tag}", name.text))
            }));
        }
        for (field, value) in noted {
            self.note_once(field, &value, Why::OneValue);
        }
    }
}

impl Called {
    /// Of the kinds that the list gives it, the plainest: whoever has a name in documents has it also
    /// where it is called weak in another line.
    fn kind(&self) -> Option<NameKind> {
        let plainness = |kind: &Option<NameKind>| {
            kind.map_or(0, |kind| match kind {
                NameKind::Legal => 1,
                NameKind::Alias => 2,
                NameKind::Transliteration => 3,
                NameKind::Nickname => 4,
                NameKind::Former => 5,
                NameKind::Weak => 6,
            })
        };
        self.kinds.iter().copied().min_by_key(plainness).flatten()
    }

    fn unkeyed(&self) -> Unkeyed<Name> {
        let script = script_of(&self.text);
        let kind = match (self.kind(), script.map(|script| script == Script::LATIN)) {
            (None | Some(NameKind::Alias), Some(false)) => Some(NameKind::Transliteration),
            (kind, _) => kind,
        };
        let language = self.languages.iter().min().cloned();
        let text = Some(self.text.clone());
        let name = Name { text, language, script, kind, ..Name::default() };
        Unkeyed::new(self.text.clone(), name).own(self.own_key.as_deref())
    }
}
