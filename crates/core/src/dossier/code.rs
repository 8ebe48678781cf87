//! The kinds of fault in a dossier, each one word for programs.

macro_rules! codes {
    ($($(#[doc = $doc:tt])+ $name:ident;)+) => {
        $($(#[doc = $doc])+ pub const $name: &str = stringify!($name);)+

        /// Every kind of fault, with its meaning.
        pub const ALL: &[(&str, &str)] = &[$(($name, concat!($($doc),+))),+];
    };
}

codes! {
    /// An identifier has not the shape `noun/slug`.
    BAD_ID;
    /// A key of an element or of a source cannot be one.
    BAD_KEY;
    /// A quote is given for a field that the claim does not state.
    BAD_QUOTE_PATH;
    /// The file is not UTF-8.
    BROKEN_UTF8;
    /// A text holds a character that is no writing, such as a null byte.
    CONTROL_CHARACTER;
    /// The same key stands twice: in a table, in a list, or among the sources.
    DUPLICATE_KEY;
    /// A source is called an edition of one that is itself an edition.
    EDITION_OF_EDITION;
    /// A text, a list or a table holds nothing.
    EMPTY;
    /// The file holds nothing.
    EMPTY_FILE;
    /// Something ends before it begins.
    END_BEFORE_BEGINNING;
    /// What lies within what leads back to where it began.
    LOOP;
    /// A point on the map cannot be read.
    MALFORMED_COORDINATES;
    /// A country is not given by its two letters.
    MALFORMED_COUNTRY;
    /// A date cannot be read.
    MALFORMED_DATE;
    /// A digest cannot be read.
    MALFORMED_DIGEST;
    /// A fine cannot be read.
    MALFORMED_FINE;
    /// A language is not given by its tag.
    MALFORMED_LANGUAGE;
    /// A quantity cannot be read.
    MALFORMED_QUANTITY;
    /// A script is not given by its four letters.
    MALFORMED_SCRIPT;
    /// A term cannot be read.
    MALFORMED_TERM;
    /// An address cannot be read.
    MALFORMED_URL;
    /// Another value cannot be read.
    MALFORMED_VALUE;
    /// Something that must be given is not.
    MISSING;
    /// An element of a list has no key.
    NO_KEY;
    /// Nobody says on which day a source was read.
    NO_READ_ON;
    /// A claim has no source.
    NO_SOURCE;
    /// A group or a point lies within one that is not there.
    NO_SUCH_PART;
    /// The file is not JSON.
    NOT_JSON;
    /// The first claim of a record that is edited denies it, or is about another.
    NOT_THE_RECORD;
    /// A line of the file is not TOML.
    NOT_TOML;
    /// A quote does not occur in the text of its source.
    QUOTE_NOT_FOUND;
    /// A quote is longer than a short phrase.
    QUOTE_TOO_LONG;
    /// A claim states nothing.
    STATES_NOTHING;
    /// The file is larger than what is read.
    TOO_LARGE;
    /// There are more faults than are listed.
    TOO_MANY_FAULTS;
    /// Two claims of one reading speak on one field.
    TWICE_STATED;
    /// There is no field or key of this name.
    UNKNOWN_FIELD;
    /// There is no kind of record of this name.
    UNKNOWN_NOUN;
    /// The file has no source of this key.
    UNKNOWN_SOURCE;
    /// A closed list of words does not hold this one.
    UNKNOWN_WORD;
    /// A text stands where a list is wanted, or the like.
    WRONG_KIND;
    /// A record of another noun is wanted here.
    WRONG_NOUN;
    /// The text is not the one that the source was read from.
    WRONG_TEXT;
}
