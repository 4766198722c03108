//! Rows as an account sent them; those of several accounts each with its own, as `account`.

use serde::Serialize;

/// The rows of a document.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(in crate::cli) enum Rows<'a, L> {
    Alone(Vec<L>),
    OfAccounts(Vec<Of<'a, L>>),
}

/// A row and whose it is; null where no account has it.
#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Of<'a, L> {
    account: Option<&'a str>,
    #[serde(flatten)]
    row: L,
}

impl<'a, L> Rows<'a, L> {
    /// `several` tells whether each row names its account.
    pub(in crate::cli) fn new(
        several: bool,
        rows: impl IntoIterator<Item = (Option<&'a str>, L)>,
    ) -> Self {
        let rows = rows.into_iter();
        if several {
            Self::OfAccounts(rows.map(|(account, row)| Of { account, row }).collect())
        } else {
            Self::Alone(rows.map(|(_, row)| row).collect())
        }
    }
}
