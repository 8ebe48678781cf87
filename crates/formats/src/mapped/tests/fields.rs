use super::{Mapping, guess, reading};
use crate::File;

const PRISONERS: &str = include_str!("../../../mappings/prisoners.toml");
const ORGANIZATIONS: &str = include_str!("../../../mappings/organizations.toml");

/// What was left of a table, as `field: value`, and all that was claimed.
fn told(mapping: &str, table: &str) -> (Vec<String>, String) {
    let (claims, report) = reading(mapping, table);
    let left = report.left.values().flat_map(|of| &of.first);
    let left = left.map(|left| format!("{}: {}", left.field, left.value)).collect();
    let claims: Vec<&str> = claims.iter().map(|new| new.claim.states.as_str()).collect();
    (left, claims.join("\n"))
}

#[test]
fn a_cell_is_not_parted_for_a_field_that_holds_one_value() {
    for field in ["name", "gender", "began_on", "charges.first.article"] {
        let field = format!("field = \"{field}\"\n");
        let wrong = PRISONERS.replace(&field, &format!("{field}split = \";\"\n"));
        let line = 1 + wrong.lines().position(|line| line.starts_with("split")).unwrap();
        let wrong = Mapping::read(&wrong).unwrap_err().0;
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(
            wrong[0].starts_with(&format!("mapping:{line}:9: `split` parts the cells of")),
            "{wrong:?}"
        );
        assert!(wrong[0].contains("take `split` out"), "{wrong:?}");
    }
    for several in ["nationalities", "names.*.text", "roles.*.title"] {
        let field = format!("field = \"{several}\"\nsplit = \";\"");
        assert!(Mapping::read(&PRISONERS.replace("field = \"born_on\"", &field)).is_ok());
    }
}

#[test]
fn a_guess_parts_no_name_however_many_semicolons_it_holds() {
    let table =
        "No;Full name;Sex;Citizenship\n1;\"Lund; Petr\";f;\"BY; PL\"\n2;\"Kos; Ana\";\"f; m\";BY\n";
    let text = guess(File::new("table.csv", table.as_bytes()), None);
    assert_eq!(text.matches("split").count(), 1, "{text}");
    let (left, claims) = told(&text, table);
    assert!(claims.contains("Lund; Petr") && claims.contains("\"PL\""), "{claims}");
    assert_eq!(left, ["Sex: f; m"]);
}

#[test]
fn what_another_column_says_of_the_same_field_is_named() {
    let mapping = PRISONERS.replace("field = \"born_on\"", "field = \"name\"");
    let table = "No,Full name,Sex,Born,Arrested,Article,Sentence\n1,Jana Vymyslena,f,Yana,,,\n2,Jan Priklad,m,Jan Priklad,,,\n";
    let (left, claims) = told(&mapping, table);
    assert!(claims.contains("Jana Vymyslena") && !claims.contains("Yana"), "{claims}");
    assert_eq!(left, ["Born (beside another of name): Yana"]);
}

#[test]
fn of_two_columns_that_read_like_one_field_a_guess_takes_the_first() {
    let table = "No,Name,ФИО,Aliases,Other names\n1,Jana Vymyslena,Яна Вымыслена,Janka,Hana\n";
    let text = guess(File::new("table.csv", table.as_bytes()), None);
    assert!(text.contains("# column = \"ФИО\""), "{text}");
    let (left, claims) = told(&text, table);
    assert!(claims.contains("Janka") && claims.contains("Hana"), "{claims}");
    assert_eq!(left, ["фио: Яна Вымыслена"]);
}

#[test]
fn two_names_that_read_alike_are_both_carried_under_the_same_keys_in_any_order() {
    let table = "code;name;other names;country\n1;Spolek;FIRST|SECOND|STEP;CZ\n";
    let [one, other] = ["STEP S.A|STEP S.A.|Krok", "STEP S.A.|Krok|STEP S.A"]
        .map(|names| told(ORGANIZATIONS, &table.replace("FIRST|SECOND|STEP", names)).1);
    let keys = |claims: &str| {
        let keys = claims.split("\"key\":\"").skip(1).filter_map(|rest| rest.split('"').next());
        let mut keys: Vec<String> = keys.map(str::to_owned).collect();
        keys.sort();
        keys
    };
    assert_eq!(keys(&one), keys(&other));
    assert_eq!(keys(&one).iter().filter(|key| key.starts_with("step-s-a-")).count(), 2, "{one}");
    assert!(keys(&one).contains(&"krok".to_owned()), "what stands alone has the plain key");
}

#[test]
fn a_list_that_nobody_is_said_to_publish_is_not_read() {
    let table = "id,name\n1,Jana Vymyslena\n";
    let text = crate::guess(File::new("t.csv", table.as_bytes()), None, None).unwrap();
    let wrong = Mapping::read(&text).unwrap_err().0;
    assert!(wrong[0].contains("fill in `publisher`"), "{wrong:?}");
    assert!(wrong[0].starts_with("mapping:6:13: "), "{wrong:?}");
    let earlier = PRISONERS
        .replace("\"lhota-monitor\"", "\"publisher\"")
        .replace("\"Lhota Monitor\"", "\"Publisher\"");
    let earlier = Mapping::read(&earlier).unwrap_err().0;
    assert!(earlier[0].starts_with("mapping:5:13: nobody is said to publish"), "{earlier:?}");
}

#[test]
fn what_is_so_of_every_row_is_something_that_the_field_can_hold() {
    let wrong = Mapping::read(&PRISONERS.replace("\"BY\"", "\"Nowhere\"")).unwrap_err().0;
    assert_eq!(
        wrong,
        ["mapping:30:24: `always` says `country = \"Nowhere\"`, which the field cannot hold"]
    );
}
