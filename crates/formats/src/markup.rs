//! XML, entry by entry: each entry of a list is a small tree, and the file is never held whole.

use std::rc::Rc;

use quick_xml::{
    Reader,
    events::{BytesRef, BytesStart, BytesText, Event},
};

use crate::{
    code,
    decoded::Text,
    file::{Encoding, File},
    meter::Meter,
    report::Stopped,
    text::clean,
};

/// The most elements that one entry may have.
const MOST_ELEMENTS: usize = 50_000;
/// How deep elements may lie in each other.
const DEEPEST: usize = 32;

/// An element of an entry.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    /// Its name, without a prefix.
    pub name: String,
    /// The line its tag ends on.
    pub line: u64,
    /// The elements in it.
    pub within: Vec<Element>,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Element {
    /// The text in it, clean; none where it is empty.
    pub fn text(&self) -> Option<String> {
        clean(&self.text)
    }

    /// The text of the first element of this name in it.
    pub fn get(&self, name: &str) -> Option<String> {
        self.all(name).find_map(Self::text)
    }

    /// An attribute, clean; none where it is empty.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes.iter().find(|(known, _)| known == name)?;
        clean(value)
    }

    /// All attributes that hold anything, clean.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, String)> {
        self.attributes.iter().filter_map(|(name, value)| Some((name.as_str(), clean(value)?)))
    }

    /// Everything in it in words: attributes, its text, and the elements in it.
    pub fn told(&self) -> String {
        let attributes = self.attributes().map(|(name, value)| format!("{name} {value}"));
        let within = self.within.iter().map(|element| {
            let told = element.told();
            if told.is_empty() { told } else { format!("{}: {told}", element.name) }
        });
        let all = attributes.chain(self.text()).chain(within).filter(|told| !told.is_empty());
        all.collect::<Vec<_>>().join(", ")
    }

    /// The elements of this name in it.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.within.iter().filter(move |element| element.name == name)
    }

    /// The elements of a name within those of another: `aka` of `akaList`.
    pub fn of_list<'e>(&'e self, list: &'e str, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.all(list).flat_map(move |list| list.all(name))
    }
}

/// The entries of a list in XML.
pub(crate) struct Entries<'a> {
    reader: Reader<Text<'a>>,
    meter: Rc<Meter>,
    wanted: &'static [&'static str],
    depth: usize,
    begun: bool,
}

impl<'a> Entries<'a> {
    /// The elements of these names in a file, wherever they stand.
    pub fn of(file: File<'a>, encoding: Option<Encoding>, wanted: &'static [&'static str]) -> Self {
        let (text, meter) = Text::of(file, encoding);
        let mut reader = Reader::from_reader(text);
        reader.config_mut().check_end_names = true;
        Self { reader, meter, wanted, depth: 0, begun: false }
    }

    /// The next entry; none at the end of the file. The first call also gives the root of the
    /// file, without what is in it, as an entry of its own.
    pub fn next(&mut self) -> Result<Option<Element>, Stopped> {
        let mut buffer = Vec::new();
        let mut open: Vec<Element> = Vec::new();
        let mut count = 0;
        loop {
            buffer.clear();
            let event = self.reader.read_event_into(&mut buffer);
            let here = || self.meter.here();
            match event.map_err(|error| broken(error, &self.meter.here()))? {
                Event::Start(start) => {
                    let element = self.element(&start)?;
                    self.depth += 1;
                    count += 1;
                    if self.depth > DEEPEST || count > MOST_ELEMENTS {
                        return Err(Stopped::at(
                            here(),
                            code::TOO_LARGE,
                            "an entry of the list has more elements than any list needs, or deeper ones",
                            "see that the file is of the format that was named",
                        ));
                    }
                    if !self.begun {
                        self.begun = true;
                        return Ok(Some(element));
                    }
                    if !open.is_empty() || self.wanted.contains(&element.name.as_str()) {
                        open.push(element);
                    }
                }
                Event::Empty(start) => {
                    let element = self.element(&start)?;
                    count += 1;
                    match open.last_mut() {
                        Some(parent) if count <= MOST_ELEMENTS => parent.within.push(element),
                        None if self.wanted.contains(&element.name.as_str()) || !self.begun => {
                            self.begun = true;
                            return Ok(Some(element));
                        }
                        _ => {}
                    }
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    if let Some(done) = open.pop() {
                        if let Some(parent) = open.last_mut() {
                            parent.within.push(done);
                        } else {
                            self.meter.entry_read();
                            return Ok(Some(done));
                        }
                    } else {
                        self.meter.entry_read();
                    }
                }
                Event::Text(written) => {
                    if let Some(element) = open.last_mut() {
                        element.text.push_str(&text(&written, &here())?);
                    }
                }
                Event::CData(written) => {
                    if let Some(element) = open.last_mut() {
                        element.text.push_str(&written.decode().unwrap_or_default());
                    }
                }
                Event::GeneralRef(name) => {
                    let letter = reference(&name, &here())?;
                    if let Some(element) = open.last_mut() {
                        element.text.push(letter);
                    }
                }
                Event::DocType(_) => return Err(doctype(&here())),
                Event::Eof if self.depth > 0 || !self.begun => {
                    return Err(Stopped::at(
                        here(),
                        if self.begun { code::TRUNCATED } else { code::NOT_XML },
                        if self.begun {
                            "the file ends within an element"
                        } else {
                            "the file holds no element"
                        },
                        "it was cut off, or is not XML: fetch it again, whole",
                    ));
                }
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Where an element stands, for a person: `list.xml:12`.
    pub fn place(&self, element: &Element) -> String {
        format!("{}:{}", self.meter.name, element.line)
    }

    /// The SHA-256 of the bytes, once all are read.
    pub fn digest(&self) -> String {
        self.meter.digest()
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        &self.meter.name
    }

    fn element(&self, start: &BytesStart<'_>) -> Result<Element, Stopped> {
        let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| {
                Stopped::at(
                    self.meter.here(),
                    code::NOT_XML,
                    format!("an attribute cannot be read: {error}"),
                    "see that the file is XML, and whole",
                )
            })?;
            let key = String::from_utf8_lossy(attribute.key.local_name().as_ref()).into_owned();
            let value = attribute.unescape_value().map_err(|_| entity(&self.meter.here()))?;
            attributes.push((key, value.into_owned()));
        }
        Ok(Element { name, line: self.meter.line(), attributes, ..Element::default() })
    }
}

/// The attribute of a tag, if it has it and it can be read.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    attribute.unescape_value().ok().map(std::borrow::Cow::into_owned)
}

/// A text between tags.
pub(crate) fn text(written: &BytesText<'_>, place: &str) -> Result<String, Stopped> {
    written.decode().map(std::borrow::Cow::into_owned).map_err(|_| {
        Stopped::at(
            place,
            code::WRONG_ENCODING,
            "this text is not UTF-8",
            "name the encoding it is written in",
        )
    })
}

/// The letter of a reference such as `&amp;` or `&#233;`. Others need a definition, and none is followed.
pub(crate) fn reference(name: &BytesRef<'_>, place: &str) -> Result<char, Stopped> {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return Ok(letter);
    }
    match name.decode().as_deref() {
        Ok("amp") => Ok('&'),
        Ok("lt") => Ok('<'),
        Ok("gt") => Ok('>'),
        Ok("quot") => Ok('"'),
        Ok("apos") => Ok('\''),
        _ => Err(entity(place)),
    }
}

fn entity(place: &str) -> Stopped {
    Stopped::at(
        place,
        code::ENTITY,
        "here stands a reference to an entity that XML itself does not have",
        "write the letters themselves: no definition of entities is followed",
    )
}

/// The fault of a file that may define entities.
pub(crate) fn doctype(place: &str) -> Stopped {
    Stopped::at(
        place,
        code::ENTITY,
        "the file brings a document type, which can define entities without end",
        "take the list from its publisher, who writes none; or remove the `<!DOCTYPE …>`",
    )
}

/// What an error of the XML says.
pub(crate) fn broken(error: quick_xml::Error, place: &str) -> Stopped {
    match error {
        quick_xml::Error::Io(error) => {
            let error = std::sync::Arc::try_unwrap(error)
                .unwrap_or_else(|shared| std::io::Error::other(shared.to_string()));
            Stopped::of(error, place)
        }
        quick_xml::Error::Syntax(error) => Stopped::at(
            place,
            code::TRUNCATED,
            format!("the XML ends in the middle: {error}"),
            "it was cut off: fetch it again, whole",
        ),
        error => Stopped::at(
            place,
            code::NOT_XML,
            format!("this is not XML: {error}"),
            "see that the file is whole, and of the format that was named",
        ),
    }
}
