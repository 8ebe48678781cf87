//! What is wrong with what was written: told with its lines, and written at the top of the file.

use detente_core::dossier::Reading;

use crate::failure::{Wrong, as_written};

/// What the lines begin with that were put at the top: no line that a person writes.
const MARK: &str = "#! ";

/// The text with its faults at the top, each with its line as it is below them.
pub fn marked(text: &str, faults: &[Wrong]) -> String {
    let bare = bare(text);
    let removed = text.lines().count() - bare.lines().count();
    let told = |moved: usize| -> Vec<String> {
        let each = faults.iter().map(|fault| {
            let mut fault = fault.clone();
            let place = match fault.line() {
                // What is wrong with the file as a whole stands on no line that stays.
                Some(line) if line > removed => format!("line {}", line - removed + moved),
                _ => "the file".to_owned(),
            };
            fault.written_at = Some(place);
            fault.to_string()
        });
        let each: Vec<String> = each.collect();
        each.iter().flat_map(|fault| fault.lines()).map(|line| format!("{MARK}{line}\n")).collect()
    };
    let lines = told(0).len();
    told(lines).concat() + &bare
}

/// The text without the faults at its top.
fn bare(text: &str) -> String {
    text.split_inclusive('\n').skip_while(|line| line.starts_with(MARK.trim_end())).collect()
}

/// What the ledger found, with the line of the sheet that it was written on: it has seen another text.
pub fn placed(mut wrong: Wrong, reading: &Reading) -> Wrong {
    let path = wrong.field.as_deref().map(as_written).unwrap_or_default();
    let place = wrong.record.as_deref().and_then(|record| reading.place_of(record, &path));
    wrong.written_at = place.map(str::to_owned);
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(line: usize) -> Wrong {
        Wrong {
            written_at: Some(format!("a/f.toml:{line}")),
            record: Some("person/jana".to_owned()),
            field: Some("born_on".to_owned()),
            problem: "`last year` is not a date".to_owned(),
            remedy: "write 2020".to_owned(),
        }
    }

    #[test]
    fn faults_stand_at_the_top_and_name_the_lines_as_they_are_below_them() {
        let once = marked("[dossier]\nborn_on = \"last year\"\n", &[wrong(2)]);
        assert_eq!(
            once,
            "#! line 4: person/jana, born_on: `last year` is not a date\n#!   hint: write 2020\n[dossier]\nborn_on = \"last year\"\n"
        );
        // Those of the time before are taken away; the lines were counted with them.
        assert_eq!(marked(&once, &[wrong(4)]), once);
        assert_eq!(bare(&once), "[dossier]\nborn_on = \"last year\"\n");
    }
}
