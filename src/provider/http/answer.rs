//! What came back: an answer's body with what its head says. Never an error by itself.

use jiff::Timestamp;
use serde_json::Value;

use crate::error::Kind;

/// A request that was carried out, as far as the server says.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    /// The server's name for the request.
    pub request_id: Option<String>,
    /// The server's clock, from the `Date` header.
    pub server_at: Option<Timestamp>,
}

/// What a body says about how the request went, each provider in its own way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What its error code means; `None` where it names none.
    pub kind: Option<Kind>,
    /// The way out, where the code tells a better one than the status.
    pub hint: Option<&'static str>,
    pub code: Option<String>,
    pub message: Option<String>,
    pub request_id: Option<String>,
}
