use detente_core::{Day, NewClaim, Noun, Organization, Person, Sanction};

use crate::{Body, Edition, File, Format, Report, Why, list, read, unordered::unordered};

const ENTITIES: &str = r#"{"id": "s-1", "schema": "Sanction", "properties": {"entity": ["NK-Aa"], "authority": ["Office of Nothing"], "startDate": ["2021-08-09"], "program": ["NOTHING"], "provisions": ["Asset freeze"]}}
{"id": "NK-Aa", "caption": "Jan Priklad", "schema": "Person", "properties": {"name": ["PRIKLAD Jan", "Jan Priklad"], "weakAlias": ["Honza"], "birthDate": ["1966-09-08"], "nationality": ["by"], "addressEntity": ["addr-1"], "topics": ["sanction"]}}
{"id": "NK-aA", "schema": "Company", "properties": {"name": ["Tovarna"], "jurisdiction": ["cz"], "innCode": ["7724"]}}
{"id": "addr-1", "schema": "Address", "properties": {"city": ["Lhota"], "country": ["by"]}}
{"id": "o-1", "schema": "Ownership", "properties": {"owner": ["NK-Aa"], "asset": ["NK-aA"], "percentage": ["50"]}}
{"id": "v-1", "schema": "Vessel", "properties": {"name": ["LODKA"]}}
"#;

fn edition() -> Edition {
    let body = Body { slug: "somebody".into(), name: "Somebody".into(), kind: None, country: None };
    let mut edition = Edition::read_on(Day::ymd(2026, 8, 31).unwrap())
        .published_on(Day::ymd(2026, 8, 30).unwrap());
    edition.list = Some(list("somebodys-list", "Somebody's list", body, Some("CC BY 4.0")));
    edition
}

fn reading(format: Format, name: &str, text: &str) -> (Vec<NewClaim>, Report) {
    let mut claims = Vec::new();
    let report = read(format, vec![File::new(name, text.as_bytes())], &edition(), &mut claims);
    (claims, report)
}

fn of<N: Noun>(claims: &[NewClaim], id: &str) -> Vec<N> {
    let claims = claims.iter().filter(|new| new.claim.subject.as_str().starts_with(id));
    claims.map(|new| new.claim.states.read().unwrap()).collect()
}

#[test]
fn entities_are_records_and_links_lead_to_them_whatever_their_order() {
    let (claims, report) = reading(Format::Ftm, "x.ftm.json", ENTITIES);
    assert!(report.is_sound(), "{report}");
    let told: Vec<String> = claims
        .iter()
        .map(|new| format!("{} {}", new.claim.subject, new.claim.states.as_str()))
        .collect();
    insta::assert_snapshot!(told.join("\n"));
    insta::assert_snapshot!(report.to_string());
}

#[test]
fn a_directorship_is_a_post_with_its_days() {
    let entities = r#"{"id": "p-1", "schema": "Person", "properties": {"name": ["Jan Priklad"]}}
{"id": "o-1", "schema": "Company", "properties": {"name": ["Tovarna"]}}
{"id": "d-1", "schema": "Directorship", "properties": {"director": ["p-1"], "organization": ["o-1"], "role": ["chairman"], "startDate": ["2019-03", "2019"], "endDate": ["soon"]}}
"#;
    let (claims, report) = reading(Format::Ftm, "x.ftm.json", entities);
    assert!(report.is_sound(), "{report}");
    let people: Vec<Person> = of(&claims, "person/");
    let role = people.iter().find_map(|person| person.roles.first()).unwrap();
    assert_eq!(role.title.as_deref(), Some("chairman"));
    assert_eq!(role.since.map(|on| on.to_string()).as_deref(), Some("2019-03"));
    assert_eq!((role.until, role.organization.is_some()), (None, true));
    assert!(report.to_string().contains("left of Directorship: endDate: 1"), "{report}");
}

#[test]
fn what_stands_beside_the_properties_is_named() {
    let nested = r#"{"id": "Q1", "schema": "Person", "referents": ["gb-1", "eu-2"], "datasets": ["eu_fsf"], "first_seen": "2020-01-01", "last_change": "2024-05-06", "target": true, "properties": {"name": ["Jana Vymyslena"]}}"#;
    let (_, report) = reading(Format::OpenSanctions, "targets.nested.json", nested);
    for (field, value) in [
        ("referents", "gb-1, eu-2"),
        ("datasets", "eu_fsf"),
        ("first_seen", "2020-01-01"),
        ("last_change", "2024-05-06"),
        ("target", "true"),
    ] {
        let left = &report.left[&(format!("entity: {field}"), Why::NoField)];
        assert_eq!(left.first[0].value, value);
    }
}

#[test]
fn nested_entities_are_told_by_their_first_sign_whatever_stands_before_it() {
    let nested = r#"{"id": "Q1", "schema": "Person", "properties": {"name": ["Яна Вымыслена"]}}"#;
    let marked = format!("\u{feff}{nested}");
    let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [marked.into_bytes(), little, big] {
        let edition = Edition::read_on(Day::ymd(2026, 8, 31).unwrap())
            .published_on(Day::ymd(2026, 8, 30).unwrap());
        let files = vec![File::new("targets.nested.json", bytes.as_slice())];
        let report = read(Format::OpenSanctions, files, &edition, &mut Vec::new());
        assert!(report.is_sound() && report.entries == 1, "{report}");
    }
}

#[test]
fn statements_are_gathered_to_entities() {
    let statements = r#"{"canonical_id": "p-1", "schema": "Person", "prop": "id", "value": "abc"}
{"canonical_id": "p-1", "schema": "Person", "prop": "name", "value": "Jana Vymyslena"}
{"canonical_id": "p-1", "schema": "Person", "prop": "birthDate", "value": "1990"}
{"canonical_id": "o-1", "schema": "Organization", "prop": "name", "value": "Tovarna"}
"#;
    let (claims, report) = reading(Format::Ftm, "x.json", statements);
    assert!(report.is_sound(), "{report}");
    let people: Vec<Person> = of(&claims, "person/somebodys-list-p-1");
    assert_eq!(people[0].name.as_deref(), Some("Jana Vymyslena"));
    assert_eq!(of::<Organization>(&claims, "organization/somebodys-list-o-1").len(), 1);
    assert_eq!(left(&report), ["entity: id: abc"]);
}

/// What was left of a text, as `field: value`.
fn left(report: &Report) -> Vec<String> {
    let left = report.left.values().flat_map(|of| &of.first);
    left.map(|left| format!("{}: {}", left.field, left.value)).collect()
}

#[test]
fn statements_that_do_not_stand_together_are_named_one_by_one() {
    let statements = r#"{"canonical_id": "p-1", "schema": "Person", "prop": "name", "value": "Jana Vymyslena"}
{"canonical_id": "o-1", "schema": "Organization", "prop": "name", "value": "Tovarna"}
{"canonical_id": "p-1", "schema": "Person", "prop": "birthDate", "value": "1992-01-01"}
"#;
    let (_, report) = reading(Format::Ftm, "x.json", statements);
    assert_eq!(
        left(&report),
        ["Person: birthDate: 1992-01-01", "entry (another has its number): p-1"]
    );
}

#[test]
fn what_is_left_of_a_statement_is_named_with_its_own_line() {
    let statement = |property: &str, value: &str, set: &str| {
        format!(
            "{{\"canonical_id\": \"p-1\", \"schema\": \"Person\", \"prop\": \"{property}\", \"value\": \"{value}\", \"dataset\": \"{set}\"}}\n"
        )
    };
    let text = statement("name", "Jana Vymyslena", "d")
        + &statement("birthDate", "soon", "d2")
        + &statement("hairColor", "red", "d");
    let (_, report) = reading(Format::Ftm, "x.json", &text);
    let left = report.left.values().flat_map(|of| &of.first);
    let left: Vec<String> =
        left.map(|left| format!("{}: {}", left.written_at, left.value)).collect();
    assert_eq!(left, ["x.json:2: soon", "x.json:1: d", "x.json:2: d2", "x.json:3: red"]);
}

#[test]
fn a_link_that_stands_within_one_of_its_ends_leads_to_both() {
    let nested = r#"{"id": "Q1", "schema": "Person", "properties": {"name": ["Jana Vymyslena"], "familyPerson": [{"id": "f-1", "schema": "Family", "properties": {"relationship": ["sister"], "relative": [{"id": "Q2", "schema": "Person", "properties": {"name": ["Jan Priklad"]}}]}}]}}"#;
    let (claims, report) = reading(Format::OpenSanctions, "targets.nested.json", nested);
    assert!(report.is_sound(), "{report}");
    assert_eq!(left(&report), Vec::<String>::new());
    let linked = claims.iter().find(|new| new.claim.states.as_str().contains("sister")).unwrap();
    assert!(linked.claim.subject.as_str().starts_with("person/somebodys-list-q1"));
    assert!(linked.claim.states.as_str().contains("person/somebodys-list-q2"), "{linked:?}");
}

#[test]
fn who_held_a_post_is_read_as_our_own_export_writes_it() {
    let entities = r#"{"id": "o-1", "schema": "Occupancy", "properties": {"holder": ["p-1"], "post": ["j-1"], "startDate": ["2015"], "endDate": ["2019"], "status": ["ended"]}}
{"id": "p-1", "schema": "Person", "properties": {"name": ["Jan Priklad"]}}
{"id": "j-1", "schema": "Position", "properties": {"name": ["Judge"], "country": ["by"], "organization": ["c-1"], "topics": ["gov"]}}
{"id": "c-1", "schema": "PublicBody", "properties": {"name": ["Court of Lhota"]}}
{"id": "o-2", "schema": "Occupancy", "properties": {"holder": ["p-9"], "post": ["j-1"], "startDate": ["2015"]}}
"#;
    let (claims, report) = reading(Format::Ftm, "x.ftm.json", entities);
    let people: Vec<Person> = of(&claims, "person/");
    let role = people.iter().find_map(|person| person.roles.first()).unwrap();
    assert_eq!(role.title.as_deref(), Some("Judge"));
    assert_eq!(role.until.map(|on| on.to_string()).as_deref(), Some("2019"));
    assert!(role.organization.is_some() && role.country.is_some(), "{role:?}");
    assert_eq!(
        left(&report),
        [
            "Occupancy: holder: p-9",
            "Occupancy: post: j-1",
            "Occupancy: startDate: 2015",
            "Occupancy: status: ended",
            "Position: topics: gov",
        ]
    );
}

#[test]
fn of_several_values_of_a_measure_those_that_are_not_stated_are_named() {
    let text = r#"{"id": "s-1", "schema": "Sanction", "properties": {"authorityId": ["A1", "A2"], "startDate": ["soon", "2021-08-09"], "listingDate": ["2021-08-10"], "reason": ["Because"], "summary": ["In short"]}}"#;
    let (_, report) = reading(Format::Ftm, "x.ftm.json", text);
    assert_eq!(
        left(&report),
        [
            "Sanction: authorityId: A2",
            "Sanction: entity: ",
            "Sanction: listingDate: 2021-08-10",
            "Sanction: startDate: soon",
            "Sanction: summary: In short",
        ]
    );
}

#[test]
fn what_is_carried_does_not_hang_on_the_order_of_values() {
    let lines = |turned: bool| {
        let all = |values: &[&str]| {
            let mut values: Vec<String> = values.iter().map(|one| format!("{one:?}")).collect();
            if turned {
                values.reverse();
            }
            values.join(", ")
        };
        [
            format!(r#"{{"id": "p-1", "schema": "Person", "properties": {{"name": [{}], "birthPlace": [{}], "summary": [{}], "deathDate": [{}], "gender": [{}], "addressEntity": ["a-1"]}}}}"#,
                all(&["Jan Priklad", "Jan Vymysl"]), all(&["Lhota", "Nic"]), all(&["Likes maps.", "A painter."]), all(&["2020-05", "2021"]), all(&["male", "other"])),
            format!(r#"{{"id": "o-1", "schema": "Company", "properties": {{"name": [{}], "jurisdiction": [{}], "country": ["by"], "sector": [{}]}}}}"#,
                all(&["Tovarna", "Nova tovarna"]), all(&["cz", "sk"]), all(&["Potash", "Salt"])),
            format!(r#"{{"id": "a-1", "schema": "Address", "properties": {{"full": [{}], "country": [{}]}}}}"#,
                all(&["Lhota 1", "1, Lhota"]), all(&["by", "cz"])),
            format!(r#"{{"id": "s-1", "schema": "Sanction", "properties": {{"entity": [{}], "authority": [{}], "provisions": [{}], "reason": [{}], "startDate": [{}], "endDate": [{}], "authorityId": [{}]}}}}"#,
                all(&["o-1", "p-1"]), all(&["Office", "Ministry"]), all(&["Freeze", "Ban"]), all(&["One.", "Two."]), all(&["8 September 2019", "2020-01-01"]), all(&["2021-01-01", "2 March 2020"]), all(&["A2", "A1"])),
        ]
        .join("\n")
    };
    let (claims, report) = reading(Format::Ftm, "x.ftm.json", &lines(false));
    let (again, said) = reading(Format::Ftm, "x.ftm.json", &lines(true));
    assert!(report.is_sound(), "{report}");
    assert_eq!(unordered(&again), unordered(&claims));
    assert_eq!(left(&said), left(&report));
    let [sanction] = of::<Sanction>(&claims, "sanction/").try_into().unwrap();
    let days: Vec<String> =
        sanction.actions.iter().filter_map(|action| Some(action.on?.to_string())).collect();
    assert_eq!(days, ["2019-09-08", "2021-01-01"], "the first beginning and the last end");
    insta::assert_snapshot!(left(&report).join("\n"));
}

#[test]
fn a_link_that_has_ended_is_no_link_of_today() {
    let text = |end: &str| {
        format!(
            r#"{{"id": "p-1", "schema": "Person", "properties": {{"name": ["Jan Priklad"]}}}}
{{"id": "o-1", "schema": "Company", "properties": {{"name": ["Tovarna"]}}}}
{{"id": "w-1", "schema": "Ownership", "properties": {{"owner": ["p-1"], "asset": ["o-1"], "startDate": ["2005-09-16"]{end}}}}}
"#
        )
    };
    let linked = |end: &str| {
        let (claims, report) = reading(Format::Ftm, "x.ftm.json", &text(end));
        let people: Vec<Person> = of(&claims, "person/");
        (people.iter().any(|person| !person.associations.is_empty()), left(&report))
    };
    let start = "Ownership: startDate: 2005-09-16".to_owned();
    assert_eq!(linked(""), (true, vec![start.clone()]));
    for end in ["2005-11-03", "2026", "soon"] {
        assert_eq!(
            linked(&format!(r#", "endDate": ["{end}"]"#)),
            (
                false,
                vec![
                    "Ownership (ended: a link has no field for its days): p-1, o-1".to_owned(),
                    format!("Ownership: endDate: {end}"),
                    start.clone()
                ]
            )
        );
    }
    let later = linked(r#", "endDate": ["2033-01-01"]"#);
    assert_eq!(later, (true, vec!["Ownership: endDate: 2033-01-01".to_owned(), start]));
}

#[test]
fn a_post_that_has_ended_is_a_post_with_its_days_and_no_link_of_today() {
    let entities = r#"{"id": "p-1", "schema": "Person", "properties": {"name": ["Jan Priklad"]}}
{"id": "o-1", "schema": "Company", "properties": {"name": ["Tovarna"]}}
{"id": "d-1", "schema": "Membership", "properties": {"member": ["p-1"], "organization": ["o-1"], "endDate": ["2019"]}}
"#;
    let (claims, report) = reading(Format::Ftm, "x.ftm.json", entities);
    assert_eq!(left(&report), Vec::<String>::new());
    let people: Vec<Person> = of(&claims, "person/");
    assert!(people.iter().all(|person| person.associations.is_empty()));
    let role = people.iter().find_map(|person| person.roles.first()).unwrap();
    assert_eq!((role.title.as_deref(), role.organization.is_some()), (Some("member"), true));
    assert_eq!(role.until.map(|on| on.to_string()).as_deref(), Some("2019"));
}

#[test]
fn a_measure_whose_end_had_not_come_by_the_day_of_the_edition_has_not_ended() {
    let told = |ends: &str| {
        let text = format!(
            r#"{{"id": "s-1", "schema": "Sanction", "properties": {{"entity": ["p-1"], "program": ["NOTHING"], "endDate": [{ends}]}}}}
{{"id": "p-1", "schema": "Person", "properties": {{"name": ["Jan Priklad"]}}}}"#
        );
        let (claims, report) = reading(Format::Ftm, "x.ftm.json", &text);
        let left = report.left.values().flat_map(|of| &of.first).map(ToString::to_string);
        let left = left.filter(|left| left.contains("endDate")).collect::<Vec<_>>().join("\n");
        (of::<Sanction>(&claims, "sanction/")[0].actions.len(), left)
    };
    assert_eq!(told(r#""2026-08-30""#), (1, String::new()));
    let expected = "x.ftm.json:1: Sanction: endDate (not past by the day of the edition: expected): `2033-01-01`: it is carried less closely";
    assert_eq!(told(r#""2033-01-01""#), (0, expected.to_owned()));
    let (actions, left) = told(r#""2020-01-01", "2033-01-01""#);
    assert_eq!(actions, 0);
    assert!(left.contains(expected) && left.contains("`2020-01-01`: it contradicts"), "{left}");
    let (actions, left) = told(r#""2020-01-01", "2021-01-01""#);
    assert_eq!(actions, 1);
    assert!(left.ends_with("`2020-01-01`: its field takes one value, and holds another"), "{left}");
}

#[test]
fn a_line_that_is_cut_off_is_told_with_its_place() {
    let (_, report) = reading(Format::Ftm, "x.json", &ENTITIES[..300]);
    assert!(report.faults[0].to_string().starts_with("x.json:2:"), "{report}");
    let (_, report) = reading(Format::Ftm, "x.json", "{\"id\": 1}\n");
    assert_eq!(report.faults[0].code, "NO_ID");
}

#[test]
fn opensanctions_is_read_in_both_forms() {
    let nested = r#"{"id": "Q1", "schema": "Person", "properties": {"name": ["Jana Vymyslena"], "sanctions": [{"id": "s1", "schema": "Sanction", "properties": {"authority": ["Office"], "startDate": ["2020"]}}]}}"#;
    let (claims, report) = reading(Format::OpenSanctions, "targets.nested.json", nested);
    assert!(report.is_sound(), "{report}");
    let sanction = claims.iter().find(|new| new.claim.subject.noun() == "sanction").unwrap();
    assert!(sanction.claim.states.as_str().contains("person/somebodys-list-q1-"), "{sanction:?}");
    let simple = "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions\nQ1,Person,Jana Vymyslena,Jana V;J. Vymyslena,1990,by,Lhota 1,AB123,Office - 2020\nV1,Vessel,LODKA,,,,,,\n";
    let (claims, report) = reading(Format::OpenSanctions, "targets.simple.csv", simple);
    assert!(report.is_sound(), "{report}");
    let people: Vec<Person> = of(&claims, "person/");
    assert_eq!(people[0].names.len(), 2);
}
