//! How the values stand in a database: each is a text column of its one text form.
#![cfg(feature = "sql")]

use std::{fmt, str::FromStr};

use detente_core::{
    Coordinates, CountryCode, Day, Fine, Language, PartialDate, Quantity, QuantityKind, Script,
    Term, TextDigest, Url,
};
use sea_orm::{
    Value,
    sea_query::{ColumnType, Nullable, ValueType},
};

fn is_kept_as<T>(text: &str)
where
    T: FromStr + PartialEq + fmt::Debug + ValueType + Nullable + Into<Value>,
{
    let column = |text: &str| Value::String(Some(text.to_owned()));
    assert_eq!(text.parse::<T>().ok().map(Into::into), Some(column(text)));
    assert_eq!(<T as ValueType>::try_from(column(text)).ok(), text.parse().ok());
    assert!(<T as ValueType>::try_from(column("no such value")).is_err());
    assert_eq!(T::column_type(), ColumnType::Text);
    assert_eq!(T::null(), Value::String(None));
}

#[test]
fn every_value_is_kept_as_its_text() {
    is_kept_as::<Coordinates>("54.6872, 25.2797");
    is_kept_as::<CountryCode>("BY");
    is_kept_as::<Day>("2025-12-13");
    is_kept_as::<Fine>("200 base units");
    is_kept_as::<Language>("be-tarask");
    is_kept_as::<PartialDate>("../2026-04-23");
    is_kept_as::<Quantity>("more than 430");
    is_kept_as::<QuantityKind>("more_than");
    is_kept_as::<Script>("Cyrl");
    is_kept_as::<Term>("1 year 7 months");
    is_kept_as::<TextDigest>("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    is_kept_as::<Url>("https://spring96.org/en/news/119261");
}
