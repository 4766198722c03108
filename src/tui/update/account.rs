//! `:account NAME`: the inbox of another account, or of all of them, on the same screen; and the
//! configuration that was read again.

use super::{clock, decide, is_working};
use crate::config::ALL;
use crate::tui::effect::Effect;
use crate::tui::model::{Model, Settings, Toast, Tone, Words};

/// Goes there, once nothing is under way. What is staged is kept and stays this account's.
pub(super) fn go(model: &mut Model, name: &str) -> Vec<Effect> {
    let settings = &model.settings;
    let message = if name.is_empty() {
        "toast-account-which"
    } else if name == model.sides.name() && model.sides.shut.is_empty() {
        "toast-account-here"
    } else if name != ALL && !settings.accounts.iter().any(|known| known == name) {
        "toast-account-unknown"
    } else if is_working(model) {
        "toast-account-busy"
    } else {
        let kept = decide::keep(model).into_iter();
        return kept.chain([Effect::Account(name.to_owned())]).collect();
    };
    let several = settings.accounts.len() > 1;
    let known = settings.accounts.iter().map(String::as_str);
    let known: Vec<_> = known.chain(several.then_some(ALL)).collect();
    let words = vec![("name", name.to_owned()), ("known", known.join(", "))];
    model.toast = Some(Toast {
        tone: Tone::Bad,
        words: Words::Message(message, words),
    });
    Vec::new()
}

/// From here on the configuration says this.
pub(super) fn configured(model: &mut Model, settings: Option<Settings>) {
    let message = if settings.is_some() {
        "toast-config-read"
    } else {
        "toast-config-same"
    };
    if let Some(settings) = settings {
        model.settings = settings;
        clock::plan_poll(model);
    }
    model.toast = Some(Toast {
        tone: Tone::Info,
        words: Words::Message(message, Vec::new()),
    });
}
