//! Tokens: who may do what, from when until when.

use detente_core::{Audience, Instant};
use detente_storage::{NewToken, Role, Secret, Store, StoreError, Token, TokenError};

use crate::database::{Database, dump, on_every_database, on_lasting_databases};

on_every_database!(
    a_token_is_good_from_its_making_until_it_expires,
    a_token_that_is_revoked_is_good_no_more,
    a_name_is_that_of_one_live_token,
    what_nobody_was_given_is_unknown,
    what_a_role_sees_is_as_little_as_it_needs,
    reading_again_costs_no_statement_and_a_use_is_written_once_a_minute,
    the_secret_is_nowhere_in_the_database,
);

mod shared {
    use super::{a_revocation_in_another_process_holds_within_seconds, on_lasting_databases};

    on_lasting_databases!(a_revocation_in_another_process_holds_within_seconds);
}

/// So many seconds after the story begins.
fn at(seconds: i64) -> Instant {
    Instant::from_millis(1_767_225_600_000 + seconds * 1000).unwrap()
}

fn new(name: &str, role: Role) -> NewToken {
    NewToken { name: name.to_owned(), role, sees: None, expires_at: None }
}

/// Makes a token whose randomness follows from a number.
async fn make(store: &Store, new: NewToken, number: u8) -> Result<(Token, Secret), TokenError> {
    match store.create_token(new, at(0), [number; 32]).await {
        Ok(made) => Ok(made),
        Err(StoreError::Token(error)) => Err(error),
        Err(other) => panic!("{other}"),
    }
}

/// Who bears a secret: the name, or why it is not good.
async fn bears(store: &Store, secret: &Secret, seconds: i64) -> Result<String, TokenError> {
    bears_text(store, secret.reveal(), seconds).await
}

async fn bears_text(store: &Store, secret: &str, seconds: i64) -> Result<String, TokenError> {
    match store.viewer_of(secret, at(seconds)).await {
        Ok(bearer) => Ok(bearer.viewer.name),
        Err(StoreError::Token(error)) => Err(error),
        Err(other) => panic!("{other}"),
    }
}

async fn a_token_is_good_from_its_making_until_it_expires(database: &Database) {
    let store = &database.store;
    let hour = NewToken { expires_at: Some(at(3600)), ..new("vera", Role::Editor) };
    let (token, secret) = make(store, hour, 1).await.unwrap();
    assert_eq!((token.created_at, token.expires_at), (at(0), Some(at(3600))));
    let bearer = store.viewer_of(secret.reveal(), at(1)).await.unwrap();
    assert_eq!((bearer.viewer.name.as_str(), bearer.viewer.role), ("vera", Role::Editor));
    assert_eq!(bearer.expires_at, Some(at(3600)));
    // What is remembered expires all the same.
    assert_eq!(bears(store, &secret, 3599).await, Ok("vera".to_owned()));
    assert_eq!(bears(store, &secret, 3600).await, Err(TokenError::Expired(at(3600))));
    assert_eq!(bears(store, &secret, 9999).await, Err(TokenError::Expired(at(3600))));
    assert_eq!(store.tokens().await.unwrap().len(), 1);
    let past = NewToken { expires_at: Some(at(0)), ..new("late", Role::Reader) };
    assert_eq!(make(store, past, 2).await.unwrap_err(), TokenError::Past(at(0)));
}

async fn a_token_that_is_revoked_is_good_no_more(database: &Database) {
    let store = &database.store;
    let (vera, of_vera) = make(store, new("vera", Role::Editor), 1).await.unwrap();
    let (_, of_ivan) = make(store, new("ivan", Role::Reader), 2).await.unwrap();
    bears(store, &of_vera, 1).await.unwrap();
    bears(store, &of_ivan, 1).await.unwrap();
    let revoked = store.revoke_token("vera", at(1)).await.unwrap();
    assert_eq!(revoked[0].revoked_at, Some(at(1)));
    assert_eq!(bears(store, &of_vera, 1).await, Err(TokenError::Revoked(at(1))));
    assert_eq!(bears(store, &of_ivan, 1).await, Ok("ivan".to_owned()));
    for called in ["vera", &vera.id, "nobody"] {
        let error = store.revoke_token(called, at(2)).await.err();
        assert!(matches!(error, Some(StoreError::Token(TokenError::NoSuch(_)))), "{called}");
    }
    // It stays on the list, with the moment.
    assert_eq!(store.tokens().await.unwrap()[0].revoked_at, Some(at(1)));
}

async fn a_name_is_that_of_one_live_token(database: &Database) {
    let store = &database.store;
    let hour = NewToken { expires_at: Some(at(3600)), ..new("vera", Role::Editor) };
    let (first, _) = make(store, hour, 1).await.unwrap();
    let taken = TokenError::Taken { name: "vera".to_owned(), id: first.id.clone() };
    assert_eq!(make(store, new("vera", Role::Reader), 2).await.unwrap_err(), taken);
    assert_eq!(store.tokens().await.unwrap().len(), 1);
    // Once it has expired, its bearer is given another.
    let again = store.create_token(new("vera", Role::Editor), at(3600), [3; 32]).await.unwrap();
    // By its identifier one of the two is meant, by the name both are.
    assert_eq!(store.revoke_token(&again.0.id, at(3601)).await.unwrap().len(), 1);
    assert_eq!(store.revoke_token("vera", at(3601)).await.unwrap()[0].id, first.id);
    for name in ["", " vera", "ve\nra", "public", "Owner", &"v".repeat(101)] {
        let error = make(store, new(name, Role::Reader), 4).await.unwrap_err();
        assert_eq!(error, TokenError::Name(name.to_owned()));
    }
}

async fn what_nobody_was_given_is_unknown(database: &Database) {
    let store = &database.store;
    let (_, secret) = make(store, new("vera", Role::Admin), 1).await.unwrap();
    let wrong = secret.reveal().replace('1', "2");
    let before = store.statements();
    for no_secret in ["", "vera", "detente_", "' or 1=1 --", &secret.reveal().to_uppercase()] {
        assert_eq!(bears_text(store, no_secret, 1).await, Err(TokenError::Unknown));
    }
    assert_eq!(store.statements(), before, "what is no secret is not looked up");
    assert_eq!(bears_text(store, &wrong, 1).await, Err(TokenError::Unknown));
}

async fn what_a_role_sees_is_as_little_as_it_needs(database: &Database) {
    let store = &database.store;
    let (public, restricted) = (Audience::Public, Audience::Restricted);
    for (number, (role, asked, sees)) in [
        (Role::Reader, None, Some(public)),
        (Role::Reader, Some(restricted), Some(restricted)),
        (Role::Contributor, None, Some(public)),
        (Role::Contributor, Some(restricted), Some(restricted)),
        (Role::Editor, None, Some(restricted)),
        (Role::Editor, Some(public), None),
        (Role::Admin, None, Some(restricted)),
        (Role::Admin, Some(public), None),
    ]
    .into_iter()
    .enumerate()
    {
        let number = u8::try_from(number).unwrap();
        let asked = NewToken { sees: asked, ..new(&format!("t{number}"), role) };
        let made = make(store, asked, number).await;
        assert_eq!(made.ok().map(|(token, _)| token.sees), sees, "{number}: {role}");
    }
}

async fn reading_again_costs_no_statement_and_a_use_is_written_once_a_minute(database: &Database) {
    let store = &database.store;
    let (_, secret) = make(store, new("vera", Role::Reader), 1).await.unwrap();
    let last_used = async || store.tokens().await.unwrap()[0].last_used_at;
    assert_eq!(last_used().await, None);
    bears(store, &secret, 10).await.unwrap();
    let before = store.statements();
    for _ in 0..50 {
        bears(store, &secret, 11).await.unwrap();
    }
    assert_eq!(store.statements(), before);
    store.note_uses().await.unwrap();
    assert_eq!(last_used().await, Some(at(11)));
    // Within the minute nothing is written, however often it is used.
    let before = store.statements();
    bears(store, &secret, 11).await.unwrap();
    store.note_uses().await.unwrap();
    assert_eq!(store.statements(), before);
    bears(store, &secret, 71).await.unwrap();
    store.note_uses().await.unwrap();
    assert_eq!(last_used().await, Some(at(71)));
}

async fn the_secret_is_nowhere_in_the_database(database: &Database) {
    let (token, secret) = make(&database.store, new("vera", Role::Admin), 0xa5).await.unwrap();
    assert!(!format!("{token:?} {secret:?}").contains("a5a5"));
    if database.url.contains(":memory:") {
        return; // nobody else can look into it
    }
    let by_hand = database.by_hand().await;
    let rows = dump(&by_hand, "token").await;
    by_hand.close().await.unwrap();
    assert_eq!(rows.len(), 1);
    assert!(!rows[0].contains("a5a5"), "{}", rows[0]);
}

async fn a_revocation_in_another_process_holds_within_seconds(database: &Database) {
    let (vera, secret) = make(&database.store, new("vera", Role::Editor), 1).await.unwrap();
    let other = Store::open(&database.url).await.unwrap();
    bears(&other, &secret, 10).await.unwrap();
    bears(&database.store, &secret, 10).await.unwrap();
    database.store.revoke_token(&vera.id, at(10)).await.unwrap();
    assert_eq!(bears(&database.store, &secret, 10).await, Err(TokenError::Revoked(at(10))));
    assert_eq!(bears(&other, &secret, 12).await, Err(TokenError::Revoked(at(10))));
    // A clock that was put back makes nothing good again.
    assert_eq!(bears(&other, &secret, 9).await, Err(TokenError::Revoked(at(10))));
    // Both used it within a minute: that is written down once.
    let (_, second) = make(&database.store, new("ivan", Role::Reader), 2).await.unwrap();
    bears(&database.store, &second, 20).await.unwrap();
    bears(&other, &second, 30).await.unwrap();
    database.store.note_uses().await.unwrap();
    other.note_uses().await.unwrap();
    let tokens = other.tokens().await.unwrap();
    let ivan = tokens.iter().find(|token| token.name == "ivan").unwrap();
    assert_eq!(ivan.last_used_at, Some(at(20)));
}
