//! `detente draft`: the draft of a dossier from a news text.

use std::{fs::OpenOptions, io::Write as _, path::PathBuf};

use clap::Args;
use detente_core::{Day, Id, PartialDate, RecordId, Source, Url};
use detente_texts::{Article, Found, Likely, NameKind, Named, Setting};

use super::{
    check::document,
    matching::{Screen, screen},
    today,
};
use crate::{
    failure::Failure,
    json::Json,
    options::{Format, Options, Target},
    output::{Output, note, say},
    session::{Session, misread},
    wording::count,
    words::{Noun, Word},
};

/// How many names go into one request.
const BATCH: usize = 100;
/// So many names of a text are asked for; the rest are told as unknown.
const MOST: usize = 2_000;
/// So many records may bear a name.
const HITS: i64 = 3;

/// Reads a news text, and writes the draft of a dossier.
#[derive(Debug, Args)]
pub struct Drafting {
    /// The text, plain or HTML
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What the record calls the article, as in source/gazette-2024-03-01 [default: after the file]
    #[arg(long, value_name = "ID")]
    source: Option<Id<Source>>,
    /// Where it was found
    #[arg(long, value_name = "URL")]
    url: Option<Url>,
    /// The day it was published: it goes before one that the text gives
    #[arg(long, value_name = "DATE")]
    published_on: Option<PartialDate>,
    /// The day you read it [default: today]
    #[arg(long, value_name = "DATE")]
    read_on: Option<Day>,
    /// Who writes the dossier
    #[arg(long, env = "DETENTE_AUTHOR", value_name = "NAME", hide_env_values = true)]
    author: Option<String>,
    /// Ask no record whom it knows
    #[arg(long)]
    alone: bool,
}

impl Drafting {
    /// Writes it to stdout, or into the file that `--output` names.
    pub async fn run(self, options: Options) -> Result<(), Failure> {
        let output = Output::of(&options);
        let target = options.output.clone();
        if output.format == Format::Csv {
            return Err(Failure::usage(
                "`draft` writes no CSV",
                "leave --output out for the dossier, ask for json, or name a file as in -o draft.toml",
            ));
        }
        let article = Article::read(document(&self.file)?, self.published_on);
        let known = if self.alone { None } else { asked(options, &article).await };
        let setting = Setting {
            file: self.file.display().to_string(),
            read_on: self.read_on.unwrap_or_else(today),
            author: self
                .author
                .unwrap_or_else(|| "Drafted, and looked at by nobody yet".to_owned()),
            source: self.source,
            url: self.url,
            asked: known.is_some(),
        };
        let known = known.unwrap_or_default();
        if output.format != Format::Table {
            return output.json(&Found::of(&article, &known));
        }
        let drafted = detente_texts::draft(&article, &setting, &known);
        match target {
            Target::Format(_) => say(&drafted.text)?,
            Target::File(file) => {
                let unwritable = |why| Failure::Unwritable { file: file.clone(), why };
                // A draft that somebody edits already is not written over.
                let new = OpenOptions::new().write(true).create_new(true).open(&file);
                new.and_then(|mut new| new.write_all(drafted.text.as_bytes()))
                    .map_err(unwritable)?;
            }
        }
        let many = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        note(&format!(
            "{} stated and {} proposed; look each up in the text before you import it",
            count(many(drafted.stated), "claim", "claims"),
            drafted.proposed
        ));
        Ok(())
    }
}

/// What the record knows of the names of an article; none where nobody answers.
async fn asked(options: Options, article: &Article) -> Option<Vec<Vec<Likely>>> {
    let found = async {
        let session = Session::open(options).await?;
        known(&session, &article.names).await
    };
    match found.await {
        Ok(known) => Some(known),
        Err(failure) => {
            note(&format!("no record was asked whom it knows: {failure}"));
            None
        }
    }
}

async fn known(session: &Session, names: &[Named]) -> Result<Vec<Vec<Likely>>, Failure> {
    let wanted: Vec<(usize, Noun)> = names
        .iter()
        .enumerate()
        .flat_map(|(at, named)| nouns(named).iter().map(move |noun| (at, *noun)))
        .take(MOST)
        .collect();
    let mut known = vec![Vec::new(); names.len()];
    for batch in wanted.chunks(BATCH) {
        let subject = |(at, noun): &(usize, Noun)| screen::NamedSubject {
            name: names[*at].text.clone(),
            names: names[*at].also.clone(),
            noun: *noun,
            born_on: None,
            country: None,
            gender: names[*at].gender.map(Word),
        };
        let variables = screen::Variables {
            subjects: batch.iter().map(subject).collect(),
            threshold: None,
            limit: HITS,
        };
        let data = session.ask::<Screen>(variables).await?;
        let answers = data.get("found").map(Json::elements).unwrap_or_default();
        for ((at, _), answer) in batch.iter().zip(answers) {
            for hit in answer.get("matches").map(Json::elements).unwrap_or_default() {
                let hit: screen::ScreenFoundMatches = hit.read().map_err(misread)?;
                let Ok(id) = hit.record.id.parse::<RecordId>() else { continue };
                known[*at].push(Likely { id, label: hit.record.label, score: hit.score });
            }
        }
    }
    Ok(known)
}

/// As what a name is asked for.
fn nouns(named: &Named) -> &'static [Noun] {
    let several = named.text.contains(' ');
    match named.kind {
        Some(NameKind::Person) if several => &[Noun::Person],
        Some(NameKind::Person) => &[], // a lone surname is nobody's
        Some(NameKind::Organization) => &[Noun::Organization],
        Some(NameKind::Place) => &[Noun::Place],
        None if several => &[Noun::Person, Noun::Organization, Noun::Place],
        None => &[Noun::Organization, Noun::Place],
    }
}
