//! A query as a tree, and as text again: what is printed parses to the same tree.

use std::cmp::Ordering;
use std::fmt;

use super::field::Field;
use super::literal::Literal;
use super::parse::sign;

/// What an item must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// At least two.
    And(Vec<Expr>),
    /// At least two.
    Or(Vec<Expr>),
    Not(Box<Expr>),
    /// Text to be found in title, applicant, flow or node.
    Word(String),
    Compare(Comparison),
}

/// A field and what it is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub field: Field,
    pub op: Op,
    pub with: Literal,
    pub at: At,
}

/// Where a field's name stands, in bytes. Two queries that say the same are equal wherever
/// their words stand.
#[derive(Clone, Copy, Debug, Default)]
pub struct At(pub usize);

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for At {}

/// How to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    Contains,
    Is,
    IsNot,
    Below,
    AtMost,
    Above,
    AtLeast,
}

impl Op {
    /// Every operator as it is written; what begins with another one stands before it.
    pub const ALL: [(&'static str, Self); 7] = [
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        ("!=", Self::IsNot),
        (":", Self::Contains),
        ("=", Self::Is),
        ("<", Self::Below),
        (">", Self::Above),
    ];

    /// Whether it asks which of two is the greater.
    pub fn is_ordering(self) -> bool {
        matches!(
            self,
            Self::Below | Self::AtMost | Self::Above | Self::AtLeast
        )
    }

    /// Whether it holds for something that stands so to what it is compared with.
    pub fn holds(self, found: Ordering) -> bool {
        match self {
            Self::Contains | Self::Is => found.is_eq(),
            Self::IsNot => found.is_ne(),
            Self::Below => found.is_lt(),
            Self::AtMost => found.is_le(),
            Self::Above => found.is_gt(),
            Self::AtLeast => found.is_ge(),
        }
    }

    fn written(self) -> &'static str {
        let row = Self::ALL.iter().find(|(_, op)| *op == self);
        row.map_or("", |(written, _)| written)
    }
}

impl Expr {
    /// All comparisons, in the order in which they stand.
    pub fn comparisons(&self) -> Vec<&Comparison> {
        match self {
            Self::And(all) | Self::Or(all) => all.iter().flat_map(Self::comparisons).collect(),
            Self::Not(inner) => inner.comparisons(),
            Self::Word(_) => Vec::new(),
            Self::Compare(comparison) => vec![comparison],
        }
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(all) => joined(f, all, " "),
            Self::Or(all) => joined(f, all, " | "),
            Self::Not(inner) => {
                f.write_str("-")?;
                grouped(f, inner, matches!(**inner, Self::And(_) | Self::Or(_)))
            }
            Self::Word(text) if is_negation(text) => f.write_str(&quoted(text)),
            Self::Word(text) => f.write_str(&quote(text)),
            Self::Compare(comparison) => {
                let Comparison {
                    field, op, with, ..
                } = comparison;
                let name = field.name();
                let name = if is_negation(&name) {
                    quoted(&name)
                } else {
                    quote(&name)
                };
                write!(f, "{name}{}{}", op.written(), quote(&with.text))
            }
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, all: &[Expr], between: &str) -> fmt::Result {
    for (nth, one) in all.iter().enumerate() {
        if nth > 0 {
            f.write_str(between)?;
        }
        // A list in a list of its own kind was written in parentheses, and stays one.
        let is_list = match one {
            Expr::And(_) => between == " ",
            Expr::Or(_) => true,
            _ => false,
        };
        grouped(f, one, is_list)?;
    }
    Ok(())
}

fn grouped(f: &mut fmt::Formatter<'_>, one: &Expr, in_parentheses: bool) -> fmt::Result {
    if in_parentheses {
        write!(f, "({one})")
    } else {
        write!(f, "{one}")
    }
}

/// A text as it is written: bare where that means the same.
pub(super) fn quote(text: &str) -> String {
    let is_sign = |c: char| c.is_whitespace() || "()|\":<>=!".contains(sign(c));
    if text.is_empty() || text.contains(is_sign) {
        quoted(text)
    } else {
        text.to_owned()
    }
}

/// Whether it would be read as a negation where a term begins.
fn is_negation(text: &str) -> bool {
    text.chars().next().is_some_and(|c| sign(c) == '-')
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if c == '\\' || sign(c) == '"' {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}
