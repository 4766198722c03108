//! `update(&mut Model, Event) -> Vec<Effect>`: every change there is, without I/O or a clock.

mod account;
mod aiming;
mod answers;
mod attachment;
mod basing;
mod chart;
mod choosing;
mod clock;
mod commenting;
mod copying;
mod decide;
mod detail;
mod filling;
mod finding;
mod gathering;
mod handing;
mod inheriting;
mod journal;
mod keys;
mod limiting;
mod list;
mod marking;
mod mouse;
mod overlay;
mod palette;
mod place;
mod pushes;
mod receipts;
mod reviewing;
mod run;
mod settling;
mod sight;
mod views;
mod writing;

use crate::tui::effect::Effect;
use crate::tui::event::Event;
use crate::tui::model::{Model, Overlay, Question};

/// What to do when the program begins.
pub fn start(model: &mut Model) -> Vec<Effect> {
    let mut effects: Vec<_> = model.sides.each(&Effect::Count).collect();
    effects.extend(list::refresh(model));
    effects.extend(model.sides.each(&Effect::Identify));
    effects.extend([Effect::Inherit, Effect::Elsewhere]);
    effects.extend(model.sides.each(&Effect::Choices));
    if model.list.remembered().is_some() {
        // The first picture was made of the first rows alone.
        let recall = Effect::Recall(model.list.folder);
        effects.extend(model.sides.each(&recall));
    }
    clock::plan_poll(model);
    if model.settings.mouse {
        model.mouse.on = true;
        effects.push(Effect::Mouse(true));
    }
    effects
}

/// Takes one event.
pub fn update(model: &mut Model, event: Event) -> Vec<Effect> {
    let mut effects = match event {
        Event::Tick(at) => clock::tick(model, at),
        Event::Keys(keys) => keys::pressed(model, &keys),
        Event::Paste(text) => overlay::paste(model, &text),
        Event::Mouse(spot, gesture) => mouse::happened(model, spot, gesture),
        Event::Resize(width, height) => {
            model.size = (width, height);
            place::keep_in_sight(model);
            Vec::new()
        }
        Event::Drawn { detail_lines } => {
            // The picture is there already: nothing to load, nothing to draw again.
            model.detail_lines = detail_lines;
            model.marks.unseen = false;
            detail::scroll_by(model, 0);
            detail::see(model);
            return Vec::new();
        }
        Event::Resumed => {
            model.counted_to = None;
            Vec::new()
        }
        Event::Repeated(key) => keys::repeated(model, key),
        Event::Terminate => terminate(model),
        Event::From(account, answer) => answers::take(model, &account, *answer),
        answer => {
            let home = model.sides.home.account.clone();
            answers::take(model, &home, answer)
        }
    };
    effects.extend(place::read_on(model));
    effects.extend(basing::ask(model));
    effects.extend(detail::prefetch(model));
    effects.extend(finding::go_on(model));
    effects.extend(sight::ask(model));
    chart::keep(model);
    if is_finished(model) {
        effects.push(Effect::Quit);
    }
    effects
}

/// The system ends the program: what is staged is kept, never sent.
fn terminate(model: &mut Model) -> Vec<Effect> {
    model.quitting = true;
    decide::keep(model)
        .into_iter()
        .chain([Effect::Quit])
        .collect()
}

fn is_finished(model: &Model) -> bool {
    model.quitting && !is_working(model)
}

/// Whether something has been handed over that has not come back.
fn is_working(model: &Model) -> bool {
    let mut groups = model.plan.groups().iter();
    let sending = groups.any(|group| group.left_ms == Some(0));
    sending || !model.in_flight.is_empty() || !model.saving.is_empty()
}

/// Ends the program, or asks what is to become of what is staged.
fn quit(model: &mut Model, ask: bool) -> Vec<Effect> {
    let staged = model
        .plan
        .groups()
        .iter()
        .map(|group| group.decisions.len())
        .sum();
    if model.quitting {
        // Asked twice: what is in flight is in the journal and is looked up at the next start.
        return vec![Effect::Quit];
    }
    let question = match (staged, ask) {
        (0, false) => {
            model.quitting = true;
            return Vec::new();
        }
        (0, true) => Question::Quit,
        (staged, _) => Question::QuitStaged(staged),
    };
    model.overlays.push(Overlay::Confirm {
        question,
        since: model.now,
    });
    Vec::new()
}
