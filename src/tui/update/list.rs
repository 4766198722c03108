//! The list: loading page by page, moving, looking for news, searching.

use std::collections::BTreeSet;
use std::sync::Arc;

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
    if model.list.folder == folder && model.list.is_known() {
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
    for account in model.sides.accounts() {
        forget_gone(model, &account);
    }
    let mut effects = refresh(model);
    effects.extend(model.sides.each(&Effect::Recall(folder)));
    effects
}

/// Shows what was seen last of an account, until its server has said how it is now.
pub(super) fn recalled(model: &mut Model, account: &Arc<str>, remembered: Remembered) {
    let list = &mut model.list;
    let part = list.part(account);
    let known_better = part.known && part.remembered.is_none();
    if list.folder != remembered.folder || known_better {
        return;
    }
    list.recall(account, remembered.page, remembered.at);
    if let Some(loading) = &mut list.part(account).loading
        && loading.purpose == Purpose::Fill
    {
        // What comes takes the place of what is there, not a place behind it.
        loading.purpose = Purpose::Replace(Vec::new());
    }
    sight::refresh(model);
    let side = model.sides.of_mut(account);
    side.counts = side.counts.or(remembered.counts);
    let name = side.hand.name.take();
    side.hand.name = name.or(remembered.hand);
    for instance in remembered.details {
        model.details.recall(instance);
    }
}

/// Reads the whole folder again; what is on screen stays until all of an account's has come.
pub(super) fn refresh(model: &mut Model) -> Vec<Effect> {
    if model.list.is_known() {
        model.list.over = model.receipts.keys().cloned().collect();
        model.details.forget_failures();
        model.sight.forget_failures();
    }
    let accounts = model.sides.accounts().into_iter();
    accounts
        .map(|account| refresh_part(model, &account))
        .collect()
}

/// The same of one account.
fn refresh_part(model: &mut Model, account: &Arc<str>) -> Effect {
    let part = model.list.part(account);
    if !part.known {
        part.error = None;
        return ask(model, account, Purpose::Fill, 1, FIRST);
    }
    ask(model, account, Purpose::Replace(Vec::new()), 1, REST)
}

/// Sees whether there is anything new, without touching what is on screen.
pub(super) fn look(model: &mut Model) -> Vec<Effect> {
    let accounts = model.sides.accounts().into_iter();
    accounts
        .filter_map(|account| look_at(model, &account))
        .collect()
}

/// The same as soon as what is under way has ended: that may have been answered before the news.
pub(super) fn look_after(model: &mut Model) -> Vec<Effect> {
    for account in model.sides.accounts() {
        let part = model.list.part(&account);
        part.look_again = part.loading.is_some();
    }
    look(model)
}

/// The look at an account that was due, once the way is free.
pub(super) fn look_again(model: &mut Model, account: &Arc<str>) -> Option<Effect> {
    let part = model.list.part(account);
    if part.loading.is_some() || !std::mem::take(&mut part.look_again) {
        return None;
    }
    look_at(model, account)
}

fn look_at(model: &mut Model, account: &Arc<str>) -> Option<Effect> {
    let here = model.list.count_of(account);
    let part = model.list.part(account);
    if part.loading.is_some() {
        return None;
    }
    if !part.known || part.remembered.is_some() {
        return Some(refresh_part(model, account));
    }
    if part.error.is_some() && here < part.total {
        // The rest of the rows is still missing: the line broke in between.
        return Some(ask(model, account, Purpose::Fill, 1, REST));
    }
    Some(ask(model, account, Purpose::Look, 1, FIRST))
}

fn ask(model: &mut Model, account: &Arc<str>, purpose: Purpose, number: u32, size: u32) -> Effect {
    let ticket = model.ticket();
    model.list.part(account).loading = Some(Loading {
        ticket,
        purpose,
        number,
        size,
    });
    let request = PageRequest {
        folder: model.list.folder,
        number,
        size,
        sort: ServerSort::Started,
        ascending: false,
    };
    model.sides.at(account, Effect::List { ticket, request })
}

/// Takes a page, unless it answers a question that is no longer asked.
pub(super) fn answered(
    model: &mut Model,
    ticket: Ticket,
    page: Result<Page, Error>,
) -> Vec<Effect> {
    let Some(account) = model.list.asked_by(ticket) else {
        return Vec::new();
    };
    let part = model.list.part(&account);
    let Some(loading) = part.loading.take() else {
        return Vec::new();
    };
    let page = match page {
        Ok(page) => page,
        Err(error) => {
            part.error = Some(error.clone());
            // Of several accounts one that fails is told of in its own place.
            if loading.purpose != Purpose::Look && !model.sides.are_several() {
                model.toast = Some(Toast {
                    tone: Tone::Bad,
                    words: Words::Error(error),
                });
            }
            return Vec::new();
        }
    };
    part.error = None;
    let waited = std::mem::replace(&mut part.unread, page.unread) > 0;
    if page.unread > 0 {
        return vec![go_on(model, &account, &loading, page)];
    }
    if !waited {
        return taken(model, &account, loading, page).into_iter().collect();
    }
    // What came in parts stands in the order in which it came.
    let anew = Loading {
        purpose: Purpose::Replace(Vec::new()),
        ..loading
    };
    let next = taken(model, &account, anew, page);
    next.into_iter()
        .chain([model.sides.at(&account, Effect::Count)])
        .collect()
}

/// Takes a page as far as it is known, and asks for it again: those behind it are being read.
fn go_on(model: &mut Model, account: &Arc<str>, loading: &Loading, page: Page) -> Effect {
    let purpose = match loading.purpose {
        Purpose::Fill => {
            model.list.append(account, page);
            sight::refresh(model);
            Purpose::Fill
        }
        Purpose::Replace(_) => Purpose::Replace(Vec::new()),
        Purpose::Look => Purpose::Look,
    };
    ask(model, account, purpose, 1, loading.size)
}

/// Takes a page for what it was asked for; what is to be asked next.
fn taken(model: &mut Model, account: &Arc<str>, loading: Loading, page: Page) -> Option<Effect> {
    match loading.purpose {
        Purpose::Look => {
            let new = |item: &&Item| !model.list.contains(&item.key);
            let met = page.items.iter().filter(new).count();
            // What is older than the first page shows only in the total.
            let more = page.total.saturating_sub(model.list.count_of(account));
            model.list.part(account).arrived = met.max(usize::try_from(more).unwrap_or(usize::MAX));
            None
        }
        Purpose::Fill => {
            let (came, total) = (!page.items.is_empty(), page.total);
            model.list.append(account, page);
            sight::refresh(model);
            let missing = model.list.count_of(account) < total;
            // The next size counts pages anew: rows that came already are recognised.
            let number = if loading.size == REST {
                loading.number + 1
            } else {
                1
            };
            let more = u64::from(loading.number * loading.size) < total;
            (came && missing && (more || loading.size == FIRST))
                .then(|| ask(model, account, Purpose::Fill, number, REST))
        }
        Purpose::Replace(rows) => {
            let (number, size) = (loading.number, loading.size);
            replaced(model, account, rows, page, (number, size))
        }
    }
}

/// Takes one more page, of such a number and size, of the rows that are to replace an account's.
fn replaced(
    model: &mut Model,
    account: &Arc<str>,
    mut rows: Vec<Item>,
    page: Page,
    (number, size): (u32, u32),
) -> Option<Effect> {
    let (before, total) = (rows.len(), page.total);
    rows.extend(page.items);
    let more = rows.len() > before && (rows.len() as u64) < total;
    if more && size != REST {
        // Larger pages are counted anew.
        return Some(ask(model, account, Purpose::Replace(Vec::new()), 1, REST));
    }
    if more {
        return Some(ask(
            model,
            account,
            Purpose::Replace(rows),
            number + 1,
            REST,
        ));
    }
    let mut seen = BTreeSet::new();
    rows.retain(|item| seen.insert(item.key.clone()));
    let own = |key: &Key| key.account == *account;
    let over = model.list.over.extract_if(.., own).collect();
    forget_settled(model, &over);
    forget_gone(model, account);
    model.list.replace(account, rows, total);
    sight::refresh(model);
    None
}

/// Handled rows leave with the old list, and so do their receipts and details.
fn forget_settled(model: &mut Model, settled: &BTreeSet<Key>) {
    for key in settled {
        model.details.forget(key);
        model.sight.forget(key);
        model.receipts.remove(key);
    }
}

/// So do those that somebody else has handled.
fn forget_gone(model: &mut Model, account: &str) {
    for key in model.news.forget_gone(account) {
        model.details.forget(&key);
    }
}
