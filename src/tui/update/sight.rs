//! The limit and the order of the rows: worked out when something changes, never for a frame.

use super::list;
use crate::domain::find;
use crate::domain::item::{Item, Key};
use crate::domain::order;
use crate::domain::query::{Facts, Present, Query, Truth};
use crate::error::Error;
use crate::tui::effect::Effect;
use crate::tui::model::{Model, Overlay, Sight, Toast, Tone, Words};

/// Details on their way at once.
const AT_ONCE: usize = 8;

/// After so many details the rows are worked out anew: after each would cost too much.
const BATCH: usize = 32;

/// Works out which rows are shown, in which order, and what is still to be learned for that.
pub(super) fn refresh(model: &mut Model) {
    let mut shown = Vec::new();
    let mut missing = Vec::new();
    let mut unknown = 0;
    let present = present(model);
    let Sight {
        limit,
        order,
        reverse,
        ..
    } = &model.sight;
    let for_order = order.as_ref().is_some_and(order::Key::needs_facts);
    for (place, item) in model.list.items.iter().enumerate() {
        let known = model.sight.known(item);
        let truth = match limit {
            None => Truth::True,
            Some(query) => query.truth(known, &present),
        };
        match truth {
            Truth::True => shown.push(place),
            Truth::Unknown => unknown += 1,
            Truth::False => {}
        }
        let wanted = truth == Truth::Unknown || (for_order && truth == Truth::True);
        if wanted && !model.sight.is_settled(&item.key) {
            missing.push(place);
        }
    }
    if let Some(order) = order {
        let items = &model.list.items;
        let known = |place: &usize| model.sight.known(&items[*place]);
        shown = order::sorted(shown, order, *reverse, known);
    } else if *reverse {
        shown.reverse();
    }
    // Asked for from the end: what stands first is to be known first.
    missing.reverse();
    model.list.show(shown);
    model.sight.missing = missing;
    model.sight.unknown = unknown;
    list::keep_in_sight(model);
}

/// Asks for details that are missing, a few at a time; while a query is typed, for none.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    if matches!(model.overlays.last(), Some(Overlay::Limit(_))) {
        return Vec::new();
    }
    let mut effects = Vec::new();
    while model.sight.awaited.len() < AT_ONCE
        && let Some(place) = model.sight.missing.pop()
    {
        let item = model.list.items.get(place);
        let Some(item) = item.filter(|item| !model.sight.is_settled(&item.key)) else {
            continue;
        };
        let item = Box::new(item.clone());
        model.sight.awaited.insert(item.key.clone());
        effects.push(Effect::Learn(item));
    }
    effects
}

/// A detail has come, or cannot be had.
pub(super) fn learned(model: &mut Model, key: Key, facts: Result<Facts, Error>) {
    model.sight.learn(key, facts.ok());
    let last = model.sight.awaited.is_empty() && model.sight.missing.is_empty();
    let left = model.sight.missing.len() + model.sight.awaited.len();
    if last || left.is_multiple_of(BATCH) {
        refresh(model);
    }
    if last {
        check_fields(model);
    }
}

/// Once every detail is there, a field that none of them has does not exist.
fn check_fields(model: &mut Model) {
    let sight = &model.sight;
    let all_read = (model.list.items.iter()).all(|item| sight.facts(&item.key).is_some());
    let Some(query) = sight.limit.as_ref().filter(|_| all_read) else {
        return;
    };
    let wrong = query.form_fields().find(|name| !sight.has_field(name));
    if let Some(name) = wrong {
        let fault = query.no_field(name, sight.all().flat_map(Facts::names));
        model.toast = Some(Toast {
            tone: Tone::Bad,
            words: Words::Error(fault.into()),
        });
    }
}

/// Puts the rows in another order.
pub(super) fn sort(model: &mut Model, order: Option<order::Key>) -> Vec<Effect> {
    model.sight.order = order;
    model.sight.reverse = false;
    refresh(model);
    Vec::new()
}

/// Turns the order round.
pub(super) fn reverse(model: &mut Model) -> Vec<Effect> {
    model.sight.reverse = !model.sight.reverse;
    refresh(model);
    Vec::new()
}

/// What a query needs to know beside the items.
pub(super) fn present(model: &Model) -> Present<'_> {
    Present {
        now: model.now,
        zone: &model.settings.zone,
        people: &model.people,
    }
}

/// Whether a row is what is searched for: by the query that the text is, else by the text.
pub(super) fn searched<'a>(model: &'a Model, text: &'a str) -> impl Fn(&Item) -> bool + use<'a> {
    let present = present(model);
    let is_field = |name: &str| model.sight.has_field(name);
    let query = Query::parse(text).ok();
    let query = query.filter(|query| query.form_fields().all(is_field));
    move |item| {
        if let Some(query) = &query {
            return query.truth(model.sight.known(item), &present) == Truth::True;
        }
        let names = [item.applicant.label(), item.node.label()];
        let mut texts = names.into_iter().chain([&*item.title, item.flow_name()]);
        texts.any(|found| find::contains(found, text))
    }
}
