//! What an article quotes.

use super::{Draft, written::Block};
use crate::{
    place::quotable,
    quotation::{Quotation, Speaker, Voice},
};

/// Writes the statements.
pub(super) fn write(draft: &mut Draft<'_>) {
    let quotations = &draft.article.quotations;
    if quotations.is_empty() {
        return;
    }
    draft.page.heading("What was said, and by whom");
    for (at, quotation) in quotations.iter().enumerate() {
        statement(draft, at + 1, quotation);
    }
}

fn statement(draft: &mut Draft<'_>, number: usize, quotation: &Quotation) {
    let id = draft.given.give(&format!("statement/{}-{number}", draft.stem));
    let mut block = Block::of(id, quotation.place.line);
    block.new = true;
    match &quotation.voice {
        None => {
            block.unsure("the text does not tell who speaks, or only marks the words");
        }
        Some(voice) => {
            speaker(draft, &mut block, voice);
        }
    }
    let words = quotable(&quotation.text);
    block.text("text", words, words);
    if words.len() < quotation.text.len() {
        let many = quotation.text.split_whitespace().count();
        block.notes.push(format!(
            "it goes on, {many} words in all: keep the fewest that carry what was said"
        ));
    }
    if let Some(Voice { speaker: Speaker::Described(words), .. }) =
        quotation.voice.as_ref().filter(|_| block.stated)
    {
        draft.voices.entry(words.clone()).or_insert_with(|| block.subject.clone());
    }
    draft.block(&block);
}

/// The statement by which someone without a name is known, whose word is passed on.
pub(super) fn voice(draft: &mut Draft<'_>, words: &str, told: &str, line: usize) -> String {
    if let Some(known) = draft.voices.get(words) {
        return known.clone();
    }
    let id = draft.given.give(&format!("statement/{}-{}", draft.stem, super::slug::slug(words)));
    let mut block = Block::of(id.as_str(), line);
    block.new = true;
    block.notes.push("someone without a name, whose word is passed on below".to_owned());
    block.text("speaker_description", words, told);
    draft.block(&block);
    draft.voices.insert(words.to_owned(), id.clone());
    id
}

/// States who speaks, and who passed it on.
fn speaker(draft: &Draft<'_>, block: &mut Block, voice: &Voice) {
    let names = &draft.article.names;
    let told = quotable(&voice.told);
    let name = match &voice.speaker {
        Speaker::Named(name) => names[*name].text.clone(),
        Speaker::Described(words) => words.clone(),
    };
    if !voice.sure {
        block.unsure(format!("perhaps {name} speaks (“{told}”)"));
    }
    let id = match &voice.speaker {
        Speaker::Named(at) => draft.ids.id(*at).filter(|id| !id.starts_with("place/")),
        Speaker::Described(_) => None,
    };
    if let Some(id) = id {
        block.text("speaker", id, told);
    } else {
        if matches!(voice.speaker, Speaker::Named(_)) {
            block.notes.push(format!("which record {name} is, the text does not tell"));
        }
        block.text("speaker_description", &name, told);
    }
    if let Some(carrier) = voice.carried_by {
        let carried = &names[carrier];
        match draft.ids.id(carrier).filter(|id| id.starts_with("organization/")) {
            Some(id) => {
                block.text("carried_by", id, &carried.text);
            }
            None => block
                .notes
                .push(format!("carried by {}, which the draft does not know", carried.text)),
        }
    }
}
