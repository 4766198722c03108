//! What a login asks for: each provider's own fields, then the secrets, then whose hand it is.
//! Tries nothing.

use super::Answers;
use crate::cli::dialogue::Dialogue;
use crate::config::{Config, secret};
use crate::error::{Error, Kind, Result};

/// The services, as the question for them numbers them.
const PROVIDERS: [&str; 3] = ["weda", "feishu", "open71360"];

impl Answers {
    /// Asks for what is missing, and for what may be wrong.
    pub(super) fn ask(&mut self, dialogue: &Dialogue<'_>, config: &Config) -> Result<()> {
        if self.account.provider.is_empty() {
            self.ask_for_provider(dialogue)?;
        }
        match self.account.provider.as_str() {
            "feishu" => self.ask_for_application(dialogue, "login-feishu-url")?,
            "open71360" => {
                line(dialogue, "login-corp-id", &mut self.account.corp_id)?;
                needed(self.account.corp_id.as_ref(), "--corp-id")?;
                self.ask_for_application(dialogue, "login-open71360-url")?;
            }
            _ => self.ask_for_environment(dialogue)?,
        }
        self.ask_for_secrets(dialogue, config)?;
        let question = match self.account.provider.as_str() {
            "feishu" => "login-feishu-user",
            "open71360" => "login-open71360-user",
            _ => "login-user",
        };
        line(dialogue, question, &mut self.user)?;
        needed(self.user.as_ref(), "--user")
    }

    /// Which service a new account is at, by its number or its name.
    fn ask_for_provider(&mut self, dialogue: &Dialogue<'_>) -> Result<()> {
        if !dialogue.at_terminal {
            return needed(None, "--provider");
        }
        loop {
            let usual = Some("weda".to_owned());
            let typed = dialogue.line("login-provider", usual)?.unwrap_or_default();
            let mut known = (1..).zip(PROVIDERS);
            let chosen = known.find(|(nth, name)| typed == *name || typed == nth.to_string());
            if let Some((_, name)) = chosen {
                name.clone_into(&mut self.account.provider);
                return Ok(());
            }
        }
    }

    fn ask_for_application(
        &mut self,
        dialogue: &Dialogue<'_>,
        address: &'static str,
    ) -> Result<()> {
        line(dialogue, address, &mut self.account.base_url)?;
        line(dialogue, "login-app-id", &mut self.account.app_id)?;
        needed(self.account.app_id.as_ref(), "--app-id")
    }

    fn ask_for_environment(&mut self, dialogue: &Dialogue<'_>) -> Result<()> {
        let account = &mut self.account;
        line(dialogue, "login-env-id", &mut account.env_id)?;
        line(dialogue, "login-base-url", &mut account.base_url)?;
        if account.base_url.is_none() {
            needed(account.env_id.as_ref(), "--env-id")?;
            account
                .region
                .get_or_insert_with(|| "ap-shanghai".to_owned());
            line(dialogue, "login-region", &mut account.region)?;
        }
        account.env_type.get_or_insert_with(|| "prod".to_owned());
        line(dialogue, "login-env-type", &mut account.env_type)?;
        line(dialogue, "login-secret-id", &mut account.secret_id)?;
        needed(account.secret_id.as_ref(), "--secret-id")
    }

    /// Those that neither a command nor the environment has.
    fn ask_for_secrets(&mut self, dialogue: &Dialogue<'_>, config: &Config) -> Result<()> {
        if self.account.secret_command.is_some() {
            return Ok(());
        }
        for field in secret::needed(&self.account.provider) {
            let variable = secret::variable(&self.name, field);
            if config.env.get(&variable).is_some() {
                continue;
            }
            let question = match *field {
                "app_secret" => "login-app-secret",
                "permanent_code" => "login-permanent-code",
                _ => "login-secret-key",
            };
            if let Some(typed) = dialogue.secret(question)? {
                self.secrets.retain(|(known, _)| known != field);
                self.secrets.push((field, typed));
            }
        }
        Ok(())
    }
}

fn line(dialogue: &Dialogue<'_>, question: &str, known: &mut Option<String>) -> Result<()> {
    *known = dialogue.line(question, known.take())?;
    Ok(())
}

fn needed(answer: Option<&String>, flag: &str) -> Result<()> {
    match answer {
        Some(_) => Ok(()),
        None => Err(Error::new(Kind::Usage, "error-login-missing")
            .with("flag", flag)
            .with("asked", "zhupi login")
            .hint("hint-usage")),
    }
}
