//! The message centre: its rows, and which of them are asked for.

use super::rows::{Row, Rows};
use crate::domain::find;
use crate::domain::message::{Message, MessageFilter};

/// The open message centre.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Messages {
    pub rows: Rows<Message>,
    /// The server searches titles; what else is typed is looked for among the rows.
    pub filter: MessageFilter,
}

impl Messages {
    /// Makes messages read or unread here; says how many that changed.
    pub fn mark(&mut self, admits: impl Fn(&Message) -> bool, read: bool) -> u64 {
        let rows = self.rows.items.iter_mut();
        let mut changed = 0;
        for message in rows.filter(|one| one.read != read && admits(one)) {
            message.read = read;
            changed += 1;
        }
        changed
    }
}

impl Row for Message {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn matches(&self, wanted: &str) -> bool {
        let texts = [&self.title, &self.subtitle, &self.text];
        let mut words = wanted.split_whitespace();
        words.all(|word| texts.iter().any(|text| find::contains(text, word)))
    }
}
