//! The ends of decisions, one by one: what each means for its row, for the marks and for the run;
//! and calling off the rest.

use super::detail;
use super::keys::info;
use crate::domain::decision::{Decision, Receipt, Status};
use crate::domain::item::{Folder, Key};
use crate::domain::verb::Verb;
use crate::tui::effect::Effect;
use crate::tui::model::{Model, Run, Settled, Toast, Tone, Words};

/// A decision has ended.
pub(super) fn settled(model: &mut Model, decision: Decision, receipt: Receipt) -> Vec<Effect> {
    let item = decision.item.clone();
    let key = item.key.clone();
    if model.in_flight.remove(&key).is_none() {
        // It was answered before.
        return Vec::new();
    }
    // Rows that were asked for before this do not tell of it.
    model.list.over.remove(&key);
    model.news.own.insert(key.account.clone());
    let mut effects = vec![Effect::Release(key.clone())];
    let done = receipt.status == Status::Done;
    if done {
        model.marks.remove(&key);
    } else {
        // Whoever asked to send and leave is to see what was not done.
        model.quitting = false;
        // Its mark means something again.
        model.marks.unseen |= model.marks.has(&key);
    }
    tell(model, &decision, &receipt);
    model.settled.push(Settled {
        at: model.now,
        decision,
        receipt: receipt.clone(),
    });
    if done && receipt.verb.row().closes {
        // What was read before the decision is no longer so; its row stays as it was.
        model.details.forget(&key);
        model.filled.remove(&key);
    } else if model.run.is_none_or(|run| run.total == 1) || model.list.current() == Some(&item) {
        effects.push(detail::ask(model, item));
    } else {
        model.details.forget(&key);
    }
    if done && receipt.verb == Verb::Revoke {
        // The row that was decided stands where it stood; what was done of it is no longer so.
        let decided = Key {
            folder: Folder::Todo,
            ..key.clone()
        };
        if let Some(old) = model.receipts.get_mut(&decided) {
            *old = receipt.clone();
        }
    }
    model.receipts.insert(key, receipt);
    if model.in_flight.is_empty() {
        let run = model.run.take();
        effects.extend(model.sides.each(&Effect::Count));
        if run.is_some_and(|run| run.asks) {
            effects.extend(model.sides.each(&Effect::Choices));
        }
    }
    effects
}

/// One is told by itself; of many, how they ended once they all have.
fn tell(model: &mut Model, decision: &Decision, receipt: &Receipt) {
    let done = receipt.status == Status::Done;
    if let Some(run) = &mut model.run {
        run.count(receipt);
    }
    let of_many = model.run.filter(|run| run.total > 1);
    let words = match of_many {
        None => Words::Receipt(Box::new(decision.without_form()), receipt.clone()),
        Some(run) if run.left() == 0 => ended(&run),
        Some(_) => return,
    };
    let good = of_many.map_or(done || receipt.status == Status::Planned, |run| {
        run.others + run.called_off == 0
    });
    let tone = if good { Tone::Good } else { Tone::Bad };
    model.toast = Some(Toast { tone, words });
}

fn ended(run: &Run) -> Words {
    let counts = vec![
        ("done", run.done.to_string()),
        ("others", run.others.to_string()),
        ("off", run.called_off.to_string()),
    ];
    let words = if run.called_off > 0 {
        "toast-run-called-off"
    } else {
        "toast-run-ended"
    };
    Words::Message(words, counts)
}

/// Calls off what has not been sent; `None` when there is nothing to call off any more.
pub(super) fn halt(model: &mut Model) -> Option<Vec<Effect>> {
    let run = model.run.as_mut().filter(|run| !run.halted)?;
    run.halted = true;
    model.toast = Some(info("toast-halting"));
    Some(vec![Effect::Halt])
}
