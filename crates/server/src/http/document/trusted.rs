//! Documents that a server is started with: whoever keeps it trusts them, and may let it answer no others.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use async_graphql::ServerError;
use async_graphql_parser::parse_query;
use detente_core::TextDigest;
use serde::Deserialize;
use serde_json::Value;

use super::validator::Validator;
use super::{Checked, DocumentError, Limits, check};

/// How the manifests of Apollo's tools call themselves.
const APOLLO: &str = "apollo-persisted-query-manifest";

/// The documents that a server was started with.
#[derive(Clone, Default)]
pub struct Trusted {
    /// Whether no others are answered.
    pub(super) only: bool,
    documents: HashMap<TextDigest, Arc<Checked>>,
    /// The names that its keeper gave them.
    names: HashMap<String, TextDigest>,
}

/// Something wrong with what a server should be started with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The file.
    pub file: PathBuf,
    /// The line of the file, where it is known.
    pub line: Option<usize>,
    /// The document of a manifest, and the operation or fragment, as far as they are known.
    pub part: Option<String>,
    /// What is wrong, in a sentence.
    pub problem: String,
}

impl Unfit {
    fn whole(file: &Path, problem: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: None, part: None, problem: problem.into() }
    }
}

/// A document as it stands in a file.
struct Found {
    file: PathBuf,
    name: String,
    text: String,
    /// Whether the file is the document, so that its lines are the file's.
    is_file: bool,
}

impl Trusted {
    /// Reads manifests, documents, and folders of documents, and looks at each as if it were asked. Everything wrong is told at once.
    pub fn read(
        paths: &[PathBuf],
        validator: &Validator,
        limits: &Limits,
    ) -> Result<Self, Vec<Unfit>> {
        let (mut trusted, mut unfit) = (Self::default(), Vec::new());
        for path in paths {
            let found = found(path).unwrap_or_else(|problem| {
                unfit.push(problem);
                Vec::new()
            });
            for one in found {
                match check(&one.text, limits, validator) {
                    Ok(checked) => unfit.extend(trusted.add(&one, checked)),
                    Err(error) => unfit.extend(told(&one, error)),
                }
            }
        }
        if unfit.is_empty() { Ok(trusted) } else { Err(unfit) }
    }

    /// The same documents, and whether no others are answered.
    #[must_use]
    pub fn only(self, only: bool) -> Self {
        Self { only, ..self }
    }

    fn add(&mut self, one: &Found, mut checked: Checked) -> Option<Unfit> {
        let digest = checked.digest;
        checked.is_trusted = true;
        let wrong = |problem: String| Some(Unfit::whole(&one.file, problem));
        if let Some(said) = one.name.strip_prefix("sha256:")
            && said.parse() != Ok(digest)
        {
            return wrong(format!("the document `{}` has another SHA-256: {digest}", one.name));
        }
        match self.names.insert(one.name.clone(), digest) {
            Some(other) if other != digest => {
                wrong(format!("there are two different documents of the name `{}`", one.name))
            }
            _ => {
                self.documents.insert(digest, Arc::new(checked));
                None
            }
        }
    }

    /// How many documents there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    pub(super) fn get(&self, digest: &TextDigest) -> Option<Arc<Checked>> {
        self.documents.get(digest).cloned()
    }

    /// Which document has this name.
    pub(super) fn named(&self, name: &str) -> Option<TextDigest> {
        self.names.get(name).copied()
    }
}

/// The documents in a manifest, a file or a folder: at least one.
fn found(path: &Path) -> Result<Vec<Found>, Unfit> {
    let unreadable =
        |path: &Path, why: io::Error| Unfit::whole(path, format!("it cannot be read: {why}"));
    let mut found = Vec::new();
    if path.is_dir() {
        let mut files = Vec::new();
        walk(path, &mut files).map_err(|why| unreadable(path, why))?;
        for file in files {
            let text = fs::read_to_string(&file).map_err(|why| unreadable(&file, why))?;
            let name = file.strip_prefix(path).unwrap_or(&file).with_extension("");
            let name = name.to_string_lossy().replace('\\', "/");
            found.push(Found { file, name, text, is_file: true });
        }
    } else {
        let text = fs::read_to_string(path).map_err(|why| unreadable(path, why))?;
        let file = path.to_owned();
        if is_document(path) {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            found.push(Found { file, name, text, is_file: true });
        } else {
            let listed = manifest(&text).map_err(|problem| Unfit::whole(path, problem))?;
            let listed = listed.into_iter();
            found.extend(listed.map(|(name, text)| Found {
                file: file.clone(),
                name,
                text,
                is_file: false,
            }));
        }
    }
    if found.is_empty() {
        return Err(Unfit::whole(path, "there is no document in it"));
    }
    Ok(found)
}

fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "graphql" || extension == "gql")
}

/// Every document of a folder and of those in it, in the order of their names.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut entries = entries.collect::<io::Result<Vec<PathBuf>>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, files)?;
        } else if is_document(&path) {
            files.push(path);
        }
    }
    Ok(())
}

#[derive(Deserialize)]
struct Apollo {
    version: u32,
    operations: Vec<Operation>,
}

#[derive(Deserialize)]
struct Operation {
    id: String,
    body: String,
}

/// The documents of a manifest, by their names.
fn manifest(text: &str) -> Result<Vec<(String, String)>, String> {
    let json: Value = serde_json::from_str(text).map_err(|why| format!("it is no JSON: {why}"))?;
    if json.get("format").and_then(Value::as_str) == Some(APOLLO) {
        let read = serde_json::from_value(json);
        let Apollo { version, operations } =
            read.map_err(|why| format!("it is not the manifest that it says it is: {why}"))?;
        if version != 1 {
            return Err(format!("it is a manifest of version {version}, and 1 is read here"));
        }
        return Ok(operations.into_iter().map(|one| (one.id, one.body)).collect());
    }
    let documents: BTreeMap<String, String> = serde_json::from_value(json).map_err(|why| {
        format!("it is neither a JSON object of documents by their identifiers nor a manifest of Apollo's: {why}")
    })?;
    Ok(documents.into_iter().collect())
}

/// Everything that is wrong with a document, and where in it.
fn told(one: &Found, error: DocumentError) -> Vec<Unfit> {
    // Only what is within the limits may be walked.
    let parts = match error {
        DocumentError::Invalid(_) => parts(&one.text),
        _ => Vec::new(),
    };
    let errors = Vec::from(error).into_iter();
    let told = errors.map(|error: ServerError| {
        let line = error.locations.first().map(|at| at.line);
        let part = parts.iter().rev().find(|(begins, _)| line.is_some_and(|line| *begins <= line));
        let part = part.map(|(_, part)| part.clone());
        let document = (!one.is_file).then(|| match line {
            Some(line) => format!("document `{}`, line {line}", one.name),
            None => format!("document `{}`", one.name),
        });
        let within = [document, part].into_iter().flatten().collect::<Vec<_>>().join(", ");
        Unfit {
            file: one.file.clone(),
            line: line.filter(|_| one.is_file),
            part: (!within.is_empty()).then_some(within),
            problem: error.message,
        }
    });
    told.collect()
}

/// The operations and fragments of a document, with the lines on which they begin.
fn parts(text: &str) -> Vec<(usize, String)> {
    let Ok(document) = parse_query(text) else { return Vec::new() };
    let operations = document.operations.iter().map(|(name, operation)| {
        let name = name.map_or_else(
            || "operation without a name".to_owned(),
            |name| format!("operation `{name}`"),
        );
        (operation.pos.line, name)
    });
    let fragments = document.fragments.iter();
    let fragments =
        fragments.map(|(name, fragment)| (fragment.pos.line, format!("fragment `{name}`")));
    let mut parts: Vec<(usize, String)> = operations.chain(fragments).collect();
    parts.sort();
    parts
}

#[cfg(test)]
mod tests;
