//! The access token: one for all callers, renewed once for all of them. It lives in memory
//! only; never shown, never written.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use secrecy::SecretString;
use serde_json::json;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::wire::{envelope, token};
use crate::config::secret;
use crate::config::{Account, Env};
use crate::error::{Error, Kind, Result};
use crate::provider::http::{Authorization, Repeat, Request, Transport};

/// A token is renewed this long before its end, or a tenth of its life where that is shorter.
const EARLY: Duration = Duration::from_mins(5);

/// A token as requests carry it.
#[derive(Clone)]
pub(crate) struct Token {
    /// Counts renewals; names which token was rejected.
    pub generation: u64,
    pub secret: SecretString,
}

/// Where tokens come from and the one in use.
pub(crate) struct Auth {
    name: String,
    account: Account,
    env: Env,
    secret_id: String,
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
    /// The configured token was tried already.
    given_used: bool,
    failed: Option<Error>,
}

impl State {
    fn good(&self) -> Option<Token> {
        let over = self.good_until.is_some_and(|end| Instant::now() >= end);
        self.token.clone().filter(|_| !over)
    }
}

impl Auth {
    pub(crate) fn new(name: &str, account: &Account, env: &Env, secret_id: &str) -> Self {
        Self {
            name: name.to_owned(),
            account: account.clone(),
            env: env.clone(),
            secret_id: secret_id.to_owned(),
            renewals: AtomicU64::new(0),
            state: Mutex::default(),
        }
    }

    /// The token in use, or a new one.
    pub(crate) async fn token(&self, transport: &Transport) -> Result<Token> {
        self.other_than(None, transport).await
    }

    /// A token that is not the rejected one. Of many callers one renews, and all share its end.
    pub(crate) async fn renewed(&self, rejected: u64, transport: &Transport) -> Result<Token> {
        self.other_than(Some(rejected), transport).await
    }

    async fn other_than(&self, rejected: Option<u64>, transport: &Transport) -> Result<Token> {
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
        let renewal = self.renew(&mut state, transport).await;
        state.failed = renewal.as_ref().err().cloned();
        self.renewals.fetch_add(1, Ordering::Release);
        renewal
    }

    async fn renew(&self, state: &mut State, transport: &Transport) -> Result<Token> {
        state.token = None;
        let fields = ["access_token", "secret_key"];
        let [given, key] =
            secret::look_up_each(&self.env, &self.name, &self.account, fields).await?;
        let given = given.filter(|_| !std::mem::replace(&mut state.given_used, true));
        let (secret, life) = match (given, key) {
            (Some(given), _) => (given, None),
            (None, Some(key)) => self.ask(&key, transport).await?,
            (None, None) => return Err(self.no_secret()),
        };
        state.generation += 1;
        state.good_until = life
            .and_then(|life| Instant::now().checked_add(life.saturating_sub(EARLY.min(life / 10))));
        let token = Token {
            generation: state.generation,
            secret,
        };
        state.token = Some(token.clone());
        Ok(token)
    }

    /// `POST /auth/v1/token/clientCredential` (the gateway's; its answer has no frame).
    async fn ask(
        &self,
        key: &SecretString,
        transport: &Transport,
    ) -> Result<(SecretString, Option<Duration>)> {
        let url = transport.url(&["auth", "v1", "token", "clientCredential"]);
        let answer = transport
            .send(Request {
                url: &url,
                authorization: Authorization::Basic(&self.secret_id, key),
                body: Some(&json!({ "grant_type": "client_credentials" })),
                repeat: Repeat::Read,
            })
            .await
            .map_err(nothing_ran)?;
        let token: token::Token = envelope::decode(answer.body, "token").map_err(nothing_ran)?;
        let text = token
            .access_token
            .map(SecretString::from)
            .ok_or_else(|| nothing_ran(envelope::misshapen("token", "access_token")))?;
        Ok((text, token.expires_in.map(Duration::from_secs)))
    }

    fn no_secret(&self) -> Error {
        Error::new(Kind::Auth, "error-no-secret")
            .with("account", &self.name)
            .with("variable", secret::variable(&self.name, "secret_key"))
            .hint("hint-no-secret")
    }
}

/// Whatever became of asking for a token, the request that wanted it was never sent.
fn nothing_ran(mut error: Error) -> Error {
    error.kind = match error.kind {
        kind if kind.may_have_run() => Kind::Unreachable,
        Kind::Refused | Kind::Denied | Kind::NotFound => Kind::Auth,
        kind => kind,
    };
    error
}
