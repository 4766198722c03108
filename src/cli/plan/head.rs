//! The head of a plan file: whose it is, and when it was made. Of several accounts each has its
//! lines, and then the items are called by their accounts too. Asks nobody.

use jiff::Timestamp;

use crate::domain::id::Id;
use crate::domain::item::Key;
use crate::domain::people::Named;
use crate::domain::plan::text::name;
use crate::domain::text;
use crate::error::{Error, Result};

/// The first word of the first line, and the version after it.
const MARK: &str = "zhupi-plan";
const VERSION: &str = "1";

const ACCOUNT: &str = "account ";
const HAND: &str = "hand ";
const MADE: &str = "made ";

/// Whose plan it is, and when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// One, or several where the plan is of several accounts.
    pub(super) owners: Vec<Owner>,
    pub(super) made: Timestamp,
}

/// An account, and the hand that decides there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) account: String,
    pub(super) hand: Named,
}

impl Head {
    pub(super) fn accounts(&self) -> impl Iterator<Item = &str> {
        self.owners.iter().map(|owner| owner.account.as_str())
    }

    /// What an item is called in the plan: `7001`, or `work/7001` where several accounts have part
    /// in it.
    pub(super) fn name(&self, key: &Key) -> Id {
        name(key, self.owners.len() != 1)
    }

    /// How many lines it has.
    pub(super) fn lines(&self) -> usize {
        2 + 2 * self.owners.len()
    }

    pub(super) fn text(&self) -> String {
        let owners = self.owners.iter().map(|Owner { account, hand }| {
            let words = [&hand.id.as_ref().map(Id::to_string), &hand.name];
            let words: Vec<_> = words.into_iter().flatten().map(String::as_str).collect();
            let hand = words.join(" ");
            format!("{ACCOUNT}{account}\n{HAND}{}\n", text::neutral(&hand))
        });
        let owners: String = owners.collect();
        format!("{MARK} {VERSION}\n{owners}{MADE}{}\n", self.made)
    }

    /// Reads the head of a text; `wrong` makes an error of a line's number and a message.
    pub(super) fn read(text: &str, wrong: impl Fn(usize, &'static str) -> Error) -> Result<Self> {
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        let version = first.trim().strip_prefix(MARK);
        let version = version.ok_or_else(|| wrong(1, "error-plan-not-one"))?;
        if version.trim() != VERSION {
            return Err(wrong(1, "error-plan-version").with("version", version.trim()));
        }
        let mut owners = Vec::new();
        loop {
            let (at, word) = (
                2 + 2 * owners.len(),
                if owners.is_empty() { ACCOUNT } else { MADE },
            );
            let line = lines.next().unwrap_or_default();
            if let (Some(made), false) = (said(line, MADE), owners.is_empty()) {
                let made = made.parse();
                let made = made.map_err(|_| wrong(at, "error-plan-head").with("word", "made"))?;
                return Ok(Self { owners, made });
            }
            let lacks = |at, word: &str| wrong(at, "error-plan-head").with("word", word.trim());
            let account = said(line, ACCOUNT).ok_or_else(|| lacks(at, word))?;
            let hand = lines.next().and_then(|line| said(line, HAND));
            let hand = hand.ok_or_else(|| lacks(at + 1, HAND))?;
            let (id, known_as) = hand.split_once(' ').unwrap_or((hand, ""));
            owners.push(Owner {
                account: account.to_owned(),
                hand: Named::new(Some(id.into()), Some(known_as.to_owned())),
            });
        }
    }
}

/// What a line says behind a word.
fn said<'t>(line: &'t str, word: &str) -> Option<&'t str> {
    let rest = line.strip_prefix(word)?.trim();
    (!rest.is_empty()).then_some(rest)
}
