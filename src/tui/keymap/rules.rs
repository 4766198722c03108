//! What no key may be bound to, in the default keys and in the user's alike.

use crokey::crossterm::event::{KeyCode, KeyModifiers};

use super::press::{Press, show};
use crate::error::{Error, Kind, Result};
use crate::tui::command::Command;

/// Letters that move about in lists everywhere; their shifted twins are as easily hit.
const MOTIONS: [char; 6] = ['h', 'j', 'k', 'l', 'g', 'n'];

/// Refuses keys that terminals and input methods keep for themselves, and decisions on keys that
/// are pressed without looking.
pub(super) fn check(keys: &[Press], command: Command) -> Result<()> {
    let message = if keys.iter().any(is_reserved) {
        "error-keys-reserved"
    } else if command.is_grave() && keys.iter().any(with_a_letter) {
        "error-keys-control"
    } else if command.is_grave() && matches!(keys, [key] if is_motion(key)) {
        "error-keys-motion"
    } else {
        return Ok(());
    };
    Err(Error::new(Kind::Config, message)
        .with("keys", show(keys))
        .with("name", command.name()))
}

/// Switches of input methods, flow control, prefixes of multiplexers, and what many terminals
/// cannot tell from another key.
fn is_reserved(key: &Press) -> bool {
    let code = match *key.codes.first() {
        KeyCode::Char(c) => KeyCode::Char(c.to_ascii_lowercase()),
        // What a terminal sends for ctrl-space.
        KeyCode::Null => return true,
        code => code,
    };
    match code {
        KeyCode::Char(' ') => key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::SHIFT),
        KeyCode::Enter | KeyCode::Char('k' | 's' | 'q' | 'a') => {
            key.modifiers.contains(KeyModifiers::CONTROL)
        }
        _ => false,
    }
}

fn with_a_letter(key: &Press) -> bool {
    matches!(key.codes.first(), KeyCode::Char(c) if c.is_alphabetic())
        && key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

fn is_motion(key: &Press) -> bool {
    match key.codes.first() {
        KeyCode::Char(c) => *c == ' ' || MOTIONS.contains(&c.to_ascii_lowercase()),
        KeyCode::F(_) | KeyCode::Insert | KeyCode::Delete => false,
        _ => true,
    }
}
