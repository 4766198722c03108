//! The plan: all that is staged, to be looked at, changed and sent.

use crokey::crossterm::event::KeyCode;

use super::keys::info;
use super::overlay::{control, letter, plain};
use super::{account, decide, place};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::keymap::{Meaning, Press, narrowed};
use crate::tui::model::plan::{PlanRow, Review};
use crate::tui::model::{Model, Overlay, Toast, Tone};

/// A key that is held comes again sooner than this.
const HELD_MS: i64 = 700;

/// `gp`
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if model.plan.is_empty() {
        model.toast = Some(account::nothing_staged(model));
    } else {
        model.overlays.push(Overlay::Plan(Review {
            row: 0,
            here: None,
            since: model.now,
        }));
    }
    Vec::new()
}

/// A key in the plan.
pub(super) fn press(model: &mut Model, mut review: Review, key: Press, burst: bool) -> Vec<Effect> {
    let rows = model.plan_rows();
    review.row = moved(review.row_among(&rows), rows.len(), key);
    if plain(key, KeyCode::Esc) || letter(key) == Some('q') {
        return Vec::new();
    }
    let here = rows.get(review.row);
    // These two are the same keys as everywhere.
    let command = match model.settings.keymap.meaning(&[narrowed(key)]) {
        Meaning::Command(command @ (Command::SendNow | Command::Unstage)) => Some(command),
        _ => None,
    };
    let effects = match (command, letter(key), here) {
        _ if burst => Vec::new(),
        (Some(Command::SendNow), ..) if model.plan.unmended().is_some() => {
            model.toast = Some(Toast {
                tone: Tone::Bad,
                ..info("toast-plan-unmended")
            });
            Vec::new()
        }
        (Some(Command::SendNow), ..) => {
            let held = model.now.as_millisecond() - review.since.as_millisecond() < HELD_MS;
            if !held {
                return decide::send_all(model);
            }
            review.since = model.now;
            Vec::new()
        }
        (Some(_), _, Some(PlanRow::Group(_, keys))) => decide::unstage(model, keys),
        (Some(_), _, Some(PlanRow::Item(key))) => decide::unstage(model, std::slice::from_ref(key)),
        (_, Some('E'), _) => {
            let unmended = model.plan.unmended();
            vec![unmended.map_or(Effect::EditPlan, |text| Effect::Edit(text.to_owned()))]
        }
        (_, Some('D'), _) => {
            model.plan.mend();
            Vec::new()
        }
        (.., Some(PlanRow::Item(item))) if plain(key, KeyCode::Enter) => {
            if model.list.shows(item) {
                super::list::go_to(model, Some(item));
                return place::show_detail(model);
            }
            model.toast = Some(Toast {
                tone: Tone::Bad,
                ..info("toast-not-in-sight")
            });
            Vec::new()
        }
        _ => Vec::new(),
    };
    if !model.plan.is_empty() {
        let is_changed = command.is_some();
        let rows = if is_changed { model.plan_rows() } else { rows };
        review.row = review.row.min(rows.len().saturating_sub(1));
        review.here = rows.into_iter().nth(review.row);
        model.overlays.push(Overlay::Plan(review));
    }
    effects
}

/// Where a key moves the cursor among so many rows.
pub(super) fn moved(row: usize, count: usize, key: Press) -> usize {
    let last = count.saturating_sub(1);
    let letter = letter(key);
    let to = if plain(key, KeyCode::Down) || letter == Some('j') {
        row + 1
    } else if plain(key, KeyCode::Up) || letter == Some('k') {
        row.saturating_sub(1)
    } else if plain(key, KeyCode::PageDown) || control(key, 'd') {
        row + 10
    } else if plain(key, KeyCode::PageUp) || control(key, 'u') {
        row.saturating_sub(10)
    } else if plain(key, KeyCode::Home) || letter == Some('g') {
        0
    } else if plain(key, KeyCode::End) || letter == Some('G') {
        last
    } else {
        row
    };
    to.min(last)
}
