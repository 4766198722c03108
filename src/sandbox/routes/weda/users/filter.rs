//! What `$filter` may hold: comparisons of text fields, joined by `and` and `or`, in parentheses.

use super::text;
use crate::sandbox::company::Person;

/// A condition on a person.
#[derive(Debug)]
pub(super) enum Filter {
    All(Vec<Filter>),
    Any(Vec<Filter>),
    Compare(Comparison, String, String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equals,
    Differs,
    Contains,
    Begins,
}

/// How deep parentheses may nest.
const DEPTH: u8 = 16;

impl Filter {
    /// Such as `name eq '王芳' or contains(nick_name,'wang')`; a quote inside is doubled.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut rest = Rest(text.trim());
        let filter = rest.any(DEPTH)?;
        rest.0.is_empty().then_some(filter)
    }

    pub(super) fn holds(&self, person: &Person) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(person)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(person)),
            Self::Compare(comparison, field, value) => {
                let found = text(person, field).unwrap_or_default();
                match comparison {
                    Comparison::Equals => found == *value,
                    Comparison::Differs => found != *value,
                    Comparison::Contains => found.contains(value.as_str()),
                    Comparison::Begins => found.starts_with(value.as_str()),
                }
            }
        }
    }
}

/// What is still to be read.
struct Rest<'t>(&'t str);

impl Rest<'_> {
    /// Takes a word or a sign, with the space around it.
    fn take(&mut self, word: &str) -> bool {
        match self.0.strip_prefix(word) {
            Some(rest) => {
                self.0 = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn any(&mut self, depth: u8) -> Option<Filter> {
        let mut parts = vec![self.all(depth)?];
        while self.take("or ") {
            parts.push(self.all(depth)?);
        }
        Some(Filter::Any(parts))
    }

    fn all(&mut self, depth: u8) -> Option<Filter> {
        let mut parts = vec![self.one(depth)?];
        while self.take("and ") {
            parts.push(self.one(depth)?);
        }
        Some(Filter::All(parts))
    }

    fn one(&mut self, depth: u8) -> Option<Filter> {
        if self.take("(") {
            let inside = self.any(depth.checked_sub(1)?)?;
            return self.take(")").then_some(inside);
        }
        for (function, comparison) in [
            ("contains(", Comparison::Contains),
            ("startswith(", Comparison::Begins),
        ] {
            if self.take(function) {
                let field = self.field()?;
                let value = self.take(",").then(|| self.value())??;
                let compare = Filter::Compare(comparison, field, value);
                return self.take(")").then_some(compare);
            }
        }
        let field = self.field()?;
        let comparison = match () {
            () if self.take("eq ") => Comparison::Equals,
            () if self.take("ne ") => Comparison::Differs,
            () => return None,
        };
        Some(Filter::Compare(comparison, field, self.value()?))
    }

    /// The name of a field that a person has.
    fn field(&mut self) -> Option<String> {
        let end = self
            .0
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let (name, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest.trim_start();
        let known = ["_id", "name", "nick_name", "email", "phone"].contains(&name);
        known.then(|| name.to_owned())
    }

    fn value(&mut self) -> Option<String> {
        let mut rest = self.0.strip_prefix('\'')?;
        let mut value = String::new();
        loop {
            let (part, behind) = rest.split_once('\'')?;
            value.push_str(part);
            rest = behind;
            match rest.strip_prefix('\'') {
                Some(more) => {
                    value.push('\'');
                    rest = more;
                }
                None => break,
            }
        }
        self.0 = rest.trim_start();
        Some(value)
    }
}
