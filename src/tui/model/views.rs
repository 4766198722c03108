//! Choosing a saved view by typing: which are offered, and what each would leave of the folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::find;
use crate::domain::item::Folder;
use crate::domain::query::Truth;
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
    /// What those leave of the rows of other folders that were seen last, by account.
    pub seen: BTreeMap<(Folder, Arc<str>), Seen>,
}

/// What the views of a folder leave of what was seen last of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// For each view of the settings; of no meaning for those of other folders.
    pub tallies: Vec<Tally>,
    /// Whether these were all of its rows.
    pub whole: bool,
}

/// How many rows a view is about, and of how many nobody knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub shown: usize,
    pub unknown: usize,
}

impl Tally {
    /// The same with one row more.
    #[must_use]
    pub fn and(self, truth: Truth) -> Self {
        Self {
            shown: self.shown + usize::from(truth == Truth::True),
            unknown: self.unknown + usize::from(truth == Truth::Unknown),
        }
    }
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

    /// What a view leaves of another folder as it was seen last in so many accounts, and whether
    /// that is all that can be said; `None` where nothing of it was seen.
    pub fn seen(&self, place: usize, folder: Folder, accounts: usize) -> Option<(Tally, bool)> {
        let seen = self.seen.iter().filter(|((of, _), _)| *of == folder);
        let mut parts = 0;
        let (mut sum, mut whole) = (Tally::default(), true);
        for (_, part) in seen {
            let tally = part.tallies.get(place).copied().unwrap_or_default();
            sum.shown += tally.shown;
            sum.unknown += tally.unknown;
            whole &= part.whole;
            parts += 1;
        }
        (parts > 0).then_some((sum, whole && parts == accounts && sum.unknown == 0))
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
