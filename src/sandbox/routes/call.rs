//! A request as the sandbox sees it: read whole, bounded, before anything is done.

use std::borrow::Cow;
use std::collections::HashMap;

use axum::body::to_bytes;
use axum::extract::{Query, Request};
use axum::http::header::AUTHORIZATION;
use serde_json::Value;

use super::answer::Answer;

/// Largest body read, in bytes.
const BODY: usize = 4 << 20;

/// One call of an interface.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: HashMap<String, String>,
    pub(super) authorization: String,
    /// Null when the body is not JSON.
    pub(super) body: Value,
    /// How wrong the server's clock is during the call, in milliseconds.
    pub(super) skew: i64,
}

impl Call {
    /// Reads a request to its end.
    pub(super) async fn read(request: Request) -> Result<Self, Answer> {
        let (parts, body) = request.into_parts();
        let query =
            Query::try_from_uri(&parts.uri).map_or_else(|_| HashMap::new(), |Query(query)| query);
        let authorization = parts.headers.get(AUTHORIZATION);
        let authorization = authorization.and_then(|value| value.to_str().ok());
        let too_large =
            |_| Answer::gateway(413, "EXCEED_REQUEST_SIZE_LIMIT", "request body too large");
        let bytes = to_bytes(body, BODY).await.map_err(too_large)?;
        Ok(Self {
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            query,
            authorization: authorization.unwrap_or_default().to_owned(),
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
            skew: 0,
        })
    }

    /// What fault rules call the interface: the last part of the path, `Token` for the token endpoint.
    pub(super) fn interface(&self) -> &str {
        match self.path.trim_end_matches('/').rsplit('/').next() {
            Some("clientCredential") => "Token",
            Some(name) => name,
            None => "",
        }
    }

    /// The ids of tasks, of an instance or of an approval, that the body names.
    pub(super) fn tasks(&self) -> Vec<Cow<'_, str>> {
        let one = [
            "TaskId",
            "FlowTaskId",
            "InstanceId",
            "task_id",
            "instance_code",
            "approvalId",
        ]
        .into_iter()
        .filter_map(|key| self.body.get(key));
        let many = ["TaskIds", "FlowTaskIds"]
            .into_iter()
            .filter_map(|key| self.body.get(key)?.as_array());
        let named = one.chain(many.flatten()).filter_map(|id| match id {
            Value::String(id) => Some(id.into()),
            Value::Number(id) => Some(id.to_string().into()),
            _ => None,
        });
        named.collect()
    }
}
