//! `:account NAME`: the inbox of another account, or of all of them, on the same screen; and the
//! configuration that was read again. What is staged elsewhere stays in sight.

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

/// What is staged in accounts that are not here; of those that the configuration knows no more
/// nothing can be sent.
pub(super) fn elsewhere(model: &mut Model, mut staged: Vec<(String, u32)>) {
    let known = &model.settings.accounts;
    staged.retain(|(account, _)| known.contains(account));
    model.elsewhere = staged;
}

/// That there is nothing to send: here, or at all.
pub(super) fn nothing_staged(model: &Model) -> Toast {
    let message = match model.staged_elsewhere() {
        0 => "toast-nothing-staged",
        _ => "toast-staged-elsewhere",
    };
    let names = model.elsewhere.iter().map(|(account, _)| account.as_str());
    let go_to = match model.elsewhere.as_slice() {
        [(account, _)] => account,
        _ => ALL,
    };
    let words = vec![
        ("count", model.staged_elsewhere().to_string()),
        ("accounts", names.collect::<Vec<_>>().join(", ")),
        ("name", go_to.to_owned()),
    ];
    Toast {
        tone: Tone::Info,
        words: Words::Message(message, words),
    }
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
