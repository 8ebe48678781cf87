//! The standards by name.

use super::{alalc, bgnpcgn, by, gost, habit, icao, mvd, odni, rule::Table, ua, un};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// A way to write a Cyrillic language in Latin letters: a published standard, or the habit of newspapers.
    pub enum Standard {
        /// American Library Association and Library of Congress, Belarusian, 1997.
        AlalcBel1997 = "alalc_bel_1997",
        /// American Library Association and Library of Congress, Russian, 1997.
        AlalcRus1997 = "alalc_rus_1997",
        /// American Library Association and Library of Congress, Russian, 2012.
        AlalcRus2012 = "alalc_rus_2012",
        /// American Library Association and Library of Congress, Ukrainian, 1997.
        AlalcUkr1997 = "alalc_ukr_1997",
        /// United States Board on Geographic Names and British Permanent Committee on Geographical Names, Belarusian, 1979.
        BgnpcgnBel1979 = "bgnpcgn_bel_1979",
        /// United States Board on Geographic Names and British Permanent Committee on Geographical Names, Russian, 1947.
        BgnpcgnRus1947 = "bgnpcgn_rus_1947",
        /// United States Board on Geographic Names and British Permanent Committee on Geographical Names, Ukrainian, 1965.
        BgnpcgnUkr1965 = "bgnpcgn_ukr_1965",
        /// United States Board on Geographic Names and British Permanent Committee on Geographical Names, Ukrainian, 2019.
        BgnpcgnUkr2019 = "bgnpcgn_ukr_2019",
        /// Belarus, geographical names, approved 20 March 1998.
        ByBel1998 = "by_bel_1998",
        /// Belarus, geographical names, Resolution 38 of the State Committee on Property, 11 June 2007.
        ByBel2007 = "by_bel_2007",
        /// Belarus, geographical names, Resolution 19 of the State Committee on Property, 24 March 2023.
        ByBel2023 = "by_bel_2023",
        /// Belarus, National Cartographic Authority, geographical names, 1992.
        GkiBel1992 = "gki_bel_1992",
        /// Belarus, geographical names, Resolution 15 of the Committee on Land Resources, Geodesy and Cartography, 23 November 2000.
        GkiBel2000 = "gki_bel_2000",
        /// GOST 16876-71, table 1, Russian, with the order of 1983.
        GostRus16876711983 = "gost_rus_16876_71_1983",
        /// GOST 7.79-2000, system A, Russian, in force since 2002.
        GostRus77920002002 = "gost_rus_7_79_2000_2002",
        /// ISO 9:1995, the letters of Belarusian, Russian and Ukrainian.
        Iso91995 = "iso_9_1995",
        /// ICAO Doc 9303, part 3, machine-readable passports, Belarusian.
        IcaoBel9303 = "icao_bel_9303",
        /// ICAO Doc 9303, part 3, machine-readable passports, Russian.
        IcaoRus9303 = "icao_rus_9303",
        /// Belarus, names from Belarusian in the population register, Resolution 288 of the Ministry of Internal Affairs, 9 October 2008.
        MvdBel2008 = "mvd_bel_2008",
        /// Belarus, names from Belarusian in passports, Resolution 200 of the Ministry of Internal Affairs, 28 June 2010.
        MvdBel2010 = "mvd_bel_2010",
        /// Belarus, names from Russian in the population register, Resolution 288 of the Ministry of Internal Affairs, 9 October 2008.
        MvdRus2008 = "mvd_rus_2008",
        /// Belarus, names from Russian in passports, Resolution 200 of the Ministry of Internal Affairs, 28 June 2010.
        MvdRus2010 = "mvd_rus_2010",
        /// ICS 630-01 of the Office of the Director of National Intelligence, Belarusian, 2015.
        OdniBel2015 = "odni_bel_2015",
        /// ICS 630-01 of the Office of the Director of National Intelligence, Russian, 2015.
        OdniRus2015 = "odni_rus_2015",
        /// ICS 630-01 of the Office of the Director of National Intelligence, Ukrainian, 2015.
        OdniUkr2015 = "odni_ukr_2015",
        /// Ukraine, national system of 1996.
        UaUkr1996 = "ua_ukr_1996",
        /// Ukraine, passports, Resolution 858 of the Cabinet of Ministers, 2007.
        UaUkr2007 = "ua_ukr_2007",
        /// Ukraine, Resolution 55 of the Cabinet of Ministers, 27 January 2010.
        UaUkr2010 = "ua_ukr_2010",
        /// United Nations, geographical names, Belarusian, 2007.
        UnBel2007 = "un_bel_2007",
        /// United Nations, geographical names, Russian, 1987.
        UnRus1987 = "un_rus_1987",
        /// United Nations, geographical names, Ukrainian, 1998.
        UnUkr1998 = "un_ukr_1998",
        /// United Nations, geographical names, Ukrainian, 2012.
        UnUkr2012 = "un_ukr_2012",
        /// Łacinka, the Belarusian Latin alphabet, by habit.
        LacinkaBel = "lacinka_bel",
        /// English newspapers, from Belarusian.
        EnglishBel = "english_bel",
        /// English newspapers, from Russian.
        EnglishRus = "english_rus",
        /// English newspapers, from Ukrainian.
        EnglishUkr = "english_ukr",
        /// French newspapers, from Belarusian.
        FrenchBel = "french_bel",
        /// French newspapers, from Russian.
        FrenchRus = "french_rus",
        /// French newspapers, from Ukrainian.
        FrenchUkr = "french_ukr",
        /// German newspapers, by the Duden, from Belarusian.
        GermanBel = "german_bel",
        /// German newspapers, by the Duden, from Russian.
        GermanRus = "german_rus",
        /// German newspapers, by the Duden, from Ukrainian.
        GermanUkr = "german_ukr",
        /// Lithuanian newspapers, by the State Commission of the Lithuanian Language, from Belarusian.
        LithuanianBel = "lithuanian_bel",
        /// Lithuanian newspapers, by the State Commission of the Lithuanian Language, from Russian.
        LithuanianRus = "lithuanian_rus",
        /// Lithuanian newspapers, by the State Commission of the Lithuanian Language, from Ukrainian.
        LithuanianUkr = "lithuanian_ukr",
        /// Polish newspapers, by PWN, from Belarusian.
        PolishBel = "polish_bel",
        /// Polish newspapers, by PWN, from Russian.
        PolishRus = "polish_rus",
        /// Polish newspapers, by PWN, from Ukrainian.
        PolishUkr = "polish_ukr",
        /// Swedish newspapers, by the news agency TT, from Belarusian.
        SwedishBel = "swedish_bel",
        /// Swedish newspapers, by the news agency TT, from Russian.
        SwedishRus = "swedish_rus",
        /// Swedish newspapers, by the news agency TT, from Ukrainian.
        SwedishUkr = "swedish_ukr",
    }
}

impl Standard {
    /// The standards for a language by its ISO 639 code: `be`, `ru` or `uk`.
    pub fn of_language(code: &str) -> impl Iterator<Item = Self> {
        let of = match code {
            "be" => "bel",
            "ru" => "rus",
            "uk" => "ukr",
            _ => "none",
        };
        Self::ALL.iter().copied().filter(move |standard| {
            *standard == Self::Iso91995 || standard.word().split('_').any(|word| word == of)
        })
    }

    pub(super) const fn table(self) -> &'static Table {
        match self {
            Self::AlalcBel1997 => &alalc::BEL_1997,
            Self::AlalcRus1997 => &alalc::RUS_1997,
            Self::AlalcRus2012 => &alalc::RUS_2012,
            Self::AlalcUkr1997 => &alalc::UKR_1997,
            Self::BgnpcgnBel1979 => &bgnpcgn::BEL_1979,
            Self::BgnpcgnRus1947 => &bgnpcgn::RUS_1947,
            Self::BgnpcgnUkr1965 => &bgnpcgn::UKR_1965,
            Self::BgnpcgnUkr2019 => &bgnpcgn::UKR_2019,
            Self::ByBel1998 => &by::BEL_1998,
            Self::ByBel2007 => &by::BEL_2007,
            Self::ByBel2023 => &by::BEL_2023,
            Self::GkiBel1992 => &by::BEL_GKI_1992,
            Self::GkiBel2000 => &by::BEL_GKI_2000,
            Self::GostRus16876711983 => &gost::RUS_16876_71,
            Self::GostRus77920002002 => &gost::RUS_7_79_2000,
            Self::Iso91995 => &gost::ISO_9_1995,
            Self::IcaoBel9303 => &icao::BEL_9303,
            Self::IcaoRus9303 => &icao::RUS_9303,
            Self::MvdBel2008 => &mvd::BEL_2008,
            Self::MvdBel2010 => &mvd::BEL_2010,
            Self::MvdRus2008 => &mvd::RUS_2008,
            Self::MvdRus2010 => &mvd::RUS_2010,
            Self::OdniBel2015 => &odni::BEL_2015,
            Self::OdniRus2015 => &odni::RUS_2015,
            Self::OdniUkr2015 => &odni::UKR_2015,
            Self::UaUkr1996 => &ua::UKR_1996,
            Self::UaUkr2007 => &ua::UKR_2007,
            Self::UaUkr2010 => &ua::UKR_2010,
            Self::UnBel2007 => &un::BEL_2007,
            Self::UnRus1987 => &un::RUS_1987,
            Self::UnUkr1998 => &un::UKR_1998,
            Self::UnUkr2012 => &un::UKR_2012,
            Self::LacinkaBel => &habit::lacinka::BEL,
            Self::EnglishBel => &habit::english::BEL,
            Self::EnglishRus => &habit::english::RUS,
            Self::EnglishUkr => &habit::english::UKR,
            Self::FrenchBel => &habit::french::BEL,
            Self::FrenchRus => &habit::french::RUS,
            Self::FrenchUkr => &habit::french::UKR,
            Self::GermanBel => &habit::german::BEL,
            Self::GermanRus => &habit::german::RUS,
            Self::GermanUkr => &habit::german::UKR,
            Self::LithuanianBel => &habit::lithuanian::BEL,
            Self::LithuanianRus => &habit::lithuanian::RUS,
            Self::LithuanianUkr => &habit::lithuanian::UKR,
            Self::PolishBel => &habit::polish::BEL,
            Self::PolishRus => &habit::polish::RUS,
            Self::PolishUkr => &habit::polish::UKR,
            Self::SwedishBel => &habit::swedish::BEL,
            Self::SwedishRus => &habit::swedish::RUS,
            Self::SwedishUkr => &habit::swedish::UKR,
        }
    }
}
