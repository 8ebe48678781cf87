//! Who speaks, in every way in which newspapers tell it.

use crate::{Article, Document, Speaker};

/// Each quotation with its speaker: `?` where that is not sure, `-` where nobody is told to speak.
pub(super) fn told(text: &str) -> Vec<String> {
    let article = Article::read(Document::read("a.txt", text.as_bytes()).unwrap(), None);
    let line = |quotation: &crate::Quotation| {
        let Some(voice) = &quotation.voice else { return format!("{} -", quotation.text) };
        let who = match &voice.speaker {
            Speaker::Named(name) => article.names[*name].text.clone(),
            Speaker::Described(words) => format!("({words})"),
        };
        let via = voice
            .carried_by
            .map_or(String::new(), |name| format!(" via {}", article.names[name].text));
        let sure = if voice.sure { "" } else { "?" };
        format!("{} -- {who}{via}{sure}", quotation.text)
    };
    article.quotations.iter().map(line).collect()
}

pub(super) fn one(text: &str, is: &str) {
    assert_eq!(told(text), [is], "{text}");
}

#[test]
fn a_speaker_stands_before_or_behind_the_words() {
    for text in [
        "“We go,” Jana Novotna said.",
        "“We go,” said Jana Novotna.",
        "“We go,” said Jana Novotna of the Keepers Guild.",
        "“We go,” said the head of the guild, Jana Novotna.",
        "“We go,” the head of the guild, Jana Novotna, said on Friday.",
        "“We go,” Jana Novotna, 43, a keeper of the tower, told reporters.",
        "“We go,” opposition leader Jana Novotna said in a statement.",
        "“We go,” Foreign Minister Jana Novotna later said.",
        "Jana Novotna said: “We go.”",
        "Jana Novotna, a keeper, said that “we go.”",
        "On Friday, Jana Novotna said: “We go.”",
        "Speaking in Sedm, Jana Novotna said, “We go.”",
        "Jana Novotna, who keeps the tower, was quoted as saying: “We go.”",
        "According to Jana Novotna, “we go.”",
        "“We go,” according to Jana Novotna.",
        "Jana Novotna: “We go.”",
        "“We go.” — Jana Novotna, keeper of the tower",
        "“We go.” (Jana Novotna)",
        "“We go.” (Jana Novotna, keeper of the tower)",
        "“We go” (Jana Novotna).",
        "Jana Novotna, head of the guild: “We go.”",
        "Jana Novotna was freed on Friday. “We go,” she said.",
        "\"We go,\" Jana Novotna said.",
        "'We go,' Jana Novotna said.",
        "‘We go,’ Jana Novotna said.",
        "«We go», said Jana Novotna.",
        "In the words of her lawyer, Jana Novotna, “we go.”",
        "The head of the guild, Jana Novotna, was less forthcoming: “We go.”",
        "The keeper's deputy, Jana Novotna, was blunter. “We go.”",
        "Her colleague Jana Novotna is not so sure: “We go.”",
        "His deputy, General Jana Novotna, struck a different tone: “We go.”",
        "The keeper's lawyer, Mrs. Jana Novotna, said: “We go.”",
        "“We stay,” Petr Novak said. His deputy, Jana Novotna, was blunter. “We go.”",
        "Deputy Prime Minister of Lithuania Jana Novotna said: “We go.”",
        "Director of the Centre Jana Novotna: “We go.”",
        "“We go,” the director of the Centre Jana Novotna said.",
    ] {
        let said = told(text).split_off(usize::from(text.contains("stay")));
        let ends =
            [("We go -- Jana Novotna"), ("We go. -- Jana Novotna"), ("we go -- Jana Novotna")];
        assert!(said.len() == 1 && ends.contains(&said[0].as_str()), "{text}: {said:?}");
    }
}

#[test]
fn whoever_is_said_to_speak_at_the_end_of_a_passage_speaks_in_the_next() {
    for text in [
        "The tower was shut on Friday.\n\nJustice Minister Jana Novotna said:\n\n“We go.”",
        "The tower was shut. In a statement, Jana Novotna said:\n\n“We go.”",
    ] {
        one(text, "We go. -- Jana Novotna");
    }
    one("Jana Novotna said:\n\nThe tower was shut. “We go.”", "We go. -- Jana Novotna?");
    one("Jana Novotna never said:\n\n“We go.”", "We go. -");
    let all = told("Jana Novotna said:\n\n“We go,” said Petr Novak.");
    assert_eq!(all, ["We go -- Petr Novak"]);
}

#[test]
fn whoever_answers_under_the_first_letters_of_a_name_is_its_bearer() {
    let text = "Petr Holy spoke to Jana Novotna in Vella, where she has lived since then.\n\n\
        PH: How was it?\n\nJN: It was cold.\n\nPH: And then?\n\nJN: Then it was over.";
    assert_eq!(told(text), ["It was cold. -- Jana Novotna", "Then it was over. -- Jana Novotna"]);
}

#[test]
fn a_short_line_that_someone_says_is_no_heading() {
    for (line, is) in [
        ("Jana Novotna: “Great day for us!”", "Great day for us! -- Jana Novotna"),
        ("Jana Novotna: \"Great Day\"", "Great Day -- Jana Novotna"),
        ("Sen. Jana Novotna (Sedm): “Great day!”", "Great day! -- Jana Novotna"),
        ("Яна Вымысленая: «Цудоўны дзень!»", "Цудоўны дзень! -- Яна Вымысленая"),
        ("“Great day for us!”", "Great day for us! -"),
    ] {
        one(&format!("Week in review\n\n{line}\n\nThe parties will meet again.\n"), is);
    }
    let title = "Jana Novotna: “Great day for us!”\n\nThe parties will meet again.\n";
    assert_eq!(told(title), Vec::<String>::new());
}

#[test]
fn who_passed_it_on_is_told() {
    one(
        "“We go,” Jana Novotna said, according to Sedm's state news agency Norta.",
        "We go -- Jana Novotna via Norta",
    );
    one(
        "The news agency Norta quoted Jana Novotna as saying: “We go.”",
        "We go. -- Jana Novotna via Norta",
    );
    one("“We go,” Jana Novotna told the Sedm Herald.", "We go -- Jana Novotna via Sedm Herald");
    one("“We go,” Jana Novotna told Reuters.", "We go -- Jana Novotna via Reuters");
    one("“We go,” Jana Novotna told the BBC.", "We go -- Jana Novotna via BBC");
    one("“We go,” Jana Novotna told the Courier.", "We go -- Jana Novotna via Courier");
    one(
        "“We go,” Jana Novotna said in an interview with the Sedm Herald.",
        "We go -- Jana Novotna via Sedm Herald",
    );
}

#[test]
fn a_speaker_without_a_name_is_described() {
    one(
        "A senior official, speaking on condition of anonymity, called it “a step.”",
        "a step -- (senior official)",
    );
    one("“We go,” said a spokesman for the ministry.", "We go -- (spokesman for the ministry)");
    one("“We go,” the mother of Jana Novotna said.", "We go -- (mother of Jana Novotna)");
    one("A senior official left. “We go,” the official said.", "We go -- (official)");
}

#[test]
fn one_subject_goes_on_through_a_sentence() {
    assert_eq!(
        told(
            "“We go,” Jana Novotna said, but warned against haste: “Not yet.” She called it “a step” and said it was “our goal,” adding that it led from “here to there.”"
        ),
        [
            "We go -- Jana Novotna",
            "Not yet. -- Jana Novotna",
            "a step -- Jana Novotna",
            "our goal -- Jana Novotna",
            "here to there -- Jana Novotna"
        ]
    );
    assert_eq!(
        told("“We go,” Jana Novotna said. “We stay.”"),
        ["We go -- Jana Novotna", "We stay. -- Jana Novotna"]
    );
}

#[test]
fn words_that_nobody_says_have_no_speaker() {
    one("He was held for “insulting verses” in Sedm.", "insulting verses -");
    one("The so-called “tower law” was changed.", "tower law -");
}

#[test]
fn a_name_in_marks_is_no_quotation() {
    for text in [
        "Сёння, 5 сакавіка — улады вызвалілі 12 чалавек, паведаміла «Вежа».",
        "По данным «Вежы», в тюрьмах остаются 12 человек.",
        "The guild «Long Road» met in Sedm.",
        "Jana \"Janka\" Novotna left the tower.",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
    one("«Ідзём», — сказала Яна Вымысленая.", "Ідзём -- Яна Вымысленая");
    one("Пётр Вымыслены сказаў: «Не веру».", "Не веру -- Пётр Вымыслены");
    one("Jana Novotna said that the song “Long Road” was hers.", "Long Road -- Jana Novotna?");
}

#[test]
fn the_words_of_a_charge_are_not_stated_as_those_of_whoever_tells_of_it() {
    one(
        "She was accused of “insulting verses”, her lawyer Jana Novotna said.",
        "insulting verses -- Jana Novotna?",
    );
}

#[test]
fn whoever_quotes_another_does_not_speak() {
    let text = "Petr Novak was freed. His mother quoted him as saying: “I go.”";
    assert!(told(text)[0].ends_with('?'), "{:?}", told(text));
}

#[test]
fn who_is_described_must_be_someone_who_can_speak() {
    one("Jana Novotna left. She only said it was “as expected.”", "as expected -- Jana Novotna");
    one("Only in the bus somebody said: “You go.”", "You go. -");
    one("The count of the guild said “twelve.”", "twelve -");
    one("“We go,” said the widow of a keeper.", "We go -- (widow of a keeper)");
}

#[test]
fn a_quotation_goes_on_in_the_next_paragraph() {
    assert_eq!(
        told("“We go,” Jana Novotna said. “We go far.\n\n“And we come back.”\n"),
        [
            "We go -- Jana Novotna",
            "We go far. -- Jana Novotna",
            "And we come back. -- Jana Novotna"
        ]
    );
}

#[test]
fn belarusian_russian_and_ukrainian_tell_it_too() {
    one("«Мы ідзём», — сказала Яна Вымысленая.", "Мы ідзём -- Яна Вымысленая");
    one(
        "Пётр Выдуманный вернулся. «Мы идем», — заявил он журналистам.",
        "Мы идем -- Пётр Выдуманный",
    );
    one(
        "Пётр Выдуманный вернулся в город.\n\n— Мы идем, — сказал Пётр Выдуманный. — Далеко.",
        "Мы идем -- Пётр Выдуманный",
    );
    one("— Кто идет? — спросил Пётр Выдуманный.", "Кто идет? -- Пётр Выдуманный");
    assert_eq!(
        told("«Мы идём, — рассказал Пётр Выдуманный. — Просто открыли дверь»."),
        ["Мы идём -- Пётр Выдуманный", "Просто открыли дверь -- Пётр Выдуманный"]
    );
    one("«Мы идем», — заявил Пётр Выдуманный.", "Мы идем -- Пётр Выдуманный");
}

#[test]
fn interviews_have_answers_and_no_marks() {
    let text =
        "An interview with Jana Novotna.\n\nQ: Who goes?\n\nA: We go.\n\nQ: When?\n\nA: Now.\n";
    assert_eq!(told(text), ["We go. -- Jana Novotna", "Now. -- Jana Novotna"]);
    let text = "Jana Novotna left on Friday. Our reporter Petr Novak met her.\n\nQ: Who goes?\nA: We go.\nPETR NOVAK: When?\nJANA NOVOTNA: Now.\n\nNovotna is 43. “She is brave,” said her sister.\n";
    assert_eq!(
        told(text),
        ["We go. -- Jana Novotna?", "Now. -- Jana Novotna", "She is brave -- (her sister)"]
    );
    let text = "We spoke with Jana Novotna.\n\nHerald: Who goes?\n\nNovotna: We go.\n\nHerald: When?\n\nNovotna: Now.\n";
    assert_eq!(told(text), ["We go. -- Jana Novotna", "Now. -- Jana Novotna"]);
}

#[test]
fn what_is_described_as_something_is_so_to_whoever_describes_it() {
    assert_eq!(
        told("Jan Priklad described what the minister calls “a gift” as “a trade”.")[1],
        "a trade -- Jan Priklad"
    );
}

#[test]
fn the_name_of_a_book_is_nobodys_statement() {
    one("Jan Priklad wrote a book, “The Long Winter”.", "The Long Winter -- Jan Priklad?");
}

#[test]
fn those_who_answer_are_told_apart_where_no_line_between_them_is_free() {
    let text = "Anna Kos and Jan Hora met us.\n\nQ: How did it begin?\nKos: They came at night.\nHora: For me it was morning.\nQ: And then?\nKos: They said “Go.” We went.\nReporter: Where to?\nKos: To Sedm.\nNote: they did not go far.\n";
    assert_eq!(
        told(text),
        [
            "They came at night. -- Anna Kos",
            "For me it was morning. -- Jan Hora?",
            "They said “Go.” We went. -- Anna Kos",
            "To Sedm. -- Anna Kos",
        ]
    );
}

#[test]
fn a_place_in_the_name_of_a_body_does_not_speak_for_it() {
    let text = "The movement Free Sedm was founded in 2020. They met in Sedm. “We go,” Sedm said.";
    one(text, "We go -");
}
