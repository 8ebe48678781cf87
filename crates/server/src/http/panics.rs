//! The net under panics: a bug ends one answer, not the server, and tells the caller nothing but where to look.

use std::any::Any;

use axum::response::Response;

use super::accept::Media;
use super::refusal::{Code, Refusal};

#[expect(clippy::needless_pass_by_value, reason = "the layer hands over the box")]
pub(super) fn masked(panic: Box<dyn Any + Send + 'static>) -> Response {
    noted(panic.as_ref());
    refusal().answer(Media::Json)
}

/// Writes a panic into the log.
pub(super) fn noted(panic: &(dyn Any + Send)) {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(
        panic = text.unwrap_or("of an unknown kind"),
        "a panic was caught: this is a bug"
    );
}

/// What a caller is told of a panic.
pub(super) fn refusal() -> Refusal {
    Refusal::new(
        Code::Internal,
        "Something in the server broke, and the answer is lost. Its log has more under this request's id: please report it.",
    )
}
