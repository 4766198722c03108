//! The fields of an item that its approver may fill, as they are being typed; and what was filled.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use crate::domain::blank::Blank;
use crate::domain::input::Inputs;
use crate::domain::item::{Folder, Item, Key};
use crate::domain::verb::Blocked;
use crate::tui::editor::Editor;
use crate::tui::model::Model;

/// A line to type into for each field.
#[derive(Clone, Debug, PartialEq)]
pub struct Filling {
    /// The item as it was when the key was pressed.
    pub item: Item,
    pub blanks: Vec<Blank>,
    /// One for each blank.
    pub editors: Vec<Editor>,
    /// The blank that is typed into.
    pub row: usize,
    /// Blanks whose text has been found not to fit.
    pub wrong: BTreeSet<usize>,
    /// Whether it can be kept as a draft.
    pub saves: bool,
}

impl Filling {
    /// Begins with what was filled in before, else with what stands there.
    pub fn new(item: Item, blanks: Vec<Blank>, filled: &Inputs, zone: &TimeZone) -> Self {
        let text = |blank: &Blank| {
            let value = blank.filled(filled).unwrap_or(&blank.present);
            blank.wanted.write(value, zone)
        };
        Self {
            item,
            editors: blanks
                .iter()
                .map(|blank| Editor::line(&text(blank)))
                .collect(),
            blanks,
            row: 0,
            wrong: BTreeSet::new(),
            saves: false,
        }
    }

    pub fn editor(&mut self) -> Option<&mut Editor> {
        self.wrong.remove(&self.row);
        self.editors.get_mut(self.row)
    }

    pub fn step(&mut self, down: bool) {
        let count = self.blanks.len().max(1);
        self.row = (self.row + if down { 1 } else { count - 1 }) % count;
    }

    /// Whether a blank's text is not what stands there.
    pub fn is_changed(&self, blank: &Blank, editor: &Editor, zone: &TimeZone) -> bool {
        editor.text() != blank.wanted.write(&blank.present, zone)
    }

    /// What differs from what stands there; or the blanks whose text does not fit.
    pub fn inputs(&self, zone: &TimeZone) -> Result<Inputs, BTreeSet<usize>> {
        let (mut inputs, mut wrong) = (Inputs::new(), BTreeSet::new());
        for (nth, (blank, editor)) in self.blanks.iter().zip(&self.editors).enumerate() {
            if !self.is_changed(blank, editor, zone) {
                continue;
            }
            match blank.wanted.read(&editor.text(), &blank.present, zone) {
                Some(value) => blank.fill(&mut inputs, value),
                None => drop(wrong.insert(nth)),
            }
        }
        if wrong.is_empty() {
            Ok(inputs)
        } else {
            Err(wrong)
        }
    }
}

impl Model {
    /// Why nothing can be filled in for the item under the cursor, as far as that is known.
    pub fn fill_blocked(&self) -> Option<Blocked> {
        let Some(item) = self.current() else {
            return Some(Blocked::NoItem);
        };
        if self.sides.of(&item.key.account).read_only {
            return Some(Blocked::ReadOnly);
        }
        if !matches!(item.key.folder, Folder::Todo | Folder::Draft) {
            return Some(Blocked::Folder);
        }
        if item.completed {
            return Some(Blocked::Ended);
        }
        let instance = self.details.ready(&item.key)?;
        instance.inputs.is_empty().then_some(Blocked::NoInputs)
    }

    /// What will be sent with the decision on an item, or with the next one.
    pub fn inputs_of(&self, key: &Key) -> Option<&Inputs> {
        match self.plan.staged(key) {
            Some(staged) => Some(&staged.inputs),
            None => self.filled.get(key),
        }
    }
}
