//! Making a new to-do known beyond the picture: the bytes that ring the bell or ask the terminal
//! for a notification of the desktop. Writes nothing itself.

use crate::config::{Env, Notify};
use crate::domain::text;

/// Rings, on any terminal.
const BELL: &str = "\x07";

/// What to write so that a text is noticed.
pub fn bytes(how: Notify, env: &Env, text: &str) -> String {
    match how {
        Notify::Off => String::new(),
        Notify::Bell => BELL.to_owned(),
        Notify::Desktop if knows_none(env) => BELL.to_owned(),
        Notify::Desktop => desktop(env, &text::neutral(text)),
    }
}

/// Whether the terminal surely has no desktop to notify.
fn knows_none(env: &Env) -> bool {
    env.get("TERM")
        .is_none_or(|name| matches!(name, "dumb" | "linux") || name.starts_with("vt"))
}

fn desktop(env: &Env, text: &str) -> String {
    // Quirk: rxvt and the terminals made of VTE know OSC 777 only, most others OSC 9; those that
    // know both would show it twice.
    let rxvt = env.get("TERM").is_some_and(|name| name.starts_with("rxvt"));
    let asked = if rxvt || env.get("VTE_VERSION").is_some() {
        format!("\x1b]777;notify;zhupi;{text}\x07")
    } else {
        format!("\x1b]9;{text}\x07")
    };
    if env.get("TMUX").is_none() {
        return asked;
    }
    // tmux hands on what is wrapped only where it is allowed to: the bell it always knows.
    format!(
        "\x1bPtmux;{}\x1b\\{BELL}",
        asked.replace('\x1b', "\x1b\x1b")
    )
}

#[cfg(test)]
mod tests {
    use super::bytes;
    use crate::config::{Env, Notify};

    fn env(pairs: &[(&str, &str)]) -> Env {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Env::from_pairs(pairs.iter().map(own))
    }

    #[test]
    fn the_bell_is_one_byte_and_off_is_none() {
        let env = env(&[("TERM", "xterm-256color")]);
        assert_eq!(bytes(Notify::Off, &env, "36"), "");
        assert_eq!(bytes(Notify::Bell, &env, "36"), "\x07");
    }

    #[test]
    fn the_desktop_is_asked_in_the_terminals_own_way() {
        let told = |pairs: &[(&str, &str)]| bytes(Notify::Desktop, &env(pairs), "36");
        assert_eq!(told(&[("TERM", "xterm-256color")]), "\x1b]9;36\x07");
        let vte = [("TERM", "xterm-256color"), ("VTE_VERSION", "7600")];
        assert_eq!(told(&vte), "\x1b]777;notify;zhupi;36\x07");
        assert_eq!(told(&[("TERM", "linux")]), "\x07");
        assert_eq!(told(&[]), "\x07");
    }

    #[test]
    fn tmux_hands_it_on_and_rings() {
        let env = env(&[
            ("TERM", "tmux-256color"),
            ("TMUX", "/tmp/tmux-0/default,1,0"),
        ]);
        let told = bytes(Notify::Desktop, &env, "36");
        assert_eq!(told, "\x1bPtmux;\x1b\x1b]9;36\x07\x1b\\\x07");
    }

    #[test]
    fn a_text_brings_no_escape_sequence_along() {
        let env = env(&[("TERM", "xterm")]);
        let told = bytes(Notify::Desktop, &env, "a\x1b]0;b\x07c\u{9c}d");
        assert_eq!(told.matches('\x1b').count(), 1, "{told:?}");
        assert_eq!(told.matches('\x07').count(), 1, "{told:?}");
        assert!(!told.contains('\u{9c}'), "{told:?}");
    }
}
