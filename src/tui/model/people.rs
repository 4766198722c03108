//! People as far as the screen knows them.

use crate::domain::id::Id;
use crate::domain::people::Named;
use crate::tui::model::Model;

/// Whether there are people beside those who are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Others {
    #[default]
    Perhaps,
    None,
}

impl Model {
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
