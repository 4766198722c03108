//! What a failure proves: whether the request ran, may have run, or surely did not; and the way
//! out of it. Never holds a header or a body.

use std::io;
use std::time::Duration;

use rustls::CertificateError as Certificate;
use url::Url;

use super::answer::Said;
use super::{Limits, Repeat};
use crate::error::{Error, Kind};

/// An error, the status it came with, and how long the server asked to wait.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) error: Error,
    pub(super) status: Option<u16>,
    pub(super) wait: Option<Duration>,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            error,
            status: None,
            wait: None,
        }
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
    let failed = if let Some(reason) = handshake(&error) {
        of_handshake(reason)
    } else if error.is_connect() {
        Error::new(Kind::Unreachable, "error-unreachable").hint("hint-unreachable")
    } else if error.is_builder() {
        Error::new(Kind::System, "error-http-client").with("reason", error.to_string())
    } else if error.is_timeout() {
        Error::new(Kind::Timeout, "error-no-answer")
            .with("seconds", limits.answer.as_secs().to_string())
            .hint("hint-unsure")
    } else {
        Error::new(Kind::Interrupted, "error-interrupted").hint("hint-unsure")
    };
    failed.with("host", host).because(error.without_url())
}

/// Why the handshake failed, if that is what failed.
fn handshake(error: &reqwest::Error) -> Option<&rustls::Error> {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        // Quirk: an error of the system is not the source of what is wrapped in it.
        let wrapped = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        cause = match wrapped {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}

fn of_handshake(reason: &rustls::Error) -> Error {
    let (message, hint) = match reason {
        rustls::Error::InvalidCertificate(reason) => match reason {
            Certificate::UnknownIssuer => ("error-issuer", "hint-issuer"),
            Certificate::Expired
            | Certificate::ExpiredContext { .. }
            | Certificate::NotValidYet
            | Certificate::NotValidYetContext { .. } => ("error-certificate-time", "hint-clock"),
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
                ("error-certificate-name", "hint-address")
            }
            _ => ("error-handshake", "hint-address"),
        },
        _ => ("error-handshake", "hint-address"),
    };
    Error::new(Kind::Unreachable, message)
        .with("reason", reason.to_string())
        .hint(hint)
}

/// What an answer means: its kind, the key of its message and that of the way out.
type Meaning = (Kind, &'static str, &'static str);

/// Statuses that decide by themselves, whatever the code in the body says.
const BY_STATUS: [(u16, Meaning); 9] = [
    (401, (Kind::Auth, "error-auth", "hint-auth")),
    (402, (Kind::Denied, "error-payment", "hint-payment")),
    (403, (Kind::Denied, "error-forbidden", "hint-forbidden")),
    (404, (Kind::NotFound, "error-not-found", "hint-not-found")),
    (408, (Kind::Timeout, "error-unsure", "hint-unsure")),
    (423, (Kind::Denied, "error-not-enabled", "hint-not-enabled")),
    (429, (Kind::Rate, "error-rate", "hint-rate")),
    (451, (Kind::Denied, "error-legal", "hint-legal")),
    (504, (Kind::Timeout, "error-unsure", "hint-unsure")),
];

/// What an answer means by its status, and by the code in its body; `None` is success.
///
/// A code decides only where the status leaves it open: a 5xx may have run whatever it says.
pub(super) fn of_answer(status: u16, said: Said, wait: Option<Duration>) -> Option<Error> {
    let decided = BY_STATUS.iter().find(|(known, _)| *known == status);
    let (kind, message, hint) = match (decided, status) {
        (Some((_, meaning)), _) => *meaning,
        (None, 200..=299) => by_kind(said.kind?),
        (None, 300..=399) => (Kind::Refused, "error-redirect", "hint-address"),
        (None, 400..=499) => by_kind(said.kind.unwrap_or(Kind::Refused)),
        (None, _) => by_kind(Kind::Server),
    };
    let mut error = Error::new(kind, message)
        .with("status", status.to_string())
        .server(said.code, said.message)
        .request(said.request_id)
        .hint(said.hint.unwrap_or(hint));
    if let (Kind::Rate, Some(wait)) = (kind, wait) {
        error.message = "error-rate-wait";
        error = error.with("seconds", wait.as_secs().to_string());
    }
    Some(error)
}

fn by_kind(kind: Kind) -> Meaning {
    let (message, hint) = match kind {
        Kind::Auth => ("error-auth", "hint-auth"),
        Kind::Denied => ("error-forbidden", "hint-forbidden"),
        Kind::Rate => ("error-rate", "hint-rate"),
        Kind::Interrupted | Kind::Timeout => ("error-unsure", "hint-unsure"),
        Kind::NotFound => ("error-not-found", "hint-not-found"),
        Kind::Server => ("error-server", "hint-server"),
        _ => ("error-refused", "hint-refused"),
    };
    (kind, message, hint)
}
