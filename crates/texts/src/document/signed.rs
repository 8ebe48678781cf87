//! Words that a page sets apart, and who it says spoke them beneath: `<blockquote>…<footer>— Jana Novotna</footer>`.

use super::{Passage, PassageKind};

/// A signature has no more words.
const LONGEST: usize = 14;
/// Whole articles are set apart too, and are nobody's words: a quotation is no longer.
const LONGEST_QUOTATION: usize = 120;
/// What opens quoted words.
const OPENS: [char; 5] = ['“', '"', '«', '„', '‘'];

/// What of a page is set apart as somebody's words.
#[derive(Debug, Default)]
pub(super) struct SetApart {
    /// Where each open one begins among the passages.
    open: Vec<usize>,
    /// The passages of the last one that ended.
    pub last: Option<std::ops::Range<usize>>,
    /// Whether what is read now tells who spoke, and its line.
    pub signing: Option<usize>,
}

impl SetApart {
    pub fn begin(&mut self, passages: usize) {
        self.open.push(passages);
    }

    pub fn end(&mut self, passages: usize) {
        self.last = self.open.pop().map(|from| from..passages);
    }

    /// The passages that an element here would sign: those of the words around it, or right before it.
    pub fn signed(&self, element: &str, passages: usize) -> Option<std::ops::Range<usize>> {
        let around = self.open.last().map(|from| *from..passages);
        let before = self.last.clone().filter(|last| last.end == passages && element != "footer");
        around.or(before).filter(|range| !range.is_empty())
    }

    /// Whether this element is within words that are set apart.
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }
}

/// Adds to passages who spoke them. False where the words name nobody.
pub(super) fn sign(passages: &mut [Passage], words: &str, line: usize) -> bool {
    let name = words.trim_start_matches(['—', '–', '-', '―', ' ']).trim();
    let named = name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= LONGEST;
    let Some(last) = passages.len().checked_sub(1).filter(|_| named) else { return false };
    // What is set apart and signed is quoted, with marks or without.
    quote(passages);
    let signed = &mut passages[last];
    signed.kind = PassageKind::Paragraph;
    signed.text.push_str(" — ");
    signed.lines.push((signed.text.len(), line));
    signed.text.push_str(name);
    true
}

/// Signs words that are set apart and end in who spoke them: `We go. — Jana Novotna`.
pub(super) fn sign_itself(passages: &mut [Passage]) {
    let marked = |passage: &Passage| passage.text.contains(OPENS);
    if passages.iter().any(marked) {
        return;
    }
    let words = passages.iter().map(|passage| passage.text.split_whitespace().count());
    let short = words.sum::<usize>() <= LONGEST_QUOTATION;
    let Some(last) = passages.last_mut() else { return };
    let signed = [" — ", " – "].iter().find_map(|dash| {
        let (words, name) = last.text.rsplit_once(dash)?;
        words.ends_with(['.', '!', '?', '…']).then(|| (words.len(), name.to_owned()))
    });
    let Some((end, name)) = signed else {
        // Whose words they are, nobody tells: they are not the article's own.
        if short {
            quote(passages);
        }
        return;
    };
    let line = last.line_at(end + 1);
    let whole = last.clone();
    last.text.truncate(end);
    last.lines.retain(|(from, _)| *from <= end);
    if !sign(passages, &name, line)
        && let Some(last) = passages.last_mut()
    {
        *last = whole;
    }
}

/// Sets marks around words that have none.
fn quote(passages: &mut [Passage]) {
    if passages.iter().any(|passage| passage.text.contains(OPENS)) {
        return;
    }
    for passage in passages.iter_mut() {
        open(passage);
    }
    if let Some(last) = passages.last_mut() {
        last.text.push('”');
    }
}

fn open(passage: &mut Passage) {
    let mark = '“';
    passage.text.insert(0, mark);
    for (from, _) in passage.lines.iter_mut().filter(|(from, _)| *from > 0) {
        *from += mark.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use crate::{Article, Document, Speaker};

    fn told(page: &str) -> Vec<String> {
        let article = Article::read(Document::read("a.html", page.as_bytes()).unwrap(), None);
        let line = |quotation: &crate::Quotation| match &quotation.voice {
            Some(crate::Voice { speaker: Speaker::Named(name), sure: true, .. }) => {
                format!("{} -- {}", quotation.text, article.names[*name].text)
            }
            _ => quotation.text.clone(),
        };
        article.quotations.iter().map(line).collect()
    }

    #[test]
    fn whoever_is_named_beneath_words_that_are_set_apart_spoke_them() {
        for page in [
            "<blockquote><p>“We go.”</p><footer>— Jana Novotna, the guild</footer></blockquote>",
            "<blockquote><p>We go.</p><footer>— Jana Novotna</footer></blockquote>",
            "<blockquote>We go.<br>— Jana Novotna, in a statement</blockquote>",
            "<blockquote>“We go.” <cite>Jana Novotna</cite></blockquote>",
            "<blockquote>“We go.”</blockquote><cite>Jana Novotna</cite>",
            "<figure><blockquote>“We go.”</blockquote><figcaption>— Jana Novotna</figcaption></figure>",
        ] {
            let page =
                format!("<p>Norta reported that twelve were freed.</p>{page}<p>They left.</p>");
            assert_eq!(told(&page), ["We go. -- Jana Novotna"], "{page}");
        }
    }

    #[test]
    fn words_that_are_set_apart_and_unsigned_are_nobodys() {
        let page =
            "<p>Norta reported it.</p><blockquote><p>We go.</p></blockquote><p>They left.</p>";
        assert_eq!(told(page), ["We go."]);
        let page = "<p>Norta reported it.</p><blockquote>Norland freed 16 prisoners.</blockquote>";
        let article = Article::read(Document::read("a.html", page.as_bytes()).unwrap(), None);
        assert!(article.numbers[0].unowned && article.numbers[0].freed != crate::Freed::Plainly);
    }

    #[test]
    fn the_footer_of_a_page_signs_nothing() {
        let page = "<p>“We go.”</p><footer>Jana Novotna</footer><figure><img><figcaption>Jana Novotna</figcaption></figure>";
        assert_eq!(told(page), ["We go."]);
    }
}
