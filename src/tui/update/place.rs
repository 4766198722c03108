//! The lists beside the folders: opening and leaving them, moving in them, reading on, and the
//! item that a row leads to.

pub(super) mod flows;
pub(super) mod instances;
pub(super) mod messages;

use super::{detail, list};
use crate::domain::item::{Folder, Item};
use crate::error::Error;
use crate::tui::effect::{Effect, Sought};
use crate::tui::event::Ticket;
use crate::tui::model::place::window::{Asked, Purpose, Window};
use crate::tui::model::{Focus, Model, Panes, Place, Tab, Toast, Tone, Visit, Words};
use crate::tui::update::keys::info;

/// Rows of a page. It is the same for all pages of a list, or their numbers would not fit.
pub(super) const PAGE: u32 = 100;

/// Opens a list beside the folders, and asks for what it shows.
fn open(model: &mut Model, place: Place) -> Vec<Effect> {
    enter_list(model);
    model.tab_before.get_or_insert(model.tab);
    model.place = place;
    ask(model, Purpose::Fill, 1)
}

/// Goes back to the folder that was open.
pub(super) fn leave(model: &mut Model) {
    if !model.place.is_folder() {
        enter_list(model);
        model.place = Place::Folder;
        model.tab = model.tab_before.take().unwrap_or_default();
    }
}

fn enter_list(model: &mut Model) {
    model.visit = None;
    model.searched = None;
    model.scroll = 0;
    model.focus = Focus::List;
    if model.panes == Panes::Detail {
        model.panes = Panes::Both;
    }
}

/// The list so many tabs further: the folders, then the messages, and around.
pub(super) fn neighbour(model: &mut Model, by: usize) -> Vec<Effect> {
    let count = Folder::ALL.len() + 1;
    let at = match &model.place {
        Place::Folder => Folder::ALL
            .iter()
            .position(|folder| *folder == model.list.folder),
        Place::Messages(_) => Some(count - 1),
        // They stand after the last tab, and before the first.
        Place::Instances(_) | Place::Flows(_) if by == 1 => Some(count - 1),
        Place::Instances(_) | Place::Flows(_) => Some(0),
    };
    match Folder::ALL.get((at.unwrap_or(0) + by) % count) {
        Some(folder) => list::open(model, *folder),
        None => messages::open(model),
    }
}

/// Asks for a page of the open list.
fn ask(model: &mut Model, purpose: Purpose, number: u32) -> Vec<Effect> {
    let ticket = model.ticket();
    let Some(window) = model.place.window_mut() else {
        return Vec::new();
    };
    window.asked = Some(Asked { ticket, purpose });
    window.error = None;
    match &model.place {
        Place::Folder => Vec::new(),
        Place::Messages(open) => vec![messages::page(open, ticket, number)],
        Place::Instances(open) => vec![instances::page(open, ticket, number)],
        Place::Flows(open) => flows::page(open, ticket, purpose),
    }
}

/// An item is shown by itself while the detail has the focus. Reads on where the cursor comes near
/// the end of what is here, and what the detail shows.
pub(super) fn read_on(model: &mut Model) -> Vec<Effect> {
    if model.focus == Focus::List && matches!(model.visit, Some(Visit::Here(_))) {
        model.visit = None;
    }
    let height = list::height(model);
    let needed = model.place.window().and_then(|window| window.needs(height));
    let mut effects = match needed {
        Some(number) => ask(model, Purpose::Fill, number),
        None => Vec::new(),
    };
    effects.extend(instances::prefetch(model));
    effects
}

/// Reads the open list again; what is on screen stays until the answer comes.
pub(super) fn refresh(model: &mut Model) -> Vec<Effect> {
    if model.place.is_folder() {
        return list::refresh(model);
    }
    instances::forget_seats(model);
    let mut effects = ask(model, Purpose::Replace, 1);
    effects.extend(
        model
            .visit
            .is_some()
            .then(|| detail::refresh(model))
            .into_iter()
            .flatten(),
    );
    effects
}

/// Sees whether there is anything new.
pub(super) fn look(model: &mut Model) -> Vec<Effect> {
    let Some(window) = model.place.window() else {
        return list::look(model);
    };
    if window.asked.is_some() {
        return Vec::new();
    }
    let purpose = if window.known {
        Purpose::Look
    } else {
        Purpose::Fill
    };
    ask(model, purpose, 1)
}

/// The same as soon as what is under way in a folder has ended.
pub(super) fn look_after(model: &mut Model) -> Vec<Effect> {
    if model.place.is_folder() {
        return list::look_after(model);
    }
    look(model)
}

/// An answer about the open list failed.
fn failed(model: &mut Model, purpose: Purpose, error: Error) {
    if purpose != Purpose::Look {
        refuse(model, Words::Error(error.clone()));
    }
    if let Some(window) = model.place.window_mut() {
        window.error = Some(error);
    }
}

pub(super) fn refuse(model: &mut Model, words: Words) {
    model.toast = Some(Toast {
        tone: Tone::Bad,
        words,
    });
}

/// The row of the cursor in whatever the list pane shows.
pub(super) fn row(model: &Model) -> usize {
    let beside = model.place.window().map(Window::row);
    beside.unwrap_or_else(|| model.list.row())
}

/// Moves the cursor of whatever the list pane shows.
pub(super) fn go(model: &mut Model, row: usize) {
    let height = list::height(model);
    let Some(window) = model.place.window_mut() else {
        list::go(model, row);
        return;
    };
    let before = window.row();
    window.go(row, height);
    if window.row() != before {
        model.scroll = 0;
    }
    model.visit = None;
}

/// Moves the cursor to a row that is on screen, under the pointer.
pub(super) fn point_at(model: &mut Model, to: usize) {
    let before = row(model);
    match model.place.window_mut() {
        Some(window) => window.point_at(to),
        None => model.list.point_at(to),
    }
    moved_from(model, before);
}

/// Moves the rows under the pointer.
pub(super) fn roll(model: &mut Model, by: i32) {
    let (height, before) = (list::height(model), row(model));
    let by = isize::try_from(by).unwrap_or(0);
    match model.place.window_mut() {
        Some(window) => window.roll(by, height),
        None => model.list.roll(by, height),
    }
    moved_from(model, before);
}

/// What the detail shows begins anew where the cursor is on another row.
fn moved_from(model: &mut Model, before: usize) {
    if row(model) != before {
        model.scroll = 0;
        model.visit = None;
    }
}

pub(super) fn keep_in_sight(model: &mut Model) {
    let height = list::height(model);
    match model.place.window_mut() {
        Some(window) => window.keep_in_sight(height),
        None => list::keep_in_sight(model),
    }
}

/// Goes to the next row that matches what was searched last.
pub(super) fn search(model: &mut Model, wanted: &str, backward: bool) -> Vec<Effect> {
    if let Some(row) = model.place.find(wanted, backward) {
        go(model, row);
        return Vec::new();
    }
    if let Some(effects) = messages::search(model, wanted) {
        return effects;
    }
    model.toast = Some(Toast {
        tone: Tone::Info,
        words: Words::Message("toast-not-found", vec![("text", wanted.to_owned())]),
    });
    Vec::new()
}

/// Whether there is anything for the detail to show.
pub(super) fn has_detail(model: &Model) -> bool {
    let beside = model.place.window().map(|window| !window.is_empty());
    beside.unwrap_or_else(|| model.current().is_some())
}

/// Enter on a row beside the folders, or in its detail.
pub(super) fn enter(model: &mut Model) -> Vec<Effect> {
    if matches!(model.visit, Some(Visit::Here(_))) {
        model.focus = Focus::Detail;
        return Vec::new();
    }
    match model.place {
        Place::Folder => Vec::new(),
        Place::Messages(_) => messages::enter(model),
        Place::Instances(_) => instances::enter(model),
        Place::Flows(_) => flows::enter(model),
    }
}

/// The focus goes to the detail, which makes a message read.
pub(super) fn show_detail(model: &mut Model) -> Vec<Effect> {
    if model.panes == Panes::List {
        model.panes = Panes::Both;
    }
    model.focus = Focus::Detail;
    messages::open_current(model)
}

/// Looks up the item that a row leads to.
fn seek(model: &mut Model, what: Sought) -> Vec<Effect> {
    let ticket = model.ticket();
    model.visit = Some(Visit::Sought(ticket));
    model.toast = Some(info("toast-seeking"));
    vec![Effect::Seek { ticket, what }]
}

/// The item has been found; it is shown unless the cursor has gone elsewhere since.
pub(super) fn found(model: &mut Model, ticket: Ticket, item: Result<Item, Error>) -> Vec<Effect> {
    if model.visit != Some(Visit::Sought(ticket)) {
        return Vec::new();
    }
    model.toast = None;
    match item {
        Ok(item) => {
            model.visit = Some(Visit::Here(Box::new(item)));
            // Down a folder one page of each is compared; whoever comes from elsewhere begins.
            model.tab = Tab::default();
            model.scroll = 0;
            return show_detail(model);
        }
        Err(error) => {
            model.visit = None;
            refuse(model, Words::Error(error));
        }
    }
    Vec::new()
}

/// From the lists that have no tab, one layer back is the folder; `None` elsewhere.
pub(super) fn leave_untabbed(model: &mut Model) -> Option<Vec<Effect>> {
    matches!(model.place, Place::Instances(_) | Place::Flows(_)).then(|| {
        leave(model);
        Vec::new()
    })
}
