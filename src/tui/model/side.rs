//! The accounts on the screen, one or several side by side: what each can do, whose hand it is
//! there, who is known there, and how its line is. No account speaks for another.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use crate::config::ALL;
use crate::domain::id::Id;
use crate::domain::item::{Beyond, Counts, Key};
use crate::domain::people::{Named, Person};
use crate::domain::plan::Group;
use crate::domain::verb::Verb;
use crate::error::Error;
use crate::tui::effect::Effect;
use crate::tui::model::{Link, Others};

/// An account.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    pub account: Arc<str>,
    pub verbs: &'static [Verb],
    pub read_only: bool,
    /// Whether what is sent can be read on its way.
    pub open: bool,
    /// How many days back its folders reach, where they do not hold everything.
    pub days: Option<u32>,
    pub hand: Named,
    /// Those who are known.
    pub people: Vec<Person>,
    pub others: Others,
    /// Ids whose names were asked for.
    pub asked_for: BTreeSet<Id>,
    pub link: Link,
    pub synced_at: Option<Timestamp>,
    pub counts: Option<Counts>,
}

impl Side {
    /// An account that can do these things, by whose hand.
    pub fn new(account: &str, verbs: &'static [Verb], hand: Named) -> Self {
        Self {
            account: account.into(),
            verbs,
            read_only: false,
            open: false,
            days: None,
            hand,
            people: Vec::new(),
            others: Others::default(),
            asked_for: BTreeSet::new(),
            link: Link::default(),
            synced_at: None,
            counts: None,
        }
    }

    pub fn is_offline(&self) -> bool {
        matches!(self.link, Link::Offline(_))
    }

    /// A person's name by id, as far as people are known.
    pub fn name_of<'a>(&'a self, id: &'a Id) -> &'a str {
        self.people
            .iter()
            .find(|person| person.id == *id)
            .map_or(id.as_str(), |person| &person.name)
    }

    /// The best name for somebody.
    pub fn label<'a>(&'a self, named: &'a Named) -> &'a str {
        match (&named.name, &named.id) {
            (Some(name), _) => name,
            (None, Some(id)) => self.name_of(id),
            (None, None) => "",
        }
    }
}

/// All of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Sides {
    /// Whose the lists beside the folders are, and all that names no account.
    pub home: Side,
    pub beside: Vec<Side>,
    /// Accounts that could not be opened.
    pub shut: Vec<(String, Error)>,
}

impl From<Side> for Sides {
    fn from(home: Side) -> Self {
        Self {
            home,
            beside: Vec::new(),
            shut: Vec::new(),
        }
    }
}

impl Sides {
    pub fn iter(&self) -> impl Iterator<Item = &Side> {
        std::iter::once(&self.home).chain(&self.beside)
    }

    /// The accounts that are asked.
    pub fn accounts(&self) -> Vec<Arc<str>> {
        self.iter().map(|side| side.account.clone()).collect()
    }

    /// Whether it has to be said whose a row is.
    pub fn are_several(&self) -> bool {
        !(self.beside.is_empty() && self.shut.is_empty())
    }

    /// What is on the screen, as it is named to open it.
    pub fn name(&self) -> &str {
        if self.are_several() {
            ALL
        } else {
            &self.home.account
        }
    }

    /// An account by its name; home for those that are not on the screen.
    pub fn of(&self, account: &str) -> &Side {
        let mut beside = self.beside.iter();
        let found = beside.find(|side| *side.account == *account);
        found.unwrap_or(&self.home)
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, account: &str) -> &mut Side {
        let mut beside = self.beside.iter_mut();
        let found = beside.find(|side| *side.account == *account);
        found.unwrap_or(&mut self.home)
    }

    /// An effect for an account; what names none is for home.
    pub fn at(&self, account: &Arc<str>, effect: Effect) -> Effect {
        if *account == self.home.account {
            effect
        } else {
            Effect::At(account.clone(), Box::new(effect))
        }
    }

    /// The same effect for each of them.
    pub fn each(&self, effect: &Effect) -> impl Iterator<Item = Effect> {
        let asked = |side: &Side| self.at(&side.account, effect.clone());
        self.iter().map(asked)
    }

    /// The sum of what is known; of the messages, those that can be opened here.
    pub fn counts(&self) -> Option<Counts> {
        let known = self.iter().filter_map(|side| side.counts);
        let sum = known.reduce(|sum, one| sum + one)?;
        let home = self.home.counts.unwrap_or_default();
        let beyond = sum.beyond.without(Beyond::UNREAD);
        Some(Counts {
            unread: home.unread,
            beyond: beyond | Beyond::UNREAD.when(home.beyond.has(Beyond::UNREAD)),
            ..sum
        })
    }

    /// Since when nothing older is on the screen; `None` while an account was never heard.
    pub fn synced_at(&self) -> Option<Timestamp> {
        let heard = self.iter().map(|side| side.synced_at);
        heard.flatten().min()
    }

    /// What is wrong with the first account of which something is.
    pub fn trouble(&self) -> Option<(&str, &Error)> {
        let broken = self.iter().filter_map(|side| match &side.link {
            Link::Offline(error) => Some((&*side.account, error)),
            _ => None,
        });
        let shut = self.shut.iter().map(|(account, error)| (&**account, error));
        broken.chain(shut).next()
    }

    /// Whether a decision could not be sent now.
    pub fn misses(&self, key: &Key) -> bool {
        self.of(&key.account).is_offline()
    }

    /// Whether a group rests until its accounts can be heard.
    pub fn rests(&self, group: &Group) -> bool {
        let broken = self.iter().any(Side::is_offline);
        let mut decisions = group.decisions.iter();
        broken && decisions.any(|decision| self.misses(&decision.item.key))
    }
}
