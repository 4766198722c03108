//! What lies over the panes: a stack, whose top gets the keys.

use jiff::Timestamp;

use crate::domain::find;
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::people::Person;
use crate::domain::verb::Verb;
use crate::tui::editor::Editor;

/// A decision in the making.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub verb: Verb,
    /// The items as they were when the key was pressed.
    pub items: Vec<Item>,
    pub person: Option<Person>,
    pub comment: Option<String>,
}

/// One layer.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    Comment {
        draft: Draft,
        editor: Editor,
    },
    People {
        draft: Draft,
        picker: Picker,
    },
    Search {
        editor: Editor,
    },
    Help {
        top: u16,
    },
    Confirm {
        question: Question,
        since: Timestamp,
    },
}

/// What is asked. The answer is No unless it is given.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    Quit,
    /// So many decisions are staged: send, keep or drop them?
    QuitStaged(usize),
    /// Revoke what was just carried out?
    Revoke(Box<Item>),
}

/// Choosing a person by typing.
#[derive(Clone, Debug, PartialEq)]
pub struct Picker {
    pub editor: Editor,
    /// Who cannot be chosen: the one who chooses.
    except: Option<Id>,
    /// Rows of `people` that match, best first.
    pub matches: Vec<usize>,
    pub row: usize,
}

impl Picker {
    pub fn new(people: &[Person], except: Option<Id>) -> Self {
        let mut picker = Self {
            editor: Editor::default(),
            except,
            matches: Vec::new(),
            row: 0,
        };
        picker.search(people);
        picker
    }

    /// Ranks the people by what is typed.
    pub fn search(&mut self, people: &[Person]) {
        self.matches = find::rank(
            people.iter().map(|person| match &person.nick_name {
                Some(nick) => format!("{} {nick}", find::with_spellings(&person.name)),
                None => find::with_spellings(&person.name),
            }),
            &self.editor.text(),
        );
        let except = self.except.as_ref();
        self.matches
            .retain(|place| people.get(*place).map(|person| &person.id) != except);
        self.row = 0;
    }

    pub fn step(&mut self, down: bool) {
        let count = self.matches.len().max(1);
        self.row = if down {
            (self.row + 1) % count
        } else {
            (self.row + count - 1) % count
        };
    }

    pub fn chosen<'a>(&self, people: &'a [Person]) -> Option<&'a Person> {
        people.get(*self.matches.get(self.row)?)
    }
}
