//! Carrying out a decision: which interface a verb is, and what its answer proves.
//! Sends once; never asks again.

use super::api::{Api, Reply};
use super::convert::action::ButtonAction;
use super::convert::decision::{complete_task, done, result, revoke};
use super::wire::act::Confirmed;
use crate::domain::decision::Decision;
use crate::domain::id::Id;
use crate::domain::verb::Verb;
use crate::error::{Error, Kind, Result};
use crate::provider::Answer;

/// The interface of the decision's verb, once.
pub(super) async fn act(api: &Api, decision: &Decision) -> Result<Answer> {
    let instance = &decision.item.instance_id;
    let verb = decision.verb.at(decision.item.kind);
    if let Some(button) = ButtonAction::of(verb) {
        return press(api, decision, button).await;
    }
    Ok(match verb {
        Verb::Countersign => {
            let people: Vec<_> = decision.people.iter().map(|person| &person.id).collect();
            if people.is_empty() {
                return Err(Error::new(Kind::Usage, "error-no-people"));
            }
            let reply = api.add_counter_sign_assignee(task(decision)?, &people);
            confirmed(reply.await?, "AddCounterSignAssignee")
        }
        Verb::Rollback => {
            let target = decision.target.as_ref();
            let target = target.ok_or_else(|| Error::new(Kind::Usage, "error-no-target"))?;
            let reply = api.roll_back(task(decision)?, target);
            confirmed(reply.await?, "RollBack")
        }
        Verb::Remind => confirmed(api.press_task(instance).await?, "PressTask"),
        Verb::Stop => {
            let reply = api.stop_flow(instance, decision.comment.as_deref());
            confirmed(reply.await?, "StopFlow")
        }
        _ => {
            let body = revoke(decision.item.key.folder, task(decision)?, &api.me());
            confirmed(api.revoke(body).await?, "Revoke")
        }
    })
}

/// A button of the approval page (interface 4).
pub(super) async fn press(api: &Api, decision: &Decision, button: ButtonAction) -> Result<Answer> {
    let body = complete_task(decision, task(decision)?, button, &api.me());
    let reply = api.complete_task(body).await?;
    Ok(done(reply.data, reply.request_id))
}

/// The next approvers that were chosen (interface 14).
pub(super) async fn submit_next(api: &Api, tasks: &[Id]) -> Result<Answer> {
    let reply = api.submit_flow_task_list(tasks).await?;
    Ok(confirmed(reply, "SubmitFlowTaskList"))
}

fn task(decision: &Decision) -> Result<&Id> {
    let task = decision.item.task_id.as_ref();
    task.ok_or_else(|| Error::new(Kind::Usage, "error-no-task"))
}

fn confirmed(reply: Reply<Confirmed>, interface: &'static str) -> Answer {
    result(reply.data.result, interface, reply.request_id)
}
