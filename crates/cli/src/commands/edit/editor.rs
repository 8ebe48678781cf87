//! The editor of whoever writes.

use std::{
    path::Path,
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
};

use crate::failure::Failure;

/// The editor where the environment names none.
const USUAL: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// Whether an editor is open: an interrupt is then meant for it.
static OPEN: AtomicBool = AtomicBool::new(false);

/// Opens a file, and waits until its editor is closed.
pub async fn open(file: &Path) -> Result<(), Failure> {
    let editor = chosen();
    interrupts_are_the_editors();
    OPEN.store(true, Ordering::SeqCst);
    let mut command = command(&editor, file);
    let ended = tokio::task::spawn_blocking(move || command.status()).await;
    OPEN.store(false, Ordering::SeqCst);
    let hint = "name the command of an editor in VISUAL or EDITOR, such as EDITOR=nano; one with windows must wait, as `code --wait` does";
    match ended {
        Ok(Ok(status)) if status.success() => Ok(()),
        Ok(Ok(status)) => {
            Err(Failure::usage(format!("the editor `{editor}` failed ({status})"), hint))
        }
        Ok(Err(why)) => {
            Err(Failure::usage(format!("the editor `{editor}` cannot be run: {why}"), hint))
        }
        Err(why) => {
            Err(Failure::usage(format!("the editor `{editor}` cannot be run: {why}"), hint))
        }
    }
}

/// The command that the environment names.
fn chosen() -> String {
    let named = |name| std::env::var(name).ok().filter(|named| !named.trim().is_empty());
    named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| USUAL.to_owned())
}

/// The command with the file behind it. It may have arguments and quotation marks of its own, so
/// that the shell reads it; the file is handed over whole, whatever letters its path has.
#[cfg(unix)]
fn command(editor: &str, file: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$@\"")).arg(editor).arg(file);
    command
}

#[cfg(not(unix))]
fn command(editor: &str, file: &Path) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(USUAL));
    command.args(words).arg(file);
    command
}

/// Lets an interrupt that is meant for the editor not end this program; afterwards it does again.
fn interrupts_are_the_editors() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        tokio::spawn(async {
            while tokio::signal::ctrl_c().await.is_ok() {
                if !OPEN.load(Ordering::SeqCst) {
                    std::process::exit(130);
                }
            }
        });
    });
}
