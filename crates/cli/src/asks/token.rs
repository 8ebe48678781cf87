//! The token that a server is asked with: from a file or the environment, never from an option.

use crate::{failure::Failure, options::Options};

/// The variable that may hold a token.
const VARIABLE: &str = "DETENTE_TOKEN";

/// The token that was given, if one was: that of the file before that of the environment.
pub fn given(options: &Options) -> Result<Option<String>, Failure> {
    let file = options.token_file.as_ref().filter(|file| !file.as_os_str().is_empty());
    let (text, place) = match file {
        Some(file) => {
            let text = std::fs::read_to_string(file);
            let text = text.map_err(|why| Failure::Unreadable { file: file.clone(), why })?;
            (text, file.display().to_string())
        }
        None => (std::env::var(VARIABLE).unwrap_or_default(), VARIABLE.to_owned()),
    };
    let token = text.trim();
    if token.is_empty() && file.is_none() {
        return Ok(None);
    }
    // The text is not told: it may be a secret of something else.
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Failure::usage(
            format!("{place} holds no token"),
            "a token is one word, as `detente token create` printed it",
        ));
    }
    Ok(Some(token.to_owned()))
}
