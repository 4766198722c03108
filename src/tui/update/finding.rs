//! People the server has to be asked for: those who fit what is typed, once typing rests, and
//! those whom ids on the screen stand for. Where everybody is known, nothing is asked.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::id::Id;
use crate::domain::people::{Named, PeoplePage, Person};
use crate::error::Error;
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Ticket};
use crate::tui::model::overlay::Picker;
use crate::tui::model::{Model, Others, Overlay, Side, Sides, later};
use crate::tui::update::answers::fail;

/// How long nobody types before the server is asked.
const REST_MS: i64 = 200;

/// How near to the last row the cursor is when more are asked for.
const NEAR_THE_END: usize = 3;

/// Something else is typed: those who are known are ranked at once, the others asked for later.
pub(super) fn typed(picker: &mut Picker, sides: &Sides, now: Timestamp) {
    let Side { people, others, .. } = sides.of(&picker.account);
    picker.search(people);
    // Whatever is on its way answers what is no longer typed.
    (picker.asked, picker.found, picker.more) = (None, 0, false);
    let wanted = *others == Others::Perhaps && !picker.editor.text().trim().is_empty();
    picker.ask_at = wanted.then(|| later(now, REST_MS));
}

/// Asks for those who fit, when it is time to; for more of them, when the cursor comes near the
/// end.
pub(super) fn go_on(model: &mut Model) -> Option<Effect> {
    let now = model.now;
    let picker = model.overlays.last_mut()?.picker_mut()?;
    let due = picker.ask_at.take_if(|at| *at <= now).is_some();
    let near = picker.row + NEAR_THE_END >= picker.matches.len();
    let further = picker.more && near && picker.asked.is_none();
    if !(due || further) {
        return None;
    }
    let (text, skip) = (picker.editor.text().trim().to_owned(), picker.found);
    let account = picker.account.clone();
    let ticket = model.ticket();
    model.overlays.last_mut()?.picker_mut()?.asked = Some(ticket);
    let find = Effect::FindPeople { ticket, text, skip };
    Some(model.sides.at(&account, find))
}

/// Takes an answer about an account's people.
pub(super) fn answered(model: &mut Model, account: &str, answer: Event) -> Vec<Effect> {
    match answer {
        Event::Identified {
            hand,
            people,
            whole,
        } => {
            let side = model.sides.of_mut(account);
            if hand.name.is_some() {
                side.hand.name = hand.name;
            }
            side.others = if whole { Others::None } else { Others::Perhaps };
            match people {
                // Who is not there any more cannot be chosen.
                Ok(people) => know(model, account, |known| *known = people),
                // Only a picker that waits for people misses them.
                Err(error) if is_picking(model, account) => fail(model, error),
                Err(_) => {}
            }
            ask_names(model)
        }
        Event::FoundPeople { ticket, page } => {
            if let Err(error) = found(model, account, ticket, page) {
                fail(model, error);
            }
            Vec::new()
        }
        Event::Met(people) => {
            // Who cannot be named is shown by the id.
            meet(model, account, people.unwrap_or_default());
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn is_picking(model: &Model, account: &str) -> bool {
    let picker = model.overlays.last().and_then(Overlay::picker);
    picker.is_some_and(|picker| *picker.account == *account)
}

/// What the server has found; an answer to what is no longer asked is dropped.
fn found(
    model: &mut Model,
    account: &str,
    ticket: Ticket,
    page: Result<PeoplePage, Error>,
) -> Result<(), Error> {
    let waits = |picker: &&mut Picker| picker.asked == Some(ticket);
    let pickers = model.overlays.iter_mut().filter_map(Overlay::picker_mut);
    let Some(picker) = pickers.into_iter().find(waits) else {
        return Ok(());
    };
    picker.asked = None;
    let page = page?;
    picker.found += page.people.len();
    let there = page
        .total
        .is_some_and(|total| (picker.found as u64) < total);
    picker.more = there && !page.people.is_empty();
    meet(model, account, page.people);
    Ok(())
}

/// Takes in people who were not known.
fn meet(model: &mut Model, account: &str, people: Vec<Person>) {
    let side = model.sides.of(account);
    let known: BTreeSet<Id> = side.people.iter().map(|one| one.id.clone()).collect();
    let strangers = people.into_iter().filter(|one| !known.contains(&one.id));
    know(model, account, |people| people.extend(strangers));
}

/// Changes who is known; where somebody is being picked, the cursor stays with whom it is on.
fn know(model: &mut Model, account: &str, change: impl FnOnce(&mut Vec<Person>)) {
    let people = &mut model.sides.of_mut(account).people;
    let pickers = model.overlays.iter_mut().filter_map(Overlay::picker_mut);
    let pickers: Vec<_> = pickers
        .filter(|picker| *picker.account == *account)
        .map(|picker| (picker.here(people).map(|person| person.id.clone()), picker))
        .collect();
    change(people);
    for (here, picker) in pickers {
        picker.search_again(people, here.as_ref());
    }
}

/// Asks who those are of whom the screen has only an id; once for each.
pub(super) fn ask_names(model: &mut Model) -> Vec<Effect> {
    let accounts = model.sides.accounts().into_iter();
    accounts
        .filter_map(|account| ask_names_of(model, &account))
        .collect()
}

fn ask_names_of(model: &mut Model, account: &Arc<str>) -> Option<Effect> {
    let side = model.sides.of(account);
    if side.others == Others::None || side.people.is_empty() {
        return None;
    }
    let current = model.current().filter(|item| item.key.account == *account);
    let instance = current.and_then(|item| model.details.ready(&item.key));
    let acts = instance.into_iter().flat_map(|instance| &instance.history);
    let acted = acts.flat_map(|act| [&act.operator].into_iter().chain(&act.people));
    let rows = model.list.items.iter();
    let rows = rows.filter(|item| item.key.account == *account);
    let applicants = rows.map(|item| &item.applicant);
    let ids: BTreeSet<&Id> = applicants.chain(acted).filter_map(unnamed).collect();
    let known: BTreeSet<&Id> = side.people.iter().map(|person| &person.id).collect();
    let strangers: Vec<Id> = ids
        .into_iter()
        .filter(|id| !known.contains(id) && !side.asked_for.contains(id))
        .cloned()
        .collect();
    if strangers.is_empty() {
        return None;
    }
    let side = model.sides.of_mut(account);
    side.asked_for.extend(strangers.iter().cloned());
    Some(model.sides.at(account, Effect::Meet(strangers)))
}

fn unnamed(one: &Named) -> Option<&Id> {
    one.id.as_ref().filter(|_| one.name.is_none())
}
