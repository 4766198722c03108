//! Answers: what the driver brings back, matched with what was asked.

use std::sync::Arc;

use super::place::{self, flows, instances, messages};
use super::{
    account, aiming, basing, choosing, filling, finding, inheriting, journal, list, pushes,
    settling, sight, views, writing,
};
use crate::domain::instance::Instance;
use crate::domain::item::{Item, Key};
use crate::domain::query::Facts;
use crate::domain::verb::Verb;
use crate::error::{Error, Kind};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Ticket};
use crate::tui::model::{Link, Model, Overlay, Question, Toast, Tone, Words};

/// Takes one answer of an account.
pub(super) fn take(model: &mut Model, account: &Arc<str>, answer: Event) -> Vec<Effect> {
    match answer {
        about_people @ (Event::Identified { .. } | Event::FoundPeople { .. } | Event::Met(_)) => {
            finding::answered(model, account, about_people)
        }
        shown @ (Event::Listed { .. } | Event::Opened { .. }) => {
            let mut effects = take_item(model, account, shown);
            effects.extend(finding::ask_names(model));
            effects
        }
        answer => take_item(model, account, answer),
    }
}

/// Takes an answer about items.
fn take_item(model: &mut Model, account: &Arc<str>, answer: Event) -> Vec<Effect> {
    match answer {
        Event::Counted(counts) => {
            heard(model, account, counts.as_ref().err());
            let counted = counts.map(|counts| pushes::counted(model, account, counts));
            counted.unwrap_or_default()
        }
        Event::Listed { ticket, page } => {
            heard(model, account, page.as_ref().err());
            let take = |model: &mut Model| list::answered(model, ticket, page);
            let mut effects = sight::from_outside(model, take);
            effects.extend(list::look_again(model, account));
            effects
        }
        Event::Recalled(remembered) => {
            if let Some(remembered) = remembered {
                views::recalled(model, account, &remembered);
                let take = |model: &mut Model| list::recalled(model, account, *remembered);
                sight::from_outside(model, take);
            }
            Vec::new()
        }
        Event::Opened {
            ticket,
            key,
            instance,
        } => opened(model, ticket, &key, *instance),
        Event::Learned { key, facts } => {
            sight::learned(model, key, *facts);
            Vec::new()
        }
        Event::Based { key, form } => basing::answered(model, &key, form),
        Event::Settled { decision, receipt } => settling::settled(model, *decision, receipt),
        Event::Targets { key, targets } => aiming::answered(model, &key, targets),
        Event::Saved { decision, receipt } => filling::saved(model, *decision, receipt),
        Event::Choices(choices) => {
            match choices {
                Ok(choices) => {
                    model
                        .choices
                        .retain(|choice| choice.key.account != *account);
                    model.choices.extend(choices);
                }
                Err(error) => fail(model, error),
            }
            Vec::new()
        }
        Event::Chosen { choice, receipt } => choosing::chosen(model, *choice, receipt),
        Event::Restored(groups) => inheriting::restored(model, groups),
        told @ (Event::Recovered(_)
        | Event::Elsewhere(_)
        | Event::Configured(_)
        | Event::Failed(_)) => {
            note(model, told);
            Vec::new()
        }
        answer => beside_the_folders(model, account, answer),
    }
}

/// What is only told, and asks for nothing.
fn note(model: &mut Model, told: Event) {
    match told {
        Event::Recovered(entries) => inheriting::recovered(model, entries),
        Event::Elsewhere(staged) => account::elsewhere(model, staged),
        Event::Configured(settings) => {
            account::configured(model, settings.map(|settings| *settings));
        }
        Event::Failed(error) => fail(model, error),
        _ => {}
    }
}

/// Answers about the lists beside the folders.
fn beside_the_folders(model: &mut Model, account: &Arc<str>, answer: Event) -> Vec<Effect> {
    match answer {
        Event::Journal { ticket, entries } => {
            journal::answered(model, ticket, entries);
            Vec::new()
        }
        Event::Pushed { account, push } => pushes::pushed(model, account, &push),
        Event::Confirmed {
            account,
            instance,
            tasks,
        } => pushes::confirmed(model, &(account, instance), tasks),
        Event::Edited(text) => writing::edited(model, text),
        Event::Found { ticket, item } => place::found(model, ticket, *item),
        Event::Messages { ticket, page } => {
            heard(model, account, page.as_ref().err());
            messages::answered(model, ticket, page)
        }
        Event::Marked { ids, read, done } => messages::marked(model, &ids, read, done),
        Event::MarkedAll(done) => messages::marked_all(model, done),
        Event::Instances { ticket, page } => instances::answered(model, ticket, page),
        Event::Seats { instance, tasks } => instances::seats(model, instance, tasks),
        Event::Flows { ticket, flows } => flows::answered(model, ticket, flows),
        Event::PlacesUsed(used) => flows::used(model, used),
        Event::Started { name, started } => flows::started(model, name, started),
        _ => Vec::new(),
    }
}

/// What an answer tells about the line to an account.
pub(super) fn heard(model: &mut Model, account: &str, error: Option<&Error>) {
    if error.is_some_and(|error| error.kind == Kind::Unsupported) {
        // Nobody was asked.
        return;
    }
    let several = model.sides.are_several();
    let side = model.sides.of_mut(account);
    match error {
        None => {
            side.link = Link::Live;
            side.synced_at = Some(model.now);
        }
        Some(error) => {
            // Each failure has a number of its own; that alone is no news.
            let alike =
                |other: &Error| (other.message, &other.code) == (error.message, &error.code);
            let known = matches!(&side.link, Link::Offline(other) if alike(other));
            side.link = Link::Offline(error.clone());
            // Nobody knows how long that lasts, and what was meant now is not meant then.
            let sides = &model.sides;
            model.plan.hold(|group| sides.rests(group));
            if !(known || several) && model.toast.is_none() {
                fail(model, error.clone());
            }
        }
    }
}

pub(super) fn fail(model: &mut Model, error: Error) {
    model.toast = Some(Toast {
        tone: Tone::Bad,
        words: Words::Error(error),
    });
}

fn opened(
    model: &mut Model,
    ticket: Ticket,
    key: &Key,
    instance: Result<Instance, Error>,
) -> Vec<Effect> {
    if let Some((_, item)) = model.revoking.take_if(|(asked, _)| *asked == ticket) {
        offer_to_revoke(model, item, instance);
        return Vec::new();
    }
    let facts = instance.as_ref().ok().map(Facts::from);
    if model.details.answer(key, ticket, instance)
        && let Some(facts) = facts
    {
        model.sight.learn(key.clone(), Some(facts));
    }
    Vec::new()
}

/// `u` after sending: the server has said whether that decision can still be taken back.
fn offer_to_revoke(model: &mut Model, item: Item, instance: Result<Instance, Error>) {
    model.toast = None;
    let instance = match instance {
        Ok(instance) => instance,
        Err(error) => return fail(model, error),
    };
    if let Some(blocked) = instance.blocked(Verb::Revoke) {
        model.toast = Some(Toast {
            tone: Tone::Bad,
            words: Words::Blocked(Verb::Revoke, blocked),
        });
        return;
    }
    // Never over what is being typed.
    if model.overlays.is_empty() {
        model.overlays.push(Overlay::Confirm {
            question: Question::Revoke(Box::new(item)),
            since: model.now,
        });
    }
}
