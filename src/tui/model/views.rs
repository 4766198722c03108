//! Choosing a saved view by typing: which are offered, and what each would leave of the folder.

use crate::domain::find;
use crate::domain::view::View;
use crate::tui::editor::Editor;
use crate::tui::model::Model;

/// The saved views that match what is typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Views {
    pub editor: Editor,
    /// Places in the settings' views, in their order.
    pub matches: Vec<usize>,
    pub row: usize,
    /// What each view of the settings leaves; `None` for those of other folders.
    pub tallies: Vec<Option<Tally>>,
}

/// How many rows a view is about, and of how many nobody knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub shown: usize,
    pub unknown: usize,
}

impl Views {
    /// Keeps the views whose names contain what is typed, also as pinyin.
    pub fn narrow(&mut self, views: &[View]) {
        let typed = self.editor.text();
        let places = views.iter().enumerate();
        self.matches = places
            .filter(|(_, view)| find::contains(&view.name, &typed))
            .map(|(place, _)| place)
            .collect();
        self.row = 0;
    }

    /// One row down or up, and round.
    pub fn step(&mut self, down: bool) {
        let count = self.matches.len().max(1);
        self.row = (self.row + if down { 1 } else { count - 1 }) % count;
    }

    /// The view on the row.
    pub fn chosen<'a>(&self, views: &'a [View]) -> Option<&'a View> {
        views.get(*self.matches.get(self.row)?)
    }
}

impl Model {
    /// The saved view that the open folder is limited by.
    pub fn view(&self) -> Option<&View> {
        let limit = self.sight.limit.as_ref()?;
        let mut views = self.settings.views.iter();
        views.find(|view| view.query == *limit && view.folder == self.list.folder)
    }
}
