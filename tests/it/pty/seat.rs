//! A seat at a terminal: the program runs in a PTY with an empty home, keys are typed, the
//! emulated screen is looked at. Waits for what the program writes, and for nothing else.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// Longer than anything takes that comes at all.
const PATIENCE: Duration = Duration::from_secs(30);

/// A screen on which nothing changed for so long is quiet.
const QUIET: Duration = Duration::from_millis(300);

/// One cell as the eye sees it: text, colours, attributes.
type Cell = (String, vt100::Color, vt100::Color, [bool; 4]);

pub(super) struct Seat {
    emulator: vt100::Parser,
    /// Everything the program has written.
    pub(super) written: Vec<u8>,
    output: Receiver<Vec<u8>>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    pub(super) pty: Box<dyn MasterPty + Send>,
    home: TempDir,
}

impl Seat {
    /// The demo, once its first screen is complete.
    pub(super) fn demo(columns: u16, rows: u16) -> Self {
        let mut seat = Self::run(
            &[env!("CARGO_BIN_EXE_zhupi"), "demo", "--alive", "0"],
            columns,
            rows,
        );
        seat.wait_for("待办 35");
        seat.quiet();
        seat
    }

    /// A program with its arguments, in Chinese, with nothing of this machine's environment.
    pub(super) fn run(line: &[&str], columns: u16, rows: u16) -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join("tmp")).unwrap();
        let mut command = CommandBuilder::from_argv(line.iter().map(Into::into).collect());
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("LANG", "zh_CN.UTF-8");
        command.env("TERM", "xterm-256color");
        command.env("HOME", home.path());
        command.env("TMPDIR", home.path().join("tmp"));
        command.cwd(home.path());
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 16_384];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            emulator: vt100::Parser::new(cells(rows), cells(columns), 0),
            written: Vec::new(),
            output,
            keyboard: pair.master.take_writer().unwrap(),
            child,
            pty: pair.master,
            home,
        }
    }

    /// Keys as the terminal sends them, all at once.
    pub(super) fn type_keys(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Keys one by one, each after the program has answered the one before.
    pub(super) fn press(&mut self, keys: &str) {
        for key in keys.chars() {
            self.type_keys(&key.to_string());
            self.quiet();
        }
    }

    /// The window has another size from here on.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        let screen = self.emulator.screen_mut();
        screen.set_size(cells(rows), cells(columns));
        self.pty.resize(size(columns, rows)).unwrap();
    }

    /// The same, and the program has drawn it: the hints are on the last line, if there is room.
    pub(super) fn resize_and_wait(&mut self, columns: u16, rows: u16) {
        self.resize(columns, rows);
        self.wait_until("a frame of the new size", |seat| {
            let mut lines = seat.screen().rows(0, columns);
            let last = lines.nth(usize::from(rows) - 1).unwrap_or_default();
            last.contains("帮助") || seat.text().contains("窗口太小")
        });
        self.quiet();
    }

    pub(super) fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    #[cfg(target_os = "linux")]
    pub(super) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Takes what the program writes next; false when it wrote nothing for so long.
    pub(super) fn take(&mut self, patience: Duration) -> bool {
        match self.output.recv_timeout(patience) {
            Ok(bytes) => {
                self.emulator.process(&bytes);
                self.written.extend(bytes);
                true
            }
            Err(_) => false,
        }
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub(super) fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |seat| seat.text().contains(text));
    }

    #[track_caller]
    pub(super) fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        while !holds(self) {
            let took = self.take(PATIENCE);
            assert!(took, "{what:?} did not come:\n{}", self.text());
        }
    }

    /// Waits until the program has finished drawing.
    pub(super) fn quiet(&mut self) {
        while self.take(QUIET) {}
    }

    /// Waits until the program has ended and everything it wrote has been read.
    pub(super) fn wait_for_the_end(&mut self) -> ExitStatus {
        loop {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => {
                    self.emulator.process(&bytes);
                    self.written.extend(bytes);
                }
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().unwrap(),
                Err(RecvTimeoutError::Timeout) => panic!("it does not end:\n{}", self.text()),
            }
        }
    }

    pub(super) fn screen(&self) -> &vt100::Screen {
        self.emulator.screen()
    }

    /// The screen as text.
    pub(super) fn text(&self) -> String {
        self.screen().contents()
    }

    /// The screen as the eye sees it.
    pub(super) fn look(&self) -> Vec<Cell> {
        let (rows, columns) = self.screen().size();
        let places = (0..rows.get()).flat_map(|y| (0..columns.get()).map(move |x| (y, x)));
        let cell = |(y, x)| {
            let cell = self.screen().cell(y, x).unwrap();
            let text = cell.contents().trim().to_owned();
            let attributes = [cell.bold(), cell.dim(), cell.underline(), cell.inverse()];
            (text, cell.fgcolor(), cell.bgcolor(), attributes)
        };
        places.map(cell).collect()
    }

    /// How many frames have been drawn.
    pub(super) fn frames(&self) -> usize {
        let end = b"\x1b[?2026l";
        self.written
            .windows(end.len())
            .filter(|at| at == end)
            .count()
    }

    pub(super) fn home(&self) -> &Path {
        self.home.path()
    }

    /// What lies in the home, apart from the folder for temporary files itself.
    pub(super) fn left_behind(&self) -> Vec<PathBuf> {
        let list = |folder: PathBuf| {
            let entries = std::fs::read_dir(folder).unwrap();
            entries
                .map(|entry| entry.unwrap().path())
                .collect::<Vec<_>>()
        };
        let tmp = self.home.path().join("tmp");
        let mut left = list(self.home.path().to_owned());
        left.retain(|path| *path != tmp);
        left.extend(list(tmp));
        left
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        // A test that failed leaves the program running; one that ended is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        ..PtySize::default()
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}
