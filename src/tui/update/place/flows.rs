//! What can be started: choosing a flow, giving it its values, confirming, and what came of it.

use std::collections::BTreeMap;

use crokey::crossterm::event::{KeyCode, KeyModifiers};

use super::super::answers;
use super::super::overlay::{control, plain};
use super::{ask, failed, open as open_place, refuse};
use crate::domain::flow::{DeployedFlow, FlowKind, Started};
use crate::domain::given;
use crate::domain::input::Inputs;
use crate::domain::item::Folder;
use crate::domain::verb::Blocked;
use crate::error::Error;
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::event::Ticket;
use crate::tui::keymap::Press;
use crate::tui::model::place::window::Purpose;
use crate::tui::model::place::{Flows, Rows};
use crate::tui::model::{Model, Overlay, Place, Question, Toast, Tone, Words};
use crate::tui::update::list;

/// `:start`
pub(in crate::tui::update) fn open(model: &mut Model) -> Vec<Effect> {
    open_place(model, Place::Flows(Flows::default()))
}

pub(super) fn page(open: &Flows, ticket: Ticket, purpose: Purpose) -> Vec<Effect> {
    let kind = open.kind;
    let mut effects = vec![Effect::Flows { ticket, kind }];
    effects.extend((purpose != Purpose::Look).then_some(Effect::PlacesUsed));
    effects
}

/// Approval flows and logic flows in turn; whether flows are what is shown.
pub(in crate::tui::update) fn turn(model: &mut Model) -> Option<Vec<Effect>> {
    let Place::Flows(open) = &mut model.place else {
        return None;
    };
    open.kind = match open.kind {
        FlowKind::Approval => FlowKind::Logic,
        FlowKind::Logic => FlowKind::Approval,
    };
    open.rows = Rows::default();
    Some(ask(model, Purpose::Fill, 1))
}

/// Takes the flows, all at once.
pub(in crate::tui::update) fn answered(
    model: &mut Model,
    ticket: Ticket,
    flows: Result<Vec<DeployedFlow>, Error>,
) -> Vec<Effect> {
    let height = list::height(model);
    let Place::Flows(open) = &mut model.place else {
        return Vec::new();
    };
    let Some(purpose) = open.rows.window.takes(ticket) else {
        return Vec::new();
    };
    match flows {
        Ok(flows) => open.rows.take(purpose, flows.len() as u64, flows, height),
        Err(error) => failed(model, purpose, error),
    }
    Vec::new()
}

/// Where values were put before.
pub(in crate::tui::update) fn used(
    model: &mut Model,
    used: Result<BTreeMap<String, Vec<String>>, Error>,
) -> Vec<Effect> {
    match (used, &mut model.place) {
        (Ok(used), Place::Flows(open)) => open.used = used,
        (Err(error), _) => answers::fail(model, error),
        _ => {}
    }
    Vec::new()
}

/// Opens the box for the values of the flow under the cursor.
pub(super) fn enter(model: &mut Model) -> Vec<Effect> {
    let Place::Flows(open) = &model.place else {
        return Vec::new();
    };
    let Some(flow) = open.rows.current().cloned() else {
        return Vec::new();
    };
    let refusal = if model.sides.home.read_only {
        Some(Blocked::ReadOnly.message())
    } else {
        // Quirk: document 003 starts approval flows only.
        (open.kind == FlowKind::Logic).then_some("toast-logic-flow")
    };
    if let Some(message) = refusal {
        refuse(model, Words::Message(message, Vec::new()));
        return Vec::new();
    }
    let editor = Editor::new(&open.offered(&flow));
    model.overlays.push(Overlay::Start {
        flow: Box::new(flow),
        editor,
        wrong: Vec::new(),
    });
    Vec::new()
}

/// A key in the box of values. Nothing is sent from here: a question comes first.
pub(in crate::tui::update) fn press(
    model: &mut Model,
    flow: Box<DeployedFlow>,
    mut editor: Editor,
    key: Press,
    burst: bool,
) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) {
        return Vec::new();
    }
    let enter = *key.codes.first() == KeyCode::Enter;
    let new_line = enter && (burst || key.modifiers == KeyModifiers::ALT) || control(key, 'j');
    let mut wrong = Vec::new();
    let mut inputs = None;
    if new_line {
        editor.new_line();
    } else if plain(key, KeyCode::Enter) {
        match given::lines(&editor.text()) {
            Ok(given) => inputs = Some(given),
            Err(lines) => wrong = lines,
        }
    } else {
        editor.press(key);
    }
    let question = inputs.map(|inputs| Question::Start(flow.clone(), inputs));
    // It stays below the question: No leads back to what was typed.
    model.overlays.push(Overlay::Start {
        flow,
        editor,
        wrong,
    });
    if let Some(question) = question {
        model.overlays.push(Overlay::Confirm {
            question,
            since: model.now,
        });
    }
    Vec::new()
}

/// Yes: the box goes, the flow is started.
pub(in crate::tui::update) fn start(
    model: &mut Model,
    flow: &DeployedFlow,
    inputs: Inputs,
) -> Vec<Effect> {
    model.overlays.pop();
    model.toast = Some(Toast {
        tone: Tone::Info,
        words: Words::Message("toast-starting", vec![("name", flow.name.clone())]),
    });
    vec![Effect::Start {
        key: flow.key.clone(),
        name: flow.name.clone(),
        inputs,
    }]
}

/// It has started, or not, or nobody knows.
pub(in crate::tui::update) fn started(
    model: &mut Model,
    name: String,
    started: Result<Started, Error>,
) -> Vec<Effect> {
    model.news.own.insert(model.sides.home.account.clone());
    let id = match started {
        Ok(started) => started.instance_id,
        Err(error) => {
            let error = if error.kind.may_have_run() {
                error.hint("hint-may-have-started")
            } else {
                error
            };
            answers::fail(model, error);
            return vec![Effect::Count];
        }
    };
    model.toast = Some(Toast {
        tone: Tone::Good,
        words: Words::Message(
            "toast-started",
            vec![("name", name.clone()), ("number", id.to_string())],
        ),
    });
    // Never over what is being typed.
    if model.overlays.is_empty() {
        model.overlays.push(Overlay::Confirm {
            question: Question::Started(name, id),
            since: model.now,
        });
    }
    vec![Effect::Count, Effect::PlacesUsed]
}

/// Yes, to my requests: the newest stands first there.
pub(in crate::tui::update) fn go_and_see(model: &mut Model) -> Vec<Effect> {
    list::open(model, Folder::Created)
}
