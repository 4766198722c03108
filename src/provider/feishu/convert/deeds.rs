//! What the timeline tells of each seat: whether its own person decided it, what was said there, to
//! whom it went. Read once for all seats; never looks at a form.

use std::collections::HashMap;

use crate::domain::id::Id;
use crate::domain::instance::Action;
use crate::provider::feishu::wire::instance::{Event, Instance, Task};

/// The seats of an instance, and what was done at each.
pub(crate) struct Deeds<'a> {
    seats: HashMap<&'a Id, &'a Task>,
    by_seat: HashMap<&'a Id, Deed<'a>>,
}

#[derive(Default)]
struct Deed<'a> {
    decided: Option<&'a Event>,
    handed: Option<&'a Event>,
    last: Option<&'a Event>,
}

impl<'a> Deeds<'a> {
    pub(crate) fn of(told: &'a Instance) -> Self {
        let mut seats = HashMap::new();
        for seat in &told.task_list {
            if let Some(id) = &seat.id {
                seats.entry(id).or_insert(seat);
            }
        }
        let mut by_seat: HashMap<&Id, Deed<'a>> = HashMap::new();
        for event in &told.timeline {
            let Some(id) = &event.task_id else { continue };
            let deed = by_seat.entry(id).or_default();
            deed.last = Some(event);
            match event.kind.as_deref() {
                Some("PASS" | "REJECT") => deed.decided = Some(event),
                Some("TRANSFER") => deed.handed = deed.handed.or(Some(event)),
                _ => {}
            }
        }
        Self { seats, by_seat }
    }

    /// The seat with this id.
    pub(crate) fn seat(&self, id: &Id) -> Option<&'a Task> {
        self.seats.get(id).copied()
    }

    /// What the person of a seat decided there themselves.
    pub(crate) fn decision(&self, seat: &Task) -> Option<Action> {
        let event = self.by_seat.get(seat.id.as_ref()?)?.decided?;
        let same = |one: &Option<Id>, other: &Option<Id>| one.is_some() && one == other;
        let own = same(&event.user_id, &seat.user_id) || same(&event.open_id, &seat.open_id);
        let action = match event.kind.as_deref() {
            Some("REJECT") => Action::Reject,
            _ => Action::Approve,
        };
        own.then_some(action)
    }

    /// The entry by which a seat was handed on.
    pub(crate) fn handed(&self, seat: &Id) -> Option<&'a Event> {
        self.by_seat.get(seat)?.handed
    }

    /// What was said last at a seat.
    pub(crate) fn said(&self, seat: &Id) -> Option<String> {
        self.by_seat.get(seat)?.last?.comment.clone()
    }
}
