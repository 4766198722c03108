//! The list: loading page by page, moving, looking for news, searching.

use std::collections::BTreeSet;

use super::{place, sight};
use crate::domain::item::{Folder, Item, Key, Page, PageRequest, ServerSort};
use crate::domain::remembered::Remembered;
use crate::error::Error;
use crate::tui::effect::Effect;
use crate::tui::event::Ticket;
use crate::tui::layout::layout;
use crate::tui::model::list::{Loading, Purpose};
use crate::tui::model::{Focus, List, Model, Panes, Toast, Tone, Words};

/// The first page is what a screen can show; the rest comes in larger ones.
const FIRST: u32 = 50;
const REST: u32 = 200;

/// How many rows the list has on screen.
pub(super) fn height(model: &Model) -> usize {
    layout(model.size, model).list_rows()
}

pub(super) fn keep_in_sight(model: &mut Model) {
    let height = height(model);
    model.list.keep_in_sight(height);
}

/// Moves the cursor to a row.
pub(super) fn go(model: &mut Model, row: usize) {
    let (height, before) = (height(model), model.list.row());
    model.list.go(row, height);
    if model.list.row() != before {
        model.scroll = 0;
    }
}

/// Moves the cursor to an item that is in the list.
pub(super) fn go_to(model: &mut Model, key: Option<&Key>) {
    if let Some(row) = key.and_then(|key| model.list.row_of(key)) {
        go(model, row);
    }
}

/// Opens another folder.
pub(super) fn open(model: &mut Model, folder: Folder) -> Vec<Effect> {
    place::leave(model);
    if model.list.folder == folder && model.list.known {
        return refresh(model);
    }
    model.list = List::new(folder);
    model.marks.clear();
    model.sight.limit = None;
    sight::refresh(model);
    model.scroll = 0;
    model.focus = Focus::List;
    if model.panes == Panes::Detail {
        model.panes = Panes::Both;
    }
    let settled = model.receipts.keys().cloned().collect();
    forget_settled(model, &settled);
    let mut effects = load(model);
    effects.push(Effect::Recall(folder));
    effects
}

/// Shows what was seen last, until the server has said how it is now.
pub(super) fn recalled(model: &mut Model, remembered: Remembered) {
    let list = &mut model.list;
    let known_better = list.known && list.remembered.is_none();
    if list.folder != remembered.folder || known_better {
        return;
    }
    list.recall(remembered.page, remembered.at);
    if let Some(loading) = &mut list.loading
        && loading.purpose == Purpose::Fill
    {
        // What comes takes the place of what is there, not a place behind it.
        loading.purpose = Purpose::Replace(Vec::new());
    }
    sight::refresh(model);
    model.counts = model.counts.or(remembered.counts);
    let name = model.hand.name.take();
    model.hand.name = name.or(remembered.hand);
    for instance in remembered.details {
        model.details.recall(instance);
    }
}

/// Asks for the open folder's first page, to show it.
pub(super) fn load(model: &mut Model) -> Vec<Effect> {
    model.list.error = None;
    ask(model, Purpose::Fill, 1, FIRST)
}

/// Reads the whole folder again; what is on screen stays until all of it has come.
pub(super) fn refresh(model: &mut Model) -> Vec<Effect> {
    if !model.list.known {
        return load(model);
    }
    model.list.over = model.receipts.keys().cloned().collect();
    model.details.forget_failures();
    model.sight.forget_failures();
    ask(model, Purpose::Replace(Vec::new()), 1, REST)
}

/// Sees whether there is anything new, without touching what is on screen.
pub(super) fn look(model: &mut Model) -> Vec<Effect> {
    if !model.list.known {
        return load(model);
    }
    if model.list.loading.is_some() {
        return Vec::new();
    }
    if model.list.remembered.is_some() {
        return refresh(model);
    }
    if model.list.error.is_some() && (model.list.items.len() as u64) < model.list.total {
        // The rest of the rows is still missing: the line broke in between.
        return ask(model, Purpose::Fill, 1, REST);
    }
    ask(model, Purpose::Look, 1, FIRST)
}

fn ask(model: &mut Model, purpose: Purpose, number: u32, size: u32) -> Vec<Effect> {
    let ticket = model.ticket();
    model.list.loading = Some(Loading {
        ticket,
        purpose,
        number,
        size,
    });
    vec![Effect::List {
        ticket,
        request: PageRequest {
            folder: model.list.folder,
            number,
            size,
            sort: ServerSort::Started,
            ascending: false,
        },
    }]
}

/// Takes a page, unless it answers a question that is no longer asked.
pub(super) fn answered(
    model: &mut Model,
    ticket: Ticket,
    page: Result<Page, Error>,
) -> Vec<Effect> {
    let Some(loading) = model
        .list
        .loading
        .take_if(|loading| loading.ticket == ticket)
    else {
        return Vec::new();
    };
    let page = match page {
        Ok(page) => page,
        Err(error) => {
            if loading.purpose != Purpose::Look {
                model.toast = Some(Toast {
                    tone: Tone::Bad,
                    words: Words::Error(error.clone()),
                });
            }
            model.list.error = Some(error);
            return Vec::new();
        }
    };
    model.list.error = None;
    let waited = std::mem::replace(&mut model.list.unread, page.unread) > 0;
    if page.unread > 0 {
        return go_on(model, &loading, page);
    }
    if !waited {
        return taken(model, loading, page);
    }
    // What came in parts stands in the order in which it came.
    let anew = Loading {
        purpose: Purpose::Replace(Vec::new()),
        ..loading
    };
    let mut effects = taken(model, anew, page);
    effects.push(Effect::Count);
    effects
}

/// Takes a page as far as it is known, and asks for it again: those behind it are being read.
fn go_on(model: &mut Model, loading: &Loading, page: Page) -> Vec<Effect> {
    let purpose = match loading.purpose {
        Purpose::Fill => {
            model.list.append(page);
            sight::refresh(model);
            Purpose::Fill
        }
        Purpose::Replace(_) => Purpose::Replace(Vec::new()),
        Purpose::Look => Purpose::Look,
    };
    ask(model, purpose, 1, loading.size)
}

/// Takes a page for what it was asked for.
fn taken(model: &mut Model, loading: Loading, page: Page) -> Vec<Effect> {
    match loading.purpose {
        Purpose::Look => {
            let new = |item: &&Item| !model.list.contains(&item.key);
            let met = page.items.iter().filter(new).count();
            // What is older than the first page shows only in the total.
            let more = page.total.saturating_sub(model.list.items.len() as u64);
            model.list.arrived = met.max(usize::try_from(more).unwrap_or(usize::MAX));
            Vec::new()
        }
        Purpose::Fill => {
            let came = !page.items.is_empty();
            model.list.append(page);
            sight::refresh(model);
            let missing = (model.list.items.len() as u64) < model.list.total;
            // The next size counts pages anew: rows that came already are recognised.
            let number = if loading.size == REST {
                loading.number + 1
            } else {
                1
            };
            let more = u64::from(loading.number * loading.size) < model.list.total;
            if came && missing && (more || loading.size == FIRST) {
                return ask(model, Purpose::Fill, number, REST);
            }
            Vec::new()
        }
        Purpose::Replace(rows) => replaced(model, rows, page, loading.number, loading.size),
    }
}

/// Takes one more page of the rows that are to replace what is there.
fn replaced(
    model: &mut Model,
    mut rows: Vec<Item>,
    page: Page,
    number: u32,
    size: u32,
) -> Vec<Effect> {
    let (before, total) = (rows.len(), page.total);
    rows.extend(page.items);
    let more = rows.len() > before && (rows.len() as u64) < total;
    if more && size != REST {
        // Larger pages are counted anew.
        return ask(model, Purpose::Replace(Vec::new()), 1, REST);
    }
    if more {
        return ask(model, Purpose::Replace(rows), number + 1, REST);
    }
    let mut seen = BTreeSet::new();
    rows.retain(|item| seen.insert(item.key.clone()));
    let over = std::mem::take(&mut model.list.over);
    forget_settled(model, &over);
    model.list.replace(rows, total);
    sight::refresh(model);
    Vec::new()
}

/// Handled rows leave with the old list, and so do their receipts and details.
fn forget_settled(model: &mut Model, settled: &BTreeSet<Key>) {
    for key in settled {
        model.details.forget(key);
        model.sight.forget(key);
        model.receipts.remove(key);
    }
    for key in model.news.forget_gone() {
        model.details.forget(&key);
    }
}
