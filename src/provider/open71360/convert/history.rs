//! What was done, as far as the service tells: by whom at which step, in their order, and without
//! times but that of the beginning.

use std::collections::HashSet;

use super::form::attachment;
use super::state::action;
use crate::domain::id::Id;
use crate::domain::instance::{Act, Action};
use crate::domain::people::Named;
use crate::provider::open71360::terms::Terms;
use crate::provider::open71360::wire::approval::{Approval, Comment, Member, Task};

/// Sent, shown to others, then step by step; nothing that was said is left out.
pub(crate) fn history(approval: &Approval, terms: &Terms) -> Vec<Act> {
    let feed = approval.feed.as_ref();
    let mut acts = vec![Act {
        at: feed.and_then(|feed| feed.create_time),
        node: Some(terms.start()),
        note: approval.flow_type.map(|kind| terms.flow(kind)),
        ..act(approval.sender_id.as_ref(), Action::Submit)
    }];
    acts.extend(copies(approval, terms));
    for (number, task) in approval.steps() {
        let node = terms.step(number);
        acts.extend(step(task).into_iter().map(|act| Act {
            node: Some(node.clone()),
            ..act
        }));
    }
    acts
}

fn act(operator: Option<&Id>, action: Action) -> Act {
    Act {
        at: None,
        node: None,
        operator: Named::new(operator.cloned(), None),
        action,
        comment: None,
        people: Vec::new(),
        attachments: Vec::new(),
        note: None,
    }
}

/// Those who may see it and have no part in it, and the departments that may.
fn copies(approval: &Approval, terms: &Terms) -> Option<Act> {
    let members = approval.tasks.iter().flat_map(|it| &it.members);
    let members: HashSet<_> = members.filter_map(|it| it.employee_id.as_ref()).collect();
    let apart = |id: &&Id| approval.sender_id.as_ref() != Some(id) && !members.contains(id);
    let seeing = approval.visible_employee_ids.iter().filter(apart);
    let seeing = seeing.map(|id| Named::new(Some(id.clone()), None));
    let departments = approval.visible_department_ids.iter();
    let departments =
        departments.map(|id| Named::new(Some(id.clone()), Some(terms.department(id))));
    let people: Vec<_> = seeing.chain(departments).collect();
    (!people.is_empty()).then(|| Act {
        people,
        ..act(None, Action::Cc)
    })
}

/// What the people of a step did, each after what they had said before, then what others said.
fn step(task: &Task) -> Vec<Act> {
    let said = task.said();
    let mut acts = Vec::new();
    let mut members = HashSet::new();
    for member in &task.members {
        // Whoever stands there twice said it once.
        let id = member.employee_id.as_ref();
        let own = id.filter(|id| members.insert(*id));
        let own = own.and_then(|id| said.get(id));
        acts.extend(of_member(member, own.map_or(&[], Vec::as_slice)));
    }
    let of_member = |id: &Id| members.contains(id);
    let others = |said: &&Comment| !said.sender_id.as_ref().is_some_and(of_member);
    acts.extend(task.comments.iter().filter(others).map(remark));
    if task.error_message.is_some() || failed_alone(task) {
        acts.push(Act {
            note: task.error_message.clone(),
            ..act(None, Action::Failed)
        });
    }
    acts
}

fn of_member(member: &Member, said: &[&Comment]) -> Vec<Act> {
    let mut acts: Vec<Act> = said.iter().map(|said| remark(said)).collect();
    // What failed is told once, for the step.
    let Some(done) = member.action().filter(|it| *it != Action::Failed) else {
        return acts;
    };
    // Which of several remarks went with the decision is not said: it was the last thing done.
    match acts.last_mut() {
        Some(last) => last.action = done,
        None => acts.push(act(member.employee_id.as_ref(), done)),
    }
    acts
}

fn failed_alone(task: &Task) -> bool {
    action(task.state.as_deref()) == Some(Action::Failed)
}

fn remark(said: &Comment) -> Act {
    Act {
        comment: said.content.clone(),
        attachments: said.attachments.iter().map(attachment).collect(),
        ..act(said.sender_id.as_ref(), Action::Comment)
    }
}
