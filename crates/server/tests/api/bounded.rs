//! Answers that would have no end are given up before they fill the memory.

use detente_server::graphql::Api;
use detente_storage::Viewer;
use serde_json::json;

use crate::{answer, service};

#[tokio::test(flavor = "multi_thread")]
async fn what_leads_back_to_where_it_came_from_is_not_followed_without_end() {
    let api = Api::new(service().await);
    let asks = |turns: usize| {
        let within = (0..turns)
            .fold("id".to_owned(), |within, _| format!("claims {{ subject {{ {within} }} }}"));
        format!("{{ record(id: \"release/belarus-2025-12-13\") {{ {within} }} }}")
    };
    let told = answer(&api, Viewer::public(), &asks(7)).await;
    assert_eq!(told.data, async_graphql::Value::Null);
    let told = serde_json::to_value(&told.errors).unwrap();
    assert_eq!(told.as_array().unwrap().len(), 1, "{told}");
    assert_eq!(told[0]["extensions"], json!({ "code": "TOO_COSTLY" }));
    let message = told[0]["message"].as_str().unwrap();
    assert!(message.contains("more than 25000 records"), "{message}");
    assert!(message.ends_with("ask for fewer records, or for less of each"), "{message}");
    // The next question is answered, and whoever turns round once is too.
    let told = answer(&api, Viewer::public(), &asks(1)).await;
    assert!(told.errors.is_empty(), "{:?}", told.errors);
}
