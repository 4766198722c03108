//! The plan file: a head that says whose it is, a line for each decision, and at its end what
//! each was made on. A person edits the lines in the middle; the end is sealed against mistakes.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::form::Form;
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::people::Named;
use crate::domain::plan::text::{self, Line, Misread};
use crate::error::{Error, Kind, Result};

/// The first word of the first line, and the version after it.
const MARK: &str = "zhupi-plan";
const VERSION: &str = "1";

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

/// Whose plan it is, and when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) account: String,
    pub(super) hand: Named,
    pub(super) made: Timestamp,
}

/// A plan as it was read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) head: Head,
    /// With the numbers of their lines.
    pub(super) lines: Vec<(usize, Line)>,
    pub(super) grounds: BTreeMap<Id, Ground>,
}

impl Head {
    /// The first lines of the file.
    pub(super) fn text(&self) -> String {
        let hand = [&self.hand.id.as_ref().map(Id::to_string), &self.hand.name];
        let hand: Vec<_> = hand.into_iter().flatten().map(String::as_str).collect();
        format!(
            "{MARK} {VERSION}\naccount {}\nhand {}\nmade {}\n",
            self.account,
            hand.join(" "),
            self.made
        )
    }
}

/// The last lines of the file.
pub(super) fn end(grounds: &[Ground]) -> Result<String> {
    let mut text = String::new();
    for ground in grounds {
        let json = serde_json::to_string(ground).map_err(|error| {
            Error::new(Kind::System, "error-output").with("reason", error.to_string())
        })?;
        // Writing to a string never fails.
        let _ = writeln!(text, "{ON}{} {json}", seal(&json));
    }
    Ok(text)
}

/// Reads a file; `name` is what it is called in errors.
pub(super) fn read(name: &str, text: &str) -> Result<Plan> {
    let wrong = |line: usize, message| {
        Error::new(Kind::Usage, message)
            .with("file", name)
            .with("line", line.to_string())
    };
    let mut lines = text.lines();
    let version = lines
        .next()
        .and_then(|line| line.trim().strip_prefix(MARK))
        .ok_or_else(|| wrong(1, "error-plan-not-one"))?;
    if version.trim() != VERSION {
        return Err(wrong(1, "error-plan-version").with("version", version.trim()));
    }
    let mut head = |number, word: &str| {
        let line = lines.next().and_then(|line| line.strip_prefix(word));
        let line = line.map(str::trim).filter(|rest| !rest.is_empty());
        line.ok_or_else(|| wrong(number, "error-plan-head").with("word", word.trim()))
    };
    let (account, hand, made) = (head(2, "account ")?, head(3, "hand ")?, head(4, "made ")?);
    let (id, known_as) = hand.split_once(' ').unwrap_or((hand, ""));
    let head = Head {
        account: account.to_owned(),
        hand: Named::new(Some(id.into()), Some(known_as.to_owned())),
        made: made
            .parse()
            .map_err(|_| wrong(4, "error-plan-head").with("word", "made"))?,
    };
    let mut grounds = BTreeMap::new();
    let mut decisions = String::new();
    for (number, line) in (1..).zip(text.lines()) {
        match line.strip_prefix(ON) {
            Some(sealed) => {
                let ground = ground(sealed).ok_or_else(|| wrong(number, "error-plan-end"))?;
                grounds.insert(ground.item.key.id.clone(), ground);
            }
            None if number > 4 => decisions.push_str(line),
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
