//! `detente query`: a question in GraphQL, as it is.

use std::{
    io::{Read as _, stdin},
    path::PathBuf,
};

use clap::Args;

use crate::{
    asks::{self, Question},
    failure::Failure,
    session::Session,
};

/// Asks a question in GraphQL.
#[derive(Debug, Args)]
pub struct Query {
    /// The file that holds the document; - reads it from stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A variable, as in --var id=person/john-coale --var first=5; its value is read as JSON if it is JSON, else as text
    #[arg(long = "var", value_name = "NAME=VALUE", value_parser = variable)]
    variables: Vec<(String, serde_json::Value)>,
    /// Which operation of the document, where it has several
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
}

impl Query {
    /// Asks, and prints the answer as JSON.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let document = text(&self.file)?;
        let question = Question {
            document: &document,
            operation: self.operation.as_deref(),
            variables: self.variables.into_iter().collect::<serde_json::Map<_, _>>().into(),
        };
        let answer = session.asks.ask(question).await?;
        let json: crate::json::Json = serde_json::from_str(&answer)
            .map_err(|error| Failure::Unintelligible(error.to_string()))?;
        session.output.json(&json)?;
        let answer = asks::read(&answer)?;
        if answer.errors.is_empty() {
            return Ok(());
        }
        Err(answer.forbidden().unwrap_or(Failure::Told))
    }
}

/// The text of a file, or of stdin.
pub fn text(file: &PathBuf) -> Result<String, Failure> {
    let mut text = String::new();
    let read = if file.as_os_str() == "-" {
        stdin().lock().read_to_string(&mut text).map(|_| ())
    } else {
        std::fs::read_to_string(file).map(|read| text = read)
    };
    read.map(|()| text).map_err(|why| Failure::Unreadable { file: file.clone(), why })
}

fn variable(text: &str) -> Result<(String, serde_json::Value), String> {
    let (name, value) =
        text.split_once('=').ok_or("write NAME=VALUE, as in id=person/john-coale")?;
    let value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
    Ok((name.to_owned(), value))
}
