//! A command at work: who answers, as of when, how it is printed, and the options.

use std::sync::atomic::{AtomicBool, Ordering};

use detente_core::Language;
use graphql_client::{GraphQLQuery, QueryBody};

use crate::{
    asks::{self, Asks, Question},
    failure::Failure,
    json::Json,
    moment::{self, as_known},
    options::{Format, Options},
    output::{Output, note},
};

/// A command at work.
pub struct Session {
    /// Who answers.
    pub asks: Asks,
    /// Where the answer is printed, and how.
    pub output: Output,
    /// What every command was given.
    pub options: Options,
    /// As of when it is answered, in words, where that is not today.
    moment: Option<String>,
    told: AtomicBool,
}

impl Session {
    /// Opens whatever the options name.
    pub async fn open(options: Options) -> Result<Self, Failure> {
        let output = Output::of(&options);
        let asks = Asks::open(&options).await?;
        let moment = match options.known_at {
            Some(known_at) => Some(moment::in_words(&asks, known_at).await?),
            None => None,
        };
        Ok(Self { asks, output, options, moment, told: AtomicBool::new(false) })
    }

    /// As of when it is answered, for the head of a page: then it is told nowhere else.
    pub fn moment(&self) -> Option<&str> {
        if self.output.format == Format::Table {
            self.told.store(true, Ordering::Relaxed);
        }
        self.moment.as_deref()
    }

    /// Refuses to be asked as of a moment, where that makes no sense.
    pub fn today(&self, why: &str) -> Result<(), Failure> {
        if self.options.known_at.is_none() {
            return Ok(());
        }
        Err(Failure::usage(why, "leave --known-at out"))
    }

    /// Puts a question about the record, as of the moment that every command was given.
    pub async fn put(&self, question: Question<'_>) -> Result<String, Failure> {
        let Some(known_at) = self.options.known_at else { return self.asks.ask(question).await };
        if let Some(moment) = &self.moment
            && !self.told.swap(true, Ordering::Relaxed)
        {
            note(moment);
        }
        let Question { document, operation, mut variables } = question;
        if let serde_json::Value::Object(variables) = &mut variables {
            variables.insert("knownAt".to_owned(), known_at.to_string().into());
        }
        let document = as_known(document);
        self.asks.ask(Question { document: &document, operation, variables }).await
    }

    /// Asks an operation, and gives the answer with its fields in the order asked.
    pub async fn ask<Q: GraphQLQuery>(&self, variables: Q::Variables) -> Result<Json, Failure> {
        let QueryBody { variables, query: document, operation_name } = Q::build_query(variables);
        let variables = serde_json::to_value(variables).map_err(misread)?;
        let question = Question { document, operation: Some(operation_name), variables };
        let mut data = asks::read(&self.put(question).await?)?.whole()?;
        if let Some(language) = &self.options.language {
            data.each_object(&mut |fields| go_by_name_in(fields, language));
        }
        Ok(data)
    }

    /// Asks an operation that may take long: it changes the record, and is never asked as of a moment.
    pub async fn ask_patiently<Q: GraphQLQuery>(
        &self,
        variables: Q::Variables,
    ) -> Result<Json, Failure> {
        self.today("what is added is added today")?;
        let QueryBody { variables, query: document, operation_name } = Q::build_query(variables);
        let variables = serde_json::to_value(variables).map_err(misread)?;
        let question = Question { document, operation: Some(operation_name), variables };
        asks::read(&self.asks.ask_patiently(question).await?)?.whole()
    }

    /// Asks an operation, and gives the answer as its own type.
    pub async fn answer<Q: GraphQLQuery>(
        &self,
        variables: Q::Variables,
    ) -> Result<Q::ResponseData, Failure> {
        self.ask::<Q>(variables).await?.read().map_err(misread)
    }
}

/// An answer that is not what the schema promises.
#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
pub fn misread(error: serde_json::Error) -> Failure {
    Failure::Unintelligible(error.to_string())
}

/// Lets a record that was asked for with its names go by the one in this language.
fn go_by_name_in(fields: &mut [(String, Json)], language: &Language) {
    let names = fields.iter().find(|(field, _)| field == "names").map(|(_, names)| names);
    let speaks = |name: &&Json| {
        let tag = name.get("language").and_then(Json::text);
        tag.and_then(|tag| tag.parse::<Language>().ok())
            .is_some_and(|tag| tag.primary() == language.primary())
    };
    let name = names.and_then(|names| names.elements().iter().find(speaks));
    let Some(name) = name.and_then(|name| name.get("text")).cloned() else { return };
    if let Some((_, label)) = fields.iter_mut().find(|(field, _)| field == "label") {
        *label = name;
    }
}
