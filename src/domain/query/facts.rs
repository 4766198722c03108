//! What only an item's detail tells, kept small: one for each item that was read.

use serde_json::Value;

use crate::domain::find::fold;
use crate::domain::form::{Field, Form};
use crate::domain::instance::Instance;
use crate::domain::item::Item;
use crate::domain::people::Named;
use crate::domain::value::is_blank;
use crate::domain::verb::Verb;

/// A detail without its history, drawing and raw answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub flow: Option<String>,
    pub node: Named,
    pub applicant: Named,
    pub batch: Option<bool>,
    pub verbs: Vec<Verb>,
    pub form: Form,
}

impl From<&Instance> for Facts {
    fn from(instance: &Instance) -> Self {
        let Item {
            flow,
            node,
            applicant,
            batch,
            ..
        } = &instance.item;
        let allowed = instance.verbs.iter();
        Self {
            flow: flow.name.clone(),
            node: node.clone(),
            applicant: applicant.clone(),
            batch: *batch,
            verbs: allowed
                .filter(|allowed| allowed.blocked.is_none())
                .map(|allowed| allowed.verb)
                .collect(),
            form: instance.form.clone(),
        }
    }
}

impl Facts {
    /// Whether the form has a field of this key or label.
    pub fn has(&self, name: &str) -> bool {
        self.fields().any(|field| is_named(field, name))
    }

    /// The values under a key or a label, wherever they stand; blanks are none.
    pub fn values(&self, name: &str) -> Vec<&Value> {
        let cells = self.cells(name).into_iter();
        cells.map(|(_, value)| value).collect()
    }

    /// The first of them, with its field.
    pub fn first(&self, name: &str) -> Option<(&Field, &Value)> {
        self.cells(name).into_iter().next()
    }

    /// All of them, each with its field.
    pub fn cells(&self, name: &str) -> Vec<(&Field, &Value)> {
        let parts = self.form.parts.iter();
        let cells = parts.flat_map(|part| {
            let fields = part.fields.iter().filter(|field| is_named(field, name));
            fields.flat_map(|field| {
                let rows = part.rows.iter();
                rows.filter_map(move |row| Some((field, row.get(&field.key)?)))
            })
        });
        cells.filter(|(_, value)| !is_blank(value)).collect()
    }

    /// What the form's fields are called: their keys and their labels.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields()
            .flat_map(|field| std::iter::once(field.key.as_str()).chain(field.label.as_deref()))
    }

    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.form.parts.iter().flat_map(|part| &part.fields)
    }
}

fn is_named(field: &Field, name: &str) -> bool {
    let same = |known: &str| known == name || fold(known) == fold(name);
    same(&field.key) || field.label.as_deref().is_some_and(same)
}
