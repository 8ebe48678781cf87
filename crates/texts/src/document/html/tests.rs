//! Pages as they are published.

use super::*;

const PAGE: &str = r#"<!doctype html><html lang="en"><head><title>Tower lets go | Gazette</title>
<meta property="og:site_name" content="The Invented Gazette">
<meta property="article:published_time" content="2024-03-01T08:00:00Z">
<script>var x = "<p>no text</p>";</script></head>
<body><nav><ul><li>Home</li></ul></nav><main><h1>Tower lets twelve go</h1>
<p>The <b>keeper</b>&rsquo;s word
stood.<p>Two &amp; two.
<ul><li>Jana Novotna<li>Petr Novak</ul>
<table><tr><th>Name<th>Sentence<tr><td>Jana <i>Novotna</i><td>3 years</table>
</main><footer>All rights</footer></body></html>"#;

#[test]
fn the_article_of_a_page_is_read_without_what_stands_around_it() {
    let (passages, tables, imprint) = read(PAGE);
    let texts: Vec<_> = passages.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Tower lets twelve go",
            "The keeper’s word stood.",
            "Two & two.",
            "Jana Novotna",
            "Petr Novak"
        ]
    );
    assert_eq!(passages[1].line_at(passages[1].text.find("stood").unwrap()), 7);
    assert_eq!(tables[0].header, ["Name", "Sentence"]);
    assert_eq!(tables[0].rows[0].cells, ["Jana Novotna", "3 years"]);
    assert_eq!(imprint.publisher.as_deref(), Some("The Invented Gazette"));
    assert_eq!(imprint.published_on.unwrap().to_string(), "2024-03-01");
    assert_eq!(imprint.title.as_deref(), Some("Tower lets twelve go"));
}

#[test]
fn a_broken_line_divides_words() {
    assert_eq!(read("<p>One<br>two").0[0].text, "One two");
}

#[test]
fn the_name_of_a_site_is_no_title() {
    let title = |head: &str| {
        read(&format!("<title>{head}</title><header><h1>The Gazette</h1></header><p>Words."))
            .2
            .title
    };
    assert_eq!(title("Twelve freed – The Gazette").as_deref(), Some("Twelve freed"));
    assert_eq!(title("Twelve freed").as_deref(), Some("The Gazette"));
}

#[test]
fn tags_that_nobody_closes_lose_no_word() {
    let (passages, ..) = read("<p>One <b>two <table><tr><td>three");
    let words: Vec<_> = passages.iter().map(|p| p.text.as_str()).collect();
    assert!(words.join(" ").starts_with("One two"), "{words:?}");
}
