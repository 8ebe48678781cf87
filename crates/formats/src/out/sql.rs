//! SQL: a table for every noun and for every list of parts, in words that
//! SQLite, PostgreSQL and `DuckDB` all read.

use std::fmt::Write as _;

use detente_core::{Described, NOUNS, Noun, Shape, Table, with_noun};
use serde_json::Value;

use super::{
    cells::{cell, plain},
    leaving::{Leaving, questions},
};

/// What ends the export.
pub(super) const FOOT: &str = "commit;\n";

/// The tables, before any row.
pub(super) fn head(title: &str) -> String {
    let mut sql = format!("-- {}\nbegin;\n", title.replace('\n', " "));
    for noun in NOUNS {
        with_noun!(*noun, N => tables::<N>(&mut sql), _ => ());
    }
    create(&mut sql, "speaks", &["record", "source", "said_by", "denies"], "");
    create(&mut sql, "disputed", &["record", "field", "rule", "settled", "says", "source"], "");
    sql
}

fn tables<N: Noun + Described>(sql: &mut String) {
    let table = Leaving::<N>::table();
    let own = table.fields.iter().filter(|field| parts(field.shape).is_none());
    let mut columns = vec!["label", "record_url"];
    columns.extend(own.map(|field| field.name));
    columns.extend(questions(N::NAME));
    create(sql, N::NAME, &columns, "id");
    for field in table.fields {
        let Some(part) = parts(field.shape) else { continue };
        let mut columns = vec![N::NAME, "key"];
        columns.extend(part.fields.iter().map(|field| field.name));
        create(sql, &format!("{}_{}", N::NAME, field.name), &columns, "");
    }
}

fn create(sql: &mut String, table: &str, columns: &[&str], id: &str) {
    let key = (!id.is_empty()).then(|| format!("{} text primary key", name(id)));
    let others = columns.iter().map(|column| format!("{} text", name(column)));
    let all: Vec<String> = key.into_iter().chain(others).collect();
    let _ = writeln!(sql, "create table {} ({});", name(table), all.join(", "));
}

/// The fields of the parts that stand in a list.
fn parts(shape: &Shape) -> Option<&Table> {
    match shape {
        Shape::List(Shape::Table(part)) => Some(part),
        _ => None,
    }
}

/// The rows of a record.
pub(super) fn rows<N: Noun>(leaving: &Leaving<'_, N>) -> String {
    let mut sql = String::new();
    let id = Some(leaving.id().to_string());
    let said = leaving.fields();
    let said = |field: &str| said.get(field).unwrap_or(&Value::Null).clone();
    let table = Leaving::<N>::table();
    let mut row = vec![id.clone(), Some(leaving.label.to_owned()), leaving.url()];
    for field in table.fields.iter().filter(|field| parts(field.shape).is_none()) {
        row.push(known(&said(field.name), field.shape));
    }
    let mut answers = leaving.answered().map(|(_, answer)| answer.to_owned());
    row.extend(questions(N::NAME).iter().map(|_| answers.next()));
    insert(&mut sql, N::NAME, &row);
    for field in table.fields {
        let Some(part) = parts(field.shape) else { continue };
        for element in said(field.name).as_array().into_iter().flatten() {
            let mut row = vec![id.clone(), element.get("key").map(plain)];
            row.extend(
                part.fields.iter().map(|field| {
                    known(element.get(field.name).unwrap_or(&Value::Null), field.shape)
                }),
            );
            insert(&mut sql, &format!("{}_{}", N::NAME, field.name), &row);
        }
    }
    let account = &leaving.record.account;
    for witness in &account.witnesses {
        let voice = witness.said_by.as_ref().map(ToString::to_string);
        let denies = Some(witness.denies.to_string());
        insert(&mut sql, "speaks", &[id.clone(), Some(witness.source.to_string()), voice, denies]);
    }
    for dispute in &account.disputes {
        for side in &dispute.sides {
            for witness in side.claims.iter().filter_map(|at| account.witnesses.get(*at)) {
                let row = [
                    id.clone(),
                    Some(dispute.field.clone()),
                    dispute.rule.clone(),
                    Some(dispute.settled.to_string()),
                    Some(side.says.clone()),
                    Some(witness.source.to_string()),
                ];
                insert(&mut sql, "disputed", &row);
            }
        }
    }
    sql
}

/// What a field says; nothing where it is silent.
fn known(value: &Value, shape: &Shape) -> Option<String> {
    (!value.is_null()).then(|| cell(value, shape))
}

fn insert(sql: &mut String, table: &str, row: &[Option<String>]) {
    let values: Vec<String> = row.iter().map(|value| literal(value.as_deref())).collect();
    let _ = writeln!(sql, "insert into {} values ({});", name(table), values.join(", "));
}

/// A word of ours as the name of a table or column: `on` and `by` are words of SQL too.
fn name(word: &str) -> String {
    format!("\"{word}\"")
}

/// A text as SQL has it. No text of the record holds a null byte.
fn literal(value: Option<&str>) -> String {
    value.map_or_else(|| "null".to_owned(), |text| format!("'{}'", text.replace('\'', "''")))
}
