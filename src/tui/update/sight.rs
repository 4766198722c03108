//! The limit and the order of the rows: worked out when something changes, never for a frame.

use super::{list, marking, views};
use crate::domain::find;
use crate::domain::item::{Item, Key};
use crate::domain::order;
use crate::domain::query::{Facts, Fault, Present, Query, Reason, Truth};
use crate::error::Error;
use crate::tui::effect::Effect;
use crate::tui::layout::layout;
use crate::tui::model::{Model, Overlay, Sight, Toast, Tone, Words};

/// Items on their way at once: those whose details are missing, and those decided on unseen.
pub(super) const AT_ONCE: usize = 8;

/// After so many details the rows are worked out anew: after each would cost too much.
const BATCH: usize = 32;

/// Works out which rows are shown, in which order, and what is still to be learned for that.
pub(super) fn refresh(model: &mut Model) {
    let mut shown = Vec::new();
    let mut missing = Vec::new();
    let mut unknown = 0;
    let Sight {
        limit,
        order,
        reverse,
        ..
    } = &model.sight;
    let asked = model.marks.asked.as_ref();
    let for_order = order.as_ref().is_some_and(order::Key::needs_facts);
    for (place, item) in model.list.items.iter().enumerate() {
        let (known, present) = (model.sight.known(item), present(model, item));
        let truth = match limit {
            None => Truth::True,
            Some(query) => query.truth(known, &present),
        };
        match truth {
            Truth::True => shown.push(place),
            Truth::Unknown => unknown += 1,
            Truth::False => {}
        }
        let for_marks = || {
            asked.is_some_and(|asked| {
                let open = || asked.query.truth(known, &present) == Truth::Unknown;
                asked.among.contains(&item.key) && open()
            })
        };
        let wanted =
            truth == Truth::Unknown || (truth == Truth::True && (for_order || for_marks()));
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
    model.list.show(shown);
    missing.extend(views::count(model));
    missing.sort_unstable();
    missing.dedup();
    // Asked for from the end: what stands first is to be known first.
    missing.reverse();
    model.sight.missing = missing;
    model.sight.unknown = unknown;
    marking::settle_query(model);
    list::keep_in_sight(model);
}

/// Takes what comes from outside. Where a deciding key is then for something else than on the
/// last picture, it is to wait for the next one.
pub(super) fn from_outside<T>(model: &mut Model, change: impl FnOnce(&mut Model) -> T) -> T {
    let before = model.meant();
    let changed = change(model);
    model.marks.unseen |= !model.meant().is_subset(&before);
    changed
}

/// Asks for details that are missing, a few at a time; while a query is typed, for none.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    if matches!(model.overlays.last(), Some(Overlay::Limit(_))) {
        return Vec::new();
    }
    let mut effects = Vec::new();
    let mut seen = half_seen(model).into_iter();
    while model.sight.awaited.len() + model.basing.len() < AT_ONCE {
        let missing = || {
            let place = model.sight.missing.pop()?;
            model.list.items.get(place).cloned()
        };
        let Some(item) = seen.next().or_else(missing) else {
            break;
        };
        if !model.sight.is_settled(&item.key) {
            model.sight.awaited.insert(item.key.clone());
            effects.push(Effect::Learn(Box::new(item)));
        }
    }
    effects
}

/// The items on the screen whose business columns are still empty.
fn half_seen(model: &Model) -> Vec<Item> {
    let columns = &model.settings.columns;
    let now = model.place.is_folder() && model.list.remembered().is_none();
    if columns.is_empty() || !now || !layout(model.size, model).has_columns() {
        return Vec::new();
    }
    let rows = model.list.rows().skip(model.list.top);
    rows.take(list::height(model))
        .filter(|item| columns.contains_key(item.flow_name()))
        .filter(|item| !model.sight.is_settled(&item.key))
        .cloned()
        .collect()
}

/// A detail has come, or cannot be had.
pub(super) fn learned(model: &mut Model, key: Key, facts: Result<Facts, Error>) {
    model.sight.learn(key, facts.ok());
    let last = model.sight.awaited.is_empty() && model.sight.missing.is_empty();
    let left = model.sight.missing.len() + model.sight.awaited.len();
    if last || left.is_multiple_of(BATCH) {
        from_outside(model, refresh);
    }
    if last {
        check_fields(model);
    }
}

/// What a text asks for; of accounts, only of those that there are.
pub(super) fn understand(model: &Model, text: &str) -> Result<Query, Fault> {
    let query = Query::parse(text)?;
    query.check_accounts(&model.settings.accounts)?;
    Ok(query)
}

/// Once every detail is there, a field that none of them has does not exist; an account that is
/// not configured never does.
pub(super) fn check_fields(model: &mut Model) {
    let sight = &model.sight;
    if let Some(query) = &sight.limit
        && let Err(fault) = query.check_accounts(&model.settings.accounts)
    {
        model.toast = Some(Toast {
            tone: Tone::Bad,
            words: Words::Error(fault.into()),
        });
        return;
    }
    let mut items = model.list.items.iter();
    if model.list.items.is_empty() || !items.all(|item| sight.facts(&item.key).is_some()) {
        return;
    }
    let (limit, order) = (wrong_limit(sight), wrong_order(sight));
    if order.is_some() {
        // It has moved nothing, and is not to be named as if it had.
        model.sight.order = None;
    }
    if let Some(error) = limit.or(order) {
        model.toast = Some(Toast {
            tone: Tone::Bad,
            words: Words::Error(error),
        });
    }
}

fn wrong_limit(sight: &Sight) -> Option<Error> {
    let query = sight.limit.as_ref()?;
    let wrong = query.form_fields().find(|name| !sight.has_field(name))?;
    let names = sight.all().flat_map(Facts::names);
    Some(query.no_field(wrong, names).into())
}

fn wrong_order(sight: &Sight) -> Option<Error> {
    let Some(order::Key::Column(name)) = &sight.order else {
        return None;
    };
    if sight.has_field(name) {
        return None;
    }
    let reason = Reason::no_field(name, sight.all().flat_map(Facts::names));
    Some(Error::no_order(&reason))
}

/// Puts the rows in another order.
pub(super) fn sort(model: &mut Model, order: Option<order::Key>) -> Vec<Effect> {
    model.sight.order = order;
    model.sight.reverse = false;
    refresh(model);
    check_fields(model);
    Vec::new()
}

/// Turns the order round.
pub(super) fn reverse(model: &mut Model) -> Vec<Effect> {
    model.sight.reverse = !model.sight.reverse;
    refresh(model);
    Vec::new()
}

/// What a query needs to know beside an item.
pub(super) fn present<'a>(model: &'a Model, item: &Item) -> Present<'a> {
    Present {
        now: model.now,
        zone: &model.settings.zone,
        people: &model.sides.of(&item.key.account).people,
    }
}

/// Whether a row is what is searched for: by the query that the text is, else by the text.
pub(super) fn searched<'a>(model: &'a Model, text: &'a str) -> impl Fn(&Item) -> bool + use<'a> {
    let is_field = |name: &str| model.sight.has_field(name);
    let query = Query::parse(text).ok();
    let query = query.filter(|query| query.form_fields().all(is_field));
    move |item| {
        if let Some(query) = &query {
            return query.truth(model.sight.known(item), &present(model, item)) == Truth::True;
        }
        let names = [item.applicant.label(), item.node.label()];
        let mut texts = names.into_iter().chain([&*item.title, item.flow_name()]);
        texts.any(|found| find::contains(found, text))
    }
}
