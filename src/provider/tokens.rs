//! The token of an account: one for all callers, renewed once for all of them. It lives in memory
//! only; never shown, never written. How to ask for one is each provider's own.

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use secrecy::SecretString;
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::error::{Error, Kind, Result};

/// A token is renewed this long before its end, or a tenth of its life where that is shorter.
const EARLY: Duration = Duration::from_mins(5);

/// A token as requests carry it.
#[derive(Clone)]
pub(crate) struct Token {
    /// Counts renewals; names which token was rejected.
    pub generation: u64,
    pub secret: SecretString,
}

/// A token as it was got, and how long it lives; `None`: until it is rejected.
pub(crate) type Fresh = (SecretString, Option<Duration>);

/// The one in use.
#[derive(Default)]
pub(crate) struct Tokens {
    /// How many renewals have ended, well or badly.
    renewals: AtomicU64,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    /// `None`: until it is rejected.
    good_until: Option<Instant>,
    generation: u64,
    failed: Option<Error>,
}

impl State {
    fn good(&self) -> Option<Token> {
        let over = self.good_until.is_some_and(|end| Instant::now() >= end);
        self.token.clone().filter(|_| !over)
    }
}

impl Tokens {
    /// A token that is not the rejected one. Of many callers one asks, and all share its end.
    /// `ask` is told whether it is the first to do so: then a configured token may be the answer.
    pub(crate) async fn other_than<F>(
        &self,
        rejected: Option<u64>,
        ask: impl FnOnce(bool) -> F,
    ) -> Result<Token>
    where
        F: Future<Output = Result<Fresh>>,
    {
        let seen = self.renewals.load(Ordering::Acquire);
        let mut state = self.state.lock().await;
        if let Some(token) = state.good()
            && rejected != Some(token.generation)
        {
            return Ok(token);
        }
        if self.renewals.load(Ordering::Acquire) != seen
            && let Some(error) = &state.failed
        {
            return Err(error.clone());
        }
        state.token = None;
        let answer = ask(state.generation == 0).await;
        let renewal = answer.map(|fresh| state.take(fresh));
        state.failed = renewal.as_ref().err().cloned();
        self.renewals.fetch_add(1, Ordering::Release);
        renewal
    }
}

impl State {
    fn take(&mut self, (secret, life): Fresh) -> Token {
        self.generation += 1;
        self.good_until = life
            .and_then(|life| Instant::now().checked_add(life.saturating_sub(EARLY.min(life / 10))));
        let token = Token {
            generation: self.generation,
            secret,
        };
        self.token = Some(token.clone());
        token
    }
}

/// Whatever became of asking for a token, the request that wanted it was never sent.
pub(crate) fn nothing_ran(mut error: Error) -> Error {
    error.kind = match error.kind {
        kind if kind.may_have_run() => Kind::Unreachable,
        Kind::Refused | Kind::Denied | Kind::NotFound => Kind::Auth,
        kind => kind,
    };
    error
}
