//! Several accounts side by side: which inbox is whose. Each works by itself; nothing here asks,
//! sends or merges.

use crate::error::Error;
use crate::inbox::Inbox;

/// One account's inbox, or those of several. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Inboxes {
    home: Inbox,
    beside: Vec<Inbox>,
    /// Accounts that could not be opened, and why.
    pub shut: Vec<(String, Error)>,
}

impl From<Inbox> for Inboxes {
    fn from(home: Inbox) -> Self {
        Self {
            home,
            beside: Vec::new(),
            shut: Vec::new(),
        }
    }
}

impl Inboxes {
    /// The first of those that could be opened is home; `None` where there are none.
    pub fn of(opened: Vec<Inbox>, shut: Vec<(String, Error)>) -> Option<Self> {
        let mut opened = opened.into_iter();
        Some(Self {
            home: opened.next()?,
            beside: opened.collect(),
            shut,
        })
    }

    /// The one for all that names no account.
    pub fn home(&self) -> &Inbox {
        &self.home
    }

    /// The others.
    pub fn beside(&self) -> impl Iterator<Item = &Inbox> {
        self.beside.iter()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Inbox> {
        std::iter::once(&self.home).chain(&self.beside)
    }

    /// The inbox of an account, if it is open.
    pub fn get(&self, account: &str) -> Option<&Inbox> {
        self.iter().find(|inbox| inbox.account() == account)
    }
}
