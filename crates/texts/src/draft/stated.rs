//! What is not beyond doubt is not stated.

use super::tests::drafted;

/// What is stated, without what is only proposed and what is only noted.
fn stated(name: &str, text: &str) -> String {
    let drafted = drafted(name, text, &[]).text;
    drafted.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n")
}

#[test]
fn nobody_is_held_or_sentenced_by_a_table_of_something_else() {
    for (head, rows) in [
        (
            "Name | Office | Term",
            "Jan Priklad | President | 5 years\nPetr Novak | Senator | 6 years",
        ),
        (
            "Name | Role | Sentences",
            "Jan Priklad | Judge | 9 years for Eva Stara\nPetr Novak | Judge | 9 years",
        ),
        ("Name | Sentence sought", "Jan Priklad | 9 years\nPetr Novak | 8 years"),
        ("Name | Maximum sentence", "Jan Priklad | 9 years\nPetr Novak | 8 years"),
        (
            "Name | Sentence",
            "Jan Priklad | 9 years (suspended)\nPetr Novak | 9 years, 3 of them suspended",
        ),
        (
            "Name | Sentence",
            "Jan Priklad | 9 years (quashed)\nPetr Novak | 9 years; reduced to 3 years",
        ),
        (
            "Name | Sentence | Appeal sentence",
            "Jan Priklad | 9 years | 8 years\nPetr Novak | 7 years | 6 years",
        ),
        ("Name | Charges", "Jan Priklad | cleared of all charges\nPetr Novak | charges dropped"),
    ] {
        let stated = stated("a.txt", &format!("{head}\n{rows}\n"));
        assert!(stated.contains("person/jan-priklad"), "{head}: {stated}");
        assert!(!stated.contains("detention/"), "{head}: {stated}");
    }
    let held =
        stated("a.txt", "Name | Sentence\nJan Priklad | 9 years\nPetr Novak | 8 years in prison\n");
    assert!(
        held.contains("detention/jan-priklad") && held.contains("detention/petr-novak"),
        "{held}"
    );
    let held = stated(
        "a.txt",
        "Name | Charge | Term\nJan Priklad | theft | 9 years\nPetr Novak | theft | 8 years\n",
    );
    assert!(held.contains("detention/jan-priklad") && held.contains("9 years"), "{held}");
}

#[test]
fn nobody_is_held_by_a_table_of_those_who_were_not_there_or_whose_case_came_to_nothing() {
    let rows = "Jan Priklad | 9 years | treason\nPetr Novak | 8 years | treason\n";
    for text in [
        format!("Sentenced in absentia\n\nName | Sentence | Charges\n{rows}"),
        format!("Name | Sentence in absentia | Charges\n{rows}"),
        format!("Defendants whose cases were dropped\n\nName | Sentence | Charges\n{rows}"),
        format!("Who was fined\n\nName | Sentence | Charges\n{rows}"),
        format!("Wanted\n\nThe guild keeps a list.\n\nName | Sentence | Charges\n{rows}"),
        format!("Name | Sentence | Charges\n{rows}\nAll of them were tried in absentia.\n"),
        "Name | Sentence | Where\nJan Priklad | 9 years | abroad\nPetr Novak | 8 years | in exile\n"
            .to_owned(),
        "Name | Charges\nJan Priklad | treason\nPetr Novak | treason\n".to_owned(),
    ] {
        let text = format!("Week in review\n\n{text}");
        let all = stated("a.txt", &text);
        assert!(!all.contains("detention/"), "{text}: {all}");
        assert!(drafted("a.txt", &text, &[]).text.contains("#: subject = \"detention/"), "{text}");
    }
    for text in [
        format!("Prisoners of the tower\n\nName | Sentence | Charges\n{rows}"),
        "Prisoner | Charges\nJan Priklad | treason\nPetr Novak | treason\n".to_owned(),
    ] {
        assert!(stated("a.txt", &text).contains("detention/petr-novak"), "{text}");
    }
    let page = "<article><p>The court of the north told of its verdicts.</p><table><caption>Sentenced in absentia</caption>\
        <tr><th>Name<th>Sentence<tr><td>Jan Priklad<td>9 years<tr><td>Petr Novak<td>8 years</table></article>";
    assert!(!stated("a.html", page).contains("detention/"), "{}", stated("a.html", page));
}

#[test]
fn a_name_may_stand_behind_the_surname() {
    let table = "Surname, name | Sentence\nPriklad, Jan | 9 years\nNovak, Petr | 8 years\n";
    let stated = stated("a.txt", table);
    assert!(stated.contains("name = \"Jan Priklad\""), "{stated}");
    assert!(stated.contains("detention/petr-novak"), "{stated}");
}

#[test]
fn days_in_a_table_are_no_figures() {
    for table in [
        "Name | Born | Held since\nJan Priklad | 1961 | 2021\nPetr Novak | 1970 | 2022\n",
        "Name | Released\nJan Priklad | 2025-11-01\nPetr Novak | 2025-11-02\n",
        "Name | Died | Tried\nJan Priklad | 2021 | May 2020\nPetr Novak | – | 5 June 2020\n",
    ] {
        assert!(!drafted("a.txt", table, &[]).text.contains("indicator/"), "{table}");
    }
    let counts = "Prison | Released\nHill | 2021\nDale | 12\n";
    assert!(drafted("a.txt", counts, &[]).text.contains("indicator/"));
}

#[test]
fn what_a_cell_denies_is_no_role() {
    let table = "Name | Role | Sentence\nJan Priklad | not a journalist, as was said | 9 years\nPetr Novak | alleged spy; poet | 8 years\n";
    let stated = stated("a.txt", table);
    assert!(!stated.contains("journalist") && !stated.contains("spy"), "{stated}");
    assert!(stated.contains("title = \"poet\""), "{stated}");
}

#[test]
fn a_lawyer_is_not_sentenced_where_a_cell_reaches_over_rows() {
    let page = "<article><p>The court of the north told of its verdicts.</p><table>\
        <tr><th>Region</th><th>Name</th><th>Lawyer</th><th>Sentence</th></tr>\
        <tr><td rowspan=\"2\">North</td><td>Jan Priklad</td><td>Otto Klic</td><td>9 years</td></tr>\
        <tr><td>Petr Novak</td><td>Otto Klic</td><td>8 years</td></tr></table></article>";
    let stated = stated("a.html", page);
    assert!(!stated.contains("detention/otto-klic"), "{stated}");
    assert!(stated.contains("detention/petr-novak") && stated.contains("8 years"), "{stated}");
}

#[test]
fn a_release_that_is_denied_is_at_most_proposed() {
    let text = "Zamora denied on Monday that it had released 40 political prisoners.";
    assert!(!stated("a.txt", text).contains("count ="), "{}", stated("a.txt", text));
    assert!(drafted("a.txt", text, &[]).text.contains("#: count = \"40\""));
    assert!(stated("a.txt", "Zamora released 40 political prisoners.").contains("count = \"40\""));
}

#[test]
fn a_release_in_words_of_which_nobody_is_told_to_speak_is_at_most_proposed() {
    for text in [
        "The statement of the ministry read: “Sixteen citizens were pardoned”.",
        "“Sixteen citizens were pardoned.”",
        "A poster on the wall: “Zamora released 16 citizens.”",
        "Nobody knew who wrote “Zamora freed 16 citizens”.",
    ] {
        let text = format!("Week in review\n\n{text}\n\nThe guild can confirm nothing.\n");
        assert!(!stated("a.txt", &text).contains("count ="), "{}", stated("a.txt", &text));
        assert!(drafted("a.txt", &text, &[]).text.contains("#: count = \"16\""), "{text}");
    }
    let own = stated("a.txt", "Jana Novotna said: “Zamora released 16 citizens.”");
    assert!(own.contains("count = \"16\"") && own.contains("said_by"), "{own}");
}

#[test]
fn an_age_of_another_time_states_no_birth() {
    for text in ["Jan Priklad (61) died in 2015.", "In 2019 Jan Priklad, 61, was arrested."] {
        let text = format!("Published: 5 March 2024\n\n{text}\n");
        let all = stated("a.txt", &text);
        assert!(all.contains("person/jan-priklad") && !all.contains("born_on"), "{all}");
    }
}

#[test]
fn a_slavic_name_is_stated_only_as_its_bearer_is_called() {
    for text in [
        "Адвокат Марии Лис сообщил об этом журналисту.",
        "«Мы идём», — сказал адвокат Марии Лис.",
        "Жена Игоря Саченко ждёт.",
        "Суд приговорил Станислава Кима к 7 годам.",
        "Судья Олега Гнатюка приговорил.",
        "Суддзя Алега Гнацюка прысудзіў.",
        "Президент Беларуси Александра Лукашенко не видела.",
        "Улады не вызвалілі Сяргея Бурака, 44, паэта.",
        "Маці Алеся Пушкіна чакае.",
        "Адвакату Алегу Рогаву адмовілі.",
        "Президент Александру Лису отказал.",
        "Суд звільнив Олексія Вигаданого, 44, поета.",
        "Следователь Лиса сказал: «Мы идём».",
    ] {
        let stated = stated("a.txt", &format!("Новости недели\n\n{text}\n"));
        assert!(!stated.contains("[[claim]]"), "{text}: {stated}");
    }
    for (text, name, role) in [
        ("Адвокат Мария Лис сообщила об этом.", "Мария Лис", "Адвокат"),
        ("Судья Станислав Ким приговорил её.", "Станислав Ким", "Судья"),
        ("Прэзідэнт Беларусі Юры Вымыслены сказаў гэта.", "Юры Вымыслены", "Прэзідэнт"),
        ("«Мы идём», — сказала Александра Петрова.", "Александра Петрова", ""),
        ("Прэзідэнт Беларусі Іван Юркевіч сказаў гэта.", "Іван Юркевіч", "Прэзідэнт"),
        ("«Мы идём», — сообщил глава МИД Литвы Денис Рогов.", "Денис Рогов", ""),
        ("Его защищает журналистка Алина Ковальчук.", "Алина Ковальчук", ""),
        ("«Мы идём», — сказал пресс-секретарь МИД Денис Рогов.", "Денис Рогов", ""),
    ] {
        let stated = stated("a.txt", &format!("Новости недели\n\n{text}\n"));
        assert!(stated.contains(&format!("name = \"{name}\"")), "{text}: {stated}");
        assert!(role.is_empty() || stated.contains(&format!("title = \"{role}\"")), "{stated}");
    }
}

#[test]
fn nobody_is_stated_to_be_called_as_a_language_that_is_not_known_declines_the_name() {
    for text in [
        "Adwokat Andrzeja Lisa powiedział, że jego klient nie jest winny, i że został zwolniony.",
        "Manželka Petra Nováka řekla, že její muž byl propuštěn, a že není vinen.",
        "Teismas nuteisė Joną Petraitį, kad jis buvo kaltas, ir tai yra taip pat žinoma.",
    ] {
        let stated = stated("a.txt", text);
        assert!(!stated.contains("subject = \"person/"), "{text}: {stated}");
    }
    assert!(stated("a.txt", "The lawyer Petr Novak left.").contains("person/petr-novak"));
}

#[test]
fn a_title_that_is_claimed_or_held_for_another_is_not_stated_as_the_office() {
    let text = "They met would-be President Otto Klic, self-styled President Jan Priklad and acting Foreign Minister Petr Novak.";
    let all = stated("a.txt", text);
    assert!(
        !all.contains("title = \"President\"") && !all.contains("title = \"Foreign Minister\""),
        "{all}"
    );
    assert!(all.contains("title = \"acting Foreign Minister\""), "{all}");
}
