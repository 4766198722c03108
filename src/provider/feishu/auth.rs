//! Where the tenant token comes from. It lives in memory only; never shown, never written.

use std::time::Duration;

use secrecy::SecretString;
use serde_json::json;

use super::wire::envelope;
use super::wire::token;
use crate::config::secret;
use crate::config::{Account, Env};
use crate::error::{Error, Kind, Result};
use crate::provider::http::{Authorization, Repeat, Request, Transport};
use crate::provider::tokens::{Fresh, Token, Tokens, nothing_ran};

/// What an application proves itself with, and the token in use.
pub(crate) struct Auth {
    name: String,
    account: Account,
    env: Env,
    app_id: String,
    tokens: Tokens,
}

impl Auth {
    pub(crate) fn new(name: &str, account: &Account, env: &Env, app_id: String) -> Self {
        Self {
            name: name.to_owned(),
            account: account.clone(),
            env: env.clone(),
            app_id,
            tokens: Tokens::default(),
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
        let fields = ["access_token", "app_secret"];
        let [given, secret] =
            secret::look_up_each(&self.env, &self.name, &self.account, fields).await?;
        match (given.filter(|_| first), secret) {
            (Some(given), _) => Ok((given, None)),
            (None, Some(secret)) => self.ask(&secret, transport).await,
            (None, None) => Err(self.no_secret()),
        }
    }

    /// `POST /open-apis/auth/v3/tenant_access_token/internal`; its answer has no frame.
    async fn ask(&self, secret: &SecretString, transport: &Transport) -> Result<Fresh> {
        let path = ["open-apis", "auth", "v3", "tenant_access_token", "internal"];
        let answer = transport
            .send(Request {
                url: &transport.url(&path),
                interface: None,
                authorization: Authorization::Fields(&[("app_secret", secret)]),
                body: Some(&json!({ "app_id": self.app_id })),
                repeat: Repeat::Read,
            })
            .await
            .map_err(nothing_ran)?;
        let interface = "tenant_access_token/internal";
        let token: token::Token = envelope::decode(answer.body, interface).map_err(nothing_ran)?;
        let text = token
            .tenant_access_token
            .ok_or_else(|| nothing_ran(envelope::misshapen(interface, "tenant_access_token")))?;
        Ok((text.into(), token.expire.map(Duration::from_secs)))
    }

    fn no_secret(&self) -> Error {
        Error::new(Kind::Auth, "error-no-secret")
            .with("account", &self.name)
            .with("variable", secret::variable(&self.name, "app_secret"))
            .hint("hint-no-secret")
    }
}
