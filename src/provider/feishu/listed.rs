//! What lists say of an instance that no item holds: its page on the web, and whether this interface
//! may decide it. In memory only; nothing is asked for it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::wire::task::Row;
use crate::domain::id::Id;

/// More rows than anybody looks at; then what was told of them is forgotten.
const MOST: usize = 100_000;

/// What was told, by the instance.
#[derive(Debug, Default)]
pub(crate) struct Listed(Mutex<HashMap<Id, Told>>);

/// What a row told of its instance.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// Untrusted.
    pub link: Option<String>,
    /// A definition of another system, decided only there.
    pub elsewhere: bool,
}

impl Listed {
    pub(crate) fn note(&self, row: &Row) {
        let Some(id) = row.process_code.as_ref().or(row.process_id.as_ref()) else {
            return;
        };
        let page = |key: &str| row.urls.get(key)?.as_str().filter(|url| !url.is_empty());
        let told = Told {
            link: page("pc").or_else(|| page("mobile")).map(str::to_owned),
            elsewhere: row.support_api_operate == Some(false),
        };
        let mut all = self.all();
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(id.clone(), told);
    }

    /// What is known of an instance; nothing where no list has shown it yet.
    pub(crate) fn of(&self, instance: &Id) -> Told {
        self.all().get(instance).cloned().unwrap_or_default()
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Id, Told>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
