//! Anyone by name: searched, screened, explained, and proposed as a duplicate.

use detente_server::graphql::Api;
use detente_storage::Viewer;
use serde_json::Value;

use crate::{answer, ask, service};

fn ids(found: &Value) -> Vec<String> {
    let nodes = found["nodes"].as_array().unwrap();
    nodes.iter().map(|hit| hit["record"]["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn someone_is_found_in_any_spelling_and_as_it_is_typed() {
    for (typed, id) in [
        ("Kalesnikava", "person/maria-kolesnikova"),
        ("Калеснікава", "person/maria-kolesnikova"),
        ("Kolesnikowa", "person/maria-kolesnikova"),
        ("Беляцкий", "person/ales-bialiatski"),
        ("Bialacki Ales", "person/ales-bialiatski"),
        ("Ales Bialia", "person/ales-bialiatski"),
        ("Belaruskali", "organization/belaruskali"),
    ] {
        let found =
            ask(&format!("{{ search(text: \"{typed}\") {{ nodes {{ record {{ id }} }} }} }}"))
                .await;
        assert_eq!(ids(&found["search"]).first().map(String::as_str), Some(id), "{typed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hit_shows_the_name_that_answers_and_what_of_it() {
    let found = ask("{ search(text: \"bialiatski\", nouns: [PERSON]) { nodes { name score
        highlights { text found } } } }")
    .await;
    let hit = &found["search"]["nodes"][0];
    let pieces = hit["highlights"].as_array().unwrap();
    let whole: String = pieces.iter().map(|piece| piece["text"].as_str().unwrap()).collect();
    assert_eq!(hit["name"], whole);
    let marked: Vec<_> = pieces.iter().filter(|piece| piece["found"] == true).collect();
    assert_eq!(marked.len(), 1, "{pieces:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_read_on_page_by_page() {
    let page = |after: &str| {
        format!(
            "{{ search(text: \"b\", first: 2{after}) {{ nodes {{ record {{ id }} }}
                pageInfo {{ hasNextPage endCursor }} }} }}"
        )
    };
    let first = ask(&page("")).await;
    assert_eq!(first["search"]["pageInfo"]["hasNextPage"], true);
    let cursor = first["search"]["pageInfo"]["endCursor"].as_str().unwrap().to_owned();
    let next = ask(&page(&format!(", after: \"{cursor}\""))).await;
    let (first, next) = (ids(&first["search"]), ids(&next["search"]));
    assert_eq!(first.len(), 2);
    assert!(next.iter().all(|id| !first.contains(id)), "{first:?} {next:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_are_screened_at_once_and_every_hit_says_why() {
    let found = ask("{ match(subjects: [{ name: \"БЕЛЯЦКИЙ Алесь\" }, { name: \"Niama Takoha\" }]) {
        name matches { score record { id } explanation { nameScore parts { one other rule } inWords } } } }")
    .await;
    let answers = found["match"].as_array().unwrap();
    assert_eq!(answers[0]["matches"][0]["record"]["id"], "person/ales-bialiatski");
    assert!(!answers[0]["matches"][0]["explanation"]["inWords"].as_array().unwrap().is_empty());
    assert_eq!(answers[1]["matches"], serde_json::json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_names_are_compared_without_any_record() {
    let found = ask("{ explain(one: { name: \"Siarhei Prydumau\", bornOn: \"1970\" },
        other: { name: \"ПРИДУМОВ Сергей\", bornOn: \"1971-02\" }) {
            score nameScore evidence { kind agrees } } }")
    .await;
    let compared = &found["explain"];
    assert!(compared["nameScore"].as_f64().unwrap() > 0.9, "{compared}");
    assert!(compared["score"].as_f64().unwrap() < compared["nameScore"].as_f64().unwrap());
    assert_eq!(compared["evidence"][0]["agrees"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_typed_is_answered_or_refused_in_a_sentence() {
    let api = Api::new(service().await);
    let long = "я".repeat(10_001);
    let flood = format!("e{}", "\u{301}".repeat(9_000));
    let refused: [(&str, &str); 6] = [
        ("", "is empty"),
        ("   ", "is empty"),
        ("%_%", "no letter and no digit"),
        ("😀", "no letter and no digit"),
        ("\u{301}\u{301}", "no letter and no digit"),
        (&long, "10001 letters: at most 10000"),
    ];
    let document = |field: &str, text: &str| {
        let text = serde_json::to_string(text).unwrap();
        match field {
            "search" => format!("{{ search(text: {text}) {{ nodes {{ record {{ id }} }} }} }}"),
            _ => format!("{{ match(subjects: [{{ name: {text} }}]) {{ matches {{ score }} }} }}"),
        }
    };
    for field in ["search", "match"] {
        for (typed, why) in refused {
            let told = answer(&api, Viewer::public(), &document(field, typed)).await;
            let [error] = told.errors.as_slice() else { panic!("{field} {typed}: {told:?}") };
            assert!(error.message.contains(why), "{}", error.message);
            let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
            assert_eq!(code, Some(&async_graphql::Value::from("BAD_INPUT")));
        }
        let one = "x".to_owned();
        let odd = ["משה שמיר", "محمد", "毛泽东", "a' or '1'='1", "100%", "_a%", "a\u{0}b"];
        let odd = odd.map(str::to_owned);
        for typed in odd.iter().chain([&one, &flood, &"a ".repeat(5_000)]) {
            let began = std::time::Instant::now();
            let told = answer(&api, Viewer::public(), &document(field, typed)).await;
            assert!(told.errors.is_empty(), "{field} {typed}: {:?}", told.errors);
            assert!(began.elapsed() < std::time::Duration::from_secs(5), "{field}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_a_threshold_and_a_noun_have_bounds() {
    let api = Api::new(service().await);
    let many = "{ name: \"Jana Vymyslenka\" },".repeat(101);
    let names = "\"Jana\",".repeat(60);
    for (query, why) in [
        (format!("match(subjects: [{many}]) {{ name }}"), "1 to 100 subjects"),
        ("match(subjects: []) { name }".to_owned(), "1 to 100 subjects"),
        ("match(subjects: [{ name: \"Jana\" }], limit: 51) { name }".to_owned(), "1 to 50 hits"),
        (
            "match(subjects: [{ name: \"Jana\" }], threshold: 1.5) { name }".to_owned(),
            "between 0 and 1",
        ),
        ("match(subjects: [{ name: \"x\", noun: RELEASE }]) { name }".to_owned(), "is a release"),
        (format!("match(subjects: [{{ name: \"Jana\", names: [{names}] }}]) {{ name }}"), "names"),
        ("duplicates(noun: EVENT) { nodes { score } }".to_owned(), "`event` is none of them"),
        ("duplicates(after: \"x\") { nodes { score } }".to_owned(), "cursor"),
    ] {
        let told = answer(&api, Viewer::public(), &format!("{{ {query} }}")).await;
        assert!(told.errors[0].message.contains(why), "{}", told.errors[0].message);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_a_batch_is_told_at_once() {
    let api = Api::new(service().await);
    let query =
        "{ match(subjects: [{ name: \"\" }, { name: \"Jana\" }, { name: \"😀\" }]) { name } }";
    let told = answer(&api, Viewer::public(), query).await;
    let message = &told.errors[0].message;
    assert!(message.contains("subject 1 is empty"), "{message}");
    assert!(message.contains("subject 3 has no letter"), "{message}");
}
