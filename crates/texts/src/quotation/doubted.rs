//! Words whose speaker is not beyond doubt, and so is only proposed.

use super::tests::{one, told};
use crate::{Article, Document};

/// Who is told to speak, and none of them beyond doubt.
fn never_sure(text: &str) {
    let all = told(text);
    assert!(!all.is_empty(), "{text}");
    assert!(
        all.iter().all(|said| said.ends_with('?') || said.ends_with("--") || said.ends_with(" -")),
        "{text}: {all:?}"
    );
}

#[test]
fn words_that_were_not_said_are_stated_as_nobodys() {
    for text in [
        "Eva Stara never said: “I give up.”",
        "Jan Priklad did not say “yes”.",
        "Eva Stara denied saying “no”.",
        "Eva Stara denied that she had said “no”.",
        "Nobody heard Eva Stara say “sorry”.",
        "Eva Stara would have said: “I give up.”",
        "Eva Stara should say “sorry”.",
        "What if Eva Stara said: “I give up.”",
        "Did Jan Priklad say “yes”? We do not know.",
        "Eva Stara didn’t say “yes”.",
        "If Eva Stara said “yes”, we go.",
        "Eva Stara allegedly said “yes”.",
        "What if Eva Stara, who was ill, said “yes”.",
        "Who heard that Eva Stara said “yes”? We do not know.",
    ] {
        never_sure(text);
    }
    one("Jan Priklad, who was not freed, said: “We go.”", "We go. -- Jan Priklad");
    one("Jan Priklad did not weep but said it was “time”.", "time -- Jan Priklad");
    one("Jan Priklad, who never complained, said: “It is cold.”", "It is cold. -- Jan Priklad");
    one("He lost what Eva Stara called “a home”.", "a home -- Eva Stara");
    one("Jan Priklad did so. He said: “We do not go.”", "We do not go. -- Jan Priklad");
}

#[test]
fn words_of_a_scene_that_the_reader_is_asked_to_imagine_are_stated_as_nobodys() {
    for text in [
        "Imagine the morning. A gate opens. President Eva Stara declares: “We go.”",
        "Imagine the morning: a gate opens, and Eva Stara says: “We go.”",
        "Suppose Eva Stara is freed. The next day, she says: “We go.”",
        "What if the gate opened? Eva Stara said: “We go.”",
    ] {
        never_sure(text);
    }
    one("Few imagine the cold. Eva Stara said: “We go.”", "We go. -- Eva Stara");
    one("Imagine the morning.\n\nEva Stara said: “We go.”", "We go. -- Eva Stara");
}

#[test]
fn what_one_party_says_that_another_said_is_not_stated_as_the_others() {
    for text in [
        "State television claimed that Eva Stara had said “sorry”; she denies it.",
        "The indictment says Jan Priklad called the president “a cockroach”.",
        "Prosecutors say Jan Priklad shouted “down with him”.",
        "“Down with him,” Jan Priklad shouted, prosecutors say.",
        "According to the indictment, Jan Priklad called the president “a cockroach”.",
        "Jan Priklad was accused of calling the president “a cockroach”.",
        "Jan Priklad was jailed for saying “down with him”.",
        "The court found that Jan Priklad called the president “a cockroach”.",
        "Rumour had it that Jan Priklad said “sorry”.",
        "Petr Novak quoted Jan Priklad as saying: “I give up.”",
        "In the film, Jan Priklad says: “I give up.”",
    ] {
        never_sure(text);
    }
    one(
        "Jan Priklad said his cellmate, Petr Novak, told him, “Be quiet.”",
        "Be quiet. -- Petr Novak?",
    );
}

#[test]
fn whose_lawyer_or_wife_speaks_does_not_speak() {
    for text in [
        "«Мы идём», — сказал адвокат Марии Лис.",
        "«Мы идём», — сказала жена Игоря Саченко.",
        "«Мы идём», — сказала адвокат Александра Петрова.",
        "Мария Лис вернулась. «Мы идём», — сказал адвокат Лис.",
        "Игорь Лис вернулся. «Мы идём», — сказал адвокат Лиса.",
        "Ігар Ліс вярнуўся. «Мы ідзём», — адказаў Лісу.",
    ] {
        never_sure(text);
    }
    one("Игорь Лис вернулся. «Мы идём», — сказал адвокат Лис.", "Мы идём -- Игорь Лис");
    one("По данным центра «Вежа», «мы идём».", "мы идём -- Вежа");
}

#[test]
fn a_pronoun_that_could_be_anyones_is_told_as_unsure() {
    one("Jana Novotna met Eva Kralova in Sedm. “We go,” she said.", "We go -- Jana Novotna?");
    one("Jana Novotna met Petr Novak in Sedm. “We go,” she said.", "We go -- Jana Novotna");
    one(
        "Petr Novak, an adviser to Karel Smysleny, called it planned. “We go,” he said.",
        "We go -- Petr Novak",
    );
}

#[test]
fn a_pronoun_is_no_one_s_beyond_doubt_where_two_were_spoken_of() {
    for text in [
        "Oto Tarr met Ben Adar in the street. He had been jailed. “We go,” he said.",
        "Oto Tarr was freed on Friday. Ben Adar was not. “We go,” he said.",
        "Oto Tarr left. His brother was jailed. “We go,” he said.",
        "Oto Tarr left. The guard was cold. “We go,” he said.",
        "Minister Karl Odde released Ben Adar on Friday. “We go,” he said.",
        "Ira Storm left. Her sister stayed. “We go,” she said.",
        "Oto Tarr met Ben Adar in the street. “We go,” he said. “We stay,” he added.",
        "Olga Tesar met Petra Mala on Monday. “We go,” she recalled.",
    ] {
        never_sure(text);
    }
    let spoke = told("“We stay,” Oto Tarr said. Ben Adar was freed on Friday. “We go,” he said.");
    assert_eq!(spoke, ["We stay -- Oto Tarr", "We go -- Ben Adar?"]);
    one("Oto Tarr left. His wife stayed. “We go,” he said.", "We go -- Oto Tarr");
    one("Oto Tarr left. Guards wept. He was cold. “We go,” he said.", "We go -- Oto Tarr");
}

#[test]
fn words_that_are_passed_on_are_not_stated_as_those_of_whoever_passes_them_on() {
    for text in [
        "Ira Storm said, quoting her father Tom Holt: “We go.”",
        "Ira Storm told reporters, citing a letter from the prisoner Ola Dahl: “We go.”",
        "Ira Storm said, in the words of Ola Dahl: “We go.”",
        "Ira Storm said, recalling the words of Ola Dahl: “We go.”",
        "Ira Storm posted a message from Ola Dahl: “We go.”",
        "Ira Storm said in a message from her lawyer: “We go.”",
        "Ira Storm said that the sign over the gate read: “We go.”",
        "Reading from a letter of her husband, Ira Storm said: “We go.”",
        "Judge Ira Storm, reading the charge, said: “We go.”",
        "According to Ira Storm, quoting her father, “we go.”",
        "“We go,” said Ira Storm, quoting her father.",
        "“We go,” Ira Storm said her husband told her.",
        "Ira Storm recalled her father's words: “We go.”",
    ] {
        never_sure(text);
    }
    for text in [
        "“We stay,” said Ira Storm, citing a letter from the prisoner Ola Dahl: “We go.”",
        "“We stay,” said Ira Storm, quoting her father Tom Holt: “We go.”",
    ] {
        assert_eq!(told(text), ["We stay -- Ira Storm", "We go. -"], "{text}");
    }
    one("Ira Storm wrote in a letter to her husband: “We go.”", "We go. -- Ira Storm");
    one("Ira Storm said in a letter from prison: “We go.”", "We go. -- Ira Storm");
    one("“We go,” Ira Storm said, citing the law.", "We go -- Ira Storm");
}

#[test]
fn whoever_takes_the_word_behind_another_may_be_the_one_who_speaks() {
    for text in [
        "“We stay,” Olga Tesar said before her neighbour Petra Mala interrupted: “We go!”",
        "“We stay,” Olga Tesar said, and Petra Mala nodded: “We go!”",
        "“We stay,” Olga Tesar said as the crowd chanted “We go!”",
        "“We stay,” Olga Tesar said, but Jan Hora's answer was short: “We go.”",
        "“We stay,” Olga Tesar said, while a guard behind her laughed: “We go.”",
        "Olga Tesar said “yes” and Jan Hora “no”.",
        "Olga Tesar said “yes”, but her sister “no”.",
    ] {
        let all = told(text);
        assert!(all[0].ends_with("-- Olga Tesar"), "{text}: {all:?}");
        assert!(all[1].ends_with('?') || all[1].ends_with(" -"), "{text}: {all:?}");
    }
    for text in [
        "Olga Tesar told Petra Mala and Jan Hora: “We go.”",
        "Olga Tesar told the Herald and the Courier: “We go.”",
        "Olga Tesar said that, when it was dark, it was “time”.",
        "Olga Tesar said, but then asked for silence: “We go.”",
    ] {
        let all = told(text);
        assert!(all[0].contains("-- Olga Tesar") && !all[0].ends_with('?'), "{text}: {all:?}");
    }
}

#[test]
fn whoever_speaks_right_behind_closed_marks_may_be_another() {
    let all =
        told("Asked by Jan Hora, Olga Tesar answered: “No.” “Not even a little?” “Not at all.”");
    assert_eq!(
        all,
        ["No. -- Olga Tesar", "Not even a little? -- Olga Tesar?", "Not at all. -- Olga Tesar?"]
    );
    let all = told("Olga Tesar said: “No.” “Why?” Jan Hora asked.");
    assert_eq!(all, ["No. -- Olga Tesar", "Why? -- Jan Hora"]);
}

#[test]
fn words_behind_a_sentence_about_another_may_be_that_others() {
    for (between, is) in [
        ("Petra Mala smiled.", "We go. -- Olga Tesar?"),
        ("Her sister smiled.", "We go. -- Olga Tesar?"),
        ("She smiled.", "We go. -- Olga Tesar"),
    ] {
        let text = format!("“We stay,” Olga Tesar said. {between} “We go.”");
        assert_eq!(told(&text)[1], is, "{text}");
    }
}

#[test]
fn words_that_someone_is_told_never_to_have_said_are_nobodys() {
    for text in [
        "Dara Blum never said “we go”, Jan Hora stressed.",
        "Dara Blum did not say “we go”, Jan Hora stressed.",
        "Dara Blum didn’t say: “we go”.",
        "No one ever said “we go”, Jan Hora stressed.",
        "Dara Blum denied having said “we go”, Jan Hora stressed.",
        "Dara Blum refused to say “we go”, Jan Hora said.",
    ] {
        one(text, "we go -");
    }
    one("Dara Blum, who never came, said “we go”.", "we go -- Dara Blum");
}

#[test]
fn the_words_of_a_charge_are_not_stated_as_those_of_whoever_tells_of_it() {
    never_sure("A court convicted Jan Hora of “treason” on Monday, Dara Blum said.");
    never_sure("They had charged Jan Hora and his wife with “treason”, Dara Blum said.");
}

#[test]
fn whoever_is_heard_is_not_described_by_who_hears() {
    one("“It is over,” Jan Hora heard the guard say.", "It is over -");
    one("“It is over,” the guard of the tower said.", "It is over -- (guard of the tower)");
}

#[test]
fn what_someone_wrote_may_be_the_name_of_a_book() {
    never_sure("Eva Stara wrote “The Bridge” in prison.");
    one("Eva Stara wrote “we go”.", "we go -- Eva Stara");
    one("Eva Stara wrote: “Forgive Them.”", "Forgive Them. -- Eva Stara");
}

#[test]
fn official_data_are_not_the_words_of_an_official() {
    one("According to official data, “twelve” left.", "twelve -");
    one("According to the latest figures, “twelve” left.", "twelve -- (latest figures)");
    one("According to interior ministry figures, “twelve” left.", "twelve -- (interior ministry)");
    one("According to government data, “twelve” left.", "twelve -- (government)");
}

#[test]
fn a_number_that_someone_denies_or_does_not_confirm_is_not_in_their_words() {
    let said = |text: &str| {
        let article = Article::read(Document::read("a.txt", text.as_bytes()).unwrap(), None);
        article.numbers[0].voice.is_some()
    };
    for text in [
        "Eva Stara did not confirm that two Norland banks were closed.",
        "Eva Stara has not confirmed reports that two Norland banks were closed.",
        "Eva Stara denied that two Norland banks were closed.",
    ] {
        assert!(!said(text), "{text}");
    }
    assert!(said("Eva Stara confirmed that two Norland banks were closed."));
}

#[test]
fn words_between_two_who_may_speak_are_not_stated_as_those_of_either() {
    for text in [
        "A claim which the keeper, Jan Hora, described as “a lie” was repeated by the minister: “All are home.”",
        "The number, which Olga Tesar called “a lie”, was told again.",
        "Olga Tesar said the trial, described by Petra Mala as “a farce”, was over.",
        "Olga Tesar said she would go, and Petra Mala called it “a step”.",
        "Olga Tesar denied the “torture” Petra Mala described.",
        "To Olga Tesar's “we go”, Petra Mala said no.",
        "In response to a question about “torture”, Petra Mala said there was none.",
        "Olga Tesar was asked what “it” was, and would not say whether “we” went.",
    ] {
        never_sure(text);
    }
    let all = told("“We go,” Olga Tesar said, and “we stay,” Petra Mala replied.");
    assert_eq!(all, ["We go -- Olga Tesar", "we stay -- Olga Tesar?"]);
    let text = "Olga Tesar was quoted as saying by the daily Norta that “twelve left”, a number that Petra Mala called “a dream”.";
    assert_eq!(told(text)[1], "a dream -- Petra Mala?");
}

#[test]
fn words_of_a_question_are_nobodys() {
    for (asked, answer) in [
        ("Asked whether “six people” was right, Jan Hora answered that it was “wrong”.", "wrong"),
        ("Asked by Dara Blum “Was it paid?”, Jan Hora said “no”.", "no"),
        ("When asked about “six people”, Jan Hora said “no”.", "no"),
    ] {
        let all = told(asked);
        assert!(all[0].ends_with(" -"), "{asked}: {all:?}");
        assert_eq!(all[1], format!("{answer} -- Jan Hora"), "{asked}");
    }
    one("“Why?” asked Jan Hora.", "Why? -- Jan Hora");
    one("Jan Hora asked: “Why?”", "Why? -- Jan Hora");
}

#[test]
fn words_that_are_only_set_in_marks_are_not_stated_as_anybodys() {
    for text in [
        "Jan Hora answered that the word “held” was wrong.",
        "Jan Hora said the “elections” were over.",
        "The “trial” was over, Jan Hora said.",
    ] {
        never_sure(text);
    }
    one("It was “a step,” Jan Hora said.", "a step -- Jan Hora");
    one("Jan Hora said it was a “disgrace”.", "disgrace -- Jan Hora");
}

#[test]
fn a_pronoun_may_stand_for_someone_of_whom_its_own_sentence_speaks_before() {
    never_sure("Eva Stara was freed. Olga Tesar wept, and she called it “a step”.");
    never_sure("Eva Stara was freed. Her sister wept, and she called it “a step”.");
    one("Eva Stara was freed. She called it “a step”.", "a step -- Eva Stara");
}

#[test]
fn a_rank_that_is_shortened_is_nobody() {
    let all = told("“We go,” said Brig. Gen. Jan Hora, the army spokesman.");
    assert_eq!(all, ["We go -- Jan Hora"]);
    never_sure("“We go,” said Xq. Jan Hora.");
}

#[test]
fn a_clause_is_nobody() {
    let text = "Власти Мали освободили 62 заключённых в воскресенье, сообщил министр Абду Си. «Все дома», — сказал он.";
    never_sure(text);
    assert!(!told(text)[0].contains("освободили"));
}
