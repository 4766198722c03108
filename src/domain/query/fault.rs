//! What is wrong with a query, and where. The front ends have the words.

use super::field::Field;
use super::parse::column;
use crate::domain::alike::nearest;
use crate::domain::text;

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
    /// No account has such a name; perhaps the nearest was meant.
    NoAccount(String, Option<String>),
}

/// What is wrong, and where it stands in the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub reason: Reason,
    /// In characters, from 1; one past the end where something is missing there.
    pub column: usize,
    /// The query as it was typed.
    pub query: String,
}

impl Fault {
    /// At a byte of a query.
    pub(super) fn new(reason: Reason, query: &str, at: usize) -> Self {
        Self {
            reason,
            column: column(query, at),
            query: query.to_owned(),
        }
    }

    /// The query on one line, and on the next a mark under the column; of a long one, the part
    /// around it. `None` where there is nothing to be seen.
    pub fn quote(&self) -> Option<String> {
        const BEFORE: usize = 40;
        const WHOLE: usize = 76;
        let before: String = self.query.chars().take(self.column - 1).collect();
        let after: String = self.query.chars().skip(self.column - 1).collect();
        let before = text::fit_end(&before, BEFORE);
        let indent = text::columns(&before);
        let after = text::fit(&after, WHOLE - indent);
        let mark = " ".repeat(indent) + "^";
        (!self.query.trim().is_empty()).then(|| format!("  {before}{after}\n  {mark}"))
    }
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
            Self::NoAccount(_, None) => "error-query-account",
            Self::NoAccount(_, Some(_)) => "error-query-account-nearest",
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
            | Self::NoField(text, _)
            | Self::NoAccount(text, _) => text,
            _ => "",
        }
    }

    /// What may have been meant.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Self::NoField(_, nearest) | Self::NoAccount(_, nearest) => nearest.as_deref(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Reason};
    use crate::domain::text;

    #[test]
    fn the_mark_stands_under_the_column_also_behind_wide_characters() {
        let fault = Fault::new(Reason::OpenParenthesis, "报销 (amount", "报销 ".len());
        let quote = fault.quote();
        assert_eq!(quote.as_deref(), Some("  报销 (amount\n       ^"));
        let end = Fault::new(Reason::Missing, "金额<", "金额<".len());
        assert_eq!(end.quote().as_deref(), Some("  金额<\n       ^"));
        assert_eq!(Fault::new(Reason::Empty, "　", 0).quote(), None);
    }

    #[test]
    fn of_a_long_query_the_part_around_the_column_is_quoted() {
        let query = format!("{} (b {}", "差旅报销 | ".repeat(30), "c ".repeat(200));
        let at = query.find('(').unwrap_or_default();
        let quote = Fault::new(Reason::OpenParenthesis, &query, at)
            .quote()
            .unwrap();
        let (line, mark) = quote.split_once('\n').unwrap_or_default();
        assert!(line.starts_with("  …") && line.ends_with('…'), "{line}");
        assert!(text::columns(line) < 80, "{line}");
        let before = line.split_once('(').map(|(before, _)| before);
        assert_eq!(before.map(text::columns), Some(mark.len() - 1), "{quote}");
    }
}
