//! Everything the screen can ask for: plain data, carried out by the driver.

use std::sync::Arc;

use crate::domain::choice::Choice;
use crate::domain::decision::Decision;
use crate::domain::flow::{FlowKind, InstanceWords};
use crate::domain::id::Id;
use crate::domain::input::Inputs;
use crate::domain::item::{Folder, Item, Key, PageRequest};
use crate::domain::message::MessageRequest;
use crate::domain::plan::Group;
use crate::tui::event::Ticket;

/// What a row of another list leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Sought {
    Task(Id),
    Instance(Id),
}

/// Something to do. Those that touch the world are one use-case each.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// For an account that is not home; answered by [`super::event::Event::From`] it.
    At(Arc<str>, Box<Effect>),
    /// Answered by [`super::event::Event::Counted`].
    Count,
    /// Answered by [`super::event::Event::Listed`].
    List {
        ticket: Ticket,
        request: PageRequest,
    },
    /// Asks what was seen last of a folder; answered by [`super::event::Event::Recalled`].
    Recall(Folder),
    /// Answered by [`super::event::Event::Opened`].
    Open { ticket: Ticket, item: Box<Item> },
    /// Reads what a limit or an order needs to know of an item; answered by
    /// [`super::event::Event::Learned`].
    Learn(Box<Item>),
    /// Reads the form a decision is made on; answered by [`super::event::Event::Based`].
    Base(Box<Item>),
    /// Asks where an item can go back to; answered by [`super::event::Event::Targets`].
    Targets(Box<Item>),
    /// Looks up the item that a row leads to; answered by [`super::event::Event::Found`].
    Seek { ticket: Ticket, what: Sought },
    /// Answered by [`super::event::Event::Messages`].
    Messages {
        ticket: Ticket,
        request: MessageRequest,
    },
    /// Makes messages read or unread; answered by [`super::event::Event::Marked`].
    Mark { ids: Vec<Id>, read: bool },
    /// Makes every message read; answered by [`super::event::Event::MarkedAll`].
    MarkAll,
    /// Reads a page of all instances, from 1; answered by [`super::event::Event::Instances`].
    Instances {
        ticket: Ticket,
        words: InstanceWords,
        number: u32,
        size: u32,
    },
    /// Reads the seats of an instance; answered by [`super::event::Event::Seats`].
    Seats(Id),
    /// Reads what can be started; answered by [`super::event::Event::Flows`].
    Flows { ticket: Ticket, kind: FlowKind },
    /// Reads where values were put before; answered by [`super::event::Event::PlacesUsed`].
    PlacesUsed,
    /// Starts a flow, once; answered by [`super::event::Event::Started`].
    Start {
        key: String,
        name: String,
        inputs: Inputs,
    },
    /// Reads which decisions wait for a next approver; answered by
    /// [`super::event::Event::Choices`].
    Choices,
    /// Lets the people of the waiting tasks begin; answered by [`super::event::Event::Chosen`].
    Choose { choice: Box<Choice>, tasks: Vec<Id> },
    /// Keeps what was filled in as a draft; answered by [`super::event::Event::Saved`].
    Save(Box<Decision>),
    /// Carries out decisions, which are kept until they are released; answered by
    /// [`super::event::Event::Settled`] for each.
    Send(Vec<Decision>),
    /// Calls off what was handed over and has not been sent; each is answered by
    /// [`super::event::Event::Settled`] all the same.
    Halt,
    /// Writes down what is staged; answered only if that fails. What was handed over before stays
    /// written down.
    Keep(Vec<Group>),
    /// Writes down that a decision has ended; answered only if that fails.
    Release(Key),
    /// Reads so many of the latest records of the journal; answered by
    /// [`super::event::Event::Journal`].
    Journal { ticket: Ticket, latest: u32 },
    /// Asks whose hand it is and who there is; answered by [`super::event::Event::Identified`].
    Identify,
    /// Looks for people by what was typed, without the first `skip`; answered by
    /// [`super::event::Event::FoundPeople`].
    FindPeople {
        ticket: Ticket,
        text: String,
        skip: usize,
    },
    /// Asks who the ids are; answered by [`super::event::Event::Met`].
    Meet(Vec<Id>),
    /// Takes over what earlier runs left: first what they had staged, answered by
    /// [`super::event::Event::Restored`], then what they had in flight, which is looked up and
    /// answered by [`super::event::Event::Recovered`], once for each account.
    Inherit,
    /// Reads what is staged in accounts that are not on the screen; answered by
    /// [`super::event::Event::Elsewhere`].
    Elsewhere,
    /// Reads how an approval stands of which a push has spoken; answered by
    /// [`super::event::Event::Confirmed`].
    Confirm { account: Arc<str>, instance: Id },
    /// Makes it known that something new waits.
    Notify,
    /// Hands text to the clipboard of the terminal.
    Copy(String),
    /// Opens a page in the browser; answered only if that fails.
    Browse(String),
    /// Takes the mouse from the terminal, or gives it back.
    Mouse(bool),
    /// Gives the terminal back to the shell for a while; nothing counts down meanwhile.
    Suspend,
    /// Hands a text to the user's editor; answered by [`super::event::Event::Edited`].
    Edit(String),
    /// The same with all that is staged, one decision a line.
    EditPlan,
    /// Goes to the inbox of another account.
    Account(String),
    /// Reads the configuration again; answered by [`super::event::Event::Configured`].
    Reload,
    /// Paints everything anew.
    Redraw,
    /// Ends the program.
    Quit,
}

impl Effect {
    /// Whether it changes something at the server, so that it is not to be broken off.
    pub fn changes(&self) -> bool {
        match self {
            Self::At(_, effect) => effect.changes(),
            Self::Save(_)
            | Self::Choose { .. }
            | Self::Send(_)
            | Self::Start { .. }
            | Self::Mark { .. }
            | Self::MarkAll => true,
            _ => false,
        }
    }
}
