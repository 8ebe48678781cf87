//! The head of a draft: what it is, and what the article says of itself.

use super::{
    Setting,
    slug::slug,
    written::{PROPOSED, Page, quoted},
};
use crate::article::Article;

/// What the record calls the article.
pub(super) fn source(setting: &Setting) -> String {
    if let Some(source) = &setting.source {
        return source.to_string();
    }
    let name = setting.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("source/{}", slug(stem))
}

/// Writes it.
pub(super) fn write(page: &mut Page, article: &Article, setting: &Setting, source: &str) {
    let imprint = &article.document.imprint;
    let name = setting.file.rsplit(['/', '\\']).next().unwrap_or_default();
    page.note(&format!(
        "Drafted by `detente draft` from {name}, {} lines, and read by nobody yet.",
        article.document.lines
    ));
    page.note("");
    page.note("What stands here without a mark before it is what the text says beyond doubt; every claim says on which");
    page.note("line. What is not sure is only proposed: take the mark `#: ` away from the lines of a claim that you have");
    page.note("looked up in the text, and correct it. Records are named after the words of the text: give them the names");
    page.note("that the record should have.");
    if setting.asked {
        page.note(
            "A record that is known was found by its name alone: see that it is the same one.",
        );
    } else {
        page.note("No record was asked: whoever is named here is new, unless you give them the identifier that they have.");
    }
    page.note("");
    page.note(&format!("    detente import --check this-file.toml --text S1={name}"));
    page.line("");
    page.line("[dossier]");
    let title = imprint.title.as_deref().unwrap_or(name);
    page.line(&format!("title = {}", quoted(&format!("Drafted: {title}"))));
    page.line(&format!("author = {}", quoted(&setting.author)));
    page.line("");
    page.line("[[source]]");
    page.line("key = \"S1\"");
    page.line(&format!("id = {}", quoted(source)));
    page.line("new = true");
    page.line(&format!("read_on = \"{}\"", setting.read_on));
    let mark = if imprint.title.is_some() { "" } else { PROPOSED };
    let title = imprint.title.as_ref().or(imprint.perhaps_title.as_ref());
    if let Some(title) = title {
        page.line(&format!("{mark}title = {}", quoted(title)));
    }
    if !imprint.authors.is_empty() {
        let authors: Vec<String> = imprint.authors.iter().map(|author| quoted(author)).collect();
        page.line(&format!("authors = [{}]", authors.join(", ")));
    }
    if let Some(url) = setting.url.as_ref().or(imprint.url.as_ref()) {
        page.line(&format!("url = {}", quoted(&url.to_string())));
    }
    match (article.published_on, imprint.perhaps_published_on) {
        (Some(date), _) => page.line(&format!("published_on = \"{date}\"")),
        (None, Some(date)) => {
            page.note("published_on: a dateline tells when it was written, which need not be when it came out");
            page.line(&format!("{PROPOSED}published_on = \"{date}\""));
        }
        (None, None) => page.note("published_on: the text does not say on which day it came out"),
    }
    if let Some(language) = &imprint.language {
        page.line(&format!("language = \"{language}\""));
    }
    page.line(&format!("{PROPOSED}kind = \"news_article\""));
    if let Some(publisher) = &imprint.publisher {
        page.note(&format!("publisher: the page calls it {publisher}"));
    }
    page.line(&format!("text_digest = \"{}\"", article.document.digest));
    if let Some(title) = title {
        page.line(&format!("{mark}[source.quotes]"));
        page.line(&format!("{mark}title = {}", quoted(crate::place::quotable(title))));
    }
}
