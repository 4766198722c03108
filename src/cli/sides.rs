//! The accounts of a command: the one that is named, or with `--account all` every one, all asked
//! at once. What fails of one is told, and takes nothing from the others. Guesses no account.

mod owner;

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use tokio::sync::watch;
use tokio::time::sleep;

use super::filter::Reading;
use super::look::Look;
use super::table::Table;
use super::{ALL_DONE, SOME_NOT_DONE, Session, Start};
use crate::config::Config;
use crate::domain::query::Query;
use crate::error::{Error, Kind, Result};
use crate::inbox::{Clock, Inbox};
pub(super) use owner::{Wish, ambiguous};

/// How long a server may say nothing, once another account has answered.
const PATIENCE: Duration = Duration::from_secs(5);

/// Every account that a command is about.
#[derive(Debug)]
pub(super) struct Sides<'a> {
    sessions: Vec<Session<'a>>,
    unopened: Failures,
    /// Whether every account was meant, however many there are.
    several: bool,
    clock: Clock,
    pub(super) look: &'a Look,
}

/// What failed of which account.
#[derive(Clone, Debug, Default)]
pub(super) struct Failures(Vec<(String, Error)>);

/// What each account answered that has an answer, and what failed of the others.
pub(super) type Answers<'s, 'a, T> = (Vec<(&'s Session<'a>, T)>, Failures);

impl<'a> Sides<'a> {
    /// The account that the configuration names; of all accounts those that a query may mean.
    /// Fails where none can be opened.
    pub(super) fn open(
        config: &Config,
        query: Option<&str>,
        start: Start,
        look: &'a Look,
    ) -> Result<Self> {
        let sides = Self::opened(config, query, start, look)?;
        let mut inboxes = sides.sessions.iter().map(|session| &session.inbox);
        if let Some(unkept) = inboxes.find_map(Inbox::unkept) {
            look.print_warning(unkept);
        }
        Ok(sides)
    }

    fn opened(config: &Config, query: Option<&str>, start: Start, look: &'a Look) -> Result<Self> {
        let reading = Arc::<Reading>::default();
        let session = |config: Config| {
            (start.open)(&config).map(|inbox| Session {
                inbox: inbox.told_to(look.waiting()),
                config,
                look,
                reading: Arc::clone(&reading),
            })
        };
        let several = config.means_all();
        let mut sides = Self {
            sessions: Vec::new(),
            unopened: Failures::default(),
            several,
            clock: start.clock,
            look,
        };
        if !several {
            sides.sessions.push(session(config.clone())?);
            return Ok(sides);
        }
        for name in meant(config, query) {
            match session(config.clone().with_account(name)) {
                Ok(opened) => sides.sessions.push(opened),
                Err(error) => sides.unopened.0.push((name.to_owned(), error)),
            }
        }
        match (sides.sessions.is_empty(), sides.unopened.0.first()) {
            (false, _) => Ok(sides),
            (true, Some((_, error))) => Err(error.clone()),
            (true, None) => Err(config.no_account()),
        }
    }

    /// Waits until nothing is left to be written.
    pub(super) async fn rest(&self) {
        join_all(self.sessions.iter().map(|session| session.inbox.rest())).await;
    }

    /// Whether a row has to name its account.
    pub(super) fn are_several(&self) -> bool {
        self.several
    }

    /// The account of a command that is about no more than one.
    pub(super) fn alone(&self) -> Option<&Session<'a>> {
        self.sessions.first().filter(|_| !self.several)
    }

    /// The same for what would make no sense for several.
    pub(super) fn only(&self) -> Result<&Session<'a>> {
        match self.alone() {
            Some(session) => Ok(session),
            None => Err(self.any()?.config.no_one_account()),
        }
    }

    /// Any of them, for what they have in common.
    pub(super) fn any(&self) -> Result<&Session<'a>> {
        let first = self.sessions.first();
        first.ok_or_else(|| Error::new(Kind::Auth, "error-no-account").hint("hint-no-account"))
    }

    /// How many requests may be under way at once, at all their servers together.
    pub(super) fn at_once(&self) -> usize {
        let each = self.sessions.iter();
        each.map(|session| session.config.file.concurrency.max(1))
            .sum::<usize>()
            .max(1)
    }

    pub(super) fn clock(&self) -> Clock {
        self.clock
    }

    /// The one of this name.
    pub(super) fn of(&self, account: &str) -> Result<&Session<'a>> {
        let mut sessions = self.sessions.iter();
        let found = sessions.find(|session| session.inbox.account() == account);
        found.ok_or_else(|| {
            Error::new(Kind::Config, "error-account-unknown")
                .with("name", account)
                .with("known", self.names().collect::<Vec<_>>().join(", "))
                .hint("hint-account-one")
        })
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.sessions.iter().map(|session| session.inbox.account())
    }

    /// A table that names the account of each row where there may be several.
    pub(super) fn table(&self) -> Table {
        let heading = self.several.then(|| self.look.locale.t("column-account"));
        self.look.table().of_accounts(heading)
    }

    /// Asks all at once. Whose server says nothing is given up once another has answered; what an
    /// account cannot have is no failure. Fails where none has an answer.
    pub(super) async fn ask<T>(
        &self,
        what: impl AsyncFn(&Session<'a>) -> Result<T>,
    ) -> Result<Answers<'_, 'a, T>> {
        let (answered, first) = watch::channel(false);
        let asked = self.sessions.iter().map(|session| {
            let (what, answered, first) = (&what, &answered, first.clone());
            async move {
                tokio::select! {
                    answer = what(session) => {
                        if answer.is_ok() {
                            answered.send_replace(true);
                        }
                        answer
                    }
                    silent = silence(session, first) => Err(silent),
                }
            }
        });
        let answers = join_all(asked).await;
        if let Ok(any) = self.any() {
            any.reading.end();
        }
        let (mut found, mut failures, mut without) = (Vec::new(), self.unopened.clone(), None);
        for (session, answer) in self.sessions.iter().zip(answers) {
            match answer {
                Ok(answer) => found.push((session, answer)),
                Err(error) if has_none(&error) => without = without.or(Some(error)),
                Err(error) => failures.0.push((session.inbox.account().to_owned(), error)),
            }
        }
        match failures.first().cloned().or(without) {
            Some(error) if found.is_empty() => {
                if failures.0.len() > 1 {
                    failures.tell(self.look);
                }
                Err(error)
            }
            _ => Ok((found, failures)),
        }
    }
}

impl Failures {
    pub(super) fn first(&self) -> Option<&Error> {
        self.0.first().map(|(_, error)| error)
    }

    /// Tells of each, an account a line; the code to end with where all else is done.
    pub(super) fn tell(&self, look: &Look) -> u8 {
        for (account, error) in &self.0 {
            let reason = look.locale.error_of_request(error);
            let words = [
                ("account", account.as_str().into()),
                ("reason", reason.into()),
            ];
            Look::say(&look.locale.f("cli-account-failed", &words));
        }
        if self.0.is_empty() {
            ALL_DONE
        } else {
            SOME_NOT_DONE
        }
    }
}

/// The accounts that a query may mean; all of them where it means none, so that it is answered.
fn meant<'c>(config: &'c Config, query: Option<&str>) -> Vec<&'c String> {
    let query = query.and_then(|text| Query::parse(text).ok());
    let may = |name: &&String| query.as_ref().is_none_or(|query| query.may_mean(name));
    let names = config.file.accounts.keys();
    let meant: Vec<_> = names.clone().filter(may).collect();
    if meant.is_empty() {
        names.collect()
    } else {
        meant
    }
}

/// Whether an account has nothing of what was asked: a function or a person that is only elsewhere.
fn has_none(error: &Error) -> bool {
    error.kind == Kind::Unsupported || error.message == "error-person-unknown"
}

/// Ends when a server has been silent for too long, which only counts once another has answered.
async fn silence(session: &Session<'_>, mut answered: watch::Receiver<bool>) -> Error {
    // The sender outlives this.
    let _ = answered.wait_for(|answered| *answered).await;
    loop {
        let silence = session.inbox.silence().unwrap_or_default();
        if silence >= PATIENCE {
            let host = session.inbox.server().map(|server| server.host);
            return Error::new(Kind::Timeout, "error-no-answer")
                .with("host", host.unwrap_or_default())
                .with("seconds", silence.as_secs().to_string());
        }
        sleep(PATIENCE.saturating_sub(silence)).await;
    }
}
