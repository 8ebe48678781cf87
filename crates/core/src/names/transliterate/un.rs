//! Systems that the United Nations recommend for geographical names.

use super::{by, gost, rule::Table, ua};

pub(super) const BEL_2007: Table = Table { base: Some(&by::BEL_2007), rules: "" };

pub(super) const RUS_1987: Table =
    Table { base: Some(&gost::RUS_16876_71), rules: "ъ=” ь=’ ю=ju я=ja" };

pub(super) const UKR_1998: Table =
    Table { base: Some(&gost::RUS_16876_71), rules: "є=ê і=ı̀/Ì ї=ı̀/Ì '='" };

pub(super) const UKR_2012: Table = Table { base: Some(&ua::UKR_2010), rules: "" };
