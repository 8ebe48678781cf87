//! The same questions twice: as the floor is asked, and as the server is.

use std::net::SocketAddr;
use std::sync::Arc;

use detente_bench::generator::Error;
use detente_core::TextDigest;
use reqwest::Url;
use serde_json::{Value, json};

use crate::load::Asked;
use crate::load::request::{NUMBER, Request};

/// Fifty people, their detentions with charges, each with its sources.
const PAGE: &str = "query Page($after: String) { \
    people(first: 50, after: $after, orderBy: NAME) { \
    nodes { id name detentions { \
    id beganOn charges { key code article } sources { id title publishedOn } } } \
    pageInfo { endCursor } } }";

/// One person, three fields.
const PERSON: &str = "query Person($id: ID!) { person(id: $id) { id name bornOn } }";

/// How whoever asks keeps the server from giving a kept answer.
#[derive(Clone, Copy)]
pub enum Anew<'a> {
    /// They do not.
    No,
    /// They have a token: what it is told is not kept.
    Token(&'a str),
    /// They send another value each time. Nothing in the document asks for it.
    Numbered,
}

/// The questions, for whoever is asked at two addresses.
pub struct Questions {
    pub floor: SocketAddr,
    pub server: SocketAddr,
}

fn url(to: SocketAddr, path: &str, query: &[(&str, &str)]) -> Result<Url, Error> {
    let base = format!("http://{to}/{path}");
    Ok(if query.is_empty() { base.parse()? } else { Url::parse_with_params(&base, query)? })
}

impl Questions {
    /// These pages of the floor.
    pub fn floors_pages(&self, after: &[String]) -> Result<Arc<Asked>, Error> {
        self.floor("page", "after", after)
    }

    /// These people of the floor.
    pub fn floors_people(&self, ids: &[String]) -> Result<Arc<Asked>, Error> {
        self.floor("person", "id", ids)
    }

    fn floor(&self, path: &str, name: &str, values: &[String]) -> Result<Arc<Asked>, Error> {
        let asked = values
            .iter()
            .map(|value| Ok(Request::get(&url(self.floor, path, &[(name, value)])?, &[])));
        Ok(Asked::new(self.floor, asked.collect::<Result<_, Error>>()?, 200))
    }

    /// These pages of the server.
    pub fn pages(&self, after: &[String], anew: Anew<'_>) -> Result<Arc<Asked>, Error> {
        let variables = after.iter().map(|after| json!({ "after": after }));
        self.server(PAGE, variables, anew)
    }

    /// These people of the server.
    pub fn people(&self, ids: &[String], anew: Anew<'_>) -> Result<Arc<Asked>, Error> {
        let variables = ids.iter().map(|id| json!({ "id": id }));
        self.server(PERSON, variables, anew)
    }

    fn server(
        &self,
        document: &str,
        variables: impl Iterator<Item = Value>,
        anew: Anew<'_>,
    ) -> Result<Arc<Asked>, Error> {
        let to = url(self.server, "graphql", &[])?;
        let bearer = match anew {
            Anew::Token(token) => Some(format!("Bearer {token}")),
            Anew::No | Anew::Numbered => None,
        };
        let headers: Vec<_> =
            bearer.iter().map(|bearer| ("authorization", bearer.as_str())).collect();
        let asked = variables.map(|mut variables| {
            if matches!(anew, Anew::Numbered) {
                variables["number"] = NUMBER.into();
            }
            let body = json!({ "query": document, "variables": variables });
            Request::post(&to, &headers, &body.to_string())
        });
        Ok(Asked::new(self.server, asked.collect(), 200))
    }

    /// A page by GET, its document by name: what a frontend's page asks for, and what may be kept
    /// on the way.
    pub fn named(&self, after: &str, known: Option<&str>) -> Result<Arc<Asked>, Error> {
        let document = format!("sha256:{}", TextDigest::of(PAGE));
        let variables = json!({ "after": after }).to_string();
        let query = [("documentId", document.as_str()), ("variables", &variables)];
        let to = url(self.server, "graphql", &query)?;
        let headers: Vec<_> = known.iter().map(|tag| ("if-none-match", *tag)).collect();
        let status = if known.is_some() { 304 } else { 200 };
        Ok(Asked::new(self.server, vec![Request::get(&to, &headers)], status))
    }

    /// Has the floor remember an answer.
    pub fn remember(&self, answer: &str) -> Result<Arc<Asked>, Error> {
        let request = Request::put(&url(self.floor, "remembered", &[])?, answer);
        Ok(Asked::new(self.floor, vec![request], 204))
    }

    /// What the floor remembers, by POST of as much as the server is sent.
    pub fn remembered_by_post(&self, after: &str) -> Result<Arc<Asked>, Error> {
        let body = json!({ "query": PAGE, "variables": { "after": after } }).to_string();
        let request = Request::post(&url(self.floor, "remembered", &[])?, &[], &body);
        Ok(Asked::new(self.floor, vec![request], 200))
    }

    /// What the floor remembers.
    pub fn remembered(&self) -> Result<Arc<Asked>, Error> {
        let request = Request::get(&url(self.floor, "remembered", &[])?, &[]);
        Ok(Asked::new(self.floor, vec![request], 200))
    }

    /// That nothing has changed, as the floor says it.
    pub fn unchanged(&self) -> Result<Arc<Asked>, Error> {
        let headers = [("if-none-match", "\"remembered\"")];
        let request = Request::get(&url(self.floor, "unchanged", &[])?, &headers);
        Ok(Asked::new(self.floor, vec![request], 304))
    }
}
