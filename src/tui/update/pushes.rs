//! Pushes: what they say is shown at once as unverified, then the server is asked, and what it
//! says stands. Nothing moves under the cursor, and nothing opens.

use std::sync::Arc;

use super::answers::heard;
use super::{detail, place};
use crate::domain::claim::Claim;
use crate::domain::instance::{Task, TaskStatus};
use crate::domain::item::{Counts, Folder, Item};
use crate::domain::push::Push;
use crate::error::{Error, Kind};
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::news::{Approval, Gone, Standing, Told};

/// A push has come.
pub(super) fn pushed(model: &mut Model, account: Arc<str>, push: &Push) -> Vec<Effect> {
    let approval = (account, push.instance_id.clone());
    let claim = Claim::from(push);
    if is_own(model, &approval, &claim) {
        return Vec::new();
    }
    if !model
        .news
        .take(approval.clone(), claim.clone(), push.received_at)
    {
        // Too many to be looked at one by one.
        return look(model);
    }
    let row = model.list.items.iter().find(|item| is_of(item, &approval));
    let side = model.sides.of(&approval.0);
    let subject = row.map(|item| format!("{} {}", item.flow_name(), side.label(&item.applicant)));
    model.news.told = Some(Told {
        approval,
        claim,
        subject,
        standing: Standing::Unverified,
    });
    ask(model)
}

/// Whether it tells of what was decided here, which is known better.
fn is_own(model: &Model, approval: &Approval, claim: &Claim) -> bool {
    let settled = model.settled.iter().map(|settled| &settled.decision);
    let mut decided = settled.chain(model.in_flight.values());
    let hand = &model.sides.of(&approval.0).hand;
    let mine = claim.who.id.is_some() && claim.who.id == hand.id;
    mine && decided.any(|decision| is_of(&decision.item, approval))
}

fn is_of(item: &Item, (account, instance): &Approval) -> bool {
    item.instance_id == *instance && item.key.account == *account
}

/// Asks about what waits to be confirmed, so many at once.
fn ask(model: &mut Model) -> Vec<Effect> {
    let asked = model.news.to_ask().into_iter();
    asked
        .map(|(account, instance)| Effect::Confirm { account, instance })
        .collect()
}

/// The server has said how an approval stands.
pub(super) fn confirmed(
    model: &mut Model,
    approval: &Approval,
    tasks: Result<Vec<Task>, Error>,
) -> Vec<Effect> {
    if let Some(error) = tasks.as_ref().err().filter(|error| is_of_the_line(error)) {
        heard(model, &approval.0, Some(error));
        model.news.broke(approval);
        return ask(model);
    }
    let Some(hint) = model.news.answered(approval) else {
        return ask(model);
    };
    // It refuses to tell of what it does not know.
    let tasks = tasks.unwrap_or_default();
    model.news.conclude(approval, hint.claim.holds(&tasks));
    let mut effects = Vec::new();
    if !tasks.is_empty() {
        heard(model, &approval.0, None);
        effects = compare(model, approval, &tasks);
        // How many there are is counted before that is told.
        if hint.fresh && has_new(model, approval, &tasks) {
            model.news.promised.insert(approval.0.clone());
        }
    }
    effects.extend(ask(model));
    if model.news.is_settled() {
        effects.extend(look(model));
    }
    effects
}

/// Whether the server was not heard, and so has not said anything about the approval.
fn is_of_the_line(error: &Error) -> bool {
    matches!(
        error.kind,
        Kind::Unreachable | Kind::Interrupted | Kind::Rate | Kind::Server | Kind::Auth
    )
}

/// What the tasks mean for the rows of their approval, and for the detail that is open.
fn compare(model: &mut Model, approval: &Approval, tasks: &[Task]) -> Vec<Effect> {
    let current = model
        .current()
        .filter(|item| is_of(item, approval))
        .cloned();
    let rows = model.list.items.iter().filter(|item| is_of(item, approval));
    for item in rows.cloned().collect::<Vec<_>>() {
        let key = &item.key;
        let known = model.receipts.contains_key(key) || model.in_flight.contains_key(key);
        if key.folder == Folder::Todo && !known {
            model.news.note(key, gone(&item, tasks));
        }
        if current.as_ref().is_none_or(|current| current.key != *key) {
            model.details.forget(key);
        }
    }
    current
        .map(|item| detail::ask(model, item))
        .into_iter()
        .collect()
}

/// Who has handled a to-do that waits no more.
fn gone(item: &Item, tasks: &[Task]) -> Option<Gone> {
    let id = item.task_id.as_ref()?;
    let task = tasks.iter().find(|task| task.id == *id);
    let waits = |task: &Task| !matches!(task.status, TaskStatus::Done | TaskStatus::Void);
    if task.is_some_and(waits) {
        return None;
    }
    let is_done = |task: &&Task| task.status == TaskStatus::Done;
    let decided = task.filter(is_done).or_else(|| {
        let done = tasks.iter().filter(is_done);
        done.max_by_key(|task| task.ended_at)
    });
    Some(Gone {
        who: decided
            .map(|task| task.assignee.clone())
            .unwrap_or_default(),
        action: decided.and_then(|task| task.result.clone()),
    })
}

/// Whether a task waits for whoever sits here that no row shows.
fn has_new(model: &Model, approval: &Approval, tasks: &[Task]) -> bool {
    let shown = |task: &Task| {
        let mut rows = model.list.items.iter();
        rows.any(|item| item.task_id.as_ref() == Some(&task.id) && is_of(item, approval))
    };
    let hand = &model.sides.of(&approval.0).hand;
    let mine = |task: &&Task| {
        task.status == TaskStatus::Open && task.assignee.id.is_some() && task.assignee.id == hand.id
    };
    tasks.iter().filter(mine).any(|task| !shown(task))
}

/// An account's to-dos were counted.
pub(super) fn counted(model: &mut Model, account: &Arc<str>, counts: Counts) -> Vec<Effect> {
    model.sides.of_mut(account).counts = Some(counts);
    // The line holds: what broke with it can be asked again.
    model.news.mend(account);
    let mut effects = ask(model);
    if model.news.counted(account, counts.todo) && model.news.rings(model.now) {
        effects.push(Effect::Notify);
    }
    effects
}

/// Counts, and sees what there is in the open list.
fn look(model: &mut Model) -> Vec<Effect> {
    let mut effects = place::look_after(model);
    effects.extend(model.sides.each(&Effect::Count));
    effects
}
