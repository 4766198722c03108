//! The saved views: counting what each would leave of the open folder, and going to one.

use crokey::crossterm::event::KeyCode;

use super::overlay::{control, plain};
use super::{list, sight};
use crate::domain::query::Truth;
use crate::domain::view::View;
use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::views::{Tally, Views};
use crate::tui::model::{Focus, Model, Overlay, Panes};
use crate::tui::update::keys::info;

/// Opens the box of the saved views.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if model.settings.views.is_empty() {
        model.toast = Some(info("toast-no-views"));
        return Vec::new();
    }
    let mut views = Views::default();
    views.narrow(&model.settings.views);
    model.overlays.push(Overlay::Views(views));
    sight::refresh(model);
    Vec::new()
}

pub(super) fn press(model: &mut Model, mut views: Views, key: Press, burst: bool) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) || control(key, 'c') {
        sight::refresh(model);
        return Vec::new();
    }
    let chosen = views.chosen(&model.settings.views);
    if let Some(view) = chosen.filter(|_| plain(key, KeyCode::Enter) && !burst) {
        let view = view.clone();
        return apply(model, view);
    }
    if plain(key, KeyCode::Down) || control(key, 'n') {
        views.step(true);
    } else if plain(key, KeyCode::Up) || control(key, 'p') {
        views.step(false);
    } else if *key.codes.first() != KeyCode::Enter {
        let before = views.editor.text();
        views.editor.press(key);
        if views.editor.text() != before {
            views.narrow(&model.settings.views);
        }
    }
    model.overlays.push(Overlay::Views(views));
    Vec::new()
}

/// Opens the view's folder and limits it.
fn apply(model: &mut Model, view: View) -> Vec<Effect> {
    let is_open = model.place.is_folder() && model.list.folder == view.folder;
    let effects = if is_open {
        Vec::new()
    } else {
        list::open(model, view.folder)
    };
    model.focus = Focus::List;
    if model.panes == Panes::Detail {
        model.panes = Panes::Both;
    }
    model.sight.limit = Some(view.query);
    sight::refresh(model);
    sight::check_fields(model);
    effects
}

/// Counts what the views leave of the open folder, while their box is open. Returns the places
/// of the items whose details are still to be read for that.
pub(super) fn count(model: &mut Model) -> Vec<usize> {
    if !matches!(model.overlays.last(), Some(Overlay::Views(_))) {
        return Vec::new();
    }
    let mut missing = Vec::new();
    let views = model.settings.views.iter();
    let counted = views.map(|view| {
        let here = view.folder == model.list.folder;
        here.then(|| tally(model, view, &mut missing))
    });
    let counted = counted.collect();
    if let Some(Overlay::Views(views)) = model.overlays.last_mut() {
        views.tallies = counted;
    }
    missing
}

fn tally(model: &Model, view: &View, missing: &mut Vec<usize>) -> Tally {
    let mut tally = Tally::default();
    for (place, item) in model.list.items.iter().enumerate() {
        let present = sight::present(model, item);
        match view.query.truth(model.sight.known(item), &present) {
            Truth::True => tally.shown += 1,
            Truth::False => {}
            Truth::Unknown => {
                tally.unknown += 1;
                if !model.sight.is_settled(&item.key) {
                    missing.push(place);
                }
            }
        }
    }
    tally
}
