//! Queries: one grammar and one evaluator for every filter, search and view.
//! Three-valued: what is not known matches nothing, negated or not.

mod ast;
mod complete;
mod evaluate;
mod facts;
mod fault;
mod field;
mod literal;
mod parse;
mod spans;
mod truth;

use std::fmt;

use crate::domain::alike::nearest;

pub use ast::{At, Comparison, Expr, Op};
pub use complete::complete;
pub use evaluate::{Known, Present};
pub use facts::Facts;
pub use fault::{Fault, Reason};
pub use field::{Field, Holds};
pub use literal::{Lasting, Literal, When};
pub use parse::{DEEPEST, LONGEST, column, sign};
pub use spans::{Part, spans};
pub use truth::Truth;

/// A query that was understood, and the text it was understood from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    text: String,
    expr: Expr,
}

impl Query {
    pub fn parse(text: &str) -> Result<Self, Fault> {
        Ok(Self {
            expr: parse::parse(text)?,
            text: text.to_owned(),
        })
    }

    /// As it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn expr(&self) -> &Expr {
        &self.expr
    }

    /// Whether an item is what is asked for, as far as that is known.
    pub fn truth(&self, known: Known<'_>, present: &Present<'_>) -> Truth {
        self.expr.truth(known, present)
    }

    /// Whether it may mean items of this account, whatever else they are.
    pub fn may_mean(&self, account: &str) -> bool {
        self.expr.truth_of_account(account) != Truth::False
    }

    /// The fields of forms it names, in the order in which they stand.
    pub fn form_fields(&self) -> impl Iterator<Item = &str> {
        let all = self.expr.comparisons().into_iter();
        all.filter_map(|comparison| match &comparison.field {
            Field::Form(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// What to say when no item has a field: the nearest name there is, and where it stands.
    pub fn no_field<'a>(&self, name: &str, names: impl Iterator<Item = &'a str>) -> Fault {
        let field = Field::Form(name.to_owned());
        let mut all = self.expr.comparisons().into_iter();
        let at = all.find(|comparison| comparison.field == field);
        let reason = Reason::no_field(name, names);
        Fault::new(
            reason,
            &self.text,
            at.map_or(0, |comparison| comparison.at.0),
        )
    }

    /// Whether every account it names may be one of these; where there are none, nobody can say.
    pub fn check_accounts(&self, names: &[impl AsRef<str>]) -> Result<(), Fault> {
        let all = self.expr.comparisons().into_iter();
        let mut of_account = all.filter(|comparison| comparison.field == Field::Account);
        let wrong = of_account.find(|comparison| {
            let mut names = names.iter();
            !names.any(|name| comparison.names_account(name.as_ref()))
        });
        match wrong {
            Some(Comparison { with, at, .. }) if !names.is_empty() => {
                let nearest = nearest(&with.text, names.iter().map(AsRef::as_ref));
                let reason = Reason::NoAccount(with.text.clone(), nearest.map(str::to_owned));
                Err(Fault::new(reason, &self.text, at.0))
            }
            _ => Ok(()),
        }
    }
}

/// In its plainest spelling, which parses to the same.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expr.fmt(f)
    }
}
