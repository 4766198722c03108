//! Where the corpAccessToken comes from. It lives in memory only; never shown, never written.

use std::time::Duration;

use secrecy::SecretString;
use serde_json::json;

use super::pace::Pace;
use super::wire::envelope;
use super::wire::token;
use crate::config::secret;
use crate::config::{Account, Env};
use crate::error::{Error, Kind, Result};
use crate::provider::http::{Authorization, Repeat, Request, Transport};
use crate::provider::tokens::{Fresh, Token, Tokens, nothing_ran};

/// The service gives out at most 10 tokens in a minute.
const MOST: usize = 10;
const WITHIN: Duration = Duration::from_mins(1);

/// What a company's application proves itself with, and the token in use.
pub(crate) struct Auth {
    name: String,
    account: Account,
    env: Env,
    app_id: String,
    tokens: Tokens,
    pace: Pace,
}

impl Auth {
    pub(crate) fn new(name: &str, account: &Account, env: &Env, app_id: String) -> Self {
        Self {
            name: name.to_owned(),
            account: account.clone(),
            env: env.clone(),
            app_id,
            tokens: Tokens::default(),
            pace: Pace::new(MOST, WITHIN),
        }
    }

    /// The token in use, or one that is not the rejected one.
    pub(crate) async fn token(
        &self,
        rejected: Option<u64>,
        transport: &Transport,
    ) -> Result<Token> {
        let renew = |first| self.renew(first, transport);
        self.tokens.other_than(rejected, renew).await
    }

    async fn renew(&self, first: bool, transport: &Transport) -> Result<Fresh> {
        let fields = ["access_token", "app_secret", "permanent_code"];
        let found = secret::look_up_each(&self.env, &self.name, &self.account, fields).await?;
        let [given, app_secret, permanent_code] = found;
        match (given.filter(|_| first), app_secret, permanent_code) {
            (Some(given), ..) => Ok((given, None)),
            (None, Some(app_secret), Some(permanent_code)) => {
                self.ask(&app_secret, &permanent_code, transport).await
            }
            (None, None, _) => Err(self.lacks("app_secret")),
            (None, Some(_), None) => Err(self.lacks("permanent_code")),
        }
    }

    /// `POST /cgi/corpAccessToken/get/V2` (the platform's; document 002 takes the token as given).
    async fn ask(
        &self,
        app_secret: &SecretString,
        permanent_code: &SecretString,
        transport: &Transport,
    ) -> Result<Fresh> {
        self.pace.enter().await;
        let answer = transport
            .send(Request {
                url: &transport.url(&["cgi", "corpAccessToken", "get", "V2"]),
                interface: None,
                authorization: Authorization::Fields(&[
                    ("appSecret", app_secret),
                    ("permanentCode", permanent_code),
                ]),
                body: Some(&json!({ "appId": self.app_id })),
                // A call of which the answer was lost is counted all the same.
                repeat: Repeat::Write,
            })
            .await
            .map_err(nothing_ran)?;
        let interface = "corpAccessToken/get/V2";
        let token: token::Token = envelope::decode(answer.body, interface).map_err(nothing_ran)?;
        let text = token
            .corp_access_token
            .ok_or_else(|| nothing_ran(envelope::misshapen(interface, "corpAccessToken")))?;
        Ok((text.into(), token.expires_in.map(Duration::from_secs)))
    }

    fn lacks(&self, field: &str) -> Error {
        Error::new(Kind::Auth, "error-no-secret")
            .with("account", &self.name)
            .with("variable", secret::variable(&self.name, field))
            .hint("hint-no-secret")
    }
}
