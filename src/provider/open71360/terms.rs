//! What the fields of the preset forms are called and what their codes mean (document 002): data
//! of the service that it does not send itself, in `assets/open71360.toml`, in both languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::form::{Field, FieldType};
use crate::domain::id::Id;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../assets/open71360.toml")).unwrap_or_default()
});

/// A text in each language, by its tag.
type Words = BTreeMap<String, String>;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    step: Steps,
    /// What kinds of flows there are (`flowType`).
    flow: BTreeMap<String, Words>,
    department: Departments,
    form: Vec<Preset>,
}

/// What the steps of a flow are called: they come without names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Steps {
    start: Words,
    /// With `#` where the number stands.
    nth: Words,
    end: Words,
}

/// What departments are called: they come as numbers.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Departments {
    /// The department 0.
    all: Words,
    /// With `#` where the number stands.
    nth: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Preset {
    /// `approveType`.
    kind: i64,
    name: Words,
    #[serde(default)]
    field: Vec<Known>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    key: String,
    name: Words,
    #[serde(rename = "type")]
    kind: Option<FieldType>,
    /// What its codes mean.
    #[serde(default)]
    code: BTreeMap<String, Words>,
}

/// The table in one language.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    language: String,
}

impl Terms {
    /// In the language of this tag: `zh`, else `en`.
    pub(crate) fn new(language: &str) -> Self {
        Self {
            language: language.to_owned(),
        }
    }

    /// The tag of the language.
    pub(crate) fn language(&self) -> &str {
        &self.language
    }

    /// What a kind of approval is called where the approval itself does not say.
    pub(crate) fn form(&self, kind: i64) -> Option<String> {
        Some(self.pick(&preset(kind)?.name))
    }

    /// The fields of a kind of approval, in the order of the document.
    pub(crate) fn fields(&self, kind: i64) -> Vec<Field> {
        let known = preset(kind).into_iter().flat_map(|preset| &preset.field);
        let field = |known: &Known| Field {
            key: known.key.clone(),
            label: Some(self.pick(&known.name)),
            kind: known.kind,
            words: known
                .code
                .iter()
                .map(|(code, words)| (code.clone(), self.pick(words)))
                .collect(),
        };
        known.map(field).collect()
    }

    pub(crate) fn start(&self) -> String {
        self.pick(&TABLE.step.start)
    }

    pub(crate) fn end(&self) -> String {
        self.pick(&TABLE.step.end)
    }

    /// The name of a step, by its number from 1.
    pub(crate) fn step(&self, number: i64) -> String {
        self.pick(&TABLE.step.nth).replace('#', &number.to_string())
    }

    /// What a kind of flow is called; a code that nobody knows stays one.
    pub(crate) fn flow(&self, kind: i64) -> String {
        let words = TABLE.flow.get(&kind.to_string());
        words.map_or_else(|| format!("other:{kind}"), |words| self.pick(words))
    }

    /// What a department is called, by its number.
    pub(crate) fn department(&self, number: &Id) -> String {
        if number.as_str() == "0" {
            return self.pick(&TABLE.department.all);
        }
        self.pick(&TABLE.department.nth)
            .replace('#', number.as_str())
    }

    fn pick(&self, words: &Words) -> String {
        let found = words.get(&self.language).or_else(|| words.get("en"));
        found.cloned().unwrap_or_default()
    }
}

fn preset(kind: i64) -> Option<&'static Preset> {
    TABLE.form.iter().find(|preset| preset.kind == kind)
}

#[cfg(test)]
mod tests {
    use super::{TABLE, Terms};

    #[test]
    fn the_table_names_every_form_field_and_code_in_both_languages() {
        let kinds: Vec<_> = TABLE.form.iter().map(|preset| preset.kind).collect();
        assert_eq!(kinds, [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]);
        let fields = TABLE.form.iter().flat_map(|preset| &preset.field);
        let codes = fields.clone().flat_map(|field| field.code.values());
        let steps = [&TABLE.step.start, &TABLE.step.nth, &TABLE.step.end];
        let names = TABLE.form.iter().map(|preset| &preset.name);
        let names = names.chain(fields.map(|field| &field.name));
        let departments = [&TABLE.department.all, &TABLE.department.nth];
        let others = steps
            .into_iter()
            .chain(departments)
            .chain(TABLE.flow.values());
        for words in names.chain(codes).chain(others) {
            assert!(words.keys().eq(["en", "zh"]), "{words:?}");
        }
        let shown = ["zh", "en"].map(|language| Terms::new(language).step(2));
        assert_eq!(shown, ["第 2 步", "Step 2"]);
    }
}
