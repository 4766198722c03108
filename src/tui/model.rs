//! All that the screen knows: plain data. Only `update` changes it, `view` only reads it.

pub mod aim;
pub mod chart;
pub mod copies;
pub mod deciding;
pub mod details;
pub mod filling;
pub mod finder;
mod interruption;
pub mod journal;
pub mod list;
pub mod marks;
mod mouse;
pub mod news;
pub mod overlay;
mod people;
pub mod place;
pub mod plan;
pub mod run;
pub mod settings;
pub mod side;
pub mod sight;
pub mod views;
mod wheel;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crokey::KeyCombination;
use jiff::Timestamp;

use crate::domain::choice::Choice;
use crate::domain::decision::{Decision, Receipt};
use crate::domain::input::Inputs;
use crate::domain::item::{Folder, Item, Key};
use crate::domain::people::Person;
use crate::domain::plan::Plan;
use crate::domain::verb::{Blocked, Verb};
use crate::error::Error;
use crate::tui::command::Command;
use crate::tui::event::Ticket;
use crate::tui::layout::too_small;

pub use aim::Aim;
pub use chart::Chart;
pub use copies::Copies;
pub use details::{Detail, Details};
pub use filling::Filling;
pub use finder::Finder;
pub use interruption::Interruption;
pub use list::List;
pub use marks::Marks;
pub use mouse::Mouse;
pub use news::News;
pub use overlay::{Draft, Overlay, Question};
pub use people::Others;
pub use place::{Place, Visit};
pub use run::{Run, Settled};
pub use settings::Settings;
pub use side::{Side, Sides};
pub use sight::Sight;
pub use views::Views;

/// Which panes have room on a wide screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panes {
    #[default]
    Both,
    List,
    /// The detail has the whole screen.
    Detail,
}

/// Which pane the moving keys belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    #[default]
    List,
    Detail,
}

/// The pages of the detail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Form,
    Canvas,
    History,
    Raw,
}

impl Tab {
    pub const ALL: [Self; 4] = [Self::Form, Self::Canvas, Self::History, Self::Raw];

    pub fn message(self) -> &'static str {
        match self {
            Self::Form => "tab-form",
            Self::Canvas => "tab-canvas",
            Self::History => "tab-history",
            Self::Raw => "tab-raw",
        }
    }
}

/// How the line to the server is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Link {
    /// Nothing has been heard yet.
    #[default]
    Connecting,
    Live,
    /// The last question was not answered; countdowns rest until one is.
    Offline(Error),
}

/// How a toast is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Info,
    Good,
    Bad,
}

/// What a toast says; the view has the words.
#[derive(Clone, Debug, PartialEq)]
pub enum Words {
    /// A message of the catalogue, with what its placeholders stand for.
    Message(&'static str, Vec<(&'static str, String)>),
    /// Why a verb cannot be done.
    Blocked(Verb, Blocked),
    /// Which of many items cannot take a verb, by the reason, with their titles.
    LeftOut(Verb, Vec<(Blocked, Vec<String>)>),
    /// Why a command that is no verb can do nothing.
    Useless(Command, Blocked),
    Error(Error),
    /// What became of choosing a next approver, for what.
    Chosen(String, Receipt),
    /// What became of keeping a draft, of what.
    Saved(String, Receipt),
    /// What became of a decision.
    Receipt(Box<Decision>, Receipt),
    /// What earlier runs have left.
    Interrupted(Interruption),
}

/// One line for the user, until the next key.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    pub tone: Tone,
    pub words: Words,
}

/// The last key that staged something: what tells a held key from a second press.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub key: KeyCombination,
    pub at: Timestamp,
    /// Milliseconds between the last press that counted and the one before it.
    pub gap_ms: Option<i64>,
    /// Whether it was typed into what it has opened, and may yet turn out to be held.
    pub typed: bool,
    /// What the last press that counted has staged.
    pub group: Option<u64>,
    /// Where the cursor stood before that.
    pub cursor: Option<Key>,
}

/// What was decided last, for `.`.
#[derive(Clone, Debug, PartialEq)]
pub struct Last {
    pub verb: Verb,
    pub comment: Option<String>,
    pub people: Vec<Person>,
    /// Where these people are.
    pub account: Arc<str>,
}

/// The whole state.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub settings: Settings,
    pub size: (u16, u16),
    pub now: Timestamp,
    pub sides: Sides,
    pub poll_at: Option<Timestamp>,
    pub list: List,
    pub marks: Marks,
    /// What the list pane shows.
    pub place: Place,
    /// What a row of it has led to.
    pub visit: Option<Visit>,
    pub sight: Sight,
    pub details: Details,
    pub focus: Focus,
    pub tab: Tab,
    /// That of the folder, while a list beside the folders is open.
    pub tab_before: Option<Tab>,
    /// First line of the detail on screen.
    pub scroll: u16,
    /// How many lines it has, as drawn last.
    pub detail_lines: u16,
    /// The drawing of the flow, while its tab is open.
    pub chart: Option<Chart>,
    pub panes: Panes,
    /// Whether the detail stands below the list, where there is room.
    pub below: bool,
    pub plan: Plan,
    /// Items whose forms are being read because they were decided on unseen.
    pub basing: BTreeSet<Key>,
    /// Until when the visible time has been counted; `None` while nothing counts down.
    pub counted_to: Option<Timestamp>,
    /// Sent and not answered, without the forms: those are with the batch.
    pub in_flight: BTreeMap<Key, Decision>,
    /// How far they have come.
    pub run: Option<Run>,
    /// What became of the decisions on the rows, by item.
    pub receipts: BTreeMap<Key, Receipt>,
    pub news: News,
    /// What became of every decision since the start, the oldest first.
    pub settled: Vec<Settled>,
    /// The items that were sent last: of these `u` offers to revoke.
    pub sent: Vec<Item>,
    /// A revocation that waits for the server to say whether it is possible.
    pub revoking: Option<(Ticket, Item)>,
    pub overlays: Vec<Overlay>,
    pub toast: Option<Toast>,
    /// Keys of an unfinished sequence.
    pub pending: Vec<KeyCombination>,
    pub held: Option<Held>,
    pub mouse: Mouse,
    pub last: Option<Last>,
    pub searched: Option<String>,
    /// Comments whose box was closed, by the item they were meant for: nothing typed is lost.
    pub unsent: BTreeMap<Key, String>,
    /// What was filled in, and goes with the next decision on its item.
    pub filled: BTreeMap<Key, Inputs>,
    /// What was typed into a box that was closed before it was accepted.
    pub half_filled: Option<Filling>,
    /// Drafts that are being kept.
    pub saving: BTreeSet<Key>,
    /// Decisions that wait for their next approver to be chosen.
    pub choices: Vec<Choice>,
    /// Whether it is known what earlier runs have left; the plan is not written before.
    pub inherited: bool,
    /// What was found then.
    pub interruption: Interruption,
    /// How many decisions are staged in accounts that are not on the screen.
    pub elsewhere: Vec<(String, u32)>,
    /// Ends as soon as nothing is in flight.
    pub quitting: bool,
    last_ticket: Ticket,
}

impl Model {
    pub fn new(
        settings: Settings,
        sides: impl Into<Sides>,
        size: (u16, u16),
        now: Timestamp,
    ) -> Self {
        Self {
            settings,
            size,
            now,
            sides: sides.into(),
            poll_at: None,
            list: List::new(Folder::Todo),
            marks: Marks::default(),
            place: Place::default(),
            visit: None,
            sight: Sight::default(),
            details: Details::default(),
            focus: Focus::default(),
            tab: Tab::default(),
            tab_before: None,
            scroll: 0,
            detail_lines: 0,
            chart: None,
            panes: Panes::default(),
            below: false,
            plan: Plan::default(),
            basing: BTreeSet::new(),
            counted_to: None,
            in_flight: BTreeMap::new(),
            run: None,
            receipts: BTreeMap::new(),
            news: News::since(now),
            settled: Vec::new(),
            sent: Vec::new(),
            revoking: None,
            overlays: Vec::new(),
            toast: None,
            pending: Vec::new(),
            held: None,
            mouse: Mouse::default(),
            last: None,
            searched: None,
            unsent: BTreeMap::new(),
            filled: BTreeMap::new(),
            half_filled: None,
            saving: BTreeSet::new(),
            choices: Vec::new(),
            inherited: false,
            interruption: Interruption::default(),
            elsewhere: Vec::new(),
            quitting: false,
            last_ticket: 0,
        }
    }

    /// A number no other effect has.
    pub fn ticket(&mut self) -> Ticket {
        self.last_ticket += 1;
        self.last_ticket
    }

    /// The account of what is under the cursor.
    pub fn here(&self) -> &Side {
        let current = self.current();
        current.map_or(&self.sides.home, |item| self.sides.of(&item.key.account))
    }

    /// A title; of several accounts, with whose it is.
    pub fn titled<'a>(&self, key: &Key, title: &'a str) -> Cow<'a, str> {
        if self.sides.are_several() {
            return format!("{} · {title}", key.account).into();
        }
        title.into()
    }

    /// The best name for whoever asks for an item.
    pub fn label_of<'a>(&'a self, item: &'a Item) -> &'a str {
        self.sides.of(&item.key.account).label(&item.applicant)
    }

    /// The item under the cursor, or the one that a row has led to.
    pub fn current(&self) -> Option<&Item> {
        match (&self.place, &self.visit) {
            (Place::Folder, _) => self.list.current(),
            (_, Some(Visit::Here(item))) => Some(item),
            _ => None,
        }
    }

    /// Its detail, as far as it has come.
    pub fn detail(&self) -> Option<&Detail> {
        self.details.get(&self.current()?.key)
    }

    /// The address of the page of what is under the cursor, if there is one that may be opened.
    pub fn link_here(&self) -> Option<&str> {
        let link = match (&self.place, self.current()) {
            (_, Some(item)) => self.details.link(item)?,
            (Place::Messages(open), None) => open.rows.current()?.link.as_deref()?,
            _ => return None,
        };
        let is_web = ["http://", "https://"].iter().any(|scheme| {
            link.get(..scheme.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
        });
        is_web.then_some(link)
    }

    /// Whether countdowns run: only while they can be seen and what they count for could be sent.
    pub fn counts_down(&self) -> bool {
        let mut groups = self.plan.groups().iter();
        self.overlays.is_empty()
            && !too_small(self.size)
            && !self.asks_for_review()
            && groups.any(|group| !self.sides.rests(group))
    }

    /// Whether nothing goes out before the plan has been looked at: so much is staged, or what was
    /// written of it could not be taken.
    pub fn asks_for_review(&self) -> bool {
        self.plan.held() > self.settings.confirm_above || self.plan.unmended().is_some()
    }

    /// When something on the screen changes by itself, or news are to be looked for.
    pub fn wakes_at(&self) -> Option<Timestamp> {
        let countdown = self
            .counted_to
            .filter(|_| self.counts_down())
            .zip(self.plan.next_change_ms(|group| !self.sides.rests(group)))
            .map(|(from, ms)| later(from, ms));
        let finding = self.overlays.last().and_then(Overlay::picker);
        let finding = finding.and_then(|picker| picker.ask_at);
        let moments = [countdown, self.poll_at, finding];
        moments.into_iter().flatten().min()
    }
}

/// So many milliseconds later; at the end of time, then.
pub fn later(from: Timestamp, ms: i64) -> Timestamp {
    Timestamp::from_millisecond(from.as_millisecond().saturating_add(ms)).unwrap_or(from)
}
