//! What the GraphQL library must do, and some of its versions do not.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::unused_async, reason = "a resolver is asynchronous, whether it waits or not")]

use async_graphql::{
    EmptyMutation, EmptySubscription, InputObject, Object, Result, Schema, SimpleObject,
};

struct Query;

#[derive(SimpleObject)]
struct Held {
    name: String,
}

#[derive(InputObject)]
struct Filter {
    name: Option<String>,
}

#[Object]
impl Query {
    async fn slow(&self) -> i32 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        1
    }

    async fn quick(&self) -> i32 {
        2
    }

    async fn parent(&self) -> Option<Parent> {
        Some(Parent)
    }

    async fn filtered(&self, filter: Option<Filter>) -> String {
        filter
            .map_or("null", |filter| if filter.name.is_some() { "named" } else { "empty" })
            .to_owned()
    }

    async fn held(&self) -> Held {
        Held { name: "Maryia Kazlova".to_owned() }
    }
}

struct Parent;

#[Object]
impl Parent {
    async fn always(&self) -> Result<i32> {
        Err("refused".into())
    }
}

async fn answer(query: &str) -> String {
    let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
    serde_json::to_string(&schema.execute(query).await).unwrap()
}

#[tokio::test]
async fn keys_stand_in_the_order_of_the_document() {
    let told = answer("{ slow quick held { name } }").await;
    assert_eq!(told, r#"{"data":{"slow":1,"quick":2,"held":{"name":"Maryia Kazlova"}}}"#);
}

#[tokio::test]
async fn a_failed_field_that_cannot_be_null_makes_its_parent_null() {
    let told = answer("{ quick parent { always } }").await;
    assert!(told.starts_with(r#"{"data":{"quick":2,"parent":null}"#), "{told}");
}

#[tokio::test]
async fn an_empty_input_object_is_not_null() {
    assert_eq!(answer("{ filtered(filter: {}) }").await, r#"{"data":{"filtered":"empty"}}"#);
}
