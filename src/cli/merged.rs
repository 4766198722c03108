//! `--account all`: one command on every account at once. What fails of one account is told, and
//! the others answer all the same. Decides nothing by itself and guesses no account.

use futures_util::future::join_all;

use super::args::{List, Request};
use super::look::Look;
use super::{ALL_DONE, SOME_NOT_DONE, Session, Start, answer, journal, list, read};
use crate::config::Config;
use crate::domain::item::{Counts, Folder};
use crate::error::{Error, Kind, Result};

/// The accounts that could be opened, and what failed so far of any.
struct Sides<'a> {
    sessions: Vec<Session<'a>>,
    failures: Vec<(String, Error)>,
    look: &'a Look,
}

/// Opens every account and does what is asked of them.
pub(super) async fn run(
    config: &Config,
    request: &Request,
    start: Start,
    look: &Look,
) -> Result<u8> {
    let mut sides = Sides::open(config, start, look)?;
    let answered = sides.answer(request).await;
    for session in &sides.sessions {
        session.inbox.rest().await;
    }
    answered
}

impl<'a> Sides<'a> {
    /// Fails where there is no account that can be opened.
    fn open(config: &Config, start: Start, look: &'a Look) -> Result<Self> {
        let (mut sessions, mut failures) = (Vec::new(), Vec::new());
        for name in config.file.accounts.keys() {
            let config = config.clone().with_account(name);
            match (start.open)(&config) {
                Ok(inbox) => sessions.push(Session {
                    inbox,
                    config,
                    look,
                    clock: start.clock,
                }),
                Err(error) => failures.push((name.clone(), error)),
            }
        }
        match (sessions.is_empty(), failures.first()) {
            (false, _) => Ok(Self {
                sessions,
                failures,
                look,
            }),
            (true, Some((_, error))) => Err(error.clone()),
            (true, None) => Err(config.no_account()),
        }
    }

    async fn answer(&mut self, request: &Request) -> Result<u8> {
        match request {
            Request::Counts => self.counts().await,
            Request::List(args) => self.list(args).await,
            Request::Show(args) => {
                let wanted = args.instance.as_ref().or(args.id.as_ref());
                let session = self.owner(wanted.into_iter(), args.folder, true).await?;
                answer(session, request).await
            }
            Request::Decide(deciding) if deciding.order().args.filter.is_none() => {
                let order = deciding.order();
                let session = self.owner(order.args.ids.iter(), order.folder, false);
                answer(session.await?, request).await
            }
            // There is one journal for all of them.
            Request::Journal(args) => match self.sessions.first() {
                Some(session) if args.verify => journal::verify(session).await,
                Some(session) => journal::list(session, args.since.as_deref()).await,
                None => Ok(ALL_DONE),
            },
            _ => Err(Error::new(Kind::Usage, "error-account-all").hint("hint-account-one")),
        }
    }

    /// The sum of what is known.
    async fn counts(&mut self) -> Result<u8> {
        let each = self
            .ask(async |session| session.inbox.counts().await)
            .await?;
        let total = each.iter().fold(Counts::default(), |sum, one| Counts {
            todo: sum.todo + one.todo,
            done: sum.done + one.done,
            cc: sum.cc + one.cc,
            created: sum.created + one.created,
            draft: sum.draft + one.draft,
            unread: sum.unread + one.unread,
        });
        read::print_counts(&total, self.look)?;
        Ok(self.tell())
    }

    /// All their rows as one list.
    async fn list(&mut self, args: &List) -> Result<u8> {
        let found = self
            .ask(async |session| list::read(session, args).await)
            .await?;
        list::print(args, &list::merge(args, found), true, self.look)?;
        Ok(self.tell())
    }

    /// Asks all at once; what fails is kept for later. Fails where none has an answer.
    async fn ask<T>(&mut self, what: impl AsyncFn(&Session<'a>) -> Result<T>) -> Result<Vec<T>> {
        let answers = join_all(self.sessions.iter().map(|session| what(session))).await;
        let mut found = Vec::new();
        for (session, answer) in self.sessions.iter().zip(answers) {
            match answer {
                Ok(answer) => found.push(answer),
                Err(error) => self
                    .failures
                    .push((session.inbox.account().to_owned(), error)),
            }
        }
        match self.failures.first() {
            Some((_, error)) if found.is_empty() => Err(error.clone()),
            _ => Ok(found),
        }
    }

    /// Tells of what has failed, an account a line; the code to end with.
    fn tell(&self) -> u8 {
        for (account, error) in &self.failures {
            let reason = self.look.locale.error_of_request(error);
            let words = [
                ("account", account.as_str().into()),
                ("reason", reason.into()),
            ];
            Look::say(&self.look.locale.f("cli-account-failed", &words));
        }
        if self.failures.is_empty() {
            ALL_DONE
        } else {
            SOME_NOT_DONE
        }
    }

    /// The one account that has all these items. What is only to be seen may be looked for where
    /// an answer comes; what is to be decided must be known to be in no other account.
    async fn owner<'i>(
        &self,
        ids: impl Iterator<Item = &'i String>,
        folder: Option<Folder>,
        only_seen: bool,
    ) -> Result<&Session<'a>> {
        let mut owner: Option<&Session<'a>> = None;
        let mut failure = self
            .failures
            .first()
            .map(|(_, error)| error.clone())
            .filter(|_| !only_seen);
        for id in ids {
            let searches = self.sessions.iter();
            let searches = searches.map(|session| session.inbox.find(id, folder));
            let mut having = Vec::new();
            let mut missing = None;
            for (session, found) in self.sessions.iter().zip(join_all(searches).await) {
                match found {
                    Ok(_) => having.push(session),
                    Err(error) if error.kind == Kind::NotFound => missing = Some(error),
                    Err(error) => failure = failure.or(Some(error)),
                }
            }
            match (having.as_slice(), failure.take()) {
                ([], failure) => return Err(failure.or(missing).unwrap_or_else(|| unknown(id))),
                (_, Some(error)) if !only_seen => return Err(error),
                ([one], _) if owner.is_none_or(|known| same(known, one)) => owner = Some(one),
                ([one], _) => return Err(apart(owner.unwrap_or(one), one)),
                ([one, other, ..], _) => {
                    return Err(Error::new(Kind::NotFound, "error-item-ambiguous")
                        .with("id", id)
                        .with("one", one.inbox.account())
                        .with("other", other.inbox.account())
                        .hint("hint-account-one"));
                }
            }
        }
        owner.ok_or_else(|| unknown(""))
    }
}

fn same(one: &Session<'_>, other: &Session<'_>) -> bool {
    one.inbox.account() == other.inbox.account()
}

fn apart(one: &Session<'_>, other: &Session<'_>) -> Error {
    Error::new(Kind::Usage, "error-accounts-apart")
        .with("one", one.inbox.account())
        .with("other", other.inbox.account())
        .hint("hint-account-one")
}

fn unknown(id: &str) -> Error {
    Error::new(Kind::NotFound, "error-item-unknown")
        .with("id", id)
        .hint("hint-item-id")
}
