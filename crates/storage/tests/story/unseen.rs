//! Whoever may not see something does not learn of it by what is found wrong
//! with what they submit; whoever rules on it does.

use detente_core::{Decision, EntryId, Fault, NewClaim, Place, Rank, Sight, Submission};
use detente_storage::{Appended, StoreError, Viewer};
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    said::{append, contributor, draft, editor, entry, public, says},
};

on_every_database!(
    a_subject_that_is_hidden_is_unknown_to_who_does_not_see_it,
    a_claim_that_is_hidden_is_new_to_who_does_not_see_it,
    what_someone_submitted_themselves_is_known_to_them,
    what_everyone_sees_of_a_claim_adds_nothing_beside_it,
    who_made_a_revision_is_told_where_nothing_of_it_is_kept_back,
    what_is_ruled_on_fields_that_are_kept_back_is_in_no_public_history,
    what_lies_within_what_is_not_told_by_a_loop,
    whose_list_it_is_is_not_told_by_a_refusal,
);

fn hide(subject: &str) -> Decision {
    Decision::Hide { what: Sight::Record { subject: subject.parse().unwrap(), field: None } }
}

fn known(mut claim: NewClaim) -> NewClaim {
    claim.new = false;
    claim
}

fn codes(faults: &[Fault]) -> Vec<&str> {
    faults.iter().map(|fault| fault.code).collect()
}

impl Database {
    /// What is wrong with claims, by a look at them and by the attempt to add them:
    /// both say the same, or the attempt succeeds.
    async fn wrong(&self, viewer: &Viewer, claims: Vec<NewClaim>) -> Vec<Fault> {
        let submission = Submission { claims: claims.clone(), ..Submission::default() };
        let looked = self.store.check(viewer, &submission).await.unwrap().faults;
        let would = draft(&self.store, viewer, claims.clone(), vec![]).await;
        match self.store.preview(viewer, would).await {
            Ok(_) => assert_eq!(looked, []),
            Err(StoreError::Refused(faults)) => assert_eq!(looked, faults),
            Err(other) => panic!("{other}"),
        }
        match append(&self.store, viewer, claims, vec![]).await {
            Ok(_) => assert_eq!(looked, []),
            Err(StoreError::Refused(faults)) => assert_eq!(looked, faults),
            Err(other) => panic!("{other}"),
        }
        looked
    }

    async fn sends(&self, viewer: &Viewer, claims: Vec<NewClaim>) -> Appended {
        append(&self.store, viewer, claims, vec![]).await.unwrap()
    }
}

async fn a_subject_that_is_hidden_is_unknown_to_who_does_not_see_it(database: &Database) {
    database.ground().await;
    database.rule(vec![hide("person/bel")]).await;
    let of = |id: &str| known(says("courier", id, json!({ "gender": "male" })));
    let held = |id: &str| known(says("courier", "detention/ada", json!({ "person": id })));
    for (one, other) in
        [(of("person/bel"), of("person/nobody")), (held("person/bel"), held("person/nobody"))]
    {
        let told = |faults: Vec<Fault>| -> Vec<String> {
            faults.iter().map(|fault| fault.to_string().replace("bel", "nobody")).collect()
        };
        let hidden = told(database.wrong(&contributor(), vec![one.clone()]).await);
        let nothing = told(database.wrong(&contributor(), vec![other]).await);
        assert_eq!(hidden, nothing);
        assert_eq!(hidden.len(), 1);
        assert_eq!(database.wrong(&editor(), vec![one]).await, []);
    }
    // Said to be new, it waits as any other would.
    let new = says("herald", "person/bel", json!({ "gender": "male" }));
    let sent = database.sends(&contributor(), vec![new]).await;
    assert_eq!((sent.added, sent.known, sent.changed.len()), (1, 0, 0));
}

async fn a_claim_that_is_hidden_is_new_to_who_does_not_see_it(database: &Database) {
    database.ground().await;
    let claim = Decision::Hide { what: Sight::Claims { entries: entry(1, 7) } };
    database.rule(vec![claim]).await;
    let said = || vec![says("herald", "person/bel", json!({ "name": "bel Harbuz" }))];
    let sent = database.sends(&contributor(), said()).await;
    assert_eq!((sent.revision, sent.added, sent.known), (Some(3), 1, 0));
    assert_eq!(database.tell(said()).await.known, 1, "an editor knows it");
    // What a claim says in part is not the whole of it.
    let ill =
        || vec![says("herald", "detention/ada", json!({ "country": "BY", "condition": "ill" }))];
    database.tell(ill()).await;
    let sent = database.sends(&contributor(), ill()).await;
    assert_eq!((sent.revision, sent.known), (Some(5), 0));
    // Nor is what somebody else submitted told, until it speaks.
    let other = Viewer { name: "other".to_owned(), ..contributor() };
    let name = || vec![says("courier", "person/cim", json!({ "name": "Cim" }))];
    database.sends(&other, name()).await;
    assert_eq!(database.sends(&contributor(), name()).await.known, 0);

    // Whoever rules on them is told where each stands already.
    let of = |revision| Decision::Accept { entries: entry(revision, 1) };
    for (revision, problem) in [
        (3, "the ledger holds this very claim as 1.7, which is hidden"),
        (5, "the ledger holds this very claim as 4.1, which was accepted"),
        (7, "the ledger holds this very claim as 6.1, which waits"),
    ] {
        let accept = append(&database.store, &editor(), vec![], vec![of(revision)]).await;
        let Err(StoreError::Refused(faults)) = accept else { panic!("{accept:?}") };
        assert_eq!((codes(&faults), faults[0].problem.as_str()), (vec!["ALREADY_KNOWN"], problem));
    }
    database.rule(vec![of(6)]).await;
    database.rule(vec![Decision::Reject { entries: entry(7, 1) }]).await;
    assert_eq!(database.sends(&contributor(), name()).await.known, 1, "now everyone may know it");
}

async fn what_someone_submitted_themselves_is_known_to_them(database: &Database) {
    database.ground().await;
    let eva = || vec![says("herald", "person/eva", json!({ "name": "Eva" }))];
    database.sends(&contributor(), eva()).await;
    assert_eq!(database.sends(&contributor(), eva()).await.known, 1);
    let more = known(says("courier", "person/eva", json!({ "gender": "female" })));
    assert_eq!(database.wrong(&contributor(), vec![more.clone()]).await, []);
    let other = Viewer { name: "other".to_owned(), ..contributor() };
    assert_eq!(codes(&database.wrong(&other, vec![more]).await), ["UNKNOWN_SUBJECT"]);
    // A list that is imported again and again is not put before the keepers each time.
    database.rule(vec![Decision::Reject { entries: entry(2, 1) }]).await;
    assert_eq!(database.sends(&contributor(), eva()).await.known, 1);
}

async fn what_lies_within_what_is_not_told_by_a_loop(database: &Database) {
    database.ground().await;
    let town = says("herald", "place/town", json!({ "name": "A town" }));
    let within = says("courier", "place/town", json!({ "within": "place/colony" }));
    database.tell(vec![town, within]).await;
    database.rule(vec![Decision::Hide { what: Sight::Claims { entries: entry(2, 2) } }]).await;
    let round = || vec![known(says("courier", "place/colony", json!({ "within": "place/town" })))];
    assert_eq!(codes(&database.wrong(&editor(), round()).await), ["LOOP"]);
    assert_eq!(database.wrong(&contributor(), round()).await, []);
    let accept = Decision::Accept { entries: entry(4, 1) };
    let refused = append(&database.store, &editor(), vec![], vec![accept]).await;
    let Err(StoreError::Refused(faults)) = refused else { panic!("{refused:?}") };
    assert_eq!(faults[0].code, "LOOP");
    assert_eq!(database.noun::<Place>("colony").await.within, None);
}

async fn whose_list_it_is_is_not_told_by_a_refusal(database: &Database) {
    database.ground().await;
    let body = |id: &str| says("herald", &format!("organization/{id}"), json!({ "name": id }));
    let by = |source: &str, body: &str| {
        says(
            "herald",
            &format!("source/{source}"),
            json!({ "publisher": format!("organization/{body}") }),
        )
    };
    let issued = says("herald", "sanction/ore", json!({ "issuer": "organization/treasury" }));
    let hidden = says("courier", "source/list", json!({ "publisher": "organization/paper" }));
    let ground = vec![body("treasury"), body("paper"), by("list", "treasury"), issued, hidden];
    append(&database.store, &editor(), ground, vec![]).await.unwrap();
    database.rule(vec![Decision::Hide { what: Sight::Claims { entries: entry(2, 5) } }]).await;
    let seen = || {
        let read = json!([{ "key": "read", "kind": "seen_listed", "on": "2026-01-01" }]);
        vec![known(says("list", "sanction/ore", json!({ "actions": read })))]
    };
    assert_eq!(codes(&database.wrong(&editor(), seen()).await), ["NOT_THE_ISSUERS_LIST"]);
    assert_eq!(database.wrong(&contributor(), seen()).await, []);
    let accept = Decision::Accept { entries: entry(4, 1) };
    let refused = append(&database.store, &editor(), vec![], vec![accept]).await;
    let Err(StoreError::Refused(faults)) = refused else { panic!("{refused:?}") };
    assert_eq!(codes(&faults), ["NOT_THE_ISSUERS_LIST"]);
}

async fn what_everyone_sees_of_a_claim_adds_nothing_beside_it(database: &Database) {
    database.ground().await;
    let ill = says("courier", "detention/ada", json!({ "ended_on": "2025", "condition": "ill" }));
    database.tell(vec![ill]).await;
    let open = known(says("courier", "detention/ada", json!({ "ended_on": "2025" })));
    let other = known(says("herald", "detention/ada", json!({ "ended_on": "2025" })));
    for (viewer, new, known) in [(editor(), 1, 2), (contributor(), 3, 0)] {
        let claims = vec![open.clone(), other.clone(), other.clone()];
        let submission = Submission { claims, ..Submission::default() };
        let checked = database.store.check(&viewer, &submission).await.unwrap();
        assert_eq!((checked.faults, checked.new, checked.known), (vec![], new, known));
    }
    let sent = database.sends(&editor(), vec![open.clone()]).await;
    assert_eq!((sent.revision, sent.added, sent.known), (None, 0, 1));
    // What was retracted, for what it states beside, may be said without that.
    let retract = Decision::Retract { entries: entry(2, 1), field: None };
    database.rule(vec![retract]).await;
    assert_eq!(database.sends(&editor(), vec![open.clone()]).await.added, 1);
    // What nobody accepted yet is nothing that everyone sees.
    let ill = known(says(
        "courier",
        "detention/ada",
        json!({ "began_on": "2021-02", "condition": "frail" }),
    ));
    database.sends(&contributor(), vec![ill]).await;
    let open = known(says("courier", "detention/ada", json!({ "began_on": "2021-02" })));
    assert_eq!(database.sends(&editor(), vec![open]).await.added, 1);
}

async fn who_made_a_revision_is_told_where_nothing_of_it_is_kept_back(database: &Database) {
    database.ground().await;
    let told = async || {
        let shown = database.store.shown_revisions(&Viewer::public(), 1, 9).await.unwrap();
        shown.into_iter().map(|revision| revision.author.is_some()).collect::<Vec<_>>()
    };
    let waits = vec![known(says("courier", "person/ada", json!({ "summary": "A poet." })))];
    database.sends(&contributor(), waits).await;
    assert_eq!(told().await, [true, false], "what waits is nobody's word yet");
    database.rule(vec![Decision::Accept { entries: entry(2, 1) }]).await;
    assert_eq!(told().await, [true, true, true]);
    let ill = json!({ "ended_on": "2025", "condition": "ill" });
    database.tell(vec![says("courier", "detention/ada", ill)]).await;
    assert_eq!(told().await, [true, true, true, true], "of a field that is restricted by itself");
    let ill = json!({ "condition": "frail" });
    database.tell(vec![says("herald", "detention/ada", ill)]).await;
    assert_eq!(told().await, [true, true, true, true, false], "of it nothing is given");
    database.rule(vec![hide("person/bel")]).await;
    assert_eq!(told().await, [false, true, true, true, false, false]);
    let show = Decision::Show {
        what: Sight::Record { subject: "person/bel".parse().unwrap(), field: None },
    };
    database.rule(vec![show]).await;
    assert!(told().await[0]);
}

async fn what_is_ruled_on_fields_that_are_kept_back_is_in_no_public_history(database: &Database) {
    database.ground().await;
    let ill = json!({ "ended_on": "2025", "condition": "ill" });
    database.tell(vec![says("courier", "detention/ada", ill)]).await;
    let field = Some("condition".to_owned());
    let (id, claim) = ("detention/ada".parse().unwrap(), EntryId { revision: 2, position: 1 });
    let rank = Rank::Preferred;
    database.rule(vec![Decision::Rank { entries: entry(2, 1), field: field.clone(), rank }]).await;
    let settle = Decision::Settle { subject: id, field: "condition".to_owned(), entry: claim };
    database.rule(vec![settle]).await;
    database.rule(vec![Decision::Retract { entries: entry(2, 1), field }]).await;
    let revisions = async |viewer: &Viewer| {
        let id = "detention/ada".parse().unwrap();
        let history = database.store.history(viewer, &id, None).await.unwrap();
        history.iter().map(|one| one.revision.number).collect::<Vec<_>>()
    };
    assert_eq!(revisions(&editor()).await, [1, 2, 3, 4, 5]);
    assert_eq!(revisions(&public()).await, [1, 2]);
}
