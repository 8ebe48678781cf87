//! A question on its way from the edge to the schema: checked, weighed, and paid for.

use std::collections::BTreeMap;
use std::net::IpAddr;

use apollo_compiler::executable::OperationType;
use async_graphql::{Executor, Request, ServerError, Value};

use super::document::{Cost, DocumentError};
use super::graphql::Endpoint;
use super::identity::Caller;
use super::metrics::AsksFor;
use super::params::Sent;
use super::rate::Whose;
use super::refusal::Refusal;

/// A question that may be asked of the schema.
pub(super) struct Question {
    pub(super) request: Request,
    pub(super) name: Option<String>,
    /// Whether whoever asks may add to the record, which may take long.
    pub(super) sends_dossiers: bool,
    /// What is told beside every answer: what it cost.
    pub(super) told: BTreeMap<String, Value>,
    kind: OperationType,
}

impl Question {
    /// Whether it is answered again and again.
    pub(super) fn goes_on(&self) -> bool {
        self.kind == OperationType::Subscription
    }
}

/// What it costs to be told that a question is none.
const WRONG: u64 = 10;

/// Why a question is not asked.
pub(super) enum No {
    /// It is none that the schema knows.
    Invalid(Vec<ServerError>),
    /// It is not taken from this caller, or not now.
    Refused(Refusal),
}

impl From<DocumentError> for No {
    fn from(error: DocumentError) -> Self {
        Self::Invalid(error.into())
    }
}

impl<E: Executor> Endpoint<E> {
    /// What is wrong with a question; to be told that is paid for too.
    fn paid(&self, whose: &Whose, error: DocumentError) -> No {
        match self.pay(whose.clone(), WRONG) {
            Ok(()) => error.into(),
            Err(refusal) => No::Refused(refusal),
        }
    }

    /// Takes from a share what is asked for beside questions.
    pub(super) fn pay(&self, whose: Whose, objects: u64) -> Result<(), Refusal> {
        let Some(rate) = &self.rate else { return Ok(()) };
        rate.take(whose, Cost::of(objects)).map(|_| ())
    }

    /// Makes a question of what was sent; `only_reads` is set where nothing may be changed.
    pub(super) fn question(
        &self,
        sent: Sent,
        caller: Caller,
        address: Option<IpAddr>,
        only_reads: bool,
        counted: &AsksFor,
    ) -> Result<Question, No> {
        let Sent { mut request, meant } = sent;
        let whose = Whose::of(&caller.name, address);
        let checked = self.documents.find(&meant).map_err(|error| self.paid(&whose, error))?;
        let asked = checked.asks(request.operation_name.as_deref());
        let (kind, name) = asked.map_err(|error| self.paid(&whose, error))?;
        let name = name.map(str::to_owned);
        counted.is(checked.fields(request.operation_name.as_deref()));
        if only_reads && kind == OperationType::Mutation {
            let message = "A GET only reads: send a mutation by POST.";
            return Err(No::Refused(Refusal::method(message, "POST")));
        }
        let put = self.documents.put(&checked, &mut request);
        let cost = put.map_err(|error| self.paid(&whose, error))?;
        let mut told = BTreeMap::from([("cost".to_owned(), Value::from(cost.objects))]);
        if let Some(rate) = &self.rate {
            let left = rate.take(whose, cost).map_err(No::Refused)?;
            told.insert("rateLimit".to_owned(), left.told(cost));
        }
        let sends_dossiers = caller.sends_dossiers;
        request.data = caller.data;
        Ok(Question { request, name, sends_dossiers, told, kind })
    }
}
