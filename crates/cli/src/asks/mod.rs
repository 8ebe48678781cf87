//! Who answers: a server, or the local database in this process. The documents are the same.

#[cfg(feature = "embedded")]
pub mod embedded;
mod follow;
pub mod remote;
mod token;
pub mod upload;

use serde::Deserialize;

use follow::Answers;

use crate::{failure::Failure, json::Json, options::Options};

/// A question, as it is sent.
pub struct Question<'a> {
    /// The GraphQL document.
    pub document: &'a str,
    /// Which of its operations.
    pub operation: Option<&'a str>,
    /// The values of its variables.
    pub variables: serde_json::Value,
}

/// An answer, as it comes back.
#[derive(Debug, Deserialize)]
pub struct Answer {
    /// What was asked for; none if nothing of it could be answered.
    #[serde(default)]
    pub data: Option<Json>,
    /// What could not be answered.
    #[serde(default)]
    pub errors: Vec<AnswerError>,
}

/// Why something could not be answered.
#[derive(Debug, Deserialize)]
pub struct AnswerError {
    /// In a sentence.
    pub message: String,
    /// `code` among others.
    #[serde(default)]
    pub extensions: Option<Json>,
}

impl Answer {
    /// Why nothing of it could be answered: that the caller may not ask it.
    pub fn forbidden(&self) -> Option<Failure> {
        let failures = self.errors.iter().map(|error| error.failure(0));
        let forbids = |failure: &Failure| {
            matches!(failure, Failure::NotAuthorised(_) | Failure::Unauthenticated(_))
        };
        failures.into_iter().find(forbids)
    }

    /// What was asked for, unless something could not be answered.
    pub fn whole(self) -> Result<Json, Failure> {
        if let Some(error) = self.errors.first() {
            return Err(error.failure(self.errors.len() - 1));
        }
        self.data
            .ok_or_else(|| Failure::Unintelligible("it has neither data nor errors".to_owned()))
    }
}

impl AnswerError {
    fn failure(&self, others: usize) -> Failure {
        let code = self.extensions.as_ref().and_then(|extensions| extensions.get("code"));
        let message = match others {
            0 => self.message.clone(),
            others => format!("{} (and {others} more)", self.message),
        };
        match code.and_then(Json::text) {
            Some("FORBIDDEN") => Failure::NotAuthorised(message),
            Some("UNAUTHENTICATED") => Failure::Unauthenticated(message),
            _ => Failure::Refused(message),
        }
    }
}

/// Who answers.
pub enum Asks {
    /// A server.
    Server(remote::Server),
    /// The local database.
    #[cfg(feature = "embedded")]
    Database(Box<embedded::Database>),
}

impl Asks {
    /// Whoever the options name.
    pub async fn open(options: &Options) -> Result<Self, Failure> {
        if let Some(server) = options.server.as_ref().filter(|server| !server.is_empty()) {
            if options.restricted {
                return Err(Failure::usage(
                    "a server shows what your token may see",
                    "leave --restricted out, or ask a local database with --database",
                ));
            }
            return Ok(Self::Server(remote::Server::at(server, token::given(options)?, options)?));
        }
        #[cfg(feature = "embedded")]
        return Ok(Self::Database(Box::new(embedded::Database::open(options).await?)));
        #[cfg(not(feature = "embedded"))]
        Err(Failure::usage(
            "no server is named, and this program has no database of its own",
            "give --server URL, or set DETENTE_SERVER",
        ))
    }

    /// Asks, and gives the answer as it came.
    pub async fn ask(&self, question: Question<'_>) -> Result<String, Failure> {
        match self {
            Self::Server(server) => server.ask(question).await,
            #[cfg(feature = "embedded")]
            Self::Database(database) => database.ask(question).await,
        }
    }

    /// How many bytes were read of the files lent so far, where they are read in this process.
    pub fn read_so_far(&self) -> Option<u64> {
        match self {
            Self::Server(_) => None,
            #[cfg(feature = "embedded")]
            Self::Database(database) => Some(database.service.uploads.read_so_far()),
        }
    }

    /// Asks what is answered again and again.
    pub async fn follow(&self, question: Question<'_>) -> Result<Answers, Failure> {
        match self {
            Self::Server(server) => server.follow(question).await,
            #[cfg(feature = "embedded")]
            Self::Database(database) => Ok(database.follow(question)),
        }
    }

    /// Asks what may take long, and gives the answer as it came.
    pub async fn ask_patiently(&self, question: Question<'_>) -> Result<String, Failure> {
        match self {
            Self::Server(server) => server.ask_patiently(question).await,
            #[cfg(feature = "embedded")]
            Self::Database(database) => database.ask(question).await,
        }
    }
}

/// Reads an answer.
pub fn read(text: &str) -> Result<Answer, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::Unintelligible(error.to_string()))
}
