//! The catalogues say the same things in every language: all that is asked for, nothing else.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use zhupi::domain::decision::Status;
use zhupi::domain::item::Folder;
use zhupi::domain::verb::{self, Blocked};
use zhupi::locale::{Language, Locale};

use super::source::{self, Source};

const CHINESE: &str = include_str!("../../../assets/locales/zh.ftl");
const ENGLISH: &str = include_str!("../../../assets/locales/en.ftl");

/// Keys in their order, each with its placeholders.
fn messages(catalogue: &str) -> Vec<(&str, BTreeSet<&str>)> {
    let mut found: Vec<(&str, BTreeSet<&str>)> = Vec::new();
    for line in catalogue.lines() {
        let key = line.split_once(" =").map(|(key, _)| key);
        if let Some(key) = key.filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic())) {
            found.push((key, BTreeSet::new()));
        }
        if let Some((_, placeholders)) = found.last_mut() {
            placeholders.extend(line.split("{ $").skip(1).filter_map(|rest| {
                rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .next()
            }));
        }
    }
    found
}

/// What the code may ask a catalogue for.
struct Asked {
    literals: BTreeSet<String>,
    /// Keys put together in code, such as `verb-{}`: what stands between the holes.
    patterns: Vec<Vec<String>>,
    /// What may stand in the holes.
    words: BTreeSet<String>,
}

impl Asked {
    fn of(sources: &[Source]) -> Self {
        let literals: BTreeSet<String> = sources
            .iter()
            .flat_map(|source| source.literals.iter().cloned())
            .collect();
        let patterns = literals
            .iter()
            .filter(|text| text.contains('{') && !text.contains(' '))
            .map(|text| {
                text.split(['{', '}'])
                    .step_by(2)
                    .map(str::to_owned)
                    .collect()
            })
            .filter(|parts: &Vec<String>| parts[0].ends_with('-'))
            .collect();
        let names = sources.iter().flat_map(|source| &source.names);
        let words = names.chain(&literals).map(|name| kebab(name)).collect();
        Self {
            literals,
            patterns,
            words,
        }
    }

    fn has(&self, key: &str) -> bool {
        self.literals.contains(key) || self.patterns.iter().any(|parts| self.fits(key, parts))
    }

    /// Whether words fill the holes between the parts so that the key comes out.
    fn fits(&self, key: &str, parts: &[String]) -> bool {
        let Some(rest) = parts
            .first()
            .and_then(|part| key.strip_prefix(part.as_str()))
        else {
            return false;
        };
        if parts.len() == 1 {
            return rest.is_empty();
        }
        (1..=rest.len())
            .any(|end| self.words.contains(&rest[..end]) && self.fits(&rest[end..], &parts[1..]))
    }
}

/// `SaveDraft` and `save_draft` are `save-draft`.
fn kebab(name: &str) -> String {
    let mut word = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.push(if c == '_' {
            '-'
        } else {
            c.to_ascii_lowercase()
        });
    }
    word
}

/// Whether a literal is meant for a catalogue: its first word begins keys there.
fn is_key(text: &str, families: &BTreeSet<&str>) -> bool {
    let family = text.split_once('-').map(|(family, _)| family);
    family.is_some_and(|family| families.contains(family))
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[test]
fn both_catalogues_have_the_same_keys_and_placeholders() {
    for catalogue in [CHINESE, ENGLISH] {
        assert!(FluentResource::try_new(catalogue.to_owned()).is_ok());
        let found = messages(catalogue);
        let keys: BTreeSet<_> = found.iter().map(|(key, _)| key).collect();
        assert_eq!(keys.len(), found.len(), "a key stands twice");
    }
    let [chinese, english] = [CHINESE, ENGLISH].map(|catalogue| {
        let found = messages(catalogue);
        found.into_iter().collect::<BTreeMap<_, _>>()
    });
    assert!(chinese.len() > 100);
    assert_eq!(chinese, english);
}

#[test]
fn every_key_in_code_is_in_the_catalogues() {
    let keys: BTreeSet<_> = messages(ENGLISH).into_iter().map(|(key, _)| key).collect();
    let families = keys
        .iter()
        .filter_map(|key| key.split('-').next())
        .collect();
    for source in source::all() {
        for text in source
            .literals
            .iter()
            .filter(|text| is_key(text, &families))
        {
            assert!(keys.contains(text.as_str()), "{}: {text}", source.file);
        }
    }
}

#[test]
fn every_key_in_the_catalogues_is_asked_for() {
    let asked = Asked::of(&source::all());
    let idle: Vec<_> = messages(ENGLISH)
        .into_iter()
        .map(|(key, _)| key)
        .filter(|key| !asked.has(key))
        .collect();
    assert_eq!(idle, Vec::<&str>::new());
}

#[test]
fn every_word_of_the_domain_can_be_said() {
    for language in Language::ALL {
        let locale = Locale::new(language);
        let folders = Folder::ALL.map(|folder| format!("folder-{}", folder.name()));
        let receipts = Status::ALL.map(|status| format!("receipt-{}", status.name()));
        let reasons = Blocked::ALL.map(|reason| reason.message().to_owned());
        let verbs = verb::TABLE.iter().map(|row| format!("verb-{}", row.name));
        for key in verbs.chain(folders).chain(receipts).chain(reasons) {
            assert!(locale.has(&key), "{language:?} lacks {key}");
        }
    }
}

#[test]
fn a_key_that_nobody_asks_for_and_one_that_is_missing_are_found() {
    let code = r#"
        fn f() { t("error-lost"); t(&format!("verb-{}", name)); t(&format!("x-{a}-{b}")); }
        const NAMES: [&str; 3] = ["save_draft", "one", "two-three"];
        #[cfg(test)]
        mod tests { const KEY: &str = "error-tested"; }
    "#;
    let source = Source::new("src/x.rs", code);
    let families = ["error"].into();
    assert!(source.literals.iter().any(|text| is_key(text, &families)));
    let asked = Asked::of(&[source]);
    for key in ["error-lost", "verb-save-draft", "x-one-two-three"] {
        assert!(asked.has(key), "{key}");
    }
    for key in [
        "error-tested",
        "error-none",
        "verb-reject",
        "verb-",
        "x-one",
        "x-one-four",
    ] {
        assert!(!asked.has(key), "{key}");
    }
    let twice = messages("a = { $one }\n  more { $two }\nb =\n    text { $b_c }\n");
    assert_eq!(twice[0], ("a", ["one", "two"].into()));
    assert_eq!(twice[1], ("b", ["b_c"].into()));
}
