//! The people of every step as seats, and the kinds of approvals as flows: lists beside the
//! folders.

use super::Open71360;
use super::terms::Terms;
use super::wire::approval::{Approval, Member, Task};
use super::wire::list::Form;
use crate::domain::canvas::Progress;
use crate::domain::flow::DeployedFlow;
use crate::domain::id::Id;
use crate::domain::instance;
use crate::domain::instance::TaskStatus;
use crate::domain::people::Named;

/// Every seat, step by step.
pub(super) fn seats(id: &Id, approval: &Approval, terms: &Terms) -> Vec<instance::Task> {
    let steps = approval.steps().into_iter();
    let seats = steps.flat_map(|(number, task)| {
        let members = task.members.iter();
        members.filter_map(move |member| {
            let task_id = task.id.clone()?;
            Some(instance::Task {
                id: task_id.clone(),
                instance_id: id.clone(),
                node: Named::new(Some(task_id), Some(terms.step(number))),
                assignee: Named::new(member.employee_id.clone(), None),
                status: status(approval, task, member),
                started_at: None,
                ended_at: None,
                result: member.action(),
                link: None,
            })
        })
    });
    seats.collect()
}

fn status(approval: &Approval, task: &Task, member: &Member) -> TaskStatus {
    match (member.action(), approval.progress(task)) {
        (Some(_), _) => TaskStatus::Done,
        (None, Progress::Current) => TaskStatus::Open,
        // The others of a step that one of them decided.
        (None, Progress::Done) => TaskStatus::Void,
        (None, _) if approval.has_ended() => TaskStatus::Void,
        (None, _) => TaskStatus::Unsubmitted,
    }
}

impl Open71360 {
    /// A kind as a flow; `None` where it lacks its id. None can be started from here.
    pub(super) fn flow(&self, form: Form) -> Option<DeployedFlow> {
        let code = form.id?;
        let name = form
            .name
            .or_else(|| self.reader.terms.form(form.approve_type?));
        Some(DeployedFlow {
            key: code.to_string(),
            name: name.unwrap_or_else(|| code.to_string()),
            version: String::new(),
            description: None,
            published: None,
            has_inputs: None,
            code,
        })
    }
}
