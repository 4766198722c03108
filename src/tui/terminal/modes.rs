//! The bytes that make a terminal ours and give it back. It never asks the terminal anything: one
//! that does not know a mode ignores it, and one that does not answer cannot stall us.

use std::io::{self, Write};

use crossterm::Command;
use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, KeyboardEnhancementFlags,
    PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};

/// Alternate screen, bracketed paste, and keys told apart as far as the terminal can; one write.
pub fn write_enter(out: &mut impl Write) -> io::Result<()> {
    let mut bytes = String::new();
    push(&mut bytes, EnterAlternateScreen);
    push(&mut bytes, EnableBracketedPaste);
    push(
        &mut bytes,
        PushKeyboardEnhancementFlags(
            KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES
                | KeyboardEnhancementFlags::REPORT_EVENT_TYPES,
        ),
    );
    send(out, &bytes)
}

/// Undoes [`write_enter`] in reverse order, and whatever a frame that was cut short left behind;
/// one write.
pub fn write_leave(out: &mut impl Write) -> io::Result<()> {
    let mut bytes = String::new();
    push(&mut bytes, EndSynchronizedUpdate);
    push(&mut bytes, SetAttribute(Attribute::Reset));
    push(&mut bytes, Show);
    // Alternate and main screen have a stack of keyboard flags each: pop before leaving.
    push(&mut bytes, PopKeyboardEnhancementFlags);
    push(&mut bytes, DisableBracketedPaste);
    push(&mut bytes, LeaveAlternateScreen);
    send(out, &bytes)
}

/// Has the terminal report clicks and the wheel in a form that knows wide screens, or no longer;
/// one write. What merely passes over the screen is nobody's business.
pub fn write_mouse(out: &mut impl Write, on: bool) -> io::Result<()> {
    send(
        out,
        if on {
            "\x1b[?1000h\x1b[?1006h"
        } else {
            "\x1b[?1006l\x1b[?1000l"
        },
    )
}

/// Appends what a command is in bytes.
pub(in crate::tui) fn push(bytes: &mut String, command: impl Command) {
    // A string takes whatever is written to it.
    let _ = command.write_ansi(bytes);
}

fn send(out: &mut impl Write, bytes: &str) -> io::Result<()> {
    out.write_all(bytes.as_bytes())?;
    out.flush()
}
