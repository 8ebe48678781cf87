use proptest::prelude::*;

use super::{Standard, rule::Rule, spelling, transliterate};

/// General words and invented names, as each standard writes them.
const WORDS: &[(Standard, &str, &str)] = &[
    (Standard::AlalcBel1997, "Яўхім Жывіцкі", "I͡Aŭkhim Z͡Hyvitski"),
    (Standard::AlalcRus1997, "Цапля", "T͡Sapli͡a"),
    (Standard::AlalcRus2012, "Ѳедоръ", "Ḟedorʺ"),
    (Standard::AlalcUkr1997, "жайворонок", "z͡haĭvoronok"),
    (Standard::BgnpcgnBel1979, "з’ява", "z”yava"),
    (Standard::BgnpcgnRus1947, "подъезд Ежа", "pod\"yezd Yezha"),
    (Standard::BgnpcgnUkr1965, "вʼюн", "v”yun"),
    (Standard::BgnpcgnUkr2019, "Юхрим Зграйник", "Yukhrym Zghrainyk"),
    (Standard::ByBel1998, "Лось Ягорка", "Loś Jahorka"),
    (Standard::ByBel2007, "Вуголь", "Vuhoĺ"),
    (Standard::ByBel2023, "Жураўка", "Zhurawka"),
    (Standard::GkiBel1992, "Юшка", "Juška"),
    (Standard::GkiBel2000, "соль", "sol'"),
    (Standard::GostRus16876711983, "Ящик", "Âščik"),
    (Standard::GostRus77920002002, "Ящик", "Âŝik"),
    (Standard::Iso91995, "Їжак, ўсё, щука", "Ïžak, ŭsë, ŝuka"),
    (Standard::IcaoBel9303, "ЮХІМ", "IUKHIM"),
    (Standard::IcaoRus9303, "Подъячий", "Podieiachii"),
    (Standard::MvdBel2008, "Ягор Лянок", "Jagor Lianok"),
    (Standard::MvdBel2010, "Ягор Лось", "Jahor Los"),
    (Standard::MvdRus2008, "Подъюшкин", "Podjushkin"),
    (Standard::MvdRus2010, "Лось", "Los"),
    (Standard::OdniBel2015, "Еўка", "Yewka"),
    (Standard::OdniRus2015, "Подъезд", "Podyezd"),
    (Standard::OdniUkr2015, "Їжак", "Yizhak"),
    (Standard::UaUkr1996, "щука", "schuka"),
    (Standard::UaUkr2007, "Гай", "Gai"),
    (Standard::UaUkr2010, "Якимко Щука", "Yakymko Shchuka"),
    (Standard::UnBel2007, "Ельнік", "Jeĺnik"),
    (Standard::UnRus1987, "Юла", "Jula"),
    (Standard::UnUkr1998, "їжак", "ı̀žak"),
    (Standard::UnUkr2012, "Юшка", "Yushka"),
    (Standard::LacinkaBel, "Алёна Лось", "Alona Łoś"),
    (Standard::EnglishBel, "Яўген Жывіцкі", "Yauhen Zhyvitski"),
    (Standard::EnglishRus, "Алексей Живицкий", "Alexei Zhivitsky"),
    (Standard::EnglishUkr, "Юрій Щуцький", "Yuriy Shchutsky"),
    (Standard::FrenchBel, "Ягор Чуйка", "Iahor Tchouïka"),
    (Standard::FrenchRus, "Сергей Щукин", "Sergueï Chtchoukine"),
    (Standard::FrenchUkr, "Юрій Жук", "Iouriï Jouk"),
    (Standard::GermanBel, "Жывіцкая", "Schywizkaja"),
    (Standard::GermanRus, "Алексей Живицкий", "Alexei Schiwizki"),
    (Standard::GermanUkr, "Юрій Щука", "Jurij Schtschuka"),
    (Standard::LithuanianBel, "Юхім Лянок", "Juchim Lianok"),
    (Standard::LithuanianRus, "Елена Щукина", "Jelena Ščukina"),
    (Standard::LithuanianUkr, "Євген Чайка", "Jevhen Čajka"),
    (Standard::PolishBel, "Алесь Жывіцкі", "Aleś Żywicki"),
    (Standard::PolishRus, "Людмила Живицкая", "Ludmiła Żywicka"),
    (Standard::PolishUkr, "Євген Щуцький", "Jewhen Szczucki"),
    (Standard::SwedishBel, "Жывіцкі", "Zjyvitski"),
    (Standard::SwedishRus, "Щучкин", "Sjtjutjkin"),
    (Standard::SwedishUkr, "Їжак", "Jizjak"),
];

#[test]
fn each_standard_writes_words_in_its_own_way() {
    for (standard, cyrillic, latin) in WORDS {
        assert_eq!(transliterate(cyrillic, *standard), *latin, "{standard}: {cyrillic}");
    }
    let told: Vec<Standard> = WORDS.iter().map(|(standard, ..)| *standard).collect();
    assert_eq!(told, Standard::ALL, "a word for every standard, in their order");
}

#[test]
fn every_rule_of_every_table_can_be_read() {
    for standard in Standard::ALL {
        let mut next = Some(standard.table());
        while let Some(table) = next {
            for rule in table.rules.split_whitespace() {
                assert!(Rule::read(rule).is_some(), "{standard}: {rule}");
            }
            next = table.base;
        }
    }
}

#[test]
fn a_capital_among_capitals_is_written_with_capitals() {
    let write = |text| transliterate(text, Standard::UaUkr2010);
    assert_eq!(write("Щука"), "Shchuka");
    assert_eq!(write("ЩУКА"), "SHCHUKA");
    assert_eq!(write("КЛЮЩ"), "KLIUSHCH");
    assert_eq!(write("Я. Щ."), "Ya. Shch.");
    assert_eq!(write("ЗГРАЯ"), "ZGHRAIA");
}

#[test]
fn a_word_begins_anew_after_a_hyphen_and_not_after_an_apostrophe() {
    let write = |text| transliterate(text, Standard::UaUkr2010);
    assert_eq!(write("Яр-Яр"), "Yar-Yar");
    assert_eq!(write("зв’язок, зв'язок, звʼязок"), "zviazok, zviazok, zviazok");
    assert_eq!(write("'яр'"), "'yar'", "these are quotation marks");
}

#[test]
fn letters_from_the_other_keyboard_are_read_as_those_they_look_like() {
    assert_eq!(transliterate("Гaўя, Iўе", Standard::ByBel2007), "Haŭja, Iŭje");
    assert_eq!(transliterate("Hat", Standard::ByBel2007), "Hat", "a Latin word stays");
}

#[test]
fn letters_in_two_characters_are_one_letter_and_stress_is_left_out() {
    let write = |text| transliterate(text, Standard::ByBel2007);
    assert_eq!(write("Му\u{306}ра\u{306}е\u{308}"), write("Мўраё"));
    assert_eq!(write("Крыні\u{301}ца"), "Krynica");
}

#[test]
fn a_letter_of_a_neighbours_alphabet_is_written_as_in_passports() {
    assert_eq!(transliterate("Їжик", Standard::IcaoRus9303), "Izhik");
    assert_eq!(transliterate("Щ", Standard::OdniBel2015), "Shch");
}

#[test]
fn every_language_has_its_standards_and_the_one_for_all() {
    for code in ["be", "ru", "uk"] {
        let standards: Vec<Standard> = Standard::of_language(code).collect();
        assert!(standards.contains(&Standard::Iso91995));
        assert!(standards.len() > 14, "{code}: {standards:?}");
    }
    assert_eq!(Standard::of_language("ka").count(), 1);
}

#[test]
fn standards_stand_in_the_order_of_their_numbers() {
    for (number, standard) in Standard::ALL.iter().enumerate() {
        assert_eq!(*standard as usize, number);
        let _ = spelling::of(*standard);
    }
}

proptest! {
    #[test]
    fn no_letter_of_the_three_alphabets_is_left(text in "[А-Яа-яЁёІіЇїЄєҐґЎў' -]{0,40}") {
        for standard in Standard::ALL {
            let latin = transliterate(&text, *standard);
            prop_assert!(!latin.chars().any(|char| matches!(char, 'Ѐ'..='ԯ')), "{standard}: {latin}");
        }
    }

    #[test]
    fn any_text_at_all_is_written(text in ".{0,200}") {
        for standard in Standard::ALL {
            let _ = transliterate(&text, *standard);
        }
    }

    #[test]
    fn what_has_no_cyrillic_letter_stays_as_it_is(text in "[ -~À-ʯ一-龥]{0,40}") {
        for standard in Standard::ALL {
            prop_assert_eq!(transliterate(&text, *standard), text.clone());
        }
    }
}
