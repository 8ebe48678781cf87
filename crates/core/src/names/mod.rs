//! Names of people and bodies, in any spelling.

pub mod transliterate;
