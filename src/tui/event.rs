//! Everything that can happen to the screen: plain data, one queue.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::choice::Choice;
use crate::domain::decision::{Decision, Receipt, Target};
use crate::domain::flow::{DeployedFlow, InstancePage, Started};
use crate::domain::form::Form;
use crate::domain::id::Id;
use crate::domain::instance::{Instance, Task};
use crate::domain::item::{Counts, Item, Key, Page};
use crate::domain::journal::Entry;
use crate::domain::message::MessagePage;
use crate::domain::people::{Named, PeoplePage, Person};
use crate::domain::push::Push;
use crate::domain::query::Facts;
use crate::domain::remembered::Remembered;
use crate::error::Error;
use crate::tui::keymap::Press;
use crate::tui::layout::Spot;
use crate::tui::model::Settings;

/// The number that ties an answer to the effect that asked for it.
pub type Ticket = u64;

/// What the mouse does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    Click,
    /// One notch of the wheel.
    WheelUp,
    WheelDown,
}

/// Something happened. Answers name the effect they answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// What time it is. Comes before whatever happened then; the only way time passes here.
    Tick(Timestamp),
    /// Keys in order; more than one when they came faster than frames.
    Keys(Vec<Press>),
    /// Pasted text, never keys.
    Paste(String),
    /// What the mouse did, and on what of the picture.
    Mouse(Spot, Gesture),
    /// The terminal has so many columns and rows now.
    Resize(u16, u16),
    /// The model as it is now is on the screen; the detail has so many lines there.
    Drawn { detail_lines: u16 },
    /// The program runs again after it was stopped: what passed meanwhile was not seen.
    Resumed,
    /// A key that the terminal says is still held down.
    Repeated(Press),
    /// The system asks the program to end.
    Terminate,
    /// An answer of an account that is not home: of [`super::effect::Effect::At`].
    From(Arc<str>, Box<Event>),
    /// Answers [`super::effect::Effect::Count`].
    Counted(Result<Counts, Error>),
    /// Answers [`super::effect::Effect::List`].
    Listed {
        ticket: Ticket,
        page: Result<Page, Error>,
    },
    /// Answers [`super::effect::Effect::Recall`]: what was seen last, if anything was.
    Recalled(Option<Box<Remembered>>),
    /// Answers [`super::effect::Effect::Open`].
    Opened {
        ticket: Ticket,
        key: Key,
        instance: Box<Result<Instance, Error>>,
    },
    /// Answers [`super::effect::Effect::Learn`].
    Learned {
        key: Key,
        facts: Box<Result<Facts, Error>>,
    },
    /// Answers [`super::effect::Effect::Base`].
    Based { key: Key, form: Result<Form, Error> },
    /// Answers [`super::effect::Effect::Send`], once for each decision.
    Settled {
        decision: Box<Decision>,
        receipt: Receipt,
    },
    /// Answers [`super::effect::Effect::Save`].
    Saved {
        decision: Box<Decision>,
        receipt: Receipt,
    },
    /// Answers [`super::effect::Effect::Targets`].
    Targets {
        key: Key,
        targets: Result<Vec<Target>, Error>,
    },
    /// Answers [`super::effect::Effect::Seek`].
    Found {
        ticket: Ticket,
        item: Box<Result<Item, Error>>,
    },
    /// Answers [`super::effect::Effect::Messages`].
    Messages {
        ticket: Ticket,
        page: Result<MessagePage, Error>,
    },
    /// Answers [`super::effect::Effect::Mark`].
    Marked {
        ids: Vec<Id>,
        read: bool,
        done: Result<(), Error>,
    },
    /// Answers [`super::effect::Effect::MarkAll`]: how many there were.
    MarkedAll(Result<usize, Error>),
    /// Answers [`super::effect::Effect::Instances`].
    Instances {
        ticket: Ticket,
        page: Result<InstancePage, Error>,
    },
    /// Answers [`super::effect::Effect::Seats`].
    Seats {
        instance: Id,
        tasks: Result<Vec<Task>, Error>,
    },
    /// Answers [`super::effect::Effect::Flows`].
    Flows {
        ticket: Ticket,
        flows: Result<Vec<DeployedFlow>, Error>,
    },
    /// Answers [`super::effect::Effect::PlacesUsed`], by flow.
    PlacesUsed(Result<BTreeMap<String, Vec<String>>, Error>),
    /// Answers [`super::effect::Effect::Start`]; the name is the flow's.
    Started {
        name: String,
        started: Result<Started, Error>,
    },
    /// Answers [`super::effect::Effect::Choices`].
    Choices(Result<Vec<Choice>, Error>),
    /// Answers [`super::effect::Effect::Choose`], once for each choice.
    Chosen {
        choice: Box<Choice>,
        receipt: Receipt,
    },
    /// Answers [`super::effect::Effect::Identify`], first with what was known last.
    Identified {
        hand: Named,
        people: Result<Vec<Person>, Error>,
        /// Whether there are no others.
        whole: bool,
    },
    /// Answers [`super::effect::Effect::FindPeople`].
    FoundPeople {
        ticket: Ticket,
        page: Result<PeoplePage, Error>,
    },
    /// Answers [`super::effect::Effect::Meet`].
    Met(Result<Vec<Person>, Error>),
    /// Answers [`super::effect::Effect::Inherit`]: what earlier runs had staged.
    Restored(Result<Vec<Vec<Decision>>, Error>),
    /// Answers [`super::effect::Effect::Inherit`]: what earlier runs left in flight, and what had
    /// ended of the batches that were interrupted.
    Recovered(Result<Vec<Entry>, Error>),
    /// Answers [`super::effect::Effect::Elsewhere`]: accounts that are not on the screen, with how
    /// many decisions are staged there.
    Elsewhere(Vec<(String, u32)>),
    /// Answers [`super::effect::Effect::Journal`], the newest first.
    Journal {
        ticket: Ticket,
        entries: Result<Vec<Entry>, Error>,
    },
    /// Answers [`super::effect::Effect::Edit`]: the text as the user has left it.
    Edited(Result<String, Error>),
    /// A push came for an account: what it says is unsigned.
    Pushed { account: Arc<str>, push: Box<Push> },
    /// Answers [`super::effect::Effect::Confirm`].
    Confirmed {
        account: Arc<str>,
        instance: Id,
        tasks: Result<Vec<Task>, Error>,
    },
    /// The configuration was read again; `None` where it says what it said.
    Configured(Option<Box<Settings>>),
    /// Something of the machine failed that the user should know of.
    Failed(Error),
}
