//! What earlier runs have left: what they had staged waits again, what they had sent is told.

use super::answers::fail;
use super::decide;
use crate::domain::decision::{Decision, Status};
use crate::domain::journal::Entry;
use crate::error::{Error, Kind};
use crate::tui::effect::Effect;
use crate::tui::model::{Interruption, Model, Toast, Tone, Words};

/// What they had staged waits for `$`.
pub(super) fn restored(
    model: &mut Model,
    groups: Result<Vec<Vec<Decision>>, Error>,
) -> Vec<Effect> {
    model.inherited = true;
    let groups = match groups {
        Ok(groups) => groups,
        Err(error) => {
            fail(model, error);
            return Vec::new();
        }
    };
    for mut group in groups {
        // What was decided since the start, before this came, is not decided again.
        group.retain(|decision| !model.is_busy(&decision.item.key));
        model.interruption.staged += group.len();
        model.plan.stage(group, None);
    }
    if model.interruption.staged > 0 {
        tell(model);
    }
    let mut effects: Vec<Effect> = decide::keep(model).into_iter().collect();
    // What was told to go meanwhile has waited for this.
    effects.extend(decide::send_due(model));
    effects
}

/// What they had sent of a batch has ended so, or has been looked up.
pub(super) fn recovered(model: &mut Model, entries: Result<Vec<Entry>, Error>) {
    let entries = match entries {
        Ok(entries) if entries.is_empty() => return,
        Ok(entries) => entries,
        Err(error) if error.kind == Kind::Unreachable => return,
        Err(error) => return fail(model, error),
    };
    for entry in entries {
        model.interruption.count(&entry);
        let key = entry.intent.key;
        let told = |status| matches!(status, Status::Unknown | Status::Refused | Status::Stale);
        if let Some(receipt) = entry.receipt.filter(|receipt| told(receipt.status))
            && model.plan.staged(&key).is_none()
        {
            model.receipts.insert(key, receipt);
        }
    }
    tell(model);
}

fn tell(model: &mut Model) {
    let Interruption {
        undone, unknown, ..
    } = model.interruption;
    model.toast = Some(Toast {
        tone: if undone + unknown == 0 {
            Tone::Info
        } else {
            Tone::Bad
        },
        words: Words::Interrupted(model.interruption),
    });
}
