//! Time passing: countdowns while they can be seen, and when to look for news.

use jiff::Timestamp;

use super::{decide, place};
use crate::tui::effect::Effect;
use crate::tui::model::{Model, later};

/// A longer gap means that the machine slept or the program was stopped: nobody was looking.
const GAP_MS: i64 = 2_000;

/// Lets time pass up to `at`.
pub(super) fn tick(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    model.now = at;
    let mut effects = count_down(model, at);
    if model.poll_at.is_some_and(|poll| poll <= at) {
        plan_poll(model);
        effects.extend(model.sides.each(&Effect::Count));
        effects.push(Effect::Elsewhere);
        effects.extend(place::look(model));
    }
    effects
}

fn count_down(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    if model.plan.is_empty() {
        model.counted_to = None;
        return Vec::new();
    }
    let from = model.counted_to.replace(at).unwrap_or(at);
    let passed = at.as_millisecond() - from.as_millisecond();
    if !model.counts_down() || !(0..=GAP_MS).contains(&passed) {
        return Vec::new();
    }
    let sides = &model.sides;
    model.plan.pass(passed, |group| !sides.rests(group));
    decide::send_due(model)
}

/// Sets when news are looked for next.
pub(super) fn plan_poll(model: &mut Model) {
    model.poll_at = model.settings.poll_ms.map(|ms| later(model.now, ms));
}
