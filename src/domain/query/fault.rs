//! What is wrong with a query, and where. The front ends have the words.

use super::field::Field;
use crate::domain::alike::nearest;

/// Why a query cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing is asked for.
    Empty,
    /// More characters than a query may have.
    Long,
    /// More parentheses and negations inside each other than a query may have.
    Deep,
    /// A sign where a term should stand.
    Unexpected(String),
    /// Something is to follow, and nothing does.
    Missing,
    /// A parenthesis that is never closed.
    OpenParenthesis,
    /// A quote that is never closed.
    OpenQuote,
    /// A field without an order was to be compared by size.
    NoOrder(String),
    /// A date was expected.
    NoDate(String),
    /// A duration was expected.
    NoDuration(String),
    /// Yes or no was expected.
    NoFlag(String),
    /// No item has such a field; perhaps the nearest was meant.
    NoField(String, Option<String>),
}

/// What is wrong, and where it stands in the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub reason: Reason,
    /// In characters, from 1; one past the end where something is missing there.
    pub column: usize,
}

impl Reason {
    /// No item has such a field; these are the names there are, beside those of every item.
    pub fn no_field<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Self {
        let own = Field::OWN.iter().map(|(own, _, _)| *own);
        let nearest = nearest(name, names.chain(own));
        Self::NoField(name.to_owned(), nearest.map(str::to_owned))
    }

    /// The key of its words in the catalogue.
    pub fn message(&self) -> &'static str {
        match self {
            Self::Empty => "error-query-empty",
            Self::Long => "error-query-long",
            Self::Deep => "error-query-deep",
            Self::Unexpected(_) => "error-query-unexpected",
            Self::Missing => "error-query-missing",
            Self::OpenParenthesis => "error-query-parenthesis",
            Self::OpenQuote => "error-query-quote",
            Self::NoOrder(_) => "error-query-order",
            Self::NoDate(_) => "error-query-date",
            Self::NoDuration(_) => "error-query-duration",
            Self::NoFlag(_) => "error-query-flag",
            Self::NoField(_, None) => "error-query-field",
            Self::NoField(_, Some(_)) => "error-query-field-nearest",
        }
    }

    /// What was typed there, where the words name it.
    pub fn text(&self) -> &str {
        match self {
            Self::Unexpected(text)
            | Self::NoOrder(text)
            | Self::NoDate(text)
            | Self::NoDuration(text)
            | Self::NoFlag(text)
            | Self::NoField(text, _) => text,
            _ => "",
        }
    }

    /// What may have been meant.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Self::NoField(_, nearest) => nearest.as_deref(),
            _ => None,
        }
    }
}
