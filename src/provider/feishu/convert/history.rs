//! What was done and said: the timeline and the remarks beside it, oldest first.

use std::collections::HashSet;

use super::deeds::Deeds;
use super::files::beside;
use super::state::event;
use super::{Reader, instance};
use crate::domain::id::Id;
use crate::domain::instance::{Act, Action};
use crate::domain::people::Named;
use crate::provider::feishu::wire::instance::{Comment, Event, Instance};

/// All entries.
pub(crate) fn history(told: &Instance, reader: &Reader) -> Vec<Act> {
    let deeds = Deeds::of(told);
    let events = told.timeline.iter();
    let events = events.map(|event| act(event, &deeds, reader));
    let remarks = told.comment_list.iter().map(|said| remark(said, reader));
    let mut acts: Vec<_> = events.chain(remarks).collect();
    acts.sort_by_key(|act| act.at);
    acts
}

fn act(told: &Event, deeds: &Deeds<'_>, reader: &Reader) -> Act {
    let (action, note) = event(told.kind.as_deref().unwrap_or_default());
    let (operator, people) = involved(&action, told, reader);
    let seat = told.task_id.as_ref().and_then(|task| deeds.seat(task));
    Act {
        at: told.create_time,
        node: seat.and_then(|seat| instance::node(seat).name),
        operator,
        action,
        comment: told.comment.clone(),
        people,
        attachments: beside(&told.files),
        note,
    }
}

/// Who did it, and whom it concerned. Quirk: what the lists mean depends on what was done, and some
/// stand in the entry, others in its extension.
fn involved(action: &Action, told: &Event, reader: &Reader) -> (Named, Vec<Named>) {
    let ext = told.ext();
    let own = reader.person(told.user_id.as_ref(), told.open_id.as_ref());
    let outer = reader.people(&told.user_id_list, &told.open_id_list);
    let inner = reader.people(&ext.user_id_list, &ext.open_id_list);
    match action {
        Action::Cc => {
            let sender = reader.person(ext.user_id.as_ref(), ext.open_id.as_ref());
            let mut met: HashSet<_> = outer.iter().map(|one| one.id.clone()).collect();
            let mut people = outer;
            for one in &told.cc_user_list {
                let one = reader.person(one.user_id.as_ref(), one.open_id.as_ref());
                if one.id.is_some() && met.insert(one.id.clone()) {
                    people.push(one);
                }
            }
            let operator = if sender.id.is_some() { sender } else { own };
            (operator, people)
        }
        Action::Transfer | Action::Countersign | Action::RemoveApprover | Action::Word(_) => {
            (own, if inner.is_empty() { outer } else { inner })
        }
        _ => (own, outer),
    }
}

/// To whom a task was handed on.
pub(crate) fn handed_to(task: &Id, deeds: &Deeds<'_>, reader: &Reader) -> Option<String> {
    let (_, people) = involved(&Action::Transfer, deeds.handed(task)?, reader);
    let names: Vec<_> = people.iter().map(Named::label).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn remark(said: &Comment, reader: &Reader) -> Act {
    Act {
        at: said.create_time,
        node: None,
        operator: reader.person(said.user_id.as_ref(), said.open_id.as_ref()),
        action: Action::Comment,
        comment: said.text.clone(),
        people: Vec::new(),
        attachments: beside(&said.files),
        note: None,
    }
}
