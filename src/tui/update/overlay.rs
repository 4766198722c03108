//! What lies on top gets the keys: comment box, people picker, search line, help, questions.

use crokey::crossterm::event::{KeyCode, KeyModifiers};

use super::place::flows;
use super::{
    aiming, choosing, commenting, copying, decide, filling, finding, journal, limiting, list,
    marking, palette, quit, receipts, reviewing, run, views,
};
use crate::domain::decision::{Baseline, Decision};
use crate::domain::form::Form;
use crate::domain::item::Item;
use crate::domain::plan::Plan;
use crate::domain::verb::{Comment, Needs, Verb};
use crate::tui::command::Command;
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::keymap::{Meaning, Press, narrowed};
use crate::tui::model::overlay::Picker;
use crate::tui::model::{Draft, Model, Overlay, Question, Toast, Tone};
use crate::tui::update::keys::info;

/// A question that has just appeared takes no answer: nobody has read it yet.
const DEAD_MS: i64 = 300;

/// Gives a key to the layer on top.
pub(super) fn press(model: &mut Model, key: Press, burst: bool) -> Vec<Effect> {
    if let Meaning::Command(command @ (Command::Redraw | Command::Suspend)) =
        model.settings.keymap.meaning(&[key])
        && key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
    {
        return run::run(model, command);
    }
    let Some(top) = model.overlays.pop() else {
        return Vec::new();
    };
    let keeps = matches!(
        top,
        Overlay::Comment { .. }
            | Overlay::Number { .. }
            | Overlay::Fill(_)
            | Overlay::Limit(_)
            | Overlay::Views(_)
    );
    if control(key, 'c') && !keeps {
        return quit_or_close(model, &top);
    }
    let accepts = *key.codes.first() == KeyCode::Enter;
    let decides = matches!(
        top,
        Overlay::Targets { .. } | Overlay::Choose { .. } | Overlay::Number { .. }
    );
    if burst && accepts && decides {
        // The end of a pasted line chooses nothing.
        model.overlays.push(top);
        return Vec::new();
    }
    give(model, top, key, burst)
}

/// What a layer makes of a key. Unless it closes it lies on top again.
fn give(model: &mut Model, top: Overlay, key: Press, burst: bool) -> Vec<Effect> {
    match top {
        Overlay::Comment { draft, editor } => commenting::press(model, draft, editor, key, burst),
        Overlay::Phrases { verb, row } => commenting::choose(model, verb, row, key),
        Overlay::Name(picker) => commenting::name(model, picker, key, burst),
        Overlay::People { draft, picker } => people(model, draft, picker, key, burst),
        Overlay::Copies { copies, picker } => copying::press(model, copies, picker, key, burst),
        Overlay::Fill(filling) => filling::press(model, filling, key, burst),
        Overlay::Targets { draft, aim } => aiming::press(model, draft, aim, narrowed(key)),
        Overlay::Choose { choices, chooser } => choosing::choose(model, choices, chooser, key),
        Overlay::Number { draft, editor } => choosing::number(model, draft, editor, key),
        Overlay::Palette(finder) => palette::press(model, finder, key, burst),
        Overlay::Search { editor } => search(model, editor, key, burst),
        Overlay::Help(finder) => palette::press_in_help(model, finder, narrowed(key), burst),
        Overlay::MarkBy(typing) => marking::press(model, typing, key, burst),
        Overlay::Plan(review) => reviewing::press(model, review, narrowed(key), burst),
        Overlay::Receipts(shown) => receipts::press(model, shown, narrowed(key), burst),
        Overlay::Journal(records) => journal::press(model, records, narrowed(key)),
        Overlay::Limit(typing) => limiting::press(model, typing, key, burst),
        Overlay::Views(views) => views::press(model, views, key, burst),
        Overlay::Column { editor } => limiting::column(model, editor, key),
        Overlay::Start { flow, editor, .. } => flows::press(model, flow, editor, key, burst),
        Overlay::Confirm { question, since } => {
            if burst || model.now.as_millisecond() - since.as_millisecond() < DEAD_MS {
                model.overlays.push(Overlay::Confirm { question, since });
                return Vec::new();
            }
            answer(model, question, since, narrowed(key))
        }
    }
}

/// Whether a key that is held down goes on acting on the layer on top: typing and moving do;
/// nothing is accepted, answered or left by holding a key.
pub(super) fn may_repeat(model: &Model, key: Press) -> bool {
    let code = *key.codes.first();
    let leaves = matches!(code, KeyCode::Enter | KeyCode::Esc) || control(key, 'c');
    let moves = matches!(letter(key), None | Some('h' | 'j' | 'k' | 'l'));
    match model.overlays.last() {
        None | Some(Overlay::Confirm { .. }) => false,
        Some(
            Overlay::Plan(_)
            | Overlay::Receipts(_)
            | Overlay::Journal(_)
            | Overlay::Targets { .. }
            | Overlay::Choose { .. },
        ) => moves && !leaves,
        Some(_) => !leaves && !control(key, 'x') && !control(key, 'e'),
    }
}

/// Pasted text goes where text is typed, and nowhere else; what there is no room for is told.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match paste_into(model, text) {
        Some(true) => {}
        Some(false) => {
            model.toast = Some(Toast {
                tone: Tone::Bad,
                ..info("toast-paste-cut")
            });
        }
        None => model.toast = Some(info("toast-paste-ignored")),
    }
    Vec::new()
}

/// Whether all of it was taken; `None` where nothing is typed.
fn paste_into(model: &mut Model, text: &str) -> Option<bool> {
    Some(match model.overlays.last_mut()? {
        Overlay::Comment { editor, .. } | Overlay::Start { editor, .. } => editor.paste(text, true),
        Overlay::Palette(finder) => {
            let whole = finder.editor.paste(text, false);
            finder.rank(&model.settings);
            whole
        }
        Overlay::Help(finder) => {
            let whole = finder.editor.paste(text, false);
            finder.filter(&model.settings);
            whole
        }
        Overlay::Search { editor }
        | Overlay::Column { editor }
        | Overlay::Number { editor, .. } => editor.paste(text, false),
        Overlay::Limit(typing) => {
            let whole = typing.editor.paste(text, false);
            limiting::typed(model);
            whole
        }
        Overlay::MarkBy(typing) => typing.editor.paste(text, false),
        Overlay::Views(views) => {
            let whole = views.editor.paste(text, false);
            views.narrow(&model.settings.views);
            whole
        }
        Overlay::Fill(filling) => filling.editor()?.paste(text, false),
        Overlay::People { picker, .. } | Overlay::Copies { picker, .. } | Overlay::Name(picker) => {
            let whole = picker.editor.paste(text, false);
            finding::typed(picker, &model.sides, model.now);
            whole
        }
        _ => return None,
    })
}

pub(super) fn is(key: Press, code: KeyCode, modifiers: KeyModifiers) -> bool {
    *key.codes.first() == code && key.modifiers == modifiers
}

pub(super) fn plain(key: Press, code: KeyCode) -> bool {
    is(key, code, KeyModifiers::NONE)
}

/// The character a key stands for, great letters included.
pub(super) fn letter(key: Press) -> Option<char> {
    let plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
    match *key.codes.first() {
        KeyCode::Char(c) if plain => Some(c),
        _ => None,
    }
}

pub(super) fn control(key: Press, c: char) -> bool {
    is(key, KeyCode::Char(c), KeyModifiers::CONTROL)
}

fn quit_or_close(model: &mut Model, top: &Overlay) -> Vec<Effect> {
    match top {
        Overlay::Confirm { .. } => quit(model, false),
        _ => Vec::new(),
    }
}

fn people(
    model: &mut Model,
    draft: Draft,
    mut picker: Picker,
    key: Press,
    burst: bool,
) -> Vec<Effect> {
    let accept = *key.codes.first() == KeyCode::Enter && !burst;
    if plain(key, KeyCode::Esc) {
        return Vec::new();
    }
    if accept {
        let mut people = picker.chosen(&model.sides.of(&picker.account).people);
        if people.is_empty() {
            model.toast = Some(info("toast-nobody"));
            model.overlays.push(Overlay::People { draft, picker });
            return Vec::new();
        }
        if draft.verb.row().needs != Needs::People {
            people.truncate(1);
        }
        let draft = Draft { people, ..draft };
        let with_comment = draft.verb.row().comment != Comment::None;
        if with_comment && key.modifiers.contains(KeyModifiers::ALT) {
            decide::ask_comment(model, draft, None);
            return Vec::new();
        }
        return decide::stage(model, draft);
    }
    let several = draft.verb.row().needs == Needs::People;
    pick(model, &mut picker, key, several);
    model.overlays.push(Overlay::People { draft, picker });
    Vec::new()
}

/// A key that moves, marks or narrows down the people in a picker.
pub(super) fn pick(model: &Model, picker: &mut Picker, key: Press, several: bool) {
    if plain(key, KeyCode::Down) || control(key, 'n') {
        picker.step(true);
    } else if plain(key, KeyCode::Up) || control(key, 'p') {
        picker.step(false);
    } else if plain(key, KeyCode::Tab) && several {
        picker.mark(&model.sides.of(&picker.account).people);
    } else if *key.codes.first() != KeyCode::Enter {
        let before = picker.editor.text();
        picker.editor.press(key);
        if picker.editor.text() != before {
            finding::typed(picker, &model.sides, model.now);
        }
    }
}

fn search(model: &mut Model, mut editor: Editor, key: Press, burst: bool) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) {
        return Vec::new();
    }
    if plain(key, KeyCode::Enter) && !burst {
        let text = editor.text().trim().to_owned();
        if text.is_empty() {
            return Vec::new();
        }
        model.searched = Some(text);
        return run::search(model, false);
    }
    if *key.codes.first() != KeyCode::Enter {
        editor.press(key);
    }
    model.overlays.push(Overlay::Search { editor });
    Vec::new()
}

fn answer(
    model: &mut Model,
    question: Question,
    since: jiff::Timestamp,
    key: Press,
) -> Vec<Effect> {
    let letter = key.as_letter();
    let no = matches!(letter, Some('n')) || plain(key, KeyCode::Esc) || plain(key, KeyCode::Enter);
    if no {
        return Vec::new();
    }
    match (&question, letter) {
        (Question::Quit, Some('y')) => {
            model.quitting = true;
            Vec::new()
        }
        (Question::QuitStaged(_), Some('s')) if model.asks_for_review() => reviewing::open(model),
        (Question::QuitStaged(_), Some('s')) => {
            // Offline nothing goes out, and the program stays.
            let mut groups = model.plan.groups().iter();
            model.quitting = !groups.any(|group| model.sides.rests(group));
            decide::send_all(model)
        }
        (Question::QuitStaged(_), Some('k')) => decide::keep(model)
            .into_iter()
            .chain([Effect::Quit])
            .collect(),
        (Question::QuitStaged(_), Some('d')) => {
            model.plan = Plan::default();
            decide::keep(model)
                .into_iter()
                .chain([Effect::Quit])
                .collect()
        }
        (Question::Revoke(item), Some('y')) => revoke(model, item),
        (Question::MarkAllRead, Some('y')) => vec![Effect::MarkAll],
        (Question::Start(flow, inputs), Some('y')) => flows::start(model, flow, inputs.clone()),
        (Question::Started(..), Some('y')) => flows::go_and_see(model),
        _ => {
            model.overlays.push(Overlay::Confirm { question, since });
            Vec::new()
        }
    }
}

/// Revokes a decision made since the start; the question just answered is no decision yet.
fn revoke(model: &mut Model, item: &Item) -> Vec<Effect> {
    list::keep_in_sight(model);
    let baseline = Baseline::Fresh(Form::default());
    let decision = Decision::new(item.clone(), Verb::Revoke, baseline);
    let left = decide::full_countdown(model);
    if model.plan.stage(vec![decision], left).is_none() {
        return Vec::new();
    }
    model.counted_to = Some(model.now);
    decide::keep(model).into_iter().collect()
}
