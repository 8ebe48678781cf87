//! Whose name it is.

/// What kind of bearer a name is compared for: it decides how its words are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bearer {
    /// A human being: given names, patronymic, surname, in any order.
    Person,
    /// A body: legal forms carry little, common words may be translated.
    Organization,
    /// Anything else with a name or a title: a place, a prison, a document.
    Thing,
}
