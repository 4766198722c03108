//! Questions and their answers, line by line; a secret is typed unseen. Without a terminal
//! nothing is asked, and only a secret is read.

use std::io;
use std::io::IsTerminal;

use secrecy::SecretString;

use super::look::Look;
use crate::error::{Error, Kind, Result};

#[derive(Debug)]
pub(super) struct Dialogue<'a> {
    look: &'a Look,
    pub(super) at_terminal: bool,
}

impl<'a> Dialogue<'a> {
    pub(super) fn new(look: &'a Look) -> Self {
        Self {
            look,
            at_terminal: io::stdin().is_terminal(),
        }
    }

    /// What is typed, else what is known already.
    pub(super) fn line(&self, question: &str, known: Option<String>) -> Result<Option<String>> {
        if !self.at_terminal {
            return Ok(known);
        }
        let words = self.look.locale.t(question);
        Look::ask(&match &known {
            Some(known) => format!("{words} [{known}]:"),
            None => format!("{words}:"),
        });
        let typed = read_line()?;
        Ok(Some(typed).filter(|typed| !typed.is_empty()).or(known))
    }

    /// What is typed unseen, or stands on the first line of standard input.
    pub(super) fn secret(&self, question: &str) -> Result<Option<SecretString>> {
        let secret = if self.at_terminal {
            Look::ask(&format!("{}:", self.look.locale.t(question)));
            rpassword::read_password().map_err(broken)?
        } else {
            read_line().unwrap_or_default()
        };
        let secret = secret.trim();
        Ok((!secret.is_empty()).then(|| SecretString::from(secret)))
    }
}

fn read_line() -> Result<String> {
    let mut line = String::new();
    match io::stdin().read_line(&mut line).map_err(broken)? {
        // Nobody will answer the next question either.
        0 => Err(Error::new(Kind::Usage, "error-no-answers")),
        _ => Ok(line.trim().to_owned()),
    }
}

fn broken(error: io::Error) -> Error {
    Error::new(Kind::System, "error-system").because(error)
}
