//! Accounts as scripts see them: no secret, only where it comes from.

use serde::Serialize;

use super::{Counts, Named};
use crate::domain::item;
use crate::domain::people::Person;

#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Account<'a> {
    pub(in crate::cli) name: &'a str,
    pub(in crate::cli) provider: &'a str,
    pub(in crate::cli) hand: Named<'a>,
    pub(in crate::cli) env_id: Option<&'a str>,
    pub(in crate::cli) base_url: Option<&'a str>,
    pub(in crate::cli) read_only: bool,
    /// `environment`, `command`, `keyring`, `unreachable`, or nowhere.
    pub(in crate::cli) secret: Option<&'static str>,
    pub(in crate::cli) default: bool,
}

#[derive(Debug, Serialize)]
pub(in crate::cli) struct Accounts<'a> {
    pub(in crate::cli) items: Vec<Account<'a>>,
}

#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct LoggedIn<'a> {
    account: &'a str,
    hand: Named<'a>,
    counts: Counts,
    config: &'a str,
}

impl<'a> LoggedIn<'a> {
    pub(in crate::cli) fn new(
        account: &'a str,
        person: &'a Person,
        counts: &item::Counts,
        config: &'a str,
    ) -> Self {
        Self {
            account,
            hand: Named {
                id: Some(person.id.as_str()),
                name: Some(&person.name),
            },
            counts: counts.into(),
            config,
        }
    }
}

#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct LoggedOut<'a> {
    pub(in crate::cli) account: &'a str,
    /// The fields that were in the secret store.
    pub(in crate::cli) removed: &'a [&'static str],
    pub(in crate::cli) forgotten: bool,
}
