//! What is asked of whoever writes, and what they answer.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher as _, Hasher as _},
    io::{BufRead, IsTerminal as _, stdin},
};

use crate::{failure::Failure, output::ask};

/// What shall become of something that could be submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Submit it.
    Yes,
    /// Write on.
    Edit,
    /// Keep the text, and end.
    No,
}

/// Whether somebody sits there who can answer.
pub fn is_there_someone() -> bool {
    stdin().is_terminal()
}

/// Asks whether to submit. Who says nothing says no.
pub fn submit() -> Result<Choice, Failure> {
    ask("Submit? [y/N/e(dit)] ")?;
    Ok(answer(&mut stdin().lock(), Choice::No)?)
}

/// Asks whether to write on, after faults. Who says nothing writes on.
pub fn write_on() -> Result<Choice, Failure> {
    ask("Edit again? The faults will stand at the top of the file. [Y/n] ")?;
    Ok(match answer(&mut stdin().lock(), Choice::Edit)? {
        Choice::No => Choice::No,
        Choice::Yes | Choice::Edit => Choice::Edit,
    })
}

fn answer(from: &mut impl BufRead, usual: Choice) -> std::io::Result<Choice> {
    let mut line = String::new();
    // The end of what is typed is no answer: nothing is submitted by a terminal that is closed.
    if from.read_line(&mut line)? == 0 {
        return Ok(Choice::No);
    }
    Ok(match line.trim().to_lowercase().as_str() {
        "" => usual,
        "y" | "yes" => Choice::Yes,
        "e" | "edit" => Choice::Edit,
        _ => Choice::No,
    })
}

/// Asks for the slug of a new record, with one at random to be taken as it is.
pub fn slug(noun: &str) -> Result<String, Failure> {
    if !is_there_someone() {
        return Err(Failure::usage(
            format!("the new {noun} has no slug"),
            "write it behind the noun: the key that a list has for it, as in viasna-1234; --anonymous makes one at random",
        ));
    }
    let random = random_slug();
    ask(&format!(
        "The slug of the new {noun} stays for good: take the key that a list has for it, as in\nviasna-1234, and no name that must not be known. [{random}] "
    ))?;
    let mut line = String::new();
    stdin().lock().read_line(&mut line)?;
    Ok(Some(line.trim()).filter(|slug| !slug.is_empty()).map_or(random, str::to_owned))
}

/// A slug that tells nothing of what it stands for.
pub fn random_slug() -> String {
    // Letters and digits that nobody takes for each other.
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
    // The keys of a hasher are drawn at random by the system.
    let number = RandomState::new().build_hasher().finish();
    let letter =
        |at: u32| char::from(LETTERS[usize::try_from(number >> (5 * at) & 31).unwrap_or(0)]);
    let slug: String = (0..10).map(letter).collect();
    format!("x-{slug}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_submitted_but_on_a_clear_yes() {
        let said = |text: &str, usual| answer(&mut text.as_bytes(), usual).unwrap();
        for yes in ["y\n", "YES\n", " yes \r\n"] {
            assert_eq!(said(yes, Choice::No), Choice::Yes);
        }
        for no in ["", "\n", "n\n", "maybe\n", "yess\n"] {
            assert_eq!(said(no, Choice::No), Choice::No, "{no:?}");
        }
        assert_eq!(said("e\n", Choice::No), Choice::Edit);
        assert_eq!(said("\n", Choice::Edit), Choice::Edit);
        // A terminal that is closed writes on no more than it submits.
        assert_eq!(said("", Choice::Edit), Choice::No);
    }

    #[test]
    fn a_random_slug_is_one_and_is_another_each_time() {
        let slugs: std::collections::BTreeSet<String> = (0..100).map(|_| random_slug()).collect();
        assert_eq!(slugs.len(), 100);
        for slug in slugs {
            let id: detente_core::RecordId = format!("person/{slug}").parse().unwrap();
            assert_eq!(id.slug(), slug);
        }
    }
}
