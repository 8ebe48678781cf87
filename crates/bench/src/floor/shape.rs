//! What the floor answers with: the same members in the same order as the schema's answer to the
//! same question.

use std::rc::Rc;

use serde::{Deserialize, Serialize, Serializer};

/// An answer.
#[derive(Serialize)]
pub struct Answer<D> {
    pub data: D,
}

/// The answer to the page.
#[derive(Serialize)]
pub struct Listed {
    pub people: People,
}

/// The answer to the question of one person.
#[derive(Serialize)]
pub struct Found {
    pub person: Option<Single>,
}

/// A page of people.
#[derive(Serialize)]
pub struct People {
    pub nodes: Vec<Person>,
    #[serde(rename = "pageInfo")]
    pub page_info: PageInfo,
}

/// Where the page ends.
#[derive(Serialize)]
pub struct PageInfo {
    #[serde(rename = "endCursor")]
    pub end_cursor: Option<String>,
}

/// Somebody, and the times they were held.
#[derive(Serialize)]
pub struct Person {
    pub id: String,
    pub name: Option<String>,
    pub detentions: Vec<Detention>,
}

/// A time of custody: on which charges, and who says so.
#[derive(Serialize)]
pub struct Detention {
    pub id: String,
    #[serde(rename = "beganOn")]
    pub began_on: Option<String>,
    pub charges: Vec<Charge>,
    pub sources: Vec<Shared>,
}

/// A charge, of which the row says more than is asked for.
#[derive(Serialize, Deserialize)]
pub struct Charge {
    key: String,
    code: Option<String>,
    article: Option<String>,
}

/// A source that several detentions of a page have.
pub struct Shared(pub Rc<Source>);

impl Serialize for Shared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A document that speaks.
#[derive(Serialize)]
pub struct Source {
    pub id: String,
    pub title: Option<String>,
    #[serde(rename = "publishedOn")]
    pub published_on: Option<String>,
}

/// Somebody, by three fields.
#[derive(Serialize)]
pub struct Single {
    pub id: String,
    pub name: Option<String>,
    #[serde(rename = "bornOn")]
    pub born_on: Option<String>,
}
