//! Belarusian, Russian and Ukrainian names in Latin letters, as each standard
//! and each country's newspapers write them.
//!
//! A standard is a table of rules ([`rule`] tells the notation), and nothing
//! else: [`spelling`] applies any of them. A table names the one it departs
//! from, which is economy and says nothing of its history.

mod alalc;
mod bgnpcgn;
mod by;
mod gost;
mod habit;
mod icao;
mod mvd;
mod odni;
mod rule;
mod spelling;
mod standard;
mod ua;
mod un;
mod word;

#[cfg(test)]
mod tests;

pub use standard::Standard;

/// A text with its Cyrillic words written in Latin letters, as a standard has
/// it. All else stays as it is.
///
/// Stress marks are left out, a Latin letter that stands in a Cyrillic word
/// for the Cyrillic one of its shape is read as that, and a letter that the
/// standard does not know is written as passports do.
#[must_use]
pub fn transliterate(text: &str, standard: Standard) -> String {
    let spelling = spelling::of(standard);
    let mut latin = String::with_capacity(text.len() + text.len() / 4);
    for part in word::parts(text) {
        match part {
            word::Part::Cyrillic(letters) => spelling.write(&letters, &mut latin),
            word::Part::Other(text) => latin.push_str(text),
        }
    }
    latin
}
