//! Decisions as requests, and answers as what became of them (interfaces 4, 5 and 14 to 19).
//! Never calls anything done that the server did not say is done.

use serde_json::{Map, Value, json};

use super::action::ButtonAction;
use crate::domain::decision::{Candidate, Decision};
use crate::domain::id::Id;
use crate::domain::input::Inputs;
use crate::domain::item::Folder;
use crate::domain::people::Named;
use crate::error::{Error, Kind};
use crate::provider::Answer;
use crate::provider::weda::wire::act::{Completed, Waiting};

/// Who acts, as every interface wants it (`UserInfo`); `kind` 4 is the tenant's own directory.
pub(crate) fn user_info(id: &Id, kind: i64) -> Value {
    json!({ "UserId": id, "Type": kind })
}

/// The body of `CompleteTask`.
pub(crate) fn complete_task(
    decision: &Decision,
    task: &Id,
    button: ButtonAction,
    approver: &Value,
) -> Value {
    let mut body = json!({
        "TaskId": task,
        "ButtonAction": button as i64,
        "Approver": approver,
    });
    if let Some(comment) = &decision.comment {
        body["Comment"] = json!(comment);
    }
    if let Some(person) = decision.people.first() {
        body["TurnToUser"] = user_info(&person.id, person.kind);
    }
    if !decision.inputs.is_empty() {
        body["PageParams"] = page_params(&decision.inputs);
    }
    if !decision.cc.is_empty() {
        // Quirk: bare ids here, where every other person is a UserInfo.
        body["CcUserIds"] = decision.cc.iter().map(|person| json!(person.id)).collect();
    }
    body
}

/// Values by variable key (`VariableInfo` of interface 4; interface 10 has another of that name).
/// The only type that the document names is the object.
fn page_params(inputs: &Inputs) -> Value {
    let typed = |value: &Value| match value {
        Value::Array(_) => json!({ "Type": "objectList", "Value": value }),
        _ => json!({ "Type": "object", "Value": value }),
    };
    let params = inputs
        .iter()
        .map(|(key, value)| (key.clone(), typed(value)));
    Value::Object(params.collect::<Map<_, _>>())
}

/// The body of Revoke: from created as the applicant, else as an approver.
pub(crate) fn revoke(folder: Folder, task: &Id, revoker: &Value) -> Value {
    let kind = if folder == Folder::Created { 2 } else { 1 };
    json!({
        "TaskId": task,
        "Revoker": revoker,
        // Quirk: the table and the example of the document differ in this key.
        "RevokerType": kind,
        "RevokeType": kind,
    })
}

/// An answer that carries no error: done, unless it says otherwise.
pub(crate) fn done(completed: Completed, request_id: Option<String>) -> Answer {
    if completed.result == Some(false) {
        return said_no(request_id);
    }
    let next = match completed.to_be_submitted_flow_task_flag {
        Some(true) => completed.to_be_submitted_flow_task_info,
        _ => None,
    };
    Answer::Done {
        request_id,
        next: next.into_iter().flatten().filter_map(candidate).collect(),
    }
}

fn candidate(waiting: Waiting) -> Option<Candidate> {
    Some(Candidate {
        wait_task_id: waiting.wait_flow_task_id?,
        user: Named::new(waiting.assignee, waiting.assignee_name),
    })
}

/// What a documented `Result` says; without one nobody knows.
pub(crate) fn result(
    result: Option<bool>,
    interface: &'static str,
    request_id: Option<String>,
) -> Answer {
    match result {
        Some(true) => Answer::Done {
            request_id,
            next: Vec::new(),
        },
        Some(false) => said_no(request_id),
        None => Answer::Unknown(
            Error::new(Kind::Corrupt, "error-answer-shape")
                .with("interface", interface)
                .with("place", "Result")
                .request(request_id),
        ),
    }
}

fn said_no(request_id: Option<String>) -> Answer {
    Answer::Refused(Error::new(Kind::Refused, "error-refused-no-reason").request(request_id))
}

/// What an error proves about the decision.
pub(crate) fn failed(error: Error) -> Answer {
    match error.kind {
        kind if kind.may_have_run() => Answer::Unknown(error),
        Kind::Refused | Kind::Denied | Kind::NotFound => Answer::Refused(error),
        _ => Answer::Failed(error),
    }
}
