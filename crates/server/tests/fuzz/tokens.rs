//! Tokens that are none.

use axum::http::HeaderValue;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;

use crate::tape::{Tape, choices};
use crate::{SERVER, asked, posting};

fn authorization() -> impl Strategy<Value = Vec<u8>> {
    let slips = choices(12).prop_map(|choices| {
        let mut tape = Tape::of(&choices);
        let good = format!("Bearer {}", SERVER.secret);
        if tape.is_over() { good.into_bytes() } else { tape.mutated(&good).into_bytes() }
    });
    prop_oneof![4 => slips, 1 => vec(any::<u8>(), 0..80), 1 => "[Bb]earer (detente_)?[0-9a-f]{0,64}".prop_map(String::into_bytes)]
}

#[test]
fn only_a_token_is_taken_for_one() {
    proptest!(|(values in vec(authorization(), 1..3))| {
        let mut request = posting(&json!({ "query": "{ viewer { name role } }" }));
        let values: Vec<_> = values.iter().filter_map(|value| HeaderValue::from_bytes(value).ok()).collect();
        for value in &values {
            request.headers_mut().append("authorization", value.clone());
        }
        let answer = asked(request)?;
        let is_good = |value: &HeaderValue| {
            let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
            Some(scheme.eq_ignore_ascii_case("bearer") && token.trim() == SERVER.secret)
        };
        let (status, name) = match values.as_slice() {
            [] => (200, json!("public")),
            [one] if is_good(one) == Some(true) => (200, json!("vera")),
            _ => (401, json!(null)),
        };
        prop_assert_eq!(answer.status.as_u16(), status);
        prop_assert_eq!(&answer.json()["data"]["viewer"]["name"], &name);
    });
}
