//! What was found so far: told line by line to people, as one document to scripts.

use super::super::args::Format;
use super::super::look::{self, Look};
use super::super::{ALL_DONE, json};
use crate::domain::text;
use crate::error::{Error, Kind, Result};
use crate::log;

/// Everything that is examined, in order.
const NAMES: [&str; 23] = [
    "config",
    "account",
    "secret",
    "proxy",
    "dns",
    "connect",
    "tls",
    "token",
    "clock",
    "identity",
    "counts",
    "todo",
    "done",
    "cc",
    "created",
    "draft",
    "detail",
    "history",
    "canvas",
    "tasks",
    "messages",
    "flows",
    "instances",
];

/// Columns of the longest label.
const LABEL: usize = 13;

/// A message of the catalogue and what its placeholders stand for.
pub(super) type Words = (&'static str, Vec<(&'static str, String)>);

#[derive(Debug)]
pub(super) struct Report<'a> {
    look: &'a Look,
    checks: Vec<json::Check>,
    code: u8,
}

impl<'a> Report<'a> {
    pub(super) fn new(look: &'a Look) -> Self {
        Self {
            look,
            checks: Vec::new(),
            code: ALL_DONE,
        }
    }

    /// What was found, or what is wrong.
    pub(super) fn tell<T>(
        &mut self,
        name: &'static str,
        found: Result<T>,
        words: impl FnOnce(&T) -> Words,
    ) -> Option<T> {
        match found {
            Ok(found) => {
                let words = words(&found);
                self.good(name, words);
                Some(found)
            }
            Err(error) => {
                self.bad(name, &error);
                None
            }
        }
    }

    pub(super) fn good(&mut self, name: &'static str, (key, args): Words) {
        let args: Vec<_> = args
            .into_iter()
            .map(|(name, value)| (name, value.into()))
            .collect();
        let message = self.look.locale.f(key, &args);
        self.add(name, "ok", message, None);
    }

    /// What is wrong; what this account may not do, or its provider cannot, breaks nothing else.
    pub(super) fn bad(&mut self, name: &'static str, error: &Error) {
        log::shown(error, &self.look.locale);
        let status = match error.kind {
            Kind::Denied => "warn",
            Kind::Unsupported => "skipped",
            _ => "bad",
        };
        if status == "bad" && self.code == ALL_DONE {
            self.code = error.kind.exit_code();
        }
        let locale = &self.look.locale;
        self.add(
            name,
            status,
            locale.error_of_request(error),
            locale.hint(error),
        );
    }

    fn add(
        &mut self,
        name: &'static str,
        status: &'static str,
        message: String,
        hint: Option<String>,
    ) {
        let check = json::Check {
            name,
            status,
            message,
            hint,
        };
        if self.look.format == Format::Table {
            self.print(&check);
        }
        self.checks.push(check);
    }

    /// At once: the next thing may take its time.
    fn print(&self, check: &json::Check) {
        let sign = match check.status {
            "ok" => '✓',
            "warn" => '!',
            "skipped" => '–',
            _ => '✗',
        };
        let label = self.look.locale.t(&format!("doctor-{}", check.name));
        let gap = " ".repeat(LABEL.saturating_sub(text::columns(&label)));
        let mut line = format!("{sign} {label}{gap}  {}", text::neutral(&check.message));
        if let Some(hint) = &check.hint {
            line.push_str("\n  ");
            line.push_str(&" ".repeat(LABEL));
            line.push_str("  → ");
            line.push_str(hint);
        }
        // Whoever stopped reading ends it quietly.
        let _ = look::write(|out| std::io::Write::write_fmt(out, format_args!("{line}\n")));
    }

    /// Names what was left out, and gives the exit code.
    pub(super) fn finish(mut self) -> Result<u8> {
        let told: Vec<_> = self.checks.iter().map(|check| check.name).collect();
        let left: Vec<_> = NAMES
            .into_iter()
            .filter(|name| !told.contains(name))
            .collect();
        let message = self.look.locale.t("doctor-skipped");
        if self.look.format == Format::Table && !left.is_empty() {
            let count = [("count", left.len().into())];
            Look::say(&self.look.locale.f("doctor-left-out", &count));
        }
        self.checks.extend(left.into_iter().map(|name| json::Check {
            name,
            status: "skipped",
            message: message.clone(),
            hint: None,
        }));
        if self.look.format != Format::Table {
            let document = json::Checks {
                checks: &self.checks,
            };
            self.look.print(&document, &self.checks, String::new)?;
        }
        Ok(self.code)
    }
}
