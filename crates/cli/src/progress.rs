//! How far a long work has come: on stderr, and only on a terminal.

use std::{borrow::Cow, io::IsTerminal as _, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};

/// Shows that something goes on, and what.
pub fn spinner(what: impl Into<Cow<'static, str>>) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}");
    let bar = ProgressBar::new_spinner()
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
        .with_message(what);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// Shows how much of so many of something is done: `{pos}/{len} people, {eta} left`.
pub fn bar(all: u64, template: &'static str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template(template);
    ProgressBar::new(all).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// How often a bar is moved that follows another's work.
const OFTEN: Duration = Duration::from_millis(100);

/// Waits for work, and moves the bar as far as the work has come meanwhile.
pub async fn followed<T>(
    work: impl Future<Output = T>,
    bar: &ProgressBar,
    far: impl Fn() -> u64,
) -> T {
    let mut work = std::pin::pin!(work);
    loop {
        match tokio::time::timeout(OFTEN, work.as_mut()).await {
            Ok(done) => return done,
            Err(_) => bar.set_position(far()),
        }
    }
}
