//! A question on its way from the edge to the schema: checked, weighed, and paid for.

use std::collections::{BTreeMap, HashSet};
use std::net::IpAddr;
use std::sync::Arc;

use apollo_compiler::executable::OperationType;
use async_graphql::{Executor, Request, Response as Answer, ServerError, Value};
use axum::response::Response;

use super::accept::Form;
use super::answer;
use super::document::{Checked, Cost, DocumentError};
use super::graphql::Endpoint;
use super::identity::Caller;
use super::kept::Tag;
use super::metrics::AsksFor;
use super::params::Sent;
use super::rate::Whose;
use super::refusal::Refusal;
use super::variables;

/// A question that may be asked of the schema.
pub(super) struct Question {
    pub(super) request: Request,
    /// Whether whoever asks may add to the record, which may take long.
    pub(super) sends_dossiers: bool,
    /// What is told beside every answer: what it cost.
    pub(super) told: BTreeMap<String, Value>,
    /// How much memory it takes while it is answered, in bytes, about.
    pub(super) bytes: usize,
    kind: OperationType,
}

impl Question {
    /// Whether it is answered again and again.
    pub(super) fn goes_on(&self) -> bool {
        self.kind == OperationType::Subscription
    }
}

/// A question of which the document is known, and nothing more was looked at.
pub(super) struct Posed {
    request: Request,
    checked: Arc<Checked>,
    caller: Caller,
    pub(super) whose: Whose,
    pub(super) name: Option<String>,
    kind: OperationType,
}

impl Posed {
    /// The answer that it has for everyone while the ledger is so high, if it is everyone's.
    pub(super) fn tag(&self, height: u64) -> Option<Tag> {
        let is_public = self.caller.name.is_empty() && self.kind == OperationType::Query;
        if is_public { Tag::of(self.checked.digest, &self.request, height) } else { None }
    }

    /// The fields at the root that it asks for.
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        self.checked.fields(self.request.operation_name.as_deref())
    }

    /// Whether the server was started with its document.
    pub(super) fn is_trusted(&self) -> bool {
        self.checked.is_trusted
    }
}

/// What it costs to be told that a question is none.
const WRONG: u64 = 10;

/// What a document takes that is being executed, for each byte of its text.
const PER_BYTE: usize = 64;

/// Why a question is not asked.
pub(super) enum No {
    /// It is none that the schema knows.
    Invalid(Vec<ServerError>),
    /// It is not taken from this caller, or not now.
    Refused(Refusal),
}

impl No {
    /// What whoever asked is told.
    pub(super) fn answered(self, form: Form) -> Result<Response, Refusal> {
        match self {
            Self::Invalid(errors) => Ok(answer::written(Answer::from_errors(errors), form)),
            Self::Refused(refusal) => Err(refusal),
        }
    }
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

    /// Why something is not even a question; to be told that is paid for too.
    pub(super) fn unheard(&self, whose: Whose, refusal: Refusal) -> Refusal {
        if refusal.is_of_the_server() {
            return refusal;
        }
        self.pay(whose, WRONG).err().unwrap_or(refusal)
    }

    /// Takes from a share what is asked for beside questions.
    pub(super) fn pay(&self, whose: Whose, objects: u64) -> Result<(), Refusal> {
        let Some(rate) = &self.rate else { return Ok(()) };
        rate.take(whose, Cost::of(objects)).map(|_| ())
    }

    /// Takes what a question costs from a share, and says what is told of that beside its answer.
    pub(super) fn charge(
        &self,
        whose: Whose,
        cost: Cost,
    ) -> Result<BTreeMap<String, Value>, Refusal> {
        let mut told = BTreeMap::from([("cost".to_owned(), Value::from(cost.objects))]);
        if let Some(rate) = &self.rate {
            let left = rate.take(whose, cost)?;
            told.insert("rateLimit".to_owned(), left.told(cost));
        }
        Ok(told)
    }

    /// Finds the document of what was sent; `only_reads` is set where nothing may be changed.
    pub(super) fn posed(
        &self,
        sent: Sent,
        caller: Caller,
        address: Option<IpAddr>,
        only_reads: bool,
        counted: &AsksFor,
    ) -> Result<Posed, No> {
        let Sent { mut request, meant } = sent;
        let whose = Whose::of(&caller.name, address);
        let checked = self.documents.find(&meant).map_err(|error| self.paid(&whose, error))?;
        let asked = checked.asks(request.operation_name.as_deref());
        let (kind, name) = asked.map_err(|error| self.paid(&whose, error))?;
        let name = name.map(str::to_owned);
        let declared: HashSet<&str> =
            checked.variables(request.operation_name.as_deref()).collect();
        request.variables.retain(|name, _| declared.contains(name.as_str()));
        counted.is(checked.fields(request.operation_name.as_deref()));
        if only_reads && kind == OperationType::Mutation {
            let message = "A GET only reads: send a mutation by POST.";
            return Err(No::Refused(Refusal::method(message, "POST")));
        }
        Ok(Posed { request, checked, caller, whose, name, kind })
    }

    /// Weighs a question, and makes it one that may be put.
    pub(super) fn weighed(&self, posed: Posed) -> Result<(Question, Cost), No> {
        let Posed { mut request, checked, caller, whose, kind, .. } = posed;
        let cost = self.documents.weigh(&checked, &mut request);
        let cost = cost.map_err(|error| self.paid(&whose, error))?;
        let told = self.charge(whose, cost).map_err(No::Refused)?;
        let bytes = checked.bytes * PER_BYTE + variables::bytes(&request.variables);
        checked.put_into(&mut request);
        let sends_dossiers = caller.sends_dossiers;
        request.data = caller.data;
        Ok((Question { request, sends_dossiers, told, bytes, kind }, cost))
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
        let posed = self.posed(sent, caller, address, only_reads, counted)?;
        Ok(self.weighed(posed)?.0)
    }
}
