//! Carrying out a decision: which interface a verb is, and what it is sent (`approval/v4`).
//! Sends once; never asks again.

use serde_json::{Value, json};

use super::api::Api;
use super::copies;
use super::wire::envelope;
use crate::domain::decision::Decision;
use crate::domain::id::Id;
use crate::domain::people::Person;
use crate::domain::verb::Verb;
use crate::error::{Error, Kind, Result};
use crate::provider::Answer;

/// How added approvers decide: at the same time as the others. Before and after would need a mode.
const BESIDE: i64 = 3;

/// The interface of the decision's verb, once; copies go out before it.
pub(super) async fn act(api: &Api, decision: &Decision) -> Answer {
    if !decision.inputs.is_empty() {
        let unsupported = Error::new(Kind::Unsupported, "error-unsupported");
        return Answer::Failed(unsupported);
    }
    let (path, body) = match request(api, decision).await {
        Ok(request) => request,
        Err(error) => return not_sent(error),
    };
    if !decision.cc.is_empty()
        && let Err(error) = copies::send(api, decision).await
    {
        return not_sent(error);
    }
    match api.act(path, &body).await {
        Ok(answer) => Answer::Done {
            request_id: answer.request_id,
            next: Vec::new(),
        },
        Err(error) if error.kind.may_have_run() => Answer::Unknown(error),
        Err(error) => refused(error),
    }
}

/// What was asked before the decision itself failed: that one was not sent.
fn not_sent(mut error: Error) -> Answer {
    if error.kind.may_have_run() {
        error.kind = Kind::Unreachable;
    }
    refused(error)
}

fn refused(error: Error) -> Answer {
    match error.kind {
        Kind::Refused | Kind::Denied | Kind::NotFound => Answer::Refused(error),
        _ => Answer::Failed(error),
    }
}

/// The interface, and its body.
async fn request(api: &Api, decision: &Decision) -> Result<([&'static str; 2], Value)> {
    let path = match decision.verb {
        Verb::Rollback => return Ok((["instances", "specified_rollback"], back(api, decision)?)),
        Verb::Approve => ["tasks", "approve"],
        Verb::Reject => ["tasks", "reject"],
        Verb::Transfer => ["tasks", "transfer"],
        Verb::Countersign => ["instances", "add_sign"],
        Verb::Revoke => ["instances", "cancel"],
        _ => return Err(Error::new(Kind::Unsupported, "error-unsupported")),
    };
    let mut body = json!({
        "instance_code": decision.item.instance_id,
        "user_id": api.me,
    });
    if decision.verb != Verb::Revoke {
        body["task_id"] = json!(task(decision)?);
        body["comment"] = json!(comment(decision));
    }
    match decision.verb {
        Verb::Transfer => {
            body["transfer_user_id"] = json!(people(decision)?.first().map(|person| &person.id));
        }
        Verb::Countersign => {
            body["add_sign_user_ids"] = people(decision)?.iter().map(|it| json!(it.id)).collect();
            body["add_sign_type"] = json!(BESIDE);
        }
        _ => {}
    }
    // Last, because it may have to be asked for.
    body["approval_code"] = json!(approval_code(api, decision).await?);
    Ok((path, body))
}

/// What a rollback is sent: it alone goes by the task, without the definition's code.
fn back(api: &Api, decision: &Decision) -> Result<Value> {
    let target = decision.target.as_ref().and_then(|it| it.node.id.as_ref());
    let target = target.ok_or_else(|| Error::new(Kind::Usage, "error-no-target"))?;
    Ok(json!({
        "user_id": api.me,
        "task_id": task(decision)?,
        "reason": comment(decision),
        "task_def_key_list": [target],
    }))
}

fn comment(decision: &Decision) -> &str {
    decision.comment.as_deref().unwrap_or_default()
}

/// The definition's code, which every verb but rollback wants and a kept decision may lack.
async fn approval_code(api: &Api, decision: &Decision) -> Result<Id> {
    if let Some(code) = &decision.item.flow.code {
        return Ok(code.clone());
    }
    let detail = api.get(&decision.item.instance_id).await?;
    let missing = || envelope::misshapen("instances/get", "approval_code");
    detail.instance.approval_code.ok_or_else(missing)
}

fn task(decision: &Decision) -> Result<&Id> {
    let task = decision.item.task_id.as_ref();
    task.ok_or_else(|| Error::new(Kind::Usage, "error-no-task"))
}

fn people(decision: &Decision) -> Result<&[Person]> {
    if decision.people.is_empty() {
        return Err(Error::new(Kind::Usage, "error-no-people"));
    }
    Ok(&decision.people)
}
