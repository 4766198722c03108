//! What a failure proves: whether the request ran, may have run, or surely did not.
//! Never holds a header or a body.

use std::time::Duration;

use url::Url;

use super::answer::Said;
use super::{Limits, Repeat};
use crate::error::{Error, Kind};

/// An error and how long the server asked to wait.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) error: Error,
    pub(super) wait: Option<Duration>,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error, wait: None }
    }
}

impl Failure {
    pub(super) fn may_be_repeated(&self, repeat: Repeat) -> bool {
        match self.error.kind {
            Kind::Unreachable | Kind::Rate => true,
            Kind::Interrupted | Kind::Timeout | Kind::Server => repeat == Repeat::Read,
            _ => false,
        }
    }
}

/// The line failed before an answer was complete.
pub(super) fn of_line(error: reqwest::Error, url: &Url, limits: Limits) -> Error {
    let host = url.host_str().unwrap_or_default().to_owned();
    let failed = if error.is_connect() {
        Error::new(Kind::Unreachable, "error-unreachable").hint("hint-unreachable")
    } else if error.is_builder() {
        Error::new(Kind::System, "error-http-client").with("reason", error.to_string())
    } else if error.is_timeout() {
        Error::new(Kind::Timeout, "error-no-answer")
            .with("seconds", limits.answer.as_secs().to_string())
    } else {
        Error::new(Kind::Interrupted, "error-interrupted")
    };
    failed.with("host", host).because(error.without_url())
}

/// What an answer means by its status, and by the code in its body; `None` is success.
///
/// A code decides only where the status leaves it open: a 5xx may have run whatever it says.
pub(super) fn of_answer(status: u16, said: Said, wait: Option<Duration>) -> Option<Error> {
    let (kind, message) = match status {
        200..=299 => by_code(said.kind?),
        300..=399 => (Kind::Refused, "error-redirect"),
        401 => by_code(Kind::Auth),
        402 => (Kind::Denied, "error-payment"),
        403 => (Kind::Denied, "error-forbidden"),
        404 => (Kind::NotFound, "error-not-found"),
        408 | 504 => (Kind::Timeout, "error-unsure"),
        423 => (Kind::Denied, "error-not-enabled"),
        429 => (Kind::Rate, "error-rate"),
        451 => (Kind::Denied, "error-legal"),
        400..=499 => by_code(said.kind.unwrap_or(Kind::Refused)),
        _ => (Kind::Server, "error-server"),
    };
    let mut error = Error::new(kind, message)
        .with("status", status.to_string())
        .server(said.code, said.message)
        .request(said.request_id);
    if let (Kind::Rate, Some(wait)) = (kind, wait) {
        error.message = "error-rate-wait";
        error = error.with("seconds", wait.as_secs().to_string());
    }
    Some(if kind == Kind::Auth {
        error.hint("hint-auth")
    } else {
        error
    })
}

fn by_code(kind: Kind) -> (Kind, &'static str) {
    let message = match kind {
        Kind::Auth => "error-auth",
        Kind::Denied => "error-forbidden",
        Kind::Rate => "error-rate",
        Kind::Interrupted | Kind::Timeout => "error-unsure",
        Kind::NotFound => "error-not-found",
        Kind::Server => "error-server",
        _ => "error-refused",
    };
    (kind, message)
}
