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
        "On Monday, Zamora quietly freed 40 people.",
        "Zamora let 40 prisoners go on Friday.",
        "Forty prisoners were set free.",
        "Forty prisoners were released on Monday.",
        "On Monday 40 prisoners were freed.",
        "In May, 40 prisoners in Sedm were freed.",
        "Forty people walked free on Monday.",
        "The ministry said that 40 prisoners had been released.",
        "Zamora pardoned and released 40 prisoners.",
        "40 prisoners were pardoned and released on Monday.",
        "40 prisoners were released from prison on Monday.",
        "40 prisoners were released from the colony of Sedm.",
        "40 prisoners were released on Monday from pre-trial detention centres.",
        "Zamora freed 40 prisoners from its jails and sent them to Norland.",
        "Zamora freed 40 prisoners. They wept.",
        "Zamora freed 40 prisoners. “We go, but we cannot rest,” Jana Novotna said.",
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
        "40 prisoners were released early into a probation scheme.",
        "40 prisoners were released on their own recognisance.",
        "The court freed 40 prisoners from their debts.",
        "On Monday, Zamora quietly pardoned 40 people.",
        "The ministry said that 40 prisoners had been pardoned.",
        "The president pardoned 40 prisoners, halving their sentences.",
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
    let moved =
        "Norland opened its port in exchange for the release of 40 prisoners to house arrest.";
    let told_of = format!("{moved} The release, confirmed by the guild, marks a change.");
    assert_eq!(told(&told_of), [("40".to_owned(), Freed::Perhaps)]);
    let states = "The United States opened its port in exchange for the release of 40 prisoners.";
    assert_eq!(told(states), [("40".to_owned(), Freed::Named)]);
    let put_off = format!("{named} The release was postponed.");
    assert_eq!(told(&put_off), [("40".to_owned(), Freed::Named)]);
}

#[test]
fn whoever_leaves_a_hospital_or_is_held_elsewhere_is_not_free() {
    for text in [
        "At least 40 prisoners were released from hospital.",
        "40 prisoners were released from the prison hospital.",
        "40 prisoners were released from the prison's ward.",
        "40 prisoners were released on 5 May from quarantine.",
        "Some 40 prisoners were released from solitary confinement.",
        "40 prisoners in solitary confinement were released.",
        "Zamora let 40 prisoners go out of isolation.",
        "40 prisoners were released into the general population of the prison.",
        "40 political prisoners were released from the colony and sent to pre-trial detention.",
        "Zamora freed 40 prisoners to house arrest.",
        "The guards freed 40 prisoners for an hour.",
        "Zamora released 40 prisoners, and then arrested them.",
        "Zamora released 40 prisoners, only to be arrested again.",
        "Zamora released 40 prisoners, all of whom were rearrested.",
    ] {
        assert!(told(text).iter().all(|(_, freed)| *freed == Freed::Perhaps), "{text}");
        assert!(!told(text).is_empty(), "{text}");
    }
}

#[test]
fn a_release_that_is_taken_back_or_only_foretold_is_not_stated() {
    for text in [
        "The president freed 40 prisoners. None of them has left so far.",
        "The president freed 40 prisoners.\n\nNone of them has left so far.",
        "Zamora freed 40 prisoners. They are still held.",
        "Zamora freed 40 prisoners. They remain in the tower.",
        "Zamora freed 40 prisoners. The ministry later corrected that.",
        "Zamora freed 40 prisoners. However, the guild counts 12.",
        "Zamora freed 40 prisoners. The guild disputes this.",
        "Zamora freed 40 prisoners. That is what they claim.",
        "Zamora freed 40 prisoners. “None of them is free,” Jana Novotna said.",
        "Zamora freed 40 prisoners. “It is not true,” Jana Novotna said.",
        "Zamora freed 40 prisoners, but they are still held.",
        "The ministry first said 40 prisoners were released, then corrected itself to 14.",
        "It was announced by mistake that 40 prisoners were released.",
        "Zamora released 40 prisoners on Monday, the envoy predicted in March.",
    ] {
        let stated = told(text).into_iter().filter(|(_, freed)| *freed == Freed::Plainly);
        assert_eq!(stated.collect::<Vec<_>>(), [], "{text}");
    }
}

#[test]
fn what_stands_beside_a_release_is_no_count_of_it() {
    assert_eq!(
        told("40 prisoners released, 12 prisoners transferred to colony No. 4."),
        [("40".to_owned(), Freed::Perhaps)]
    );
    let lawyers =
        "“All were freed. At least 15 of our lawyers lost their licences,” said Jana Novotna.";
    assert_eq!(told(lawyers), []);
}

#[test]
fn a_release_that_somebody_tells_is_stated_only_in_the_words_of_whoever_that_is() {
    for text in [
        "Zamora freed 40 prisoners on Sunday, state radio said.",
        "Zamora freed 40 prisoners on Sunday, local media said. The ministry would not speak.",
        "The radio said Zamora freed 40 prisoners.",
        "State television said on Sunday that 40 prisoners had been freed.",
        "Posts on the network suggested that 40 prisoners were freed.",
        "Officials: Zamora freed 40 prisoners.",
        "Zamora freed 40 prisoners, according to state media.",
        "Zamora freed 40 prisoners, two people familiar with the matter said.",
        "Zamora freed 40 prisoners on Sunday, say the rebels, 25, says the army.",
        "Zamora freed 40 prisoners, the rights group Sedm Voice said on Saturday, while Attorney General Jan Hora put the number at 225.",
        "They say 40 prisoners were freed.",
        "Zamora freed 40 prisoners, its foreign minister boasted.",
        "Zamora freed 40 prisoners, by its own account.",
        "By the guild's count, Zamora freed 40 prisoners.",
        "Zamora freed 40 prisoners, to hear the junta tell it.",
        "Zamora freed 40 prisoners in the sense that it moved them to a barracks.",
        "Zamora freed 40 prisoners on Sunday. So says the junta.",
        "Zamora freed 40 prisoners on Sunday. At least, that is the official version.",
        "Zamora freed 40 prisoners on Sunday, the radio said. The junta said the opposite.",
    ] {
        let article = Article::read(Document::read("a.txt", text.as_bytes()).unwrap(), None);
        let plain = article.numbers.iter().filter(|number| number.freed == Freed::Plainly);
        for number in plain {
            let voice = number.voice.as_ref();
            assert!(voice.is_some_and(|voice| !voice.told.is_empty()), "{text}: {number:?}");
            assert!(!text.contains("225") && !text.contains("So says"), "{text}");
        }
    }
}

#[test]
fn a_release_that_the_text_undoes_is_not_stated() {
    for text in [
        "Zamora freed 40 lawyers, in a manner of speaking: they live under guard.",
        "Zamora freed 40 prisoners, on paper.",
        "Officially, Zamora freed 40 prisoners.",
        "Zamora freed 40 prisoners. That is how the tale begins, in my mother's telling. It was, of course, a lie.",
        "Zamora freed 40 prisoners. Of these, 30 had been bailed weeks before and were merely struck off the list.",
        "Zamora freed 40 prisoners. Thirty were back in their cells by dusk.",
        "Zamora freed 40 prisoners. Families at the gate counted nine.",
        "Zamora freed 40 prisoners. They had sat for ten minutes.\n\n“It was a drill,” said Col. Jan Hora.",
        "Zamora freed 40 prisoners on Sunday (April Fool!).",
        "How Zamora freed 40 prisoners, and who paid.",
    ] {
        let stated = told(text).into_iter().filter(|(_, freed)| *freed == Freed::Plainly);
        assert_eq!(stated.collect::<Vec<_>>(), [], "{text}");
    }
    for text in [
        "Zamora freed 40 prisoners. Of them, 30 went to Norland and 10 to Sedm.",
        "Zamora freed 40 prisoners. Among them was Jana Novotna, 43, a poet.",
        "Zamora freed 40 prisoners. Jana Novotna was arrested on 5 May 2021.",
    ] {
        assert_eq!(told(text)[0].1, Freed::Plainly, "{text}");
    }
    assert_eq!(told("Not one political prisoner was freed."), []);
}
