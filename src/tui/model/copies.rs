//! Who is sent a copy with what is staged: which decisions that is about, and whether it can be.

use crate::domain::decision::Decision;
use crate::domain::item::Key;
use crate::domain::verb::Blocked;
use crate::tui::model::Model;

/// The staged decisions that people are chosen for.
#[derive(Clone, Debug, PartialEq)]
pub struct Copies {
    /// Their items, as they were when the key was pressed.
    pub keys: Vec<Key>,
}

impl Model {
    /// The decision staged for the item under the cursor, else those staged last.
    pub fn copied(&self) -> Vec<&Decision> {
        let here = self.current().and_then(|item| self.plan.staged(&item.key));
        let last = self.plan.groups().last();
        match here {
            Some(decision) => vec![decision],
            None => last.map_or(Vec::new(), |group| group.decisions.iter().collect()),
        }
    }

    /// Why nobody can be sent a copy of what is staged.
    pub fn copy_blocked(&self) -> Option<Blocked> {
        let decisions = self.copied();
        if decisions.is_empty() {
            return Some(Blocked::NotStaged);
        }
        let refuses = |decision: &&Decision| {
            let instance = self.details.ready(&decision.item.key);
            let page = instance.and_then(|instance| instance.cc_allowed);
            page == Some(false) || !decision.verb.takes_copies()
        };
        if decisions.iter().any(refuses) {
            return Some(Blocked::NoCopies);
        }
        let mut accounts = decisions.iter().map(|one| &one.item.key.account);
        let first = accounts.next();
        let apart = accounts.any(|account| Some(account) != first);
        apart.then_some(Blocked::OneAccount)
    }
}
