use detente_core::{Day, NewClaim, Noun, Person, Sanction};

use crate::{Edition, File, Format, Report, read};

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
    assert_eq!(sanction.programme.as_deref(), Some("Belarus"));
    let person: Person = of(&claims, "person/uk-7087");
    assert_eq!(person.roles[0].title.as_deref(), Some("Colonel"));
    assert_eq!(person.nationalities.len(), 2);
    let left: Vec<String> =
        report.left.values().flat_map(|of| &of.first).map(ToString::to_string).collect();
    assert_eq!(
        left,
        [
            "conlist.csv:4: Regime (a further one of the party): `Global Human Rights, Listed On 29/09/2020, UK Sanctions List Date Designated 29/09/2020`: the record has no field for it"
        ]
    );
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
