//! The saved views: counting what each would leave of its folder, and going to one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crokey::crossterm::event::KeyCode;

use super::overlay::{control, plain};
use super::{list, sight};
use crate::domain::item::{Folder, Key};
use crate::domain::query::{Facts, Known, Truth};
use crate::domain::remembered::Remembered;
use crate::domain::view::View;
use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::views::{Seen, Tally, Views};
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
    let saved = model.settings.views.iter().map(|view| view.folder);
    let others: BTreeSet<Folder> = saved.filter(|of| *of != model.list.folder).collect();
    let recall = others.into_iter().map(Effect::Recall);
    recall
        .flat_map(|effect| model.sides.each(&effect).collect::<Vec<_>>())
        .collect()
}

/// Counts what the views leave of another folder as it was seen last, while their box is open.
pub(super) fn recalled(model: &mut Model, account: &Arc<str>, remembered: &Remembered) {
    let folder = remembered.folder;
    if folder == model.list.folder {
        return;
    }
    let details = remembered.details.iter();
    let facts: BTreeMap<&Key, Facts> = details
        .map(|instance| (&instance.item.key, instance.into()))
        .collect();
    let tally = |view: &View| {
        let items = remembered.page.items.iter();
        items.fold(Tally::default(), |tally, item| {
            let facts = model.sight.facts(&item.key).or(facts.get(&item.key));
            let present = sight::present(model, item);
            tally.and(view.query.truth(Known { item, facts }, &present))
        })
    };
    let of_folder = |view: &View| (view.folder == folder).then(|| tally(view));
    let tallies = model.settings.views.iter().map(of_folder);
    let seen = Seen {
        tallies: tallies.map(Option::unwrap_or_default).collect(),
        whole: remembered.page.items.len() as u64 >= remembered.page.total,
    };
    if let Some(Overlay::Views(views)) = model.overlays.last_mut() {
        views.seen.insert((folder, account.clone()), seen);
    }
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
        let truth = view.query.truth(model.sight.known(item), &present);
        if truth == Truth::Unknown && !model.sight.is_settled(&item.key) {
            missing.push(place);
        }
        tally = tally.and(truth);
    }
    tally
}
