//! An answer before it is sent, and the envelopes it is sent in.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use crate::sandbox::fail::Fail;

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    status: u16,
    content: Content,
    /// Seconds for the Retry-After header.
    retry_after: Option<u64>,
}

/// What an answer says, by envelope.
#[derive(Debug)]
enum Content {
    /// No envelope: token and data model.
    Flat(Value),
    /// The envelope of document 003.
    Data(Value),
    /// The same as its examples show it: an empty error beside the data, and often no request id.
    Documented { data: Value, with_id: bool },
    /// A business error in the envelope of document 003.
    Error { code: String, message: String },
    /// The gateway's own refusal.
    Gateway { code: String, message: String },
}

impl Answer {
    fn new(status: u16, content: Content) -> Self {
        Self {
            status,
            content,
            retry_after: None,
        }
    }

    /// An answer without an envelope.
    pub(super) fn flat(body: Value) -> Self {
        Self::new(200, Content::Flat(body))
    }

    /// The same under another status.
    pub(super) fn flat_at(status: u16, body: Value) -> Self {
        Self::new(status, Content::Flat(body))
    }

    /// A refusal by the gateway.
    pub(super) fn gateway(status: u16, code: &str, message: impl Into<String>) -> Self {
        let (code, message) = (code.to_owned(), message.into());
        Self::new(status, Content::Gateway { code, message })
    }

    /// The gateway's refusal of a caller who asks too often.
    pub(super) fn rate(message: &str, retry_after: u64) -> Self {
        let mut answer = Self::gateway(429, "EXCEED_RATELIMIT", message);
        answer.retry_after = Some(retry_after);
        answer
    }

    /// The answer of a workflow interface.
    pub(super) fn workflow(result: Result<Value, Fail>) -> Self {
        match result {
            Ok(data) => Self::new(200, Content::Data(data)),
            Err(fail) => Self::business(fail.code.name(), &fail.message),
        }
    }

    /// The answer of a workflow interface in the documented style.
    pub(super) fn documented(result: Result<Value, Fail>, with_id: bool) -> Self {
        match result {
            Ok(data) => Self::new(200, Content::Documented { data, with_id }),
            Err(fail) => Self::business(fail.code.name(), &fail.message),
        }
    }

    /// A business error, which the service sends with status 200.
    pub(super) fn business(code: &str, message: &str) -> Self {
        Self::business_at(200, code, message)
    }

    /// A business error under another status.
    pub(super) fn business_at(status: u16, code: &str, message: &str) -> Self {
        let (code, message) = (code.to_owned(), message.to_owned());
        Self::new(status, Content::Error { code, message })
    }

    /// The body that goes out under this request id.
    pub(super) fn text(&self, id: &str) -> String {
        let body = match &self.content {
            Content::Flat(body) => return body.to_string(),
            Content::Data(data) => json!({ "Response": { "RequestId": id, "Data": data } }),
            Content::Documented { data, with_id } => {
                let mut response = json!({ "Error": { "Code": "", "Message": "" }, "Data": data });
                if *with_id {
                    response["RequestId"] = json!(id);
                }
                json!({ "Response": response })
            }
            Content::Error { code, message } => {
                json!({ "Response": { "Error": { "Code": code, "Message": message }, "RequestId": id } })
            }
            Content::Gateway { code, message } => {
                json!({ "code": code, "message": message, "requestId": id })
            }
        };
        body.to_string()
    }

    /// The whole answer.
    pub(super) fn into_response(self, id: &str) -> Response {
        let body = Body::from(self.text(id));
        self.with_body(body)
    }

    /// The answer's head with another body.
    pub(super) fn with_body(&self, body: Body) -> Response {
        let mut response = Response::new(body);
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/json; charset=utf-8"),
        );
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
