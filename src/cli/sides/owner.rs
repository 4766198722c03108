//! Whose an id is: the account that has the item, or says something of an instance. Two that have
//! it are told apart by their user, never by chance.

use futures_util::StreamExt;
use futures_util::stream;

use super::{Failures, Sides};
use crate::cli::Session;
use crate::domain::id::Id;
use crate::domain::item::{Folder, Item};
use crate::error::{Error, Kind, Result};

/// What is to be done with an item that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Wish {
    /// An answer is enough, wherever it comes from.
    See,
    /// It has to be known that no other account has it, where it can be done: in these folders.
    Decide(&'static [Folder]),
}

/// How well an item is what a text means: the least is meant. One that a thing can be done to goes
/// before one that it cannot, and an id before an instance's before an ending.
type Rank = (bool, u8);

impl Wish {
    fn rank(self, item: &Item, text: &str) -> Rank {
        let elsewhere = match self {
            Self::See => false,
            Self::Decide(folders) => !folders.contains(&item.key.folder),
        };
        let exactness = match text {
            id if item.key.id.as_str() == id => EXACT,
            id if item.instance_id.as_str() == id => 1,
            _ => 2,
        };
        (elsewhere, exactness)
    }
}

const EXACT: u8 = 0;

impl<'a> Sides<'a> {
    /// The item that each text means, in the account that has it.
    pub(in crate::cli) async fn find(
        &self,
        texts: &[&str],
        wish: Wish,
        find: impl AsyncFn(&Session<'a>, &str) -> Result<Item>,
    ) -> Result<Vec<Result<Item>>> {
        let (answers, failures) = self
            .ask(async |session| {
                let at_once = session.config.file.concurrency.max(1);
                let found = stream::iter(texts).map(|text| find(session, text));
                let found: Vec<_> = found.buffered(at_once).collect().await;
                match found.first() {
                    Some(Err(error)) if self.several && found.iter().all(is_failure) => {
                        Err(error.clone())
                    }
                    _ => Ok(found),
                }
            })
            .await?;
        let columns = answers.into_iter();
        let mut columns: Vec<_> = columns
            .map(|(session, found)| (session.inbox.account(), found.into_iter()))
            .collect();
        let one = |text: &&str| {
            let columns = columns.iter_mut();
            let found = columns.filter_map(|(account, found)| Some((*account, found.next()?)));
            self.one(text, wish, found.collect(), &failures)
        };
        Ok(texts.iter().map(one).collect())
    }

    /// The item that one text means.
    pub(in crate::cli) async fn find_one(
        &self,
        text: &str,
        wish: Wish,
        find: impl AsyncFn(&Session<'a>, &str) -> Result<Item>,
    ) -> Result<Item> {
        let mut found = self.find(&[text], wish, find).await?;
        found.pop().unwrap_or_else(|| Err(unknown(text)))
    }

    fn one(
        &self,
        text: &str,
        wish: Wish,
        found: Vec<(&str, Result<Item>)>,
        failures: &Failures,
    ) -> Result<Item> {
        let failed = failures.0.first();
        let mut failure = failed.map(|(account, error)| self.unasked(text, account, error.clone()));
        let (mut having, mut missing, mut unclear) = (Vec::new(), None, None);
        for (account, one) in found {
            match one {
                Ok(item) => having.push(item),
                Err(error) if error.message == "error-item-ambiguous" => unclear = Some(error),
                Err(error) if is_missing(&error) => missing = Some(error),
                Err(error) => failure = failure.or(Some(self.unasked(text, account, error))),
            }
        }
        let best = having.iter().map(|item| wish.rank(item, text)).min();
        having.retain(|item| Some(wish.rank(item, text)) == best);
        match (having.as_slice(), unclear, failure) {
            // Whatever else it may mean there, here it is an id.
            (_, Some(unclear), _) if best != Some((false, EXACT)) => Err(unclear),
            ([one, other, ..], ..) => Err(ambiguous(text, &one.key.account, &other.key.account)),
            ([_], _, Some(error)) if wish != Wish::See => Err(error),
            ([item], ..) => Ok(item.clone()),
            ([], _, failure) => Err(failure.or(missing).unwrap_or_else(|| unknown(text))),
        }
    }

    /// What all say who say something; where they differ, the account has to be named.
    pub(in crate::cli) async fn agree<T: PartialEq>(
        &self,
        instance: &Id,
        what: impl AsyncFn(&Session<'a>) -> Result<T>,
    ) -> Result<(&Session<'a>, T)> {
        let (answers, _) = self.ask(what).await?;
        let mut answers = answers.into_iter();
        let (session, said) = answers.next().ok_or_else(|| unknown(instance.as_str()))?;
        match answers.find(|(_, other)| *other != said) {
            Some((other, _)) => {
                let (one, other) = (session.inbox.account(), other.inbox.account());
                Err(ambiguous(instance.as_str(), one, other))
            }
            None => Ok((session, said)),
        }
    }

    /// Why nobody knows whether an account has an item; of one account the error tells all.
    fn unasked(&self, text: &str, account: &str, error: Error) -> Error {
        if !self.are_several() {
            return error;
        }
        let reason = self.look.locale.error_of_request(&error);
        let mut unasked = Error::new(error.kind, "error-account-unasked")
            .with("id", text)
            .with("account", account)
            .with("reason", reason)
            .hint("hint-account-one");
        (unasked.code, unasked.request_id) = (error.code, error.request_id);
        unasked
    }
}

/// Whether the account has told that it has no such item.
fn is_missing(error: &Error) -> bool {
    matches!(error.kind, Kind::NotFound | Kind::Unsupported)
}

/// Whether the account could not tell.
fn is_failure(found: &Result<Item>) -> bool {
    found.as_ref().is_err_and(|error| !is_missing(error))
}

/// Several accounts have what one was meant to have.
pub(in crate::cli) fn ambiguous(text: &str, one: &str, other: &str) -> Error {
    Error::new(Kind::NotFound, "error-item-in-accounts")
        .with("id", text)
        .with("one", one)
        .with("other", other)
        .hint("hint-account-one")
}

fn unknown(text: &str) -> Error {
    Error::new(Kind::NotFound, "error-item-unknown")
        .with("id", text)
        .hint("hint-item-id")
}
