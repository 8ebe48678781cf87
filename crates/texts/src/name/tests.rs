//! Names as texts give them.

use crate::{Article, Document};

fn names(text: &str) -> Vec<String> {
    let article = Article::read(Document::read("a.txt", text.as_bytes()).unwrap(), None);
    article.names.into_iter().map(|named| named.text).collect()
}

#[test]
fn a_name_in_large_letters_is_that_of_the_same_person() {
    let text = "JANA NOVOTNA said: “We go.” Then Jana Novotna left, and NOVOTNA came back.";
    assert_eq!(names(text), ["Jana Novotna"]);
}

#[test]
fn the_last_word_of_a_body_names_it_only_where_it_is_one_of_a_body() {
    let text = "The movement Free Sedm was founded in 2020. Talks were held in Sedm. Sedm wept.";
    assert_eq!(names(text), ["Free Sedm", "Sedm"]);
    let text = "They left Free Kastria. Kastria wept, and in Kastria they met Free Kastria.";
    assert_eq!(names(text), ["Free Kastria", "Kastria"]);
    assert_eq!(names("The Keepers' Guild met. They thanked the Guild."), ["Keepers' Guild"]);
}

/// The names that a text gives, each with what it is beyond doubt.
fn sure(text: &str) -> Vec<String> {
    let article = Article::read(Document::read("a.txt", text.as_bytes()).unwrap(), None);
    let sure = article.names.into_iter().filter(|named| named.sure && !named.declined);
    sure.map(|named| format!("{} {:?} {:?}", named.text, named.kind, named.place)).collect()
}

#[test]
fn a_place_is_no_body_and_no_person_for_who_or_what_is_told_of_behind_a_comma() {
    for text in [
        "In Orsha, the initiative “Voice” was closed.",
        "They met in Orsha, the initiative reported.",
        "They met in Orsha, the newspaper Dawn reported.",
        "They met in Orsha, the group was told.",
        "They met in Vella Orsha, the lawyer said.",
        "In Vella Orsha, the prisoner was beaten.",
    ] {
        let all = sure(text);
        assert!(!all.iter().any(|one| one.contains("Orsha")), "{text}: {all:?}");
    }
    assert_eq!(
        sure("They met Orsha, an initiative of keepers."),
        ["Orsha Some(Organization) None"]
    );
    assert_eq!(
        sure("They met Vella Orsha, a lawyer who was jailed."),
        ["Vella Orsha Some(Person) None"]
    );
}

#[test]
fn whoever_is_named_behind_an_office_that_may_be_part_of_the_name_is_not_stated() {
    for text in [
        "Chief Inspector Jan Novak left.",
        "Opposition MP Jan Novak left.",
        "Opposition MP Xoru Jan Novak left.",
        "Witness Jan Novak, 52, wept.",
    ] {
        let all = sure(text);
        assert!(!all.iter().any(|one| one.contains(" Jan Novak")), "{text}: {all:?}");
    }
    assert_eq!(sure("Lawyer Jan Novak, 52, wept."), ["Jan Novak Some(Person) None"]);
    assert_eq!(sure("They met Lis Ivan Petrovich, 52."), ["Lis Ivan Petrovich Some(Person) None"]);
}

#[test]
fn nobody_holds_the_office_of_an_opposition() {
    let article =
        Article::read(Document::read("a.txt", b"Opposition MP Xoru Tarr left.").unwrap(), None);
    let named = &article.names[0];
    assert_eq!((named.text.as_str(), named.sure), ("MP Xoru Tarr", false));
    assert_eq!(named.titles, []);
}

#[test]
fn of_what_kind_a_place_is_only_the_last_word_of_its_name_tells() {
    for (text, is) in [
        ("They met in Port Almeida.", "Port Almeida Some(Place) None"),
        ("They met in Prison Street.", "Prison Street Some(Place) None"),
        ("They met in Almeida Port.", "Almeida Port Some(Place) Some(Port)"),
        ("They met in Almeida City.", "Almeida City Some(Place) Some(City)"),
    ] {
        assert_eq!(sure(text), [is], "{text}");
    }
}

#[test]
fn a_given_name_with_that_of_the_father_is_of_whoever_bears_it_in_full() {
    let text = "Siarhei Viktaravich Tsikhan was freed. Siarhei Viktaravich was born in 1961.";
    assert_eq!(names(text), ["Siarhei Viktaravich Tsikhan"]);
    let text = "Сергей Викторович Тихан свободен. Сергей Викторович вернулся.";
    assert_eq!(names(text), ["Сергей Викторович Тихан"]);
    // Who that is, nobody can tell where none is named so, or several are.
    for text in [
        "Polina Zhilina wept. “We go,” Polina Aleksandrovna said.",
        "Ivan Petrovich Lis and Ivan Petrovich Zhuk left. Ivan Petrovich wept.",
    ] {
        let all = sure(text);
        assert!(
            !all.iter().any(|one| one.contains("Polina A") || one.contains("vich Some")),
            "{all:?}"
        );
    }
}

#[test]
fn whoever_directs_a_body_is_named_behind_it() {
    let text = "They met the director of the Centre Jana Novotna and the Centre Jana Novotna.";
    assert!(names(text).contains(&"Jana Novotna".to_owned()), "{:?}", names(text));
}

#[test]
fn a_nickname_between_two_names_is_part_of_the_name() {
    for text in ["He met Pavel \"Palko\" Novak.", "He met Pavel “Palko” Novak."] {
        assert!(names(text)[0].starts_with("Pavel ") && names(text).len() == 1, "{text}");
    }
}

#[test]
fn a_word_that_begins_a_sentence_is_no_part_of_a_name() {
    let text = "Defence Minister Goran Petkovic spoke. “They were pardoned,” Petkovic said. Neither Petkovic nor Vashti would say.";
    assert!(!names(text).iter().any(|name| name.contains("Neither")), "{:?}", names(text));
    let text = "Ask Quiroga. “We go,” said Quiroga.";
    assert_eq!(names(text), ["Quiroga"]);
}

#[test]
fn a_word_of_bodies_states_a_body_only_where_it_says_what_the_name_is_of() {
    for (text, name) in [
        ("They went to the West Bank.", "West Bank"),
        ("They met at the River Bank.", "River Bank"),
        ("They saw the Union Jack.", "Union Jack"),
        ("They saw the Guardian Angels.", "Guardian Angels"),
        ("It was the Birthday Party.", "Birthday Party"),
        ("They held the Border Post.", "Border Post"),
        ("They met Company Commander Jan Post.", "Jan Post"),
        ("They heard Voices of the Delta, a rights group.", "Delta"),
        ("They met the film producer Jana Novotna.", "Jana Novotna Some(Organization)"),
    ] {
        let all = sure(text);
        assert!(!all.iter().any(|one| one.contains(name)), "{text}: {all:?}");
    }
    assert_eq!(sure("Founder of Norta, a rights organization."), ["Norta Some(Organization) None"]);
    for text in ["They met in Court Street.", "They met in Times Square."] {
        assert!(sure(text)[0].contains("Some(Place)"), "{text}: {:?}", sure(text));
    }
}

#[test]
fn an_agency_is_one_of_the_press_only_where_it_is_said_to_be() {
    let kind = |text: &str| {
        let article = Article::read(Document::read("a.txt", text.as_bytes()).unwrap(), None);
        let body = article.names.iter().find(|named| named.text == "Norta");
        body.map(|named| (named.sure, named.body))
    };
    let media = Some(detente_core::OrganizationKind::Media);
    assert_eq!(kind("The news agency Norta said so."), Some((true, media)));
    for text in [
        "The intelligence agency Norta said so.",
        "The travel agency Norta said so.",
        "They asked Norta, Sedm's intelligence agency, for help.",
    ] {
        assert_eq!(kind(text), Some((true, None)), "{text}");
    }
}
