//! What the configuration settles for the screen: plain data.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::config::{Advance, Commit};
use crate::domain::verb::Verb;
use crate::domain::view::View;
use crate::tui::keymap::Keymap;

/// What is settled before the first key.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// All accounts that are configured.
    pub accounts: Vec<String>,
    pub undo_ms: i64,
    pub commit: Commit,
    pub advance: Advance,
    /// More decisions than these wait until the plan has been looked at.
    pub confirm_above: usize,
    /// Between looking for news; `None` never looks.
    pub poll_ms: Option<i64>,
    pub zone: TimeZone,
    pub keymap: Keymap,
    /// Whether signs are drawn in ASCII.
    pub ascii: bool,
    /// Whether the mouse is ours from the start.
    pub mouse: bool,
    /// Whether a browser can be seen where this runs.
    pub browser: bool,
    /// What typing finds each row of [`crate::tui::command::TABLE`] by, in the user's language.
    pub command_texts: Vec<String>,
    /// Words for how the people of a node decide together, by the names of those ways.
    pub modes: BTreeMap<String, String>,
    /// The saved views, in the order of the file.
    pub views: Vec<View>,
    /// Fields of forms that the list shows, by the flow's name.
    pub columns: BTreeMap<String, Vec<String>>,
    /// Ready comments, by the name of their verb.
    pub phrases: BTreeMap<String, Vec<String>>,
}

impl Settings {
    /// The ready comments of a verb. A handle node is handled by whoever approves: where it has
    /// none of its own, it has those.
    pub fn phrases_of(&self, verb: Verb) -> &[String] {
        let of = |verb: Verb| self.phrases.get(verb.name());
        let handled = of(Verb::Approve).filter(|_| verb == Verb::Handle);
        let phrases = of(verb).or(handled);
        phrases.map_or(&[], Vec::as_slice)
    }
}
