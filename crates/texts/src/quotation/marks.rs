//! Where quotation marks open and close.

use std::ops::Range;

use super::verb;

/// Words between quotation marks, in bytes of their passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    /// With the marks.
    pub whole: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
    /// Whether they end without a closing mark, and so go on in the next passage.
    pub open: bool,
    /// Whether they go on with what was said before them between the same marks: `«Мы ідзём, — сказала яна. — Далёка»`.
    pub goes_on: bool,
}

/// How many marks may stay open in a passage.
const MOST_OPEN: usize = 8;

/// What closes words that this mark opens.
fn closing(mark: char) -> Option<&'static [char]> {
    Some(match mark {
        '“' => &['”'],
        '«' => &['»'],
        '„' => &['“', '”'],
        '"' => &['"'],
        '‘' => &['’'],
        '\'' => &['\''],
        _ => return None,
    })
}

/// What someone says behind a dash, up to the dash and the word of speech that follow it, as Slavic texts have
/// dialogues: `— Мы ідзём, — сказала яна`.
pub(crate) fn dialogue(text: &str) -> Option<Range<usize>> {
    let rest =
        text.strip_prefix(['—', '–']).filter(|rest| rest.starts_with(char::is_whitespace))?;
    let from = text.len() - rest.trim_start().len();
    let end = from + told_from(&text[from..])?;
    let plain = !text[from..end].contains(['«', '“', '"', '„']);
    (end > from && plain).then_some(from..end)
}

/// Where words end that a dash and a Slavic word of speech follow: `Мы ідзём, — сказала яна`.
fn told_from(text: &str) -> Option<usize> {
    text.match_indices([',', '!', '?', '…']).find_map(|(at, sign)| {
        let behind = &text[at + sign.len()..];
        let told = behind.trim_start().strip_prefix(['—', '–'])?;
        let word = told.split_whitespace().next()?.trim_matches(|c: char| !c.is_alphabetic());
        let speaks = !word.is_ascii() && verb::is_speech(word);
        let kept = if sign == "," { at } else { at + sign.len() };
        (speaks && behind.starts_with(' ')).then_some(kept)
    })
}

/// The words between two marks without who says them, where that is told among them.
fn apart_from_told(text: &str, marked: Marked) -> Vec<Marked> {
    let inner = &text[marked.inner.clone()];
    let Some(end) = told_from(inner).filter(|end| *end > 0) else { return vec![marked] };
    let end = marked.inner.start + end;
    let first = Marked {
        whole: marked.whole.start..end,
        inner: marked.inner.start..end,
        open: false,
        goes_on: false,
    };
    // The first dash leads to who speaks, and another from there on: `. — Далёка`.
    let rest = &text[end..marked.inner.end];
    let told = rest.find(['—', '–']).map_or(0, |dash| dash + '—'.len_utf8());
    let again = [". — ", ", — ", ". – ", ", – "];
    let next = again.iter().filter_map(|dash| Some(told + rest[told..].find(dash)? + dash.len()));
    let next = next.min();
    let second = next.filter(|at| end + at < marked.inner.end).map(|at| Marked {
        whole: end + at..marked.whole.end,
        inner: end + at..marked.inner.end,
        goes_on: true,
        ..marked
    });
    std::iter::once(first).chain(second).collect()
}

/// The outermost words between quotation marks.
pub(crate) fn marked(text: &str) -> Vec<Marked> {
    let mut found = Vec::new();
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let letter = |at: usize| letters.get(at).map(|(_, c)| *c);
    let mut at = 0;
    // Who leaves so many marks open closes none by rule: the rest of the passage is not searched again and again.
    let mut left_open = 0;
    if let Some(inner) = dialogue(text) {
        at = letters.partition_point(|(byte, _)| *byte < inner.end);
        found.push(Marked { whole: 0..inner.end, inner, open: false, goes_on: false });
    }
    while let Some((byte, mark)) = letters.get(at).copied() {
        let before = at.checked_sub(1).and_then(letter);
        let opens = before.is_none_or(|c| !c.is_alphanumeric())
            && letter(at + 1).is_some_and(|c| !c.is_whitespace());
        let Some(closers) = closing(mark).filter(|_| opens && left_open < MOST_OPEN) else {
            at += 1;
            continue;
        };
        let single = matches!(mark, '‘' | '\'');
        let mut depth = 0_usize;
        let (mut end, mut closed) = (None, false);
        for (next, (_, c)) in letters.iter().enumerate().skip(at + 1) {
            if *c == mark && !closers.contains(&mark) {
                depth += 1;
            } else if closers.contains(c) && (!single || closes_single(&letters, next)) {
                closed = true;
                if depth == 0 {
                    end = Some(next);
                    break;
                }
                depth -= 1;
            }
        }
        if let Some(end) = end {
            let inner = byte + mark.len_utf8()..letters[end].0;
            let whole = byte..letters[end].0 + letters[end].1.len_utf8();
            if inner.len() > 1 && text[inner.clone()].chars().any(char::is_alphabetic) {
                let marked = Marked { whole, inner, open: false, goes_on: false };
                found.extend(apart_from_told(text, marked));
            }
            at = end + 1;
        } else if !closed && !single {
            // Nothing closes it here: the words go on in the next paragraph.
            let inner = byte + mark.len_utf8()..text.len();
            found.push(Marked { whole: byte..text.len(), inner, open: true, goes_on: false });
            break;
        } else {
            left_open += 1;
            at += 1;
        }
    }
    found
}

/// A single mark closes words where a sign of the sentence stands before it, and no letter after it:
/// else it may be an apostrophe.
fn closes_single(letters: &[(usize, char)], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| letters.get(at)).map(|(_, c)| *c);
    let after = letters.get(at + 1).map(|(_, c)| *c);
    let free = after.is_none_or(|c| !c.is_alphanumeric());
    free && before.is_some_and(|c| {
        matches!(c, ',' | '.' | '?' | '!' | '…') || (c.is_alphabetic() && c != 's')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str) -> Vec<&str> {
        marked(text).into_iter().map(|marked| &text[marked.inner]).collect()
    }

    #[test]
    fn words_are_found_between_every_pair_of_marks() {
        assert_eq!(told("“We go,” he said. “Now.”"), ["We go,", "Now."]);
        assert_eq!(told("\"We go,\" he said. \"Now.\""), ["We go,", "Now."]);
        assert_eq!(told("«Мы ідзём», — сказаў ён."), ["Мы ідзём"]);
        assert_eq!(told("„Wir gehen“, sagte er."), ["Wir gehen"]);
        assert_eq!(told("‘We don’t go,’ he said."), ["We don’t go,"]);
        assert_eq!(told("'We don't go,' he said."), ["We don't go,"]);
        assert_eq!(told("“He said ‘go’ to us,” she said."), ["He said ‘go’ to us,"]);
    }

    #[test]
    fn words_behind_a_dash_are_somebodys_where_a_word_of_speech_follows() {
        assert_eq!(told("— Мы идем, — сказал он. — Далеко."), ["Мы идем"]);
        assert_eq!(told("— Кто идет? — спросил он."), ["Кто идет?"]);
        assert_eq!(told("— Список готов, и двенадцать человек ушли."), Vec::<&str>::new());
    }

    #[test]
    fn who_speaks_is_no_part_of_the_words_among_which_it_is_told() {
        assert_eq!(
            told("«Мы идём, — рассказала она. — Далеко и сказали: „Выходи“»."),
            ["Мы идём", "Далеко и сказали: „Выходи“"]
        );
        assert_eq!(told("«Мы идём, — сказал он, — и вернёмся»"), ["Мы идём", "и вернёмся"]);
        assert_eq!(told("«Кто идзе? — спытаў ён»"), ["Кто идзе?"]);
        assert_eq!(told("«Мы — люди, — и мы идём»"), ["Мы — люди, — и мы идём"]);
    }

    #[test]
    fn an_apostrophe_opens_nothing() {
        assert_eq!(told("The prisoners' hopes in the '90s, and Novak's."), Vec::<&str>::new());
    }

    #[test]
    fn words_that_go_on_in_the_next_paragraph_are_left_open() {
        let all = marked("“We go, and we come back.");
        assert!(all[0].open);
    }

    proptest! {
        #[test]
        fn marks_of_any_text_are_in_order(text in "[ab “”\"'‘’«».,]{0,60}") {
            let mut end = 0;
            for marked in marked(&text) {
                prop_assert!(marked.whole.start >= end && marked.whole.end <= text.len());
                prop_assert!(text.get(marked.inner).is_some());
                end = marked.whole.end;
            }
        }
    }
}
