//! Names, in Latin and in Cyrillic letters: given names that people bear,
//! family names that are put together from syllables.

use rand::{Rng, rngs::StdRng, seq::IndexedRandom};

/// A full name in both scripts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FullName {
    pub latin: String,
    pub cyrillic: String,
    pub female: bool,
}

/// So many of a hundred people bear the commonest given name.
const COMMONEST: u32 = 5;

const MEN: [(&str, &str); 24] = [
    ("Aliaksandr", "Аляксандр"),
    ("Siarhei", "Сяргей"),
    ("Dzmitry", "Дзмітрый"),
    ("Andrei", "Андрэй"),
    ("Mikalai", "Мікалай"),
    ("Uladzimir", "Уладзімір"),
    ("Viktar", "Віктар"),
    ("Yauhen", "Яўген"),
    ("Ihar", "Ігар"),
    ("Pavel", "Павел"),
    ("Maksim", "Максім"),
    ("Aliaksei", "Аляксей"),
    ("Ivan", "Іван"),
    ("Vital", "Віталь"),
    ("Raman", "Раман"),
    ("Artsiom", "Арцём"),
    ("Kiryl", "Кірыл"),
    ("Yury", "Юрый"),
    ("Anton", "Антон"),
    ("Dzianis", "Дзяніс"),
    ("Mikhail", "Міхаіл"),
    ("Ales", "Алесь"),
    ("Vadzim", "Вадзім"),
    ("Stanislau", "Станіслаў"),
];

const WOMEN: [(&str, &str); 16] = [
    ("Volha", "Вольга"),
    ("Tatsiana", "Таццяна"),
    ("Alena", "Алена"),
    ("Natallia", "Наталля"),
    ("Iryna", "Ірына"),
    ("Hanna", "Ганна"),
    ("Maryna", "Марына"),
    ("Katsiaryna", "Кацярына"),
    ("Yuliya", "Юлія"),
    ("Nastassia", "Настасся"),
    ("Maryia", "Марыя"),
    ("Darya", "Дар'я"),
    ("Viktoryia", "Вікторыя"),
    ("Palina", "Паліна"),
    ("Ksenia", "Ксенія"),
    ("Sviatlana", "Святлана"),
];

const ROOTS: [(&str, &str); 40] = [
    ("Bar", "Бар"),
    ("Bial", "Бял"),
    ("Bran", "Бран"),
    ("Chyr", "Чыр"),
    ("Dalm", "Далм"),
    ("Dub", "Дуб"),
    ("Fam", "Фам"),
    ("Hal", "Гал"),
    ("Harb", "Гарб"),
    ("Hryn", "Грын"),
    ("Kal", "Кал"),
    ("Karn", "Карн"),
    ("Kas", "Кас"),
    ("Kavz", "Каўз"),
    ("Klim", "Клім"),
    ("Krat", "Крат"),
    ("Lap", "Лап"),
    ("Lis", "Ліс"),
    ("Luk", "Лук"),
    ("Mak", "Мак"),
    ("Malc", "Мальч"),
    ("Mir", "Мір"),
    ("Nav", "Нав"),
    ("Pash", "Паш"),
    ("Piatr", "Пятр"),
    ("Prak", "Прак"),
    ("Rad", "Рад"),
    ("Rus", "Рус"),
    ("Sak", "Сак"),
    ("Sam", "Сам"),
    ("Shym", "Шым"),
    ("Skar", "Скар"),
    ("Stan", "Стан"),
    ("Tar", "Тар"),
    ("Tsim", "Цім"),
    ("Vas", "Вас"),
    ("Viar", "Вяр"),
    ("Zakh", "Зах"),
    ("Zhyl", "Жыл"),
    ("Zub", "Зуб"),
];

const MIDDLES: [(&str, &str); 16] = [
    ("", ""),
    ("a", "а"),
    ("ad", "ад"),
    ("al", "ал"),
    ("am", "ам"),
    ("an", "ан"),
    ("ar", "ар"),
    ("as", "ас"),
    ("av", "аў"),
    ("ets", "ец"),
    ("il", "іл"),
    ("in", "ін"),
    ("ob", "об"),
    ("us", "ус"),
    ("yl", "ыл"),
    ("yn", "ын"),
];

const ENDINGS: [(&str, &str); 12] = [
    ("evich", "евіч"),
    ("ovich", "овіч"),
    ("ouski", "оўскі"),
    ("enka", "енка"),
    ("uk", "ук"),
    ("chuk", "чук"),
    ("ko", "ко"),
    ("ik", "ік"),
    ("eika", "ейка"),
    ("ets", "ец"),
    ("al", "аль"),
    ("onak", "онак"),
];

/// A name, of a man in two of three cases. The common ones are common.
pub(super) fn name(rng: &mut StdRng) -> FullName {
    of_surnames(rng, 1)
}

/// The same, with as many more surnames as a people of millions has.
pub(super) fn name_of_many(rng: &mut StdRng) -> FullName {
    let common = rng.random_ratio(1, 2);
    of_surnames(rng, if common { 1 } else { 2 })
}

fn of_surnames(rng: &mut StdRng, middles: usize) -> FullName {
    let female = rng.random_ratio(1, 3);
    let given = if rng.random_ratio(COMMONEST, 67) && !female {
        MEN[0]
    } else {
        let known = if female { &WOMEN[..] } else { &MEN[1..] };
        // The smaller of two throws: the first of the list are borne most.
        let (one, other) = (rng.random_range(0..known.len()), rng.random_range(0..known.len()));
        known[one.min(other)]
    };
    let part = |rng: &mut StdRng, from: &[(&'static str, &'static str)]| {
        from.choose(rng).copied().unwrap_or_default()
    };
    let (mut latin, mut cyrillic) = (format!("{} ", given.0), format!("{} ", given.1));
    let root = part(rng, &ROOTS);
    let middles: Vec<_> = (0..middles).map(|_| part(rng, &MIDDLES)).collect();
    let ending = part(rng, &ENDINGS);
    for syllable in std::iter::once(root).chain(middles).chain([ending]) {
        latin.push_str(syllable.0);
        cyrillic.push_str(syllable.1);
    }
    FullName { latin, cyrillic, female }
}
