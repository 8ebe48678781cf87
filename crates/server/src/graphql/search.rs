//! Anything in the record, by what it is called: in any spelling, as it is typed.

use async_graphql::{Context, Object, SimpleObject};
use detente_storage::Hit;

use super::{
    any::AnyRecord, apart::apart, asking::asking, connection::Slice, error::ApiError,
    found::FoundConnection, naming::readable, noun_name::NounName,
};

/// A record that answers a search.
pub(crate) struct SearchHit(Hit);

/// A piece of a name, and whether it is what was searched for.
#[derive(Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct Highlight {
    /// The piece: one after the other, the pieces are the name.
    text: String,
    /// Whether it answers what was typed.
    found: bool,
}

/// A record that answers a search.
#[Object]
impl SearchHit {
    /// The record.
    async fn record(&self) -> AnyRecord {
        AnyRecord(self.0.id.clone())
    }

    /// What kind of record it is.
    async fn noun(&self) -> NounName {
        NounName::of(&self.0.id)
    }

    /// The name of it that answers, as the record has it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// How well it answers, 0 to 1.
    async fn score(&self) -> f64 {
        self.0.score
    }

    /// The name in pieces: those that were searched for, and those between them.
    async fn highlights(&self) -> Vec<Highlight> {
        pieces(&self.0.name, &self.0.highlights)
    }
}

/// A text cut at these places.
fn pieces(text: &str, places: &[std::ops::Range<usize>]) -> Vec<Highlight> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut piece = |from: usize, to: usize, found: bool| {
        if let Some(text) = text.get(from..to).filter(|text| !text.is_empty()) {
            pieces.push(Highlight { text: text.to_owned(), found });
        }
    };
    for place in places {
        // What a composed letter was made of may lie within another place.
        if place.start < at
            || !text.is_char_boundary(place.start)
            || !text.is_char_boundary(place.end)
        {
            continue;
        }
        piece(at, place.start, false);
        piece(place.start, place.end, true);
        at = place.end;
    }
    piece(at, text.len(), false);
    pieces
}

/// What can be searched for.
#[derive(Default)]
pub(crate) struct SearchQuery;

#[Object]
impl SearchQuery {
    /// Records by what they are called, in any spelling and script: errors of
    /// typing are forgiven, and the last word may be unfinished. The best come first.
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to look for: a name or a part of one.")] text: String,
        #[graphql(desc = "Only records of these kinds.")] nouns: Option<Vec<NounName>>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<FoundConnection<SearchHit>, ApiError> {
        readable(&text, "the text to search for")?;
        let window = Slice { first, after, ..Slice::default() }.window()?;
        let nouns: Vec<&str> = nouns.iter().flatten().map(|noun| noun.word()).collect();
        let asking = asking(ctx);
        let (store, viewer) = (asking.store().await?.clone(), asking.viewer.clone());
        let found =
            apart(async move { store.search(&viewer, &text, &nouns, &window).await }).await??;
        let hits = found.rows.into_iter().map(|hit| (hit.cursor.to_string(), SearchHit(hit)));
        Ok(FoundConnection::of(hits.collect(), found.more_before, found.more_after, None))
    }
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_name_is_cut_into_what_was_found_and_what_lies_between() {
        let cut = |text: &str, places: &[std::ops::Range<usize>]| -> Vec<(String, bool)> {
            pieces(text, places).into_iter().map(|piece| (piece.text, piece.found)).collect()
        };
        let own = |text: &str, found| (text.to_owned(), found);
        let name = "Яна Вымысленка";
        let surname = 7..27;
        assert_eq!(
            cut(name, std::slice::from_ref(&surname)),
            [own("Яна ", false), own("Вымысленка", true)]
        );
        assert_eq!(cut(name, &[0..6, 7..27]).len(), 3);
        assert_eq!(cut(name, &[1..6, 900..901]), [own(name, false)]);
        assert_eq!(cut("", &[]), []);
    }
}
