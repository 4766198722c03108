//! A writer that remembers its writes, and an emulated terminal that can be compared.

use std::cell::RefCell;
use std::io::{self, Write};
use std::num::NonZeroU16;
use std::rc::Rc;

use ratatui::layout::Size;

/// Remembers every write by itself.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    pub(super) writes: Vec<Vec<u8>>,
    pub(super) broken: bool,
}

impl Recorder {
    /// All that was written since the last call.
    pub(super) fn take(&mut self) -> Vec<u8> {
        self.writes.drain(..).flatten().collect()
    }
}

impl Write for Recorder {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.broken {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.writes.push(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An emulated terminal; clones are the same terminal.
#[derive(Clone)]
pub(super) struct Emulator(Rc<RefCell<vt100::Parser>>);

impl Emulator {
    pub(super) fn new(size: Size) -> Self {
        let at_least_one = |n| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN);
        let parser = vt100::Parser::new(at_least_one(size.height), at_least_one(size.width), 0);
        Self(Rc::new(RefCell::new(parser)))
    }

    pub(super) fn process(&self, bytes: &[u8]) {
        self.0.borrow_mut().process(bytes);
    }

    /// Asks the emulated screen.
    pub(super) fn screen<T>(&self, ask: impl FnOnce(&vt100::Screen) -> T) -> T {
        ask(self.0.borrow().screen())
    }

    /// All cells, row by row.
    pub(super) fn look(&self) -> Vec<Seen> {
        self.screen(|screen| {
            let (rows, columns) = screen.size();
            (0..rows.get())
                .flat_map(|row| (0..columns.get()).map(move |column| (row, column)))
                .filter_map(|(row, column)| screen.cell(row, column))
                .map(Seen::of)
                .collect()
        })
    }
}

impl Write for Emulator {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.process(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// One cell as the eye sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) text: String,
    pub(super) fg: vt100::Color,
    pub(super) bg: vt100::Color,
    pub(super) attributes: [bool; 6],
}

impl Seen {
    fn of(cell: &vt100::Cell) -> Self {
        Self {
            text: cell.contents().trim().to_owned(),
            fg: cell.fgcolor(),
            bg: cell.bgcolor(),
            attributes: [
                cell.bold(),
                cell.dim(),
                cell.italic(),
                cell.underline(),
                cell.inverse(),
                cell.is_wide(),
            ],
        }
    }
}
