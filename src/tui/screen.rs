//! Frames to bytes: what a frame changes becomes one write inside a synchronized update, and a
//! frame that changes nothing writes nothing. It never asks the terminal anything.

mod diff;
mod paper;
mod pen;
mod sgr;

use std::io::{self, Write};
use std::mem;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Size};
use ratatui::{Frame, Terminal};

use super::terminal::push;
use paper::Paper;
use pen::Pen;

/// A terminal's screen of a given size, painted through `W`.
#[derive(Debug)]
pub struct Screen<W: Write> {
    out: W,
    terminal: Terminal<Paper>,
    /// What the terminal shows.
    shown: Buffer,
    /// Where the terminal shows its cursor; `None` when it is hidden.
    cursor: Option<Position>,
    /// What the terminal shows is not known.
    stale: bool,
}

impl<W: Write> Screen<W> {
    /// A screen of which nothing is known: the first frame paints all of it.
    pub fn new(out: W, size: Size) -> Self {
        let Ok(terminal) = Terminal::new(Paper { size, cursor: None });
        Self {
            out,
            terminal,
            shown: Buffer::default(),
            cursor: None,
            stale: true,
        }
    }

    /// Columns and rows.
    pub fn size(&self) -> Size {
        self.terminal.backend().size
    }

    /// The terminal has a new size; the next frame paints all of it.
    pub fn resize(&mut self, size: Size) {
        self.terminal.backend_mut().size = size;
        self.redraw();
    }

    /// Forgets what the terminal shows: the next frame paints all of it.
    pub fn redraw(&mut self) {
        self.stale = true;
    }

    /// What the frames are written to.
    pub fn writer_mut(&mut self) -> &mut W {
        &mut self.out
    }

    /// Paints a frame and writes what it changes. After an error the terminal's state is unknown;
    /// the next frame, if there is one, paints all of it.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let stale = mem::replace(&mut self.stale, false);
        let mut pen = Pen::default();
        let Ok(_) = self.terminal.draw(|frame| {
            paint(frame);
            let painted = frame.buffer_mut();
            diff::blank_cut_glyphs(painted);
            if stale {
                pen.clear();
                self.shown = Buffer::empty(painted.area);
            }
            for (position, cell) in diff::changes(&self.shown, painted) {
                pen.print(position, cell);
            }
            mem::swap(&mut self.shown, painted);
        });

        let before = mem::replace(&mut self.cursor, self.terminal.backend().cursor);
        let content = pen.finish();
        if content.is_empty() && before == self.cursor {
            return Ok(());
        }
        let may_be_visible = stale || before.is_some();
        let bytes = wrap(&content, may_be_visible, self.cursor);
        let written = self
            .out
            .write_all(bytes.as_bytes())
            .and_then(|()| self.out.flush());
        self.stale = written.is_err();
        written
    }
}

/// A whole frame: the cursor stays out of sight until it stands where it belongs.
fn wrap(content: &str, hide: bool, cursor: Option<Position>) -> String {
    let mut bytes = String::with_capacity(content.len() + 48);
    push(&mut bytes, BeginSynchronizedUpdate);
    if hide {
        push(&mut bytes, Hide);
    }
    bytes.push_str(content);
    if let Some(Position { x, y }) = cursor {
        push(&mut bytes, MoveTo(x, y));
        push(&mut bytes, Show);
    }
    push(&mut bytes, EndSynchronizedUpdate);
    bytes
}
