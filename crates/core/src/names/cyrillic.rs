//! How Cyrillic letters sound, in Belarusian, Russian, Ukrainian and their neighbours.

/// The sounds of a letter in small form, as [`super::sound::settle`] takes them; none if it is no Cyrillic letter.
#[must_use]
pub(super) const fn sounds(letter: char) -> Option<&'static [u8]> {
    Some(match letter {
        'а' | 'ә' | 'ӑ' => b"a",
        'б' => b"b",
        'в' | 'ў' | 'ѵ' => b"v",
        'г' | 'ґ' | 'ғ' | 'ѓ' | 'ӷ' => b"g",
        'д' => b"d",
        'ђ' | 'џ' => b"dj",
        'е' | 'э' | 'є' | 'ѣ' | 'ѐ' => b"e",
        'ё' => b"io",
        'ж' | 'җ' => b"j",
        'з' | 'ҙ' | 'ѕ' => b"z",
        'й' | 'ј' => b"i",
        'и' | 'ѝ' | 'ӣ' => b"I",
        'і' | 'ї' => b"D",
        'ы' => b"Y",
        'к' | 'қ' | 'ҡ' | 'ҝ' | 'ќ' | 'ĸ' => b"k",
        'л' | 'љ' => b"l",
        'м' => b"m",
        'н' | 'ң' | 'ӈ' | 'њ' => b"n",
        'о' | 'ө' | 'ѡ' => b"o",
        'п' => b"p",
        'р' => b"r",
        'с' | 'ҫ' => b"s",
        'т' => b"t",
        'у' | 'ү' | 'ұ' | 'ӯ' => b"u",
        'ф' | 'ѳ' => b"f",
        'х' | 'ҳ' => b"x",
        'һ' => b"h",
        'ц' | 'ћ' => b"c",
        'ч' | 'ҷ' | 'ҹ' => b"q",
        'ш' => b"w",
        'щ' => b"y",
        'ъ' | 'ь' => b"",
        'ю' => b"iu",
        'я' | 'ѧ' => b"ia",
        _ => return None,
    })
}
