//! What lies over the panes: a stack, whose top gets the keys.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::choice::Choice;
use crate::domain::decision::Target;
use crate::domain::find;
use crate::domain::flow::DeployedFlow;
use crate::domain::id::Id;
use crate::domain::input::Inputs;
use crate::domain::item::Item;
use crate::domain::people::Person;
use crate::domain::query::{Fault, Query};
use crate::domain::verb::Verb;
use crate::tui::editor::Editor;
use crate::tui::event::Ticket;
use crate::tui::model::journal::Records;
use crate::tui::model::plan::{Receipts, Review};
use crate::tui::model::{Aim, Copies, Filling, Finder, Side, Views};

/// A decision in the making.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub verb: Verb,
    /// Whose the first item is; where people are named, all of them.
    pub account: Arc<str>,
    /// The items as they were when the key was pressed.
    pub items: Vec<Item>,
    pub people: Vec<Person>,
    /// Where to, where the verb goes back.
    pub target: Option<Target>,
    pub comment: Option<String>,
}

impl Draft {
    /// A verb for one item, with nothing else yet.
    pub fn new(verb: Verb, item: Item) -> Self {
        Self {
            verb,
            account: item.key.account.clone(),
            items: vec![item],
            people: Vec::new(),
            target: None,
            comment: None,
        }
    }
}

/// One layer.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    Comment {
        draft: Draft,
        editor: Editor,
    },
    /// The ready phrases of the box below.
    Phrases {
        verb: Verb,
        row: usize,
    },
    /// Whose name is to be written in the box below.
    Name(Picker),
    People {
        draft: Draft,
        picker: Picker,
    },
    /// Who gets a copy of what is staged.
    Copies {
        copies: Copies,
        picker: Picker,
    },
    /// The fields that may be filled.
    Fill(Box<Filling>),
    /// Where to go back to.
    Targets {
        draft: Draft,
        aim: Box<Aim>,
    },
    /// The next approver of decisions that asked for one.
    Choose {
        choices: Vec<Choice>,
        chooser: Chooser,
    },
    /// The last four characters of the number, before a request is stopped.
    Number {
        draft: Draft,
        editor: Editor,
    },
    /// All commands, the likeliest first; what is typed may go on behind a name.
    Palette(Finder),
    Search {
        editor: Editor,
    },
    /// All commands under their headings.
    Help(Finder),
    /// What the rows must be, shown as it is typed.
    Limit(Typing),
    /// What is to be marked.
    MarkBy(Typing),
    /// All that is staged.
    Plan(Review),
    /// What became of every decision since the start.
    Receipts(Receipts),
    /// What was decided from this machine.
    Journal(Records),
    /// The saved views, to go to one.
    Views(Views),
    /// The field to sort by.
    Column {
        editor: Editor,
    },
    /// What a flow is started with, one value a line; and which lines are wrong, with the keys
    /// of the words that say why.
    Start {
        flow: Box<DeployedFlow>,
        editor: Editor,
        wrong: Vec<(usize, &'static str)>,
    },
    Confirm {
        question: Question,
        since: Timestamp,
    },
}

/// A query in the making.
#[derive(Clone, Debug, PartialEq)]
pub struct Typing {
    pub editor: Editor,
    /// The limit that holds again when this is left.
    pub before: Option<Query>,
    pub fault: Option<Fault>,
    /// The texts that Tab goes through, and which of them stands there.
    pub completions: Option<(Vec<String>, usize)>,
}

/// What is asked. The answer is No unless it is given.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    Quit,
    /// So many decisions are staged: send, keep or drop them?
    QuitStaged(usize),
    /// Revoke what was just carried out?
    Revoke(Box<Item>),
    /// Start a flow with these values?
    Start(Box<DeployedFlow>, Inputs),
    /// A flow was started; go and see it among my requests?
    Started(String, Id),
    /// Make every message read?
    MarkAllRead,
}

/// Choosing one or several of a few people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chooser {
    pub row: usize,
    pub marked: BTreeSet<Id>,
}

/// Choosing a person by typing.
#[derive(Clone, Debug, PartialEq)]
pub struct Picker {
    /// Whose people they are.
    pub account: Arc<str>,
    pub editor: Editor,
    /// Who cannot be chosen: the one who chooses.
    except: Option<Id>,
    /// Rows of `people` that match, best first.
    pub matches: Vec<usize>,
    pub row: usize,
    /// Whom Tab has marked, where several may be chosen.
    pub marked: BTreeSet<Id>,
    /// When the server is to be asked for what is typed.
    pub ask_at: Option<Timestamp>,
    /// What it was asked and has not answered.
    pub asked: Option<Ticket>,
    /// How many it has found, and whether there are more.
    pub found: usize,
    pub more: bool,
}

impl Overlay {
    /// Where people are picked, if this is such a layer.
    pub fn picker(&self) -> Option<&Picker> {
        match self {
            Self::People { picker, .. } | Self::Copies { picker, .. } | Self::Name(picker) => {
                Some(picker)
            }
            _ => None,
        }
    }

    /// The same, to be changed.
    pub fn picker_mut(&mut self) -> Option<&mut Picker> {
        match self {
            Self::People { picker, .. } | Self::Copies { picker, .. } | Self::Name(picker) => {
                Some(picker)
            }
            _ => None,
        }
    }
}

impl Picker {
    /// Everybody whom an account knows, but for one.
    pub fn new(side: &Side, except: Option<Id>) -> Self {
        let mut picker = Self {
            account: side.account.clone(),
            editor: Editor::default(),
            except,
            matches: Vec::new(),
            row: 0,
            marked: BTreeSet::new(),
            ask_at: None,
            asked: None,
            found: 0,
            more: false,
        };
        picker.search(&side.people);
        picker
    }

    /// Ranks the people by what is typed.
    pub fn search(&mut self, people: &[Person]) {
        self.matches = find::rank(
            people.iter().map(|person| {
                let mut text = find::with_spellings(&person.name);
                let others = [&person.nick_name, &person.email, &person.phone];
                for other in others.into_iter().flatten() {
                    text.push(' ');
                    text.push_str(other);
                }
                text
            }),
            &self.editor.text(),
        );
        let except = self.except.as_ref();
        self.matches
            .retain(|place| people.get(*place).map(|person| &person.id) != except);
        self.row = 0;
    }

    /// Ranks them again after others have come; the cursor goes to `here`, if it is among them.
    pub fn search_again(&mut self, people: &[Person], here: Option<&Id>) {
        self.search(people);
        let is_here = |place: &usize| people.get(*place).map(|person| &person.id) == here;
        self.row = self.matches.iter().position(is_here).unwrap_or(0);
    }

    pub fn step(&mut self, down: bool) {
        let count = self.matches.len().max(1);
        self.row = if down {
            (self.row + 1) % count
        } else {
            (self.row + count - 1) % count
        };
    }

    /// The person on the row.
    pub fn here<'a>(&self, people: &'a [Person]) -> Option<&'a Person> {
        people.get(*self.matches.get(self.row)?)
    }

    /// Those who are marked, else the one on the row.
    pub fn chosen(&self, people: &[Person]) -> Vec<Person> {
        let marked = |person: &&Person| self.marked.contains(&person.id);
        let mut chosen: Vec<Person> = people.iter().filter(marked).cloned().collect();
        if chosen.is_empty() {
            chosen.extend(self.here(people).cloned());
        }
        chosen
    }

    /// Marks the person on the row, or takes the mark away, and goes on.
    pub fn mark(&mut self, people: &[Person]) {
        if let Some(person) = self.here(people)
            && !self.marked.remove(&person.id)
        {
            self.marked.insert(person.id.clone());
        }
        self.step(true);
    }
}
