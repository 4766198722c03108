//! What a configuration asks of the screen: settings, keys, theme. Draws nothing and asks nobody.

use super::command;
use super::keymap::Keymap;
use super::model::{Settings, Side, Sides};
use super::theme::Theme;
use crate::config::{Config, Env, not_among};
use crate::error::Result;
use crate::inbox::{Inbox, Inboxes};
use crate::locale::Locale;

/// The theme of a terminal on which no colours are wanted.
const PLAIN: &str = "plain";

/// The accounts on the screen, as far as that is known without asking anybody.
pub(super) fn sides(inboxes: &Inboxes) -> Sides {
    Sides {
        home: side(inboxes.home()),
        beside: inboxes.beside().map(side).collect(),
        shut: inboxes.shut.clone(),
    }
}

fn side(inbox: &Inbox) -> Side {
    Side {
        read_only: inbox.read_only(),
        open: inbox.is_open(),
        days: inbox.days(),
        ..Side::new(inbox.account(), inbox.verbs(), inbox.known_hand())
    }
}

/// What is settled before the first key.
pub(super) fn settings(config: &Config, locale: &Locale) -> Result<Settings> {
    let poll = i64::try_from(config.file.poll_seconds).unwrap_or(i64::MAX / 1000);
    Ok(Settings {
        accounts: config.file.accounts.keys().cloned().collect(),
        undo_ms: i64::from(config.file.undo_seconds) * 1000,
        commit: config.file.commit,
        advance: config.file.advance,
        confirm_above: config.file.confirm_above as usize,
        poll_ms: (poll > 0).then_some(poll.saturating_mul(1000)),
        zone: config.env.zone(),
        keymap: keymap(config)?,
        ascii: config.ascii(),
        mouse: config.file.mouse,
        browser: has_browser(&config.env),
        command_texts: command::search_texts(|key| locale.t(key)),
        modes: locale.modes(),
        views: config.file.views.clone(),
        columns: config.file.columns.clone(),
        phrases: config.file.phrases.clone(),
    })
}

/// Whether the screen can do what a configuration asks of it.
pub fn check(config: &Config) -> Result<()> {
    theme(config).and(keymap(config)).map(drop)
}

fn keymap(config: &Config) -> Result<Keymap> {
    let keymap = Keymap::of(&config.file.preset, &config.file.keys);
    keymap.map_err(|error| match error.arg("written").map(str::to_owned) {
        None => config.at(&["preset"], error),
        Some(keys) if error.message == "error-keys-command" => config.at(&["keys", &keys], error),
        Some(keys) => config.at_key(&["keys", &keys], error),
    })
}

/// The theme that is asked for; none of its colours where colours are not wanted.
pub(super) fn theme(config: &Config) -> Result<Theme> {
    let name = config.file.theme.as_str();
    let unknown = || config.at(&["theme"], not_among("theme", name, Theme::names()));
    let named = Theme::named(name).ok_or_else(unknown);
    let plain = is_plain(&config.env).then(|| Theme::named(PLAIN)).flatten();
    named.map(|theme| plain.unwrap_or(theme))
}

/// Whether a browser that is started here can be seen by the user.
fn has_browser(env: &Env) -> bool {
    let display = env.get("DISPLAY").or(env.get("WAYLAND_DISPLAY")).is_some();
    let desktop = cfg!(any(target_os = "macos", windows));
    display || (desktop && env.get("SSH_CONNECTION").is_none())
}

fn is_plain(env: &Env) -> bool {
    env.get("NO_COLOR").is_some() || env.get("TERM") == Some("dumb")
}
