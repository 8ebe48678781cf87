//! A count of a release is stated where the sentence affirms it, and nowhere else.

use super::Freed;
use crate::{Article, Document};

fn told(text: &str) -> Vec<(String, Freed)> {
    let article = Article::read(Document::read("a.txt", text.as_bytes()).unwrap(), None);
    let number = |number: &crate::article::Counted| {
        (number.quantity.map(|quantity| quantity.to_string()).unwrap_or_default(), number.freed)
    };
    article.numbers.iter().map(number).filter(|(_, freed)| *freed != Freed::No).collect()
}

#[test]
fn a_release_that_the_sentence_affirms_is_stated() {
    for text in [
        "Zamora released 40 political prisoners on Monday.",
        "Zamora has freed 40 political prisoners.",
        "On Monday, Zamora quietly pardoned 40 people.",
        "Zamora let 40 prisoners go on Friday.",
        "Forty prisoners were set free.",
        "Forty prisoners were released on Monday.",
        "On Monday 40 prisoners were freed.",
        "In May, 40 prisoners in Sedm were freed.",
        "Forty people walked free on Monday.",
        "The ministry said that 40 prisoners had been pardoned.",
        "Zamora, after a visit of the envoy, freed 40 prisoners.",
    ] {
        assert_eq!(told(text), [("40".to_owned(), Freed::Plainly)], "{text}");
    }
    assert_eq!(
        told("Zamora freed nearly 40 prisoners."),
        [("nearly 40".to_owned(), Freed::Plainly)]
    );
}

#[test]
fn a_release_that_is_denied_demanded_asked_or_only_heard_of_is_not() {
    for text in [
        "Zamora denied on Monday that it had released 40 political prisoners.",
        "Zamora has not released 40 political prisoners, as was reported, but 12.",
        "Zamora hasn't released 40 political prisoners.",
        "Norland demands the release of 40 political prisoners.",
        "Norland asked Zamora for the release of 40 political prisoners.",
        "Zamora refused the release of 40 political prisoners.",
        "A bill on the release of 40 political prisoners was read.",
        "Talks about the release of 40 political prisoners broke down.",
        "Reports of the release of 40 political prisoners were false.",
        "Nobody believes that Zamora freed 40 political prisoners.",
        "Zamora almost freed 40 political prisoners.",
        "Zamora is said to have freed 40 political prisoners.",
        "If Zamora freed 40 political prisoners, we would know.",
        "Had Zamora freed 40 political prisoners, we should know.",
        "Who says that Zamora freed 40 political prisoners?",
        "Zamora allegedly freed 40 political prisoners.",
        "Zamora may have freed 40 political prisoners.",
        "Zamora freed the families of 40 political prisoners.",
        "Zamora released a list of 40 political prisoners.",
        "Zamora released photographs of 40 political prisoners.",
        "Zamora released the names of 40 political prisoners.",
        "Zamora released 40 prisoners' letters.",
        "Zamora released 40 photographs.",
        "Zamora freed none of its 40 political prisoners.",
        "Zamora freed some of its 40 political prisoners.",
        "Zamora freed three-quarters of its 40 political prisoners.",
        "Zamora freed 3 of 40 political prisoners.",
        "Zamora freed all but 40 political prisoners.",
        "Zamora freed 40 out of 52 political prisoners.",
        "The judge who sentenced 40 prisoners was released.",
        "The lawyers of 40 prisoners were released.",
        "The freed 40 prisoners wept.",
        "Zamora has yet to say that it freed 40 prisoners.",
        "Far from having freed 40 prisoners, Zamora took 12 more.",
        "Zamora released 40 prisoners on bail.",
        "The court freed 40 prisoners from their debts.",
        "It is not true that Zamora freed 40 prisoners.",
        "40 prisoners were freed, but the guild denies it.",
        "According to rumours, 40 prisoners were freed.",
    ] {
        let stated = told(text).into_iter().filter(|(_, freed)| *freed == Freed::Plainly);
        assert_eq!(stated.collect::<Vec<_>>(), [], "{text}");
    }
}

#[test]
fn a_release_that_is_only_named_is_affirmed_where_the_text_says_that_it_took_place() {
    let named = "Norland opened its port in exchange for the release of 40 prisoners.";
    assert_eq!(told(named), [("40".to_owned(), Freed::Named)]);
    let told_of = format!("{named} The release, confirmed by the guild, marks a change.");
    assert_eq!(told(&told_of), [("40".to_owned(), Freed::Plainly)]);
    let nothing = format!("{named} The release came to nothing.");
    assert_eq!(told(&nothing), [("40".to_owned(), Freed::Named)]);
    let put_off = format!("{named} The release was postponed.");
    assert_eq!(told(&put_off), [("40".to_owned(), Freed::Named)]);
}
