//! The admin side, for tests in other processes; faults never touch it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{Server, lock};
use crate::sandbox::fail::Fail;
use crate::sandbox::faults::Faults;
use crate::sandbox::story::Later;

impl Server {
    /// How many decisions each task saw since the server came up for the first time.
    pub(in crate::sandbox) fn decisions(&self) -> BTreeMap<String, u32> {
        let counted = crate::sandbox::store::decisions(lock(&self.engine).db()).unwrap_or_default();
        counted
            .into_iter()
            .map(|(task, count)| (task.to_string(), count))
            .collect()
    }

    /// How often each act was carried out, by the task or instance named and the verb.
    pub(in crate::sandbox) fn acts(&self) -> BTreeMap<(String, String), u32> {
        let counted = crate::sandbox::store::acts(lock(&self.engine).db()).unwrap_or_default();
        let counted = counted
            .into_iter()
            .map(|(id, verb, count)| ((id.to_string(), verb), count));
        counted.chain(self.feishu_acts()).collect()
    }

    /// Sets a field of a form without anybody deciding anything.
    pub(in crate::sandbox) fn edit(
        &self,
        instance: i64,
        field: &str,
        value: Value,
    ) -> Result<(), Fail> {
        self.act(0, |act| {
            let instance = act.instance(instance)?;
            let mut form = act.form(&instance)?;
            form["object"][field] = value;
            instance.set_form(act.db, &form.to_string())?;
            Ok(())
        })
    }

    /// Lets the next thing happen that the story still has to come, act by act; false when all of
    /// it is told.
    pub(in crate::sandbox) fn go_on(&self) -> Result<bool, Fail> {
        let Some(later) = Later::after(self.told.fetch_add(1, Ordering::Relaxed)) else {
            return Ok(false);
        };
        let instance = self.act(0, |act| later.begin(act))?;
        for nth in 0..later.acts() {
            self.act(0, |act| later.follow(act, &instance, nth))?;
        }
        Ok(true)
    }
}

/// `POST /sandbox/v1/story`: lets the next thing happen; 404 when nothing is left.
pub(super) async fn story(State(server): State<Arc<Server>>) -> StatusCode {
    match server.go_on() {
        Ok(true) => StatusCode::NO_CONTENT,
        Ok(false) => StatusCode::NOT_FOUND,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// `GET /sandbox/v1/acts`: counts by verb, by the task or instance named.
pub(super) async fn acts(
    State(server): State<Arc<Server>>,
) -> Json<BTreeMap<String, BTreeMap<String, u32>>> {
    let mut acts: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for ((id, verb), count) in server.acts() {
        acts.entry(id).or_default().insert(verb, count);
    }
    Json(acts)
}

/// `GET /sandbox/v1/health`.
pub(super) async fn health() -> Json<Value> {
    Json(json!({ "ok": true }))
}

/// `GET /sandbox/v1/decisions`.
pub(super) async fn decisions(State(server): State<Arc<Server>>) -> Json<BTreeMap<String, u32>> {
    Json(server.decisions())
}

/// `POST /sandbox/v1/faults`: the body, TOML, replaces all rules.
pub(super) async fn faults(
    State(server): State<Arc<Server>>,
    body: String,
) -> Result<StatusCode, (StatusCode, String)> {
    let faults =
        Faults::parse(&body).map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))?;
    *lock(&server.faults) = faults;
    Ok(StatusCode::NO_CONTENT)
}
