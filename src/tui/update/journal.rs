//! The journal: what was decided from this machine, by whom and with which end. Changes nothing.

use crokey::crossterm::event::KeyCode;

use super::overlay::{letter, plain};
use super::reviewing::moved;
use super::{list, place};
use crate::domain::journal::Entry;
use crate::error::Error;
use crate::tui::effect::Effect;
use crate::tui::event::Ticket;
use crate::tui::keymap::Press;
use crate::tui::model::journal::{LATEST, Records};
use crate::tui::model::{Model, Overlay, Words};

/// `gl`
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let ticket = model.ticket();
    model.overlays.push(Overlay::Journal(Records::new(ticket)));
    vec![Effect::Journal {
        ticket,
        latest: LATEST,
    }]
}

/// The records have been read, or cannot be.
pub(super) fn answered(model: &mut Model, ticket: Ticket, entries: Result<Vec<Entry>, Error>) {
    let open = model.overlays.iter_mut().find_map(|overlay| match overlay {
        Overlay::Journal(records) if records.asked == ticket => Some(records),
        _ => None,
    });
    if let Some(records) = open {
        records.entries = Some(entries);
    }
}

/// A key among them.
pub(super) fn press(model: &mut Model, mut records: Records, key: Press) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) || letter(key) == Some('q') {
        return Vec::new();
    }
    let rows = records.rows();
    let row = moved(records.row, rows.len(), key);
    let here = rows.get(row).map(|entry| entry.intent.key.clone());
    records.row = row;
    if letter(key) == Some('f') {
        records.undone = !records.undone;
        records.row = 0;
    }
    if plain(key, KeyCode::Enter) {
        if let Some(item) = here.filter(|item| model.list.shows(item)) {
            list::go_to(model, Some(&item));
            return place::show_detail(model);
        }
        place::refuse(model, Words::Message("toast-not-in-sight", Vec::new()));
    }
    model.overlays.push(Overlay::Journal(records));
    Vec::new()
}
