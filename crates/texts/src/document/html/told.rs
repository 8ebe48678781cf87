//! What a page says of itself: its title, its publisher, its day.

use std::str::FromStr;

use super::Page;

impl Page {
    pub(super) fn meta(&mut self, name: Option<String>, content: Option<String>) {
        let (Some(name), Some(content)) = (name, content) else { return };
        match &*name.to_ascii_lowercase() {
            "og:title" => self.heading = self.heading.take().or(Some(content)),
            "og:site_name" => self.imprint.publisher = Some(content),
            "og:url" if self.imprint.url.is_none() => self.imprint.url = content.parse().ok(),
            "author" | "article:author" if !content.contains("://") => {
                self.imprint.authors = vec![content];
            }
            "article:published_time" | "date" | "dc.date" | "dcterms.date" | "datepublished" => {
                self.imprint.published_on = day(&content);
            }
            _ => {}
        }
    }

    pub(super) fn time(&mut self, datetime: Option<&str>) {
        let read = datetime.and_then(day);
        self.imprint.published_on = self.imprint.published_on.or(read);
    }

    /// What the page is called. A page may head itself with the name of its site, which then stands behind the
    /// title too: `Twelve freed – The Gazette`.
    pub(super) fn title(&mut self) -> Option<String> {
        let (Some(title), Some(heading)) = (&self.imprint.title, &self.heading) else {
            return self.heading.take().or_else(|| self.imprint.title.take());
        };
        let before = title.strip_suffix(heading.as_str()).map(str::trim_end);
        let own =
            before.and_then(|before| before.strip_suffix(['|', '–', '—', '-', '·', ':', '»']));
        let own = own.map(str::trim).filter(|own| !own.is_empty()).map(str::to_owned);
        own.or_else(|| self.heading.take())
    }
}

/// The day of a moment such as `2024-03-01T10:00:00Z`.
fn day(text: &str) -> Option<detente_core::PartialDate> {
    let day = text.get(..10).unwrap_or(text);
    FromStr::from_str(day).ok()
}
