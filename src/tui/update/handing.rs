//! Handing things out of the screen: to the clipboard of the terminal, to the browser.

use super::keys::info;
use crate::tui::effect::Effect;
use crate::tui::model::{Model, Toast, Tone, Words};

/// `y`: the number that people call the request by.
pub(super) fn copy_number(model: &mut Model) -> Vec<Effect> {
    match model.current() {
        Some(item) => copy(model, "toast-copied", item.instance_id.to_string()),
        None => told(model, "toast-no-item"),
    }
}

/// `Y`: the address of its page.
pub(super) fn copy_link(model: &mut Model) -> Vec<Effect> {
    match model.link_here() {
        Some(link) => copy(model, "toast-copied", link.to_owned()),
        None => told(model, "toast-no-link"),
    }
}

/// `o`: its page in the browser; where none can be seen, its address.
pub(super) fn browse(model: &mut Model) -> Vec<Effect> {
    let Some(link) = model.link_here().map(str::to_owned) else {
        return told(model, "toast-no-link");
    };
    visit(model, link)
}

/// A page in the browser; where none can be seen, its address.
pub(super) fn visit(model: &mut Model, link: String) -> Vec<Effect> {
    if model.settings.browser {
        return vec![Effect::Browse(link)];
    }
    copy(model, "toast-copied-instead", link)
}

fn copy(model: &mut Model, message: &'static str, text: String) -> Vec<Effect> {
    model.toast = Some(Toast {
        tone: Tone::Info,
        words: Words::Message(message, vec![("text", text.clone())]),
    });
    vec![Effect::Copy(text)]
}

fn told(model: &mut Model, message: &'static str) -> Vec<Effect> {
    model.toast = Some(info(message));
    Vec::new()
}
