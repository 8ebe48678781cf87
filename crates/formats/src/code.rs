//! The kinds of fault that stop a whole file, each one word for programs.

/// The file ends in the middle.
pub const TRUNCATED: &str = "TRUNCATED";
/// The bytes are no text in the encoding that was named, or in any that tells itself.
pub const WRONG_ENCODING: &str = "WRONG_ENCODING";
/// A column that the list must have is not there.
pub const MISSING_COLUMN: &str = "MISSING_COLUMN";
/// Two columns of a table have one name.
pub const SAME_COLUMN: &str = "SAME_COLUMN";
/// A row has another number of cells than the list has columns.
pub const WRONG_CELLS: &str = "WRONG_CELLS";
/// Two entries of the list have one number.
pub const DUPLICATE_ID: &str = "DUPLICATE_ID";
/// An entry has no number of its own.
pub const NO_ID: &str = "NO_ID";
/// The file defines or names entities, which no list needs.
pub const ENTITY: &str = "ENTITY";
/// The file is not XML, or breaks its rules.
pub const NOT_XML: &str = "NOT_XML";
/// The file is not JSON, one object a line.
pub const NOT_JSON: &str = "NOT_JSON";
/// The file is not a workbook.
pub const NOT_XLSX: &str = "NOT_XLSX";
/// A workbook unfolds to more than it can hold.
pub const ZIP_BOMB: &str = "ZIP_BOMB";
/// One entry, or what must be kept while reading, is larger than what is read.
pub const TOO_LARGE: &str = "TOO_LARGE";
/// The file is of another list, or of another programme.
pub const OTHER_LIST: &str = "OTHER_LIST";
/// Nothing says on which day the edition was published.
pub const NO_EDITION: &str = "NO_EDITION";
/// The edition cannot be of the day that was named, or that the file tells.
pub const WRONG_DAY: &str = "WRONG_DAY";
/// The same files were read as another edition.
pub const READ_BEFORE: &str = "READ_BEFORE";
/// A file of the set is missing that nothing can be read without.
pub const NO_FILE: &str = "NO_FILE";
/// So much of the list would leave it with this edition that its file may have been cut off.
pub const LIST_SHRANK: &str = "LIST_SHRANK";
/// The numbers of the list are no longer those of the same parties.
pub const RENUMBERED: &str = "RENUMBERED";
/// The file holds no entry.
pub const EMPTY_FILE: &str = "EMPTY_FILE";
/// The file could not be read from where it lies.
pub const UNREADABLE: &str = "UNREADABLE";
/// The mapping cannot be followed.
pub const BAD_MAPPING: &str = "BAD_MAPPING";
