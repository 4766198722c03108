//! The plan file: its head, a line for each decision, and at its end what each was made on. A person edits the lines in the middle; the end is sealed against mistakes.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::head::Head;
use crate::domain::form::Form;
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::plan::text::{self, Line, Misread};
use crate::domain::text::escaped;
use crate::error::{Error, Kind, Result};

/// Begins a line of the end.
const ON: &str = "on ";

/// What a decision is made on: the item and its form as they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ground {
    pub(super) item: Item,
    pub(super) form: Form,
    /// What the plan proposed to say; what stands there instead was written by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) said: Option<String>,
}

/// A plan as it was read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) head: Head,
    /// With the numbers of their lines.
    pub(super) lines: Vec<(usize, Line)>,
    /// By what each item is called in the plan.
    pub(super) grounds: BTreeMap<Id, Ground>,
}

/// The last lines of the file.
pub(super) fn end(grounds: &[Ground]) -> Result<String> {
    let mut end = String::new();
    for ground in grounds {
        let json = serde_json::to_string(ground).map_err(|error| {
            Error::new(Kind::System, "error-output").with("reason", error.to_string())
        })?;
        let json = escaped(&json);
        // Writing to a string never fails.
        let _ = writeln!(end, "{ON}{} {json}", seal(&json));
    }
    Ok(end)
}

/// Reads a file; `name` is what it is called in errors.
pub(super) fn read(name: &str, text: &str) -> Result<Plan> {
    let wrong = |line: usize, message| {
        Error::new(Kind::Usage, message)
            .with("file", name)
            .with("line", line.to_string())
    };
    let head = Head::read(text, wrong)?;
    let mut grounds = BTreeMap::new();
    let mut decisions = String::new();
    for (number, line) in (1..).zip(text.lines()) {
        match line.strip_prefix(ON) {
            Some(sealed) => {
                let ground = ground(sealed).ok_or_else(|| wrong(number, "error-plan-end"))?;
                grounds.insert(head.name(&ground.item.key), ground);
            }
            None if number > head.lines() => decisions.push_str(line),
            None => {}
        }
        // What was taken out leaves an empty line, so that the others keep their numbers.
        decisions.push('\n');
    }
    let lines = text::read(&decisions).map_err(|(line, misread)| explain(wrong, line, misread))?;
    if let Some((line, stranger)) = lines
        .iter()
        .find(|(_, line)| !grounds.contains_key(&line.id))
    {
        return Err(wrong(*line, "error-plan-item").with("id", stranger.id.as_str()));
    }
    Ok(Plan {
        head,
        lines,
        grounds,
    })
}

/// What stands behind a seal, if it is still what was sealed.
fn ground(sealed: &str) -> Option<Ground> {
    let (found, json) = sealed.split_once(' ')?;
    let json = json.trim_end();
    if found != seal(json) {
        return None;
    }
    serde_json::from_str(json).ok()
}

/// Sixteen characters that change with the text.
fn seal(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).fold(String::new(), |mut seal, byte| {
        let _ = write!(seal, "{byte:02x}");
        seal
    })
}

fn explain(wrong: impl Fn(usize, &'static str) -> Error, line: usize, misread: Misread) -> Error {
    let (key, named) = misread.message();
    let error = wrong(line, key);
    named
        .into_iter()
        .fold(error, |error, (name, text)| error.with(name, text))
}
