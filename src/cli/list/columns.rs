//! What each folder's list shows people: a row of this table per column.

use crate::cli::json;
use crate::cli::look::Look;
use crate::cli::sides::Sides;
use crate::domain::item::{Folder, Item};

/// The key of a heading, and the cell under it.
type Column = (&'static str, fn(&Item, &Look) -> String);

const ID: Column = ("column-id", |item, _| item.key.id.to_string());
const TITLE: Column = ("column-title", |item, _| item.title.clone());
const FLOW: Column = ("column-flow", |item, _| item.flow_name().to_owned());
const FROM: Column = ("column-from", |item, _| item.applicant.short().into_owned());
const NODE: Column = ("column-node", |item, _| item.node.label().to_owned());
const AT: Column = ("column-at", |item, _| item.approver.short().into_owned());
const STATE: Column = ("column-state", state);
const HANDLED_AS: Column = ("column-handled-as", handled_as);
const WAITING: Column = ("column-waiting", |item, look| look.age(item.arrived_at));
const STARTED: Column = ("column-started", |item, look| look.age(item.started_at));
const HANDLED: Column = ("column-handled", |item, look| look.age(item.handled_at));
const COPIED: Column = ("column-copied", |item, look| {
    look.age(item.cc_at.or(item.arrived_at))
});

fn columns(folder: Folder) -> &'static [Column] {
    match folder {
        Folder::Todo => &[ID, TITLE, FROM, NODE, WAITING],
        Folder::Done => &[ID, TITLE, FROM, HANDLED_AS, HANDLED, STATE],
        Folder::Cc => &[ID, TITLE, FROM, COPIED, STATE],
        Folder::Created => &[ID, TITLE, AT, STARTED, STATE],
        Folder::Draft => &[ID, TITLE, FLOW, STARTED],
    }
}

/// The table of a folder.
pub(super) fn table(folder: Folder, items: &[Item], sides: &Sides<'_>) -> String {
    let (columns, look) = (columns(folder), sides.look);
    let mut table = sides.table();
    table.header(columns.iter().map(|(heading, _)| look.locale.t(heading)));
    for item in items {
        let cells = columns.iter().map(|(_, cell)| cell(item, look));
        table.row_of(&item.key.account, cells);
    }
    table.keep_whole(0);
    table.lines(look.color)
}

fn state(item: &Item, look: &Look) -> String {
    let word = match (&item.outcome, item.completed) {
        (Some(outcome), _) => json::outcome(outcome),
        (None, true) => "ended".into(),
        (None, false) => "running".into(),
    };
    look.word("outcome", &word)
}

fn handled_as(item: &Item, look: &Look) -> String {
    let word = item.handled_as.as_deref();
    word.map_or_else(String::new, |word| look.word("action", word))
}
