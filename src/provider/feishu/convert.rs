//! Feishu's words to ours and nothing else: no request is sent here.

pub(crate) mod canvas;
pub(crate) mod deeds;
pub(crate) mod files;
pub(crate) mod form;
pub(crate) mod history;
pub(crate) mod instance;
pub(crate) mod item;
pub(crate) mod state;
pub(crate) mod targets;

use std::sync::Arc;

use super::api::Ids;
use super::names::Names;
use super::terms::Terms;
use crate::domain::id::Id;
use crate::domain::people::Named;

/// For whom it is read, and in which words.
#[derive(Debug)]
pub(crate) struct Reader {
    pub account: Arc<str>,
    pub me: Id,
    pub ids: Ids,
    pub terms: Terms,
    pub names: Names,
}

impl Reader {
    /// A person by whichever of the two ids is spoken.
    pub(crate) fn person(&self, user: Option<&Id>, open: Option<&Id>) -> Named {
        self.names.named(self.ids.pick(user, open))
    }

    /// The same of a list.
    pub(crate) fn people(&self, users: &[Id], opens: &[Id]) -> Vec<Named> {
        let ids = self.ids.list(users, opens).iter();
        ids.map(|id| self.names.named(Some(id))).collect()
    }
}
