//! The words that some fields hold and no others. Knows no items.

use super::ast::{Comparison, Op};
use super::field::Field;
use crate::domain::find::contains;
use crate::domain::item::Folder;
use crate::domain::verb::TABLE;

/// Where an instance may stand, in the words of the contract; `other:` has a server's own behind it.
const STATUS: [&str; 7] = [
    "running", "ended", "approved", "rejected", "stopped", "voided", "failed",
];

/// All words of the field, where it can never hold what it is compared with.
pub(super) fn instead(comparison: &Comparison) -> Option<Vec<&'static str>> {
    let Comparison {
        field, op, with, ..
    } = comparison;
    let words = match field {
        Field::Status if may_be_other(&with.text) => return None,
        Field::Status => STATUS.to_vec(),
        Field::Verb => TABLE.iter().map(|row| row.name).collect(),
        Field::Folder => Folder::ALL.map(Folder::name).to_vec(),
        _ => return None,
    };
    let fits = |word: &&str| match op {
        Op::Contains => contains(word, &with.text),
        _ => **word == with.text,
    };
    (!words.iter().any(fits)).then_some(words)
}

/// Codes and words of servers, which nobody can list: they stand behind `other:`.
fn may_be_other(text: &str) -> bool {
    text.starts_with("other") || !text.chars().any(|c| c.is_ascii_alphabetic())
}
