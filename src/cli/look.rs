//! How answers are given: format, language, colours, width, zone, and the moment of asking.
//! The only file of the commands that writes to standard output and standard error.

use std::io::{self, BufWriter, IsTerminal, Write};

use clap::builder::StyledStr;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::args::{Color, Format, Global};
use super::csv;
use super::json::{Failure, Rows};
use super::table::Table;
use crate::config::Env;
use crate::config::language;
use crate::domain::ascii;
use crate::domain::decision::Status;
use crate::domain::progress::Progress;
use crate::domain::text;
use crate::error::{Error, Kind, Result};
use crate::inbox::Waiting;
use crate::locale::Locale;
use crate::locale::format;
use crate::log;

/// Clears the rest of a terminal's line.
const ERASE: &str = "\u{1b}[K";

#[derive(Debug)]
pub(super) struct Look {
    pub(super) format: Format,
    pub(super) locale: Locale,
    pub(super) color: bool,
    /// Whether somebody watches lines that replace themselves.
    pub(super) watched: bool,
    /// Whether signs are drawn in ASCII.
    pub(super) ascii: bool,
    /// Columns of the terminal, when that is where the answer goes.
    pub(super) width: Option<u16>,
    pub(super) zone: TimeZone,
    pub(super) now: Timestamp,
}

impl Look {
    pub(super) fn new(global: &Global, env: &Env, now: Timestamp) -> Self {
        let terminal = io::stdout().is_terminal();
        let dumb = env.get("TERM") == Some("dumb");
        let plain = env.get("NO_COLOR").is_some() || dumb;
        Self {
            format: global.output.unwrap_or_default(),
            locale: Locale::new(language::chosen(global.language(), None, env)),
            color: match global.color.unwrap_or_default() {
                Color::Auto => terminal && !plain,
                Color::Always => true,
                Color::Never => false,
            },
            watched: io::stderr().is_terminal() && !dumb,
            ascii: global.ascii,
            width: terminal.then(width).flatten(),
            zone: env.zone(),
            now,
        }
    }

    /// Lets the configuration have its say about the language.
    pub(super) fn settle(&mut self, global: &Global, configured: &str, env: &Env) {
        let language = language::chosen(global.language(), Some(configured), env);
        if language != self.locale.language {
            self.locale = Locale::new(language);
        }
    }

    /// An answer in the format asked for: the whole as one document, its lines, or text.
    pub(super) fn print<L: Serialize + Default>(
        &self,
        document: &impl Serialize,
        lines: &[L],
        text: impl FnOnce() -> String,
    ) -> Result<()> {
        match self.format {
            Format::Table if self.ascii => {
                write(|out| out.write_all(ascii::text(&text()).as_bytes()))
            }
            Format::Table => write(|out| out.write_all(text().as_bytes())),
            Format::Json => self.print_document(document),
            Format::Jsonl => write(|out| {
                lines.iter().try_for_each(|line| {
                    let line = serde_json::to_string(line)?;
                    writeln!(out, "{}", text::escaped(&line))
                })
            }),
            Format::Csv => {
                let rows = csv::rows(lines).map_err(|error| unwritable(&error))?;
                write(|out| {
                    let mut writer = ::csv::Writer::from_writer(out);
                    rows.iter().try_for_each(|row| writer.write_record(row))?;
                    writer.flush()
                })
            }
        }
    }

    /// The same for rows that name their accounts, or do not.
    pub(super) fn print_rows<L: Serialize + Default>(
        &self,
        document: &impl Serialize,
        rows: &Rows<'_, L>,
        text: impl FnOnce() -> String,
    ) -> Result<()> {
        match rows {
            Rows::Alone(lines) => self.print(document, lines, text),
            Rows::OfAccounts(lines) => self.print(document, lines, text),
        }
    }

    /// The one document of an answer that is not made of lines.
    pub(super) fn print_document(&self, document: &impl Serialize) -> Result<()> {
        let document = self
            .document(document)
            .map_err(|error| unwritable(&error))?;
        write(|out| writeln!(out, "{document}"))
    }

    /// An answer that is a text for people and for this program, in every format.
    pub(super) fn print_text(text: &str) -> Result<()> {
        write(|out| out.write_all(text.as_bytes()))
    }

    /// An error: as the one document where scripts read, else in words on standard error.
    pub(super) fn print_error(&self, error: &Error) {
        if self.format == Format::Json
            && let Ok(document) = self.document(&Failure::new(error, &self.locale))
            && write(|out| writeln!(out, "{document}")).is_ok()
        {
            return;
        }
        Self::say(&format!("zhupi: {}", self.locale.error_of_request(error)));
        if let Some(quote) = error.arg("quote") {
            Self::say(quote);
        }
        if let Some(hint) = self.locale.hint(error) {
            Self::say(&hint);
        }
    }

    /// What is wrong, but stops nothing.
    pub(super) fn print_warning(&self, error: &Error) {
        log::shown(error, &self.locale);
        let hint = self.locale.hint(error).unwrap_or_default();
        Self::say(&format!("! {} {hint}", self.locale.error(error)));
    }

    /// The help or the version, as the parser wrote it.
    pub(super) fn print_help(&self, text: &StyledStr) -> Result<()> {
        write(|out| {
            if self.color {
                write!(out, "{}", text.ansi())
            } else {
                write!(out, "{text}")
            }
        })
    }

    /// A line for people, beside the answer.
    pub(super) fn say(line: &str) {
        // A closed standard error is nobody listening.
        let _ = writeln!(io::stderr(), "{}", text::neutral_lines(line));
    }

    /// A line for people that replaces itself, and goes when it is over.
    pub(super) fn say_again(line: &str, over: bool) {
        const CLEAR: &str = "\r\x1b[K";
        let line = if over { "" } else { line };
        let _ = write!(io::stderr(), "{CLEAR}{}", text::neutral(line));
    }

    /// Tells people how much of a list is still to be read, on one line that goes when it is over;
    /// whoever reads a file does not wait.
    pub(super) fn waiting(&self) -> Option<Waiting> {
        let language = self.locale.language;
        let tell = move |left: usize| {
            let count = [("count", left.into())];
            Self::say_again(&Locale::new(language).f("list-unread", &count), left == 0);
        };
        self.watched.then(|| Waiting::new(tell))
    }

    /// A question for people; the cursor stays behind it.
    pub(super) fn ask(question: &str) {
        let _ = write!(io::stderr(), "{} ", text::neutral(question));
    }

    /// How far a batch is, on one line that the next one replaces. Only for who is watching.
    pub(super) fn tell_progress(&self, progress: &Progress, now: Timestamp) {
        if progress.total() < 2 || !self.watched {
            return;
        }
        if progress.left() == 0 {
            let _ = write!(io::stderr(), "\r{ERASE}");
            return;
        }
        let left = progress.time_left(now).unwrap_or_default();
        let numbers = [
            ("ended", progress.ended().into()),
            ("total", progress.total().into()),
            ("done", progress.of(Status::Done).into()),
            ("seconds", left.as_secs().into()),
        ];
        let line = self.locale.f("cli-progress", &numbers);
        let _ = write!(io::stderr(), "\r{line}{ERASE}");
    }

    /// Says that a list is longer than what was shown of it.
    pub(super) fn say_more(&self, all: bool, shown: usize, total: u64) {
        if !all && total > shown as u64 {
            let counts = [("shown", shown.into()), ("total", total.into())];
            Self::say(&self.locale.f("cli-more", &counts));
        }
    }

    pub(super) fn table(&self) -> Table {
        Table::new(self.width)
    }

    /// How long ago, in words as short as a column.
    pub(super) fn age(&self, then: Option<Timestamp>) -> String {
        then.map_or_else(String::new, |then| format::age(then, self.now))
    }

    /// Local date and time.
    pub(super) fn time(&self, at: Option<Timestamp>) -> String {
        at.map_or_else(String::new, |at| format::date_time(at, &self.zone))
    }

    /// A word of the contract in the user's language; one that is not known stays as it is.
    pub(super) fn word(&self, family: &str, word: &str) -> String {
        let key = format!("{family}-{}", word.replace('_', "-"));
        if self.locale.has(&key) {
            self.locale.t(&key)
        } else {
            word.to_owned()
        }
    }

    /// Nothing in it is obeyed by the terminal that it may be read on.
    fn document(&self, document: &impl Serialize) -> serde_json::Result<String> {
        let document = if self.width.is_some() {
            serde_json::to_string_pretty(document)
        } else {
            serde_json::to_string(document)
        };
        Ok(text::escaped(&document?).into_owned())
    }
}

fn unwritable(error: &serde_json::Error) -> Error {
    Error::new(Kind::System, "error-output").with("reason", error.to_string())
}

/// Writes to standard output. Who has stopped reading ends the writing quietly.
pub(super) fn write(
    content: impl FnOnce(&mut BufWriter<io::StdoutLock<'static>>) -> io::Result<()>,
) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match content(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::new(Kind::System, "error-output").with("reason", error.to_string()))
        }
        _ => Ok(()),
    }
}

fn width() -> Option<u16> {
    crossterm::terminal::size()
        .ok()
        .map(|(columns, _)| columns)
        .filter(|columns| *columns > 0)
}
