//! Messages in Chinese and English, and the formats of dates, money and durations.
//! The words live in `assets/locales`; no other file has text for people.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::canvas::MODES;
use crate::domain::decision::Note;
use crate::error::Error;

pub mod format;
pub mod remark;

/// A language of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    Chinese,
    English,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// By its tag: `zh`, `en`, or a POSIX locale such as `zh_CN.UTF-8`. Others are English.
    pub fn of(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") {
            Self::Chinese
        } else {
            Self::English
        }
    }

    /// `zh` or `en`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::English => "en",
        }
    }

    fn catalogue(self) -> &'static FluentResource {
        match self {
            Self::Chinese => &CHINESE,
            Self::English => &ENGLISH,
        }
    }

    fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}

// Read once, however many use them: nothing else takes as long before the first frame.
static CHINESE: LazyLock<FluentResource> =
    LazyLock::new(|| read(include_str!("../assets/locales/zh.ftl")));
static ENGLISH: LazyLock<FluentResource> =
    LazyLock::new(|| read(include_str!("../assets/locales/en.ftl")));

/// A catalogue; what of it is no message is left out.
fn read(catalogue: &str) -> FluentResource {
    match FluentResource::try_new(catalogue.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    }
}

/// The catalogue of one language. A value, not a global: two can be used side by side.
pub struct Locale {
    pub language: Language,
    bundle: FluentBundle<&'static FluentResource>,
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Locale({:?})", self.language)
    }
}

impl Locale {
    pub fn new(language: Language) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolation marks are themselves text that moves a terminal's cursor.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(language.catalogue());
        Self { language, bundle }
    }

    /// A message without placeholders. A key that is missing is shown as itself.
    pub fn t(&self, key: &str) -> String {
        self.message(key, None)
    }

    /// A message with placeholders.
    pub fn f<'a>(&self, key: &str, args: &[(&'a str, FluentValue<'a>)]) -> String {
        let args: FluentArgs<'_> = args.iter().cloned().collect();
        self.message(key, Some(&args))
    }

    fn message(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let pattern = self.bundle.get_message(key).and_then(|found| found.value());
        let Some(pattern) = pattern else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned()
    }

    /// Words for how the people of a node decide together, by the names of those ways.
    pub fn modes(&self) -> BTreeMap<String, String> {
        let word = |mode: &str| (mode.to_owned(), self.t(&format!("mode-{mode}")));
        MODES.into_iter().map(word).collect()
    }

    /// A message without placeholders, where the catalogue has one of this key.
    pub fn known(&self, key: &str) -> Option<String> {
        self.has(key).then(|| self.t(key))
    }

    /// Whether the catalogue has a message.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// An error in words: what happened, and what the server said.
    pub fn error(&self, error: &Error) -> String {
        let args: FluentArgs<'_> = error
            .args
            .iter()
            .map(|(name, value)| (*name, FluentValue::from(value.as_str())))
            .collect();
        let mut words = self.message(error.message, Some(&args));
        for said in [&error.code, &error.said].into_iter().flatten() {
            words.push_str(self.language.colon());
            words.push_str(said);
        }
        words
    }

    /// The same with the server's name for the request, by which others can find it.
    pub fn error_of_request(&self, error: &Error) -> String {
        self.error(error) + &self.request(error)
    }

    /// The server's name for the request of an error, as it stands behind the words.
    pub fn request(&self, error: &Error) -> String {
        let id = error.request_id.as_deref();
        id.map_or_else(String::new, |id| {
            self.f("error-request", &[("id", id.into())])
        })
    }

    /// The way out of an error, if it names one.
    pub fn hint(&self, error: &Error) -> Option<String> {
        let args: FluentArgs<'_> = error
            .args
            .iter()
            .map(|(name, value)| (*name, FluentValue::from(value.as_str())))
            .collect();
        error.hint.map(|key| self.message(key, Some(&args)))
    }

    /// Why a receipt says what it says.
    pub fn note(&self, note: &Note) -> Option<String> {
        if note.text.is_some() {
            return note.text.clone();
        }
        let word = |value: &str| {
            // What somebody did is kept by its name, and told by its word.
            let action = format!("action-{}", value.replace('_', "-"));
            if self.has(&action) {
                self.t(&action)
            } else {
                value.to_owned()
            }
        };
        let args: FluentArgs<'_> = note
            .args
            .iter()
            .map(|(name, value)| (name.as_str(), FluentValue::from(word(value))))
            .collect();
        note.key.as_ref().map(|key| self.message(key, Some(&args)))
    }
}

impl Language {
    fn colon(self) -> &'static str {
        match self {
            Self::Chinese => "：",
            Self::English => ": ",
        }
    }
}
