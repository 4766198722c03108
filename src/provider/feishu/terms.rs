//! What stands inside composite widgets is called by bare keys (document 004): their names are data
//! of the service that it does not send itself, in `assets/feishu.toml`, in both languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../assets/feishu.toml")).unwrap_or_default()
});

/// A text in each language, by its tag.
type Words = BTreeMap<String, String>;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    end: BTreeMap<String, Words>,
    key: BTreeMap<String, Words>,
    widget: BTreeMap<String, BTreeMap<String, Words>>,
    unit: BTreeMap<String, Words>,
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

    /// The language as the service calls it.
    pub(crate) fn locale(&self) -> &'static str {
        match self.language.as_str() {
            "zh" => "zh-CN",
            _ => "en-US",
        }
    }

    /// What a key inside a widget of this type is called; the key itself where nobody knows.
    pub(crate) fn key(&self, widget: &str, key: &str) -> String {
        let own = TABLE.widget.get(widget).and_then(|own| own.get(key));
        let words = own.or_else(|| TABLE.key.get(key));
        words.map_or_else(|| key.to_owned(), |words| self.pick(words))
    }

    /// What the units of a duration mean.
    pub(crate) fn units(&self) -> BTreeMap<String, String> {
        let units = TABLE.unit.iter();
        units
            .map(|(unit, words)| (unit.clone(), self.pick(words)))
            .collect()
    }

    pub(crate) fn start(&self) -> String {
        self.end("start")
    }

    pub(crate) fn finish(&self) -> String {
        self.end("finish")
    }

    fn end(&self, which: &str) -> String {
        TABLE
            .end
            .get(which)
            .map(|words| self.pick(words))
            .unwrap_or_default()
    }

    fn pick(&self, words: &Words) -> String {
        let found = words.get(&self.language).or_else(|| words.get("en"));
        found.cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{TABLE, Terms};

    #[test]
    fn the_table_names_everything_in_both_languages() {
        let widgets = TABLE.widget.values().flatten();
        let all = [&TABLE.end, &TABLE.key, &TABLE.unit].into_iter().flatten();
        let all: Vec<_> = all.chain(widgets).collect();
        assert!(all.len() > 20);
        for (key, words) in all {
            assert!(words.keys().eq(["en", "zh"]), "{key}: {words:?}");
        }
    }

    #[test]
    fn a_widget_s_own_name_goes_before_the_general_one() {
        let terms = Terms::new("zh");
        assert_eq!(terms.key("workGroup", "name"), "加班类型");
        assert_eq!(terms.key("leaveGroup", "start"), "开始时间");
        assert_eq!(terms.key("leaveGroup", "colour"), "colour");
    }
}
