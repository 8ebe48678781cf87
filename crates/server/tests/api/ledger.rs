//! The ledger, page by page, as a mirror asks for it.

use async_graphql::{Request, Variables};
use detente_server::graphql::{Api, ledger};
use detente_storage::{LedgerRevision, Origin, PageStart, Store, Viewer};
use serde_json::json;

use crate::{answer, service};

const PAGE: &str = "query($after: Int!, $entriesAfter: Int!, $changedAfter: String, $bytes: Int!) {
    ledger(after: $after, entriesAfter: $entriesAfter, changedAfter: $changedAfter, bytes: $bytes) {
        head mirrorOf next { after entriesAfter changedAfter }
        revisions {
            number madeAt hash ends signatures { key signature }
            heading { ...entry } entries { ...entry } changed { ...entry }
        }
    }
}
fragment entry on LedgerEntry { revision position commitment salt body excerpt }";

#[tokio::test]
async fn a_mirror_is_made_of_what_the_api_gives() {
    let service = service().await;
    let api = Api::new(service.clone());
    let mirror = Store::open("sqlite::memory:").await.unwrap();
    let (mut start, mut revisions): (_, Vec<LedgerRevision>) = (PageStart::default(), Vec::new());
    let mut pages = 0;
    loop {
        let changed = start.changed_after.map(|at| format!("{}.{}", at.revision, at.position));
        let variables = json!({
            "after": start.after, "entriesAfter": start.entries_after, "changedAfter": changed,
            "bytes": 10_000,
        });
        let request = Request::new(PAGE).variables(Variables::from_json(variables));
        let answered = api.answer(Viewer::public(), request).await;
        let page = ledger::read(&serde_json::to_string(&answered).unwrap()).unwrap().unwrap();
        assert_eq!(page.head, 3);
        if page.revisions.is_empty() {
            break;
        }
        for part in page.revisions {
            match revisions.last_mut().filter(|last| !last.ends) {
                Some(last) => {
                    last.entries.extend(part.entries);
                    (last.heading, last.ends) = (part.heading, part.ends);
                }
                None => revisions.push(part),
            }
        }
        pages += 1;
        start = page.next;
    }
    assert!(pages > 3, "{pages}: a revision that is too large is divided");
    let origin = Origin { address: "http://here.example".to_owned(), pinned: None };
    mirror.extend(&origin, revisions).await.unwrap();
    assert_eq!(mirror.verify().await.unwrap(), service.store.verify().await.unwrap());
    let api = Api::new(detente_server::graphql::Service { store: mirror, ..service });
    let told = answer(&api, Viewer::public(), "{ ledger(after: 3) { head mirrorOf } }").await;
    let told = told.data.into_json().unwrap();
    assert_eq!(told, json!({ "ledger": { "head": 3, "mirrorOf": "http://here.example" } }));
}

#[tokio::test]
async fn a_place_that_is_none_is_refused_in_a_sentence() {
    let api = Api::new(service().await);
    for (wrong, says) in [
        ("{ ledger(after: 0, changedAfter: \"x\") { head } }", "no place in the ledger"),
        ("{ ledger(after: 0, first: 0) { head } }", "1 to 1000 revisions"),
        ("{ ledger(after: 0, first: 1001) { head } }", "1 to 1000 revisions"),
    ] {
        let told = answer(&api, Viewer::public(), wrong).await;
        assert!(told.errors[0].message.contains(says), "{:?}", told.errors);
    }
}
