//! Latin and Greek letters with marks, brought to few.

use unicode_normalization::char::decompose_canonical;

/// The letter without the marks that mean nothing for its sound, in one byte.
///
/// Large letters stand for those that have a sound of their own: `S` š, `C` č,
/// `Z` ž and ż, `T` ć, `Y` ŝ (щ of ISO 9), `V` ŭ, `X` ĥ, `A` â, `U` û, `O` ë, `L` ł, and `.` for
/// the dot that keeps two letters apart. None for what is no Latin or Greek letter.
#[must_use]
pub(super) fn plain(letter: char) -> Option<u8> {
    Some(match letter {
        'a'..='z' => letter as u8,
        '·' => b'.',
        'š' | 'ş' | 'ș' | 'ṡ' => b'S',
        'č' | 'ç' => b'C',
        'ž' | 'ż' => b'Z',
        'ć' => b'T',
        'ŝ' => b'Y',
        'ŭ' | 'ǔ' => b'V',
        'ĥ' | 'ḥ' | 'χ' => b'X',
        'â' => b'A',
        'û' => b'U',
        'ë' => b'O',
        'ł' => b'L',
        'λ' => b'l',
        'đ' | 'ð' | 'δ' => b'd',
        'þ' | 'τ' | 'θ' => b't',
        'ø' | 'œ' | 'ο' | 'ω' => b'o',
        'æ' | 'ə' | 'ε' => b'e',
        'ß' | 'σ' | 'ς' => b's',
        'ı' | 'ι' | 'η' | 'υ' => b'i',
        'ħ' => b'h',
        'α' => b'a',
        'β' => b'v',
        'γ' => b'g',
        'ζ' => b'z',
        'κ' => b'k',
        'μ' => b'm',
        'ν' => b'n',
        'ξ' => b'x',
        'π' | 'ψ' => b'p',
        'ρ' => b'r',
        'φ' => b'f',
        marked => {
            let mut base = marked;
            let mut first = true;
            decompose_canonical(marked, |part| {
                if first {
                    base = part;
                    first = false;
                }
            });
            if base == marked {
                return None;
            }
            return plain(base);
        }
    })
}

/// Whether the letter is written for a vowel.
#[must_use]
pub(super) const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'A' | b'U' | b'O')
}
