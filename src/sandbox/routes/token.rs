//! Tokens: client credentials for a token, a token for a call. Tokens expire and are never renewed.

use std::collections::HashMap;

use serde_json::json;

use super::answer::Answer;
use super::call::Call;
use super::{Server, lock};

/// The only credentials of the sandbox, for every account.
pub(in crate::sandbox) const SECRET_ID: &str = "AKIDsandbox8Zt3vQ5hN2xK7";
pub(in crate::sandbox) const SECRET_KEY: &str = "sandbox-key-4Yw9Lr1Fc6Ue";

/// The tokens that were handed out.
#[derive(Debug)]
pub(super) struct Tokens {
    lifetime: u64,
    issued: usize,
    /// When each ends, in epoch milliseconds.
    ends: HashMap<String, i64>,
}

impl Tokens {
    /// Tokens that live this many seconds.
    pub(super) fn lasting(seconds: u64) -> Self {
        Self {
            lifetime: seconds,
            issued: 0,
            ends: HashMap::new(),
        }
    }

    /// How many seconds each of them lives.
    pub(super) fn lifetime(&self) -> u64 {
        self.lifetime
    }

    /// Whether it was handed out and has not ended.
    pub(super) fn is_living(&self, token: &str, now: i64) -> bool {
        self.ends.get(token).is_some_and(|end| now < *end)
    }

    pub(super) fn issue(&mut self, now: i64) -> String {
        let token = format!("sandbox.{}.{now}", self.issued);
        self.issued += 1;
        let lifetime = i64::try_from(self.lifetime)
            .unwrap_or(i64::MAX)
            .saturating_mul(1000);
        self.ends
            .insert(token.clone(), now.saturating_add(lifetime));
        token
    }
}

impl Server {
    /// How many were handed out.
    pub(in crate::sandbox) fn tokens(&self) -> usize {
        lock(&self.tokens).issued
    }

    /// Forgets all of them.
    pub(in crate::sandbox) fn revoke_tokens(&self) {
        lock(&self.tokens).ends.clear();
    }
}

/// `POST /auth/v1/token/clientCredential`: the answer is flat.
pub(super) fn issue(server: &Server, call: &Call) -> Answer {
    let expected = format!(
        "Basic {}",
        base64(format!("{SECRET_ID}:{SECRET_KEY}").as_bytes())
    );
    if call.authorization.is_empty() {
        return Answer::gateway(401, "MISSING_CREDENTIALS", "credential missing");
    }
    if call.authorization != expected {
        return Answer::gateway(401, "INVALID_CREDENTIALS", "SecretId or SecretKey is wrong");
    }
    if call.body.get("grant_type").and_then(|grant| grant.as_str()) != Some("client_credentials") {
        return Answer::gateway(
            400,
            "INVALID_PARAM",
            "grant_type must be client_credentials",
        );
    }
    let now = lock(&server.clock).now();
    let mut tokens = lock(&server.tokens);
    let token = tokens.issue(now);
    Answer::flat(
        json!({ "token_type": "Bearer", "access_token": token, "expires_in": tokens.lifetime }),
    )
}

/// Lets a call with a living token pass.
pub(super) fn check(server: &Server, call: &Call) -> Result<(), Answer> {
    let Some(token) = call.authorization.strip_prefix("Bearer ") else {
        return Err(Answer::gateway(
            401,
            "MISSING_CREDENTIALS",
            "credential missing",
        ));
    };
    match lock(&server.tokens).ends.get(token) {
        None => Err(Answer::gateway(
            401,
            "INVALID_CREDENTIALS",
            "access token is unknown",
        )),
        Some(end) if lock(&server.clock).now() >= *end => Err(expired()),
        Some(_) => Ok(()),
    }
}

/// What a call with an expired token gets.
pub(super) fn expired() -> Answer {
    Answer::gateway(401, "ACCESS_TOKEN_EXPIRED", "access token expired")
}

/// Standard base64 with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0_usize, |group, at| {
            group << 8 | usize::from(chunk.get(at).copied().unwrap_or(0))
        });
        for at in 0..4 {
            let letter = ALPHABET[group >> (18 - 6 * at) & 63];
            text.push(if at > chunk.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn base64_pads_what_is_left_over() {
        let cases = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, coded) in cases {
            assert_eq!(super::base64(plain.as_bytes()), coded);
        }
    }
}
