//! The detail: which ones to load, when one counts as seen, scrolling.

use crate::domain::item::Item;
use crate::tui::effect::Effect;
use crate::tui::layout::layout;
use crate::tui::model::{Detail, Model, Tab};

/// Details on their way at once: a key held down must not ask for every row it passes.
const AT_ONCE: usize = 3;

/// Notes that the form of the item under the cursor is on the screen.
pub(super) fn see(model: &mut Model) {
    let areas = layout(model.size, model);
    if areas.detail.is_none() || model.tab != Tab::Form {
        return;
    }
    let Some(key) = model.current().map(|item| item.key.clone()) else {
        return;
    };
    if model.details.ready(&key).is_some() {
        model.details.see(&key);
    }
}

/// Asks for the detail under the cursor, then for its neighbours'.
pub(super) fn prefetch(model: &mut Model) -> Vec<Effect> {
    let row = model.list.row();
    let around = [row.checked_add(1), row.checked_sub(1)];
    let neighbours = around
        .into_iter()
        .flatten()
        .filter_map(|row| model.list.get(row))
        .filter(|_| model.place.is_folder());
    let wanted: Vec<Item> = model
        .current()
        .into_iter()
        .chain(neighbours)
        .filter(|item| model.details.is_wanted(&item.key))
        .cloned()
        .collect();
    let mut effects = Vec::new();
    for item in wanted {
        if model.details.awaited() >= AT_ONCE {
            break;
        }
        effects.push(ask(model, item));
    }
    effects
}

/// Asks for a detail, whether or not it is there.
pub(super) fn ask(model: &mut Model, item: Item) -> Effect {
    let ticket = model.ticket();
    model.details.ask(&item.key, ticket);
    Effect::Open {
        ticket,
        item: Box::new(item),
    }
}

/// Reads the detail under the cursor again.
pub(super) fn refresh(model: &mut Model) -> Vec<Effect> {
    let Some(item) = model.current().cloned() else {
        return Vec::new();
    };
    match model.details.get(&item.key) {
        Some(Detail::Loading(_)) => Vec::new(),
        _ => vec![ask(model, item)],
    }
}

/// Moves the window over the detail, within its lines.
pub(super) fn scroll_by(model: &mut Model, lines: i32) {
    let shown = layout(model.size, model).detail_rows();
    let last = model.detail_lines.saturating_sub(shown);
    let wanted = (i32::from(model.scroll) + lines).clamp(0, i32::from(last));
    model.scroll = u16::try_from(wanted).unwrap_or(0);
}
