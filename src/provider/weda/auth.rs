//! Where the access token comes from. It lives in memory only; never shown, never written.

use std::time::Duration;

use secrecy::SecretString;
use serde_json::json;

use super::wire::{envelope, token};
use crate::config::secret;
use crate::config::{Account, Env};
use crate::error::{Error, Kind, Result};
use crate::provider::http::{Authorization, Repeat, Request, Transport};
use crate::provider::tokens::{Fresh, Token, Tokens, nothing_ran};

/// Where tokens come from and the one in use.
pub(crate) struct Auth {
    name: String,
    account: Account,
    env: Env,
    secret_id: String,
    tokens: Tokens,
}

impl Auth {
    pub(crate) fn new(name: &str, account: &Account, env: &Env, secret_id: &str) -> Self {
        Self {
            name: name.to_owned(),
            account: account.clone(),
            env: env.clone(),
            secret_id: secret_id.to_owned(),
            tokens: Tokens::default(),
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
        let renew = |first| self.renew(first, transport);
        self.tokens.other_than(rejected, renew).await
    }

    async fn renew(&self, first: bool, transport: &Transport) -> Result<Fresh> {
        let fields = ["access_token", "secret_key"];
        let [given, key] =
            secret::look_up_each(&self.env, &self.name, &self.account, fields).await?;
        match (given.filter(|_| first), key) {
            (Some(given), _) => Ok((given, None)),
            (None, Some(key)) => self.ask(&key, transport).await,
            (None, None) => Err(self.no_secret()),
        }
    }

    /// `POST /auth/v1/token/clientCredential` (the gateway's; its answer has no frame).
    async fn ask(&self, key: &SecretString, transport: &Transport) -> Result<Fresh> {
        let url = transport.url(&["auth", "v1", "token", "clientCredential"]);
        let answer = transport
            .send(Request {
                url: &url,
                interface: None,
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
