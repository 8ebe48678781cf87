use detente_core::{Day, NewClaim, Noun, Person, Sanction};

use crate::{Edition, File, Format, Report, read, unordered::unordered};

const LIST: &str = "Last Updated,04/05/2022
Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,DOB,Town of Birth,Country of Birth,Nationality,Passport Number,Address 1,Address 6,Country,Other Information,Group Type,Alias Type,Alias Quality,Regime,Listed On,Group ID
HONZA,,,,,,,,05/02/1969,(1) Lhota (2) Nic,(1) Libya (2) Tunisia,Tunisia,(1) A-333602 (2) M110522,Long St. 1,Lhota,Ruritania,(UK Sanctions List Ref):AQD0241 (UN Ref):QDi.062 Professor. (UK Statement of Reasons):Because.,Individual,AKA,Low quality,Nothing,24/04/2002,7087
PRIKLAD,Jan,Maria,,,,Doctor,خليل,05/02/1970,(1) Lhota (2) Nic,(1) Libya (2) Tunisia,Tunisia,(1) A-333602 (2) M110522,Long St. 1,Lhota,Ruritania,(UK Sanctions List Ref):AQD0241 (UN Ref):QDi.062 Professor. (UK Statement of Reasons):Because.,Individual,Primary name,,Nothing,24/04/2002,7087
LODKA,,,,,,,,,,,,,,,,,Ship,Primary name,,Nothing,24/04/2002,7088
";

fn reading(text: &str) -> (Vec<NewClaim>, Report) {
    let mut claims = Vec::new();
    let edition = Edition::read_on(Day::ymd(2026, 8, 31).unwrap());
    let report =
        read(Format::Uk, vec![File::new("conlist.csv", text.as_bytes())], &edition, &mut claims);
    (claims, report)
}

fn of<N: Noun>(claims: &[NewClaim], id: &str) -> N {
    let claim = claims.iter().find(|new| new.claim.subject.as_str() == id);
    claim.unwrap_or_else(|| panic!("no claim on {id}")).claim.states.read().unwrap()
}

#[test]
fn what_one_row_of_a_group_says_beside_the_others_is_carried_or_named() {
    let text = "Last Updated,04/05/2022
Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,Nationality,Group Type,Alias Type,Regime,Listed On,UK Sanctions List Date Designated,Group ID
PRIKLAD,Jan,,,,,,05/02/1970,Tunisia,Individual,Primary name,Belarus,31/12/2020,31/12/2020,7087
PRIKLAD,Jan,,,,,Colonel,05/02/1970,Libya,Individual,Primary name,Global Human Rights,29/09/2020,29/09/2020,7087
PRIKLAD,Jan,,,,,Colonel,05/02/1970,Libya,Individual,Primary name,Global Human Rights,29/09/2020,29/09/2020,7087
";
    let (claims, report) = reading(text);
    let sanction: Sanction = of(&claims, "sanction/uk-7087");
    assert_eq!(sanction.programme.as_deref(), Some("Global Human Rights"));
    let person: Person = of(&claims, "person/uk-7087");
    assert_eq!(person.roles[0].title.as_deref(), Some("Colonel"));
    assert_eq!(person.nationalities.len(), 2);
    let left: Vec<String> =
        report.left.values().flat_map(|of| &of.first).map(ToString::to_string).collect();
    assert_eq!(
        left,
        [
            "conlist.csv:3: Regime (a further one of the party): `Belarus, Listed On 31/12/2020, UK Sanctions List Date Designated 31/12/2020`: the record has no field for it"
        ]
    );
}

#[test]
fn how_somebody_is_addressed_is_no_post() {
    for (title, posts) in
        [("Mr", 0), ("mrs.", 0), ("Dr", 0), ("Colonel", 1), ("(1) Dr (2) Mullah", 1)]
    {
        let text = format!(
            "Last Updated,04/05/2022
Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,Nationality,Group Type,Alias Type,Regime,Listed On,Group ID
PRIKLAD,Jan,,,,,{title},05/02/1970,Tunisia,Individual,Primary name,Nothing,31/12/2020,7087
"
        );
        let (claims, report) = reading(&text);
        let person: Person = of(&claims, "person/uk-7087");
        assert_eq!(person.roles.len(), posts, "{title}");
        let named = report.to_string().contains("Title (a form of address)");
        assert_eq!(named, title != "Colonel", "{report}");
    }
}

#[test]
fn the_rows_of_a_group_are_one_party_under_its_primary_name() {
    let (claims, report) = reading(LIST);
    assert!(report.is_sound(), "{report}");
    assert_eq!(report.edition.as_ref().unwrap().as_str(), "source/uk-conlist-2022-05-04");
    let person: Person = of(&claims, "person/uk-7087");
    assert_eq!(person.name.as_deref(), Some("Jan Maria PRIKLAD"));
    insta::assert_snapshot!(serde_json::to_string_pretty(&person).unwrap());
    let sanction: Sanction = of(&claims, "sanction/uk-7087");
    insta::assert_snapshot!(serde_json::to_string_pretty(&sanction).unwrap());
    insta::assert_snapshot!(report.to_string());
}

#[test]
fn xml_is_told_from_a_table() {
    let (_, report) = reading("<?xml version=\"1.0\"?><ArrayOfFinancialSanctionsTarget/>");
    insta::assert_snapshot!(report.faults[0].to_string(), @"conlist.csv: the file is XML, and the UK's list is read as CSV or XLSX; take the consolidated list in CSV or XLSX: its publisher has it in both");
}

#[test]
fn columns_that_are_missing_are_told_together() {
    let (_, report) = reading(&LIST.replace("Group ID", "Number").replace("Regime", "Why"));
    assert!(report.faults[0].problem.contains("`Regime`, `Group ID`"), "{report}");
}

/// Rows that stand in the order in which they do for no reason.
const ROWS: [&str; 6] = [
    "STEP S.A,,,,,,,,,,,,,,,,(UK Sanctions List Ref):GHR0050 (UK Statement of Reasons):The later reason.,Entity,AKA,,Late,31/12/2020,31/12/2020,12268",
    "STEP S.A.,,,,,,,,,,,,,,,,(UK Sanctions List Ref):BEL0045 (UK Statement of Reasons):The earlier reason.,Entity,AKA,Low quality,Early,29/09/2020,29/09/2020,12268",
    "STEP,,,,,,,,,,,,Long St. 1,Lhota,Ruritania,,,Entity,Primary name,,Same day,29/09/2020,29/09/2020,12268",
    "Krok,,,,,,,,,,,,Long St. 1,,Ruritania,,,Entity,Primary name,,Early,30/09/2020,30/09/2020,12268",
    "STEP S.A,,,,,,,,05/02/1970,(1) Lhota (2) Nic,(1) Libya (2) Tunisia,,,,,,,Entity,FKA,,Early,29/09/2020,soon,12268",
    "PRIKLAD,Jan,,,,,Doctor,,,,,Tunisia,,,,,(Gender):Male,Individual,Primary name,,Early,29/09/2020,29/09/2020,9",
];

/// The rows in this order, as a list.
fn list_of(rows: &[&str]) -> String {
    let header = "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,DOB,Town of Birth,Country of Birth,Nationality,Address 1,Address 6,Country,Passport Number,Other Information,Group Type,Alias Type,Alias Quality,Regime,Listed On,UK Sanctions List Date Designated,Group ID";
    format!("Last Updated,04/05/2022\n{header}\n{}\n", rows.join("\n"))
}

#[test]
fn what_is_carried_does_not_hang_on_the_order_of_the_rows() {
    let (claims, report) = reading(&list_of(&ROWS));
    assert!(report.is_sound(), "{report}");
    let left = |report: &Report| -> Vec<String> {
        let all = report.left.values().flat_map(|of| &of.first);
        let mut all: Vec<String> =
            all.map(|left| format!("{}: {}", left.field, left.value)).collect();
        all.sort();
        all
    };
    for by in 0..ROWS.len() {
        let mut turned = ROWS;
        turned.rotate_left(by);
        let mut backwards = turned;
        backwards.reverse();
        for rows in [turned, backwards] {
            let (again, said) = reading(&list_of(&rows));
            assert_eq!(unordered(&again), unordered(&claims), "{rows:?}");
            assert_eq!(left(&said), left(&report), "{rows:?}");
        }
    }
}

#[test]
fn of_several_regimes_the_one_of_the_first_designation_is_carried_with_its_reason() {
    let (claims, report) = reading(&list_of(&ROWS));
    let sanction: Sanction = of(&claims, "sanction/uk-12268");
    assert_eq!(sanction.programme.as_deref(), Some("Early"), "of two on one day, by the letters");
    let imposed = sanction.actions.iter().find_map(|action| action.on);
    assert_eq!(imposed.map(|on| on.to_string()).as_deref(), Some("2020-09-29"));
    assert_eq!(sanction.reason.as_deref(), Some("The earlier reason."));
    let told = report.to_string();
    for left in [
        "Same day, Listed On 29/09/2020, UK Sanctions List Date Designated 29/09/2020",
        "Late, Listed On 31/12/2020, UK Sanctions List Date Designated 31/12/2020",
        "The later reason.",
        "UK Sanctions List Date Designated (another day than that of the designation): 1",
    ] {
        assert!(told.contains(left), "{left}: {told}");
    }
}

#[test]
fn names_that_read_alike_have_keys_of_their_own_and_what_stands_alone_has_the_plain_one() {
    let (claims, _) = reading(&list_of(&ROWS));
    let body: detente_core::Organization = of(&claims, "organization/uk-12268");
    assert_eq!(body.name.as_deref(), Some("Krok"), "the first of the primary names by its letters");
    let key = |text: &str| {
        let name = body.names.iter().find(|name| name.text.as_deref() == Some(text));
        name.map(|name| name.key.to_string()).unwrap_or_default()
    };
    assert_eq!(key("STEP"), "step");
    assert!(key("STEP S.A").starts_with("step-s-a-") && key("STEP S.A.").starts_with("step-s-a-"));
    assert_ne!(key("STEP S.A"), key("STEP S.A."));
}

#[test]
fn the_measure_on_a_ship_keeps_its_numbers_beside_those_of_the_ship() {
    let ship = "LODKA,,,,,,,,,,,,,,,,(UK Sanctions List Ref):DPR0096 (UN Ref):KPs.001 (IMO number):9187629,Ship,Primary name,,Nothing,24/04/2002,24/04/2002,7088";
    let (claims, report) = reading(&list_of(&[ship]));
    assert!(report.is_sound(), "{report}");
    let sanction: Sanction = of(&claims, "sanction/uk-7088");
    let numbers: Vec<String> = sanction
        .identifiers
        .iter()
        .filter_map(|number| {
            Some(format!("{} {}", number.scheme.as_ref()?, number.value.as_ref()?))
        })
        .collect();
    assert!(numbers.iter().any(|number| number.ends_with("DPR0096")), "{numbers:?}");
    assert!(numbers.iter().any(|number| number.ends_with("KPs.001")), "{numbers:?}");
    assert!(numbers.iter().any(|number| number.ends_with("7088")), "{numbers:?}");
}
