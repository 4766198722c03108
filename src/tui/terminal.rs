//! The terminal itself: taking it and giving it back, whatever happens in between. It never draws
//! and never reads a key.

mod modes;

use std::io::{self, Write};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::layout::Size;

pub(super) use modes::push;
pub use modes::{write_enter, write_leave, write_mouse};

/// Whether the terminal is ours. Changed and relied upon only under the lock of standard output,
/// so that no frame follows the bytes that give the terminal back.
static OURS: AtomicBool = AtomicBool::new(false);

/// Whether the mouse is to be ours as well, as long as the terminal is. Under the same lock.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// The process's terminal while it is ours: raw mode, alternate screen. Given back on drop.
#[derive(Debug)]
pub struct Terminal(());

impl Terminal {
    /// Takes the terminal, without its mouse, and sees to it that a panic on any thread gives it back before its
    /// message is printed. Fails when there is no terminal.
    pub fn enter() -> io::Result<Self> {
        give_back_on_panic();
        MOUSE.store(false, Ordering::SeqCst);
        take()?;
        Ok(Self(()))
    }

    /// Columns and rows, as the system knows them; the terminal is not asked. A line that does not
    /// know its size (a serial one, a bare PTY) counts as 80 by 24.
    pub fn size() -> io::Result<Size> {
        let (width, height) = crossterm::terminal::size()?;
        if width == 0 || height == 0 {
            return Ok(Size::new(80, 24));
        }
        Ok(Size::new(width, height))
    }

    /// Sees to it that input which has arrived is read although its reader has stopped.
    // Quirk: crossterm is told once that there is input, and then reads a kilobyte, or nothing if
    // the window changed at that moment; setting the line's modes, to what they are, tells it again.
    #[cfg(unix)]
    pub fn rouse_input() {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

        let input = io::stdin();
        let mut waiting = [PollFd::new(&input, PollFlags::IN)];
        let at_once = Timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        if poll(&mut waiting, Some(&at_once)) == Ok(1)
            && let Ok(modes) = tcgetattr(&input)
        {
            // A line that cannot be set has hung up, which is noticed elsewhere.
            let _ = tcsetattr(&input, OptionalActions::Now, &modes);
        }
    }

    /// Nothing is missed here.
    #[cfg(not(unix))]
    pub fn rouse_input() {}

    /// Where the frames go. It fails once the terminal has been given back.
    pub fn output(&self) -> Output {
        Output(())
    }

    /// Hands text to the clipboard of the terminal, wherever that runs (OSC 52). One that does not
    /// know how takes no notice.
    pub fn copy(&self, text: &str) -> io::Result<()> {
        let mut bytes = String::new();
        push(&mut bytes, CopyToClipboard::to_clipboard_from(text));
        self.say(&bytes)
    }

    /// Writes what is no picture; one write.
    pub fn say(&self, bytes: &str) -> io::Result<()> {
        let mut out = self.output();
        out.write_all(bytes.as_bytes())?;
        out.flush()
    }

    /// Takes the mouse from the terminal, or gives it back; it is given back with the terminal,
    /// and taken with it again.
    pub fn take_mouse(&self, on: bool) -> io::Result<()> {
        Output::hand(|out| {
            MOUSE.store(on, Ordering::SeqCst);
            write_mouse(out, on)
        })
    }

    /// Gives the terminal back and tells whether that worked.
    pub fn leave(self) -> io::Result<()> {
        give_back()
    }

    /// Gives the terminal back while something else has it, and takes it again.
    pub fn lend<T>(&mut self, to: impl FnOnce() -> T) -> io::Result<T> {
        give_back()?;
        let done = to();
        take()?;
        Ok(done)
    }

    /// Gives the terminal back, stops the job as ctrl-z does and takes the terminal again when the
    /// shell continues it. Its size may have changed, and nothing on it can be relied upon. To be
    /// called on the main thread: only there the signal surely arrives before the call returns.
    /// Where there are no jobs nothing happens.
    #[cfg(unix)]
    pub fn suspend(&mut self) -> io::Result<()> {
        use rustix::process::{Signal, kill_current_process_group};

        give_back()?;
        // The whole group: a script that started us would otherwise wait with the terminal in hand.
        let stopped = kill_current_process_group(Signal::TSTP);
        take()?;
        stopped.map_err(io::Error::from)
    }

    /// There are no jobs here: nothing happens.
    #[cfg(not(unix))]
    pub fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Nobody is left to tell: whoever wants to know calls `leave`.
        let _ = give_back();
    }
}

/// Standard output while it shows our screen.
#[derive(Debug)]
pub struct Output(());

impl Output {
    fn hand<T>(work: impl FnOnce(&mut io::StdoutLock<'static>) -> io::Result<T>) -> io::Result<T> {
        let mut out = io::stdout().lock();
        if OURS.load(Ordering::SeqCst) {
            work(&mut out)
        } else {
            Err(io::ErrorKind::NotConnected.into())
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Self::hand(|out| out.write(bytes))
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        Self::hand(|out| out.write_all(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Self::hand(Write::flush)
    }
}

fn take() -> io::Result<()> {
    let mut out = io::stdout().lock();
    enable_raw_mode()?;
    OURS.store(true, Ordering::SeqCst);
    let mut written = write_enter(&mut out);
    if MOUSE.load(Ordering::SeqCst) {
        written = written.and_then(|()| write_mouse(&mut out, true));
    }
    written.inspect_err(|_| {
        // What matters is why the terminal could not be taken.
        let _ = give_back();
    })
}

/// Undoes `take` once, however often it is called and from wherever.
fn give_back() -> io::Result<()> {
    let mut out = io::stdout().lock();
    if !OURS.swap(false, Ordering::SeqCst) {
        return Ok(());
    }
    let mouse = if MOUSE.load(Ordering::SeqCst) {
        write_mouse(&mut out, false)
    } else {
        Ok(())
    };
    let written = write_leave(&mut out);
    disable_raw_mode().and(mouse).and(written)
}

fn give_back_on_panic() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let earlier = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            // A message on a spoilt terminal is better than none.
            let _ = give_back();
            earlier(info);
        }));
    });
}
