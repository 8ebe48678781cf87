//! What would come of a revision, without adding it: the same transaction as
//! that which adds it, taken back.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{Audience, Path, RecordId, with_noun};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, TransactionTrait};

use crate::{
    Appended, Draft, FieldChange, Opposed, Store, StoreError, Table, Viewer, boxed,
    disputes::open_across, store::BATCH, viewer::Shown,
};

/// What would come of a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What would be added, and which subjects it would change.
    pub appended: Appended,
    /// What would change in the first of these, for the audiences whose records
    /// the viewer may see.
    pub consequences: Vec<Consequence>,
}

/// What would change in the record of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// The subject.
    pub subject: RecordId,
    /// Who would see it change so.
    pub audiences: Vec<Audience>,
    /// The fields that would say something else.
    pub fields: Vec<FieldChange>,
    /// The disputes that would be open and are not.
    pub opened: Vec<Opposed>,
    /// The disputes that are open and would not be.
    pub closed: Vec<Opposed>,
}

/// What a record says, and where it is disputed.
#[derive(Default)]
struct Face {
    says: Vec<(String, String)>,
    disputes: BTreeSet<Opposed>,
}

type Faces = BTreeMap<(Audience, RecordId), Face>;

/// How many subjects a preview shows.
const SHOWN: usize = 200;

impl Store {
    /// What would come of a revision: the same as `append` does, and then
    /// nothing of it is kept.
    #[boxed]
    pub async fn preview(&self, viewer: &Viewer, draft: Draft) -> Result<Preview, StoreError> {
        Self::may(viewer, &draft)?;
        let (_place, tx) = self.begin().await?;
        let within = tx.begin().await?;
        let written = Self::write(&within, viewer, draft).await?;
        let appended = written.appended;
        let subjects: Vec<RecordId> = appended.changed.ids().take(SHOWN).collect();
        let mut after = faces(&within, viewer.sees, &subjects).await?;
        within.rollback().await?;
        let mut before = faces(&tx, viewer.sees, &subjects).await?;
        tx.rollback().await?;
        let mut consequences: Vec<Consequence> = Vec::new();
        for subject in subjects {
            for audience in audiences(viewer.sees) {
                let key = (*audience, subject.clone());
                let before = before.remove(&key).unwrap_or_default();
                let after = after.remove(&key).unwrap_or_default();
                let found = Consequence::of(&subject, *audience, &before, &after);
                if found.fields.is_empty() && found.opened.is_empty() && found.closed.is_empty() {
                    continue;
                }
                match consequences.last_mut().filter(|known| known.is_as(&found)) {
                    Some(known) => known.audiences.push(*audience),
                    None => consequences.push(found),
                }
            }
        }
        Ok(Preview { appended, consequences })
    }
}

impl Consequence {
    fn of(subject: &RecordId, audience: Audience, before: &Face, after: &Face) -> Self {
        let was: BTreeMap<&str, &str> =
            before.says.iter().map(|(path, says)| (path.as_str(), says.as_str())).collect();
        let is: BTreeMap<&str, &str> =
            after.says.iter().map(|(path, says)| (path.as_str(), says.as_str())).collect();
        let gone = before.says.iter().filter(|(path, _)| !is.contains_key(path.as_str()));
        let paths = after.says.iter().chain(gone).map(|(path, _)| path.as_str());
        let fields = paths.filter(|path| was.get(path) != is.get(path)).map(|path| FieldChange {
            field: path.to_owned(),
            before: was.get(path).map(|says| (*says).to_owned()),
            after: is.get(path).map(|says| (*says).to_owned()),
        });
        let (opened, closed) = Opposed::turned(&before.disputes, &after.disputes);
        Self {
            subject: subject.clone(),
            audiences: vec![audience],
            fields: fields.collect(),
            opened,
            closed,
        }
    }

    /// Whether it is the same for another audience.
    fn is_as(&self, other: &Self) -> bool {
        self.subject == other.subject
            && self.fields == other.fields
            && self.opened == other.opened
            && self.closed == other.closed
    }
}

/// The audiences whose records someone may see who is of this one.
fn audiences(sees: Audience) -> &'static [Audience] {
    match sees {
        Audience::Public => &[Audience::Public],
        Audience::Restricted => &[Audience::Public, Audience::Restricted],
    }
}

async fn faces(
    db: &impl ConnectionTrait,
    sees: Audience,
    subjects: &[RecordId],
) -> Result<Faces, StoreError> {
    let mut found = Faces::new();
    let mut nouns: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for subject in subjects {
        nouns.entry(subject.noun()).or_default().push(subject.as_str());
    }
    for (noun, ids) in nouns {
        for ids in ids.chunks(BATCH) {
            with_noun!(noun, N => faces_of::<N>(db, sees, ids, &mut found).await?, _ => {});
        }
    }
    for (shown, subject, conflict) in open_across(db, subjects).await? {
        for audience in audiences(sees) {
            if Shown::to(*audience).contains(&shown.as_str()) {
                let face = found.entry((*audience, subject.clone())).or_default();
                face.disputes.insert(Opposed::across(&conflict));
            }
        }
    }
    Ok(found)
}

async fn faces_of<N: Table>(
    db: &impl ConnectionTrait,
    sees: Audience,
    ids: &[&str],
    found: &mut Faces,
) -> Result<(), StoreError> {
    for row in N::Entity::find().filter(N::ID.is_in(ids.iter().copied())).all(db).await? {
        let shown = N::place(&row).1.to_owned();
        let record = N::record(row)?;
        for audience in audiences(sees) {
            if !Shown::to(*audience).contains(&shown.as_str()) {
                continue;
            }
            let mut face = Face::default();
            record.fields.stated(&mut Path::default(), &mut |path, says| {
                face.says.push((path.to_owned(), says.to_string()));
            });
            face.disputes = Opposed::within(Some(&record));
            found.insert((*audience, record.id.as_record_id().clone()), face);
        }
    }
    Ok(())
}
