//! Copies that go with a decision. They go out before it: one without its copies would look as if
//! they had gone out. Who has one already, from an earlier attempt, never gets another.

use std::collections::HashSet;

use serde_json::json;

use super::api::Api;
use super::wire::instance::{Event, Instance};
use crate::domain::decision::Decision;
use crate::domain::id::Id;
use crate::error::{Error, Kind, Result};

/// `POST instances/cc` for those who are still without one. An error means that the decision must
/// not be sent, whatever became of the copies.
pub(super) async fn send(api: &Api, decision: &Decision) -> Result<()> {
    let told = api.get(&decision.item.instance_id).await?.instance;
    let lacking = lacking(&told, api, decision);
    if lacking.is_empty() {
        return Ok(());
    }
    let body = json!({
        "approval_code": told.approval_code,
        "instance_code": decision.item.instance_id,
        "user_id": api.me,
        "cc_user_ids": lacking,
        "comment": comment(decision),
    });
    match api.act(["instances", "cc"], &body).await {
        Err(error) if error.kind.may_have_run() => arrived(api, decision, error).await,
        sent => sent.map(drop),
    }
}

/// Looks for copies of which nobody said that they went out.
async fn arrived(api: &Api, decision: &Decision, lost: Error) -> Result<()> {
    let told = api.get(&decision.item.instance_id).await;
    if told.is_ok_and(|told| lacking(&told.instance, api, decision).is_empty()) {
        return Ok(());
    }
    // Surely not sent is the decision; of the copies nobody knows.
    Err(Error::new(Kind::Unreachable, "error-copies-lost").because(lost))
}

/// Those to whom I have sent no copy with these words since the task is mine.
fn lacking<'a>(told: &Instance, api: &Api, decision: &'a Decision) -> Vec<&'a Id> {
    let task = decision.item.task_id.as_ref();
    let mut seats = told.task_list.iter();
    let since = seats
        .find(|seat| task.is_some() && seat.id.as_ref() == task)
        .and_then(|seat| seat.start_time);
    let has = receivers(told, |event| {
        event.create_time >= since
            && event.comment.as_deref().unwrap_or_default() == comment(decision)
            && sender(event, api).as_ref() == Some(&api.me)
    });
    let people = decision.cc.iter().map(|person| &person.id);
    people.filter(|id| !has.contains(*id)).collect()
}

/// Whom copies went to, by all their ids.
fn receivers(told: &Instance, fits: impl Fn(&Event) -> bool) -> HashSet<&Id> {
    let events = told.timeline.iter();
    let copies = events.filter(|event| event.kind.as_deref() == Some("CC") && fits(event));
    let people = copies.flat_map(|event| {
        let listed = event.user_id_list.iter().chain(&event.open_id_list);
        let named = event.cc_user_list.iter();
        listed.chain(named.flat_map(|one| one.user_id.iter().chain(&one.open_id)))
    });
    people.collect()
}

fn sender(event: &Event, api: &Api) -> Option<Id> {
    let ext = event.ext();
    let own = api.ids.pick(ext.user_id.as_ref(), ext.open_id.as_ref());
    let outer = || api.ids.pick(event.user_id.as_ref(), event.open_id.as_ref());
    own.or_else(outer).cloned()
}

fn comment(decision: &Decision) -> &str {
    decision.comment.as_deref().unwrap_or_default()
}
