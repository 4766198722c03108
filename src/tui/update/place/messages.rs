//! Messages: reading them, marking them, finding the task that one leads to.

use super::super::answers;
use super::{PAGE, failed, open as open_place, refuse, seek, show_detail};
use crate::domain::id::Id;
use crate::domain::message::{MessagePage, MessageRequest};
use crate::error::Error;
use crate::tui::command::Command;
use crate::tui::effect::{Effect, Sought};
use crate::tui::event::Ticket;
use crate::tui::model::place::Messages;
use crate::tui::model::{Model, Overlay, Place, Question, Toast, Tone, Words};
use crate::tui::update::keys::info;
use crate::tui::update::list;

/// Opens the message centre; reads it again where it is open.
pub(in crate::tui::update) fn open(model: &mut Model) -> Vec<Effect> {
    if matches!(model.place, Place::Messages(_)) {
        return super::refresh(model);
    }
    open_place(model, Place::Messages(Messages::default()))
}

pub(super) fn page(open: &Messages, ticket: Ticket, number: u32) -> Effect {
    Effect::Messages {
        ticket,
        request: MessageRequest {
            filter: open.filter.clone(),
            number,
            size: PAGE,
        },
    }
}

/// Takes a page.
pub(in crate::tui::update) fn answered(
    model: &mut Model,
    ticket: Ticket,
    page: Result<MessagePage, Error>,
) -> Vec<Effect> {
    let height = list::height(model);
    let Place::Messages(open) = &mut model.place else {
        return Vec::new();
    };
    let Some(purpose) = open.rows.window.takes(ticket) else {
        return Vec::new();
    };
    match page {
        Ok(page) => open.rows.take(purpose, page.total, page.items, height),
        Err(error) => failed(model, purpose, error),
    }
    Vec::new()
}

/// What is in no row is searched for by the server, in titles; Esc leads back to all messages.
pub(super) fn search(model: &mut Model, wanted: &str) -> Option<Vec<Effect>> {
    let Place::Messages(open) = &model.place else {
        return None;
    };
    if open.filter.search.as_deref() == Some(wanted) {
        return None;
    }
    let mut messages = Messages::default();
    messages.filter.search = Some(wanted.to_owned());
    let effects = open_place(model, Place::Messages(messages));
    model.searched = Some(wanted.to_owned());
    Some(effects)
}

/// Back to all messages, where only some are shown.
pub(in crate::tui::update) fn clear_search(model: &mut Model) -> Option<Vec<Effect>> {
    let Place::Messages(open) = &model.place else {
        return None;
    };
    open.filter.search.as_ref()?;
    Some(open_place(model, Place::Messages(Messages::default())))
}

/// Opens the task that a message leads to; one that leads nowhere is only read.
pub(super) fn enter(model: &mut Model) -> Vec<Effect> {
    let Place::Messages(open) = &model.place else {
        return Vec::new();
    };
    let Some(message) = open.rows.current() else {
        return Vec::new();
    };
    let Some(task) = message.task_id.clone() else {
        let effects = show_detail(model);
        model.toast = Some(info("toast-message-leads-nowhere"));
        return effects;
    };
    let mut effects = open_current(model);
    effects.extend(seek(model, Sought::Task(task)));
    effects
}

/// The message under the cursor has been opened: it is read now.
pub(super) fn open_current(model: &mut Model) -> Vec<Effect> {
    let Place::Messages(open) = &model.place else {
        return Vec::new();
    };
    match open.rows.current() {
        Some(message) if !message.read && !model.sides.home.read_only => {
            let ids = vec![message.id.clone()];
            set_read(model, ids, true)
        }
        _ => Vec::new(),
    }
}

/// `m`: read becomes unread, and unread read.
pub(in crate::tui::update) fn toggle(model: &mut Model) -> Vec<Effect> {
    if is_refused(model) {
        return Vec::new();
    }
    let Place::Messages(open) = &model.place else {
        return Vec::new();
    };
    let Some(message) = open.rows.current() else {
        return Vec::new();
    };
    let (ids, read) = (vec![message.id.clone()], !message.read);
    set_read(model, ids, read)
}

/// `M`: asks, for it cannot be taken back.
pub(in crate::tui::update) fn ask_all(model: &mut Model) -> Vec<Effect> {
    if !is_refused(model) {
        model.overlays.push(Overlay::Confirm {
            question: Question::MarkAllRead,
            since: model.now,
        });
    }
    Vec::new()
}

fn is_refused(model: &mut Model) -> bool {
    let refusal = Command::MarkRead.refusal(model);
    if let Some(message) = refusal {
        refuse(model, Words::Message(message, Vec::new()));
    }
    refusal.is_some()
}

/// The mark and the count change at once; an answer that says otherwise changes them back.
fn set_read(model: &mut Model, ids: Vec<Id>, read: bool) -> Vec<Effect> {
    show_as(model, &ids, read);
    vec![Effect::Mark { ids, read }]
}

fn show_as(model: &mut Model, ids: &[Id], read: bool) {
    let Place::Messages(open) = &mut model.place else {
        return;
    };
    let changed = open.mark(|message| ids.contains(&message.id), read);
    if let Some(counts) = &mut model.sides.home.counts {
        counts.unread = if read {
            counts.unread.saturating_sub(changed)
        } else {
            counts.unread + changed
        };
    }
}

/// Messages were marked, or not.
pub(in crate::tui::update) fn marked(
    model: &mut Model,
    ids: &[Id],
    read: bool,
    done: Result<(), Error>,
) -> Vec<Effect> {
    if let Err(error) = done {
        show_as(model, ids, !read);
        answers::fail(model, error);
    }
    vec![Effect::Count]
}

/// All messages were made read, or not.
pub(in crate::tui::update) fn marked_all(
    model: &mut Model,
    done: Result<usize, Error>,
) -> Vec<Effect> {
    match done {
        Ok(count) => {
            if let Place::Messages(open) = &mut model.place {
                open.mark(|_| true, true);
            }
            model.toast = Some(Toast {
                tone: Tone::Good,
                words: Words::Message("cli-made-read", vec![("count", count.to_string())]),
            });
        }
        Err(error) => answers::fail(model, error),
    }
    vec![Effect::Count]
}
