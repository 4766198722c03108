//! Takes out of an error what was sent to prove who asks, should the server repeat it.

use std::sync::{Mutex, PoisonError};

use reqwest::Request;
use reqwest::header::AUTHORIZATION;
use secrecy::{ExposeSecret, SecretString};

use super::Authorization;
use super::failure::Failure;

/// What stands in a secret's place.
const HIDDEN: &str = "[…]";

/// As much of a server's words as is kept, in characters.
const WORDS: usize = 500;

/// How many of what was sent last are remembered: the key, and tokens that were renewed since.
const KEPT: usize = 16;

/// What was sent lately that nobody may read.
#[derive(Default)]
pub(super) struct Secrets(Mutex<Vec<SecretString>>);

impl Secrets {
    /// Remembers what a request carries.
    pub(super) fn note(&self, request: &Request, authorization: Authorization<'_>) {
        let header = request.headers().get(AUTHORIZATION);
        let sent = header
            .and_then(|header| header.to_str().ok()?.split(' ').next_back())
            .map(SecretString::from);
        let secrets: Vec<&SecretString> = match authorization {
            Authorization::Basic(_, key) => vec![key],
            Authorization::Bearer(token) => vec![token],
            Authorization::Fields(fields) => fields.iter().map(|(_, secret)| *secret).collect(),
        };
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for secret in sent.into_iter().chain(secrets.into_iter().cloned()) {
            let text = secret.expose_secret();
            if !text.is_empty() && known.iter().all(|other| other.expose_secret() != text) {
                known.push(secret);
            }
        }
        let old = known.len().saturating_sub(KEPT);
        known.drain(..old);
    }

    /// The failure without them, and with no more words than a person reads.
    pub(super) fn taken_out(&self, mut failure: Failure) -> Failure {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let error = &mut failure.error;
        let said = [&mut error.code, &mut error.said, &mut error.request_id];
        for text in said.into_iter().flatten() {
            for secret in known.iter() {
                *text = text.replace(secret.expose_secret(), HIDDEN);
            }
            if text.chars().nth(WORDS).is_some() {
                *text = text.chars().take(WORDS).chain(['…']).collect();
            }
        }
        failure
    }
}
