//! `login`: asks for an account, tries all of it, says whose hand it will be, and only then
//! writes: the key into the secret store, the rest into the configuration.

use std::path::Path;

use secrecy::{ExposeSecret, SecretString};

use super::args::Login;
use super::dialogue::Dialogue;
use super::look::Look;
use super::{ALL_DONE, Start, doctor, json};
use crate::config::folders::{Folders, make_private, write_whole};
use crate::config::{ALL, Account, Config, edit, keyring, secret};
use crate::domain::item::Counts;
use crate::domain::people::Person;
use crate::error::{Error, Kind, Result};
use crate::inbox::Inbox;

/// What has been answered so far; what failed is asked again with it.
#[derive(Debug)]
struct Answers {
    name: String,
    account: Account,
    /// A name or an id.
    user: Option<String>,
    key: Option<SecretString>,
}

/// Whose hand it is, and how much waits for it.
struct Found {
    person: Person,
    counts: Counts,
}

pub(super) async fn run(args: &Login, config: &Config, start: Start, look: &Look) -> Result<u8> {
    let dialogue = Dialogue::new(look);
    let mut answers = Answers::given(args, config);
    if answers.name == ALL {
        return Err(config.no_one_account());
    }
    loop {
        answers.ask(&dialogue, config)?;
        match attempt(&mut answers, config, start, look).await {
            Ok(found) => return tell(&answers, &found, config, look),
            Err(error) if dialogue.at_terminal => {
                look.print_error(&error);
                Look::say(&look.locale.t("login-again"));
            }
            Err(error) => return Err(error),
        }
    }
}

impl Answers {
    /// What the line says, else what the account of this name is now.
    fn given(args: &Login, config: &Config) -> Self {
        let named = args.name.as_deref().or(config.named_account());
        let name = named.unwrap_or("work").to_owned();
        let mut account = config.file.accounts.get(&name).cloned().unwrap_or_default();
        let user = args.user.clone().or_else(|| account.user_id.clone());
        if let Some(provider) = args.provider.clone() {
            account.provider = provider;
        } else if account.provider.is_empty() {
            account.provider.push_str("weda");
        }
        for (place, given) in [
            (&mut account.env_id, &args.env_id),
            (&mut account.region, &args.region),
            (&mut account.env_type, &args.env_type),
            (&mut account.base_url, &args.base_url),
            (&mut account.secret_id, &args.secret_id),
            (&mut account.secret_command, &args.secret_command),
        ] {
            if given.is_some() {
                place.clone_from(given);
            }
        }
        account.user_type = args.user_type.or(account.user_type);
        Self {
            name,
            account,
            user,
            key: None,
        }
    }

    fn ask(&mut self, dialogue: &Dialogue<'_>, config: &Config) -> Result<()> {
        let account = &mut self.account;
        let line = |question, known: &mut Option<String>| {
            dialogue
                .line(question, known.take())
                .map(|answer| *known = answer)
        };
        line("login-env-id", &mut account.env_id)?;
        line("login-base-url", &mut account.base_url)?;
        if account.base_url.is_none() {
            needed(account.env_id.as_ref(), "--env-id")?;
            account
                .region
                .get_or_insert_with(|| "ap-shanghai".to_owned());
            line("login-region", &mut account.region)?;
        }
        account.env_type.get_or_insert_with(|| "prod".to_owned());
        line("login-env-type", &mut account.env_type)?;
        line("login-secret-id", &mut account.secret_id)?;
        needed(account.secret_id.as_ref(), "--secret-id")?;
        let variable = secret::variable(&self.name, "secret_key");
        if account.secret_command.is_none() && config.env.get(&variable).is_none() {
            let typed = dialogue.secret("login-secret-key")?;
            self.key = typed.or(self.key.take());
        }
        line("login-user", &mut self.user)?;
        needed(self.user.as_ref(), "--user")
    }
}

fn needed(answer: Option<&String>, flag: &str) -> Result<()> {
    match answer {
        Some(_) => Ok(()),
        None => Err(Error::new(Kind::Usage, "error-login-missing").with("flag", flag)),
    }
}

/// Tries the account without leaving a trace; keeps it only when all of it works.
async fn attempt(
    answers: &mut Answers,
    config: &Config,
    start: Start,
    look: &Look,
) -> Result<Found> {
    let folder = tempfile::tempdir()
        .map_err(|error| Error::new(Kind::System, "error-system").because(error))?;
    let mut trial = config.clone();
    trial.folders = Folders::below(folder.path());
    if let Some(key) = &answers.key {
        let variable = secret::variable(&answers.name, "secret_key");
        trial.env = trial.env.with(variable, key.expose_secret().to_owned());
    }
    let user = answers.user.clone().unwrap_or_default();
    answers.account.user_id = Some(user.clone());
    let open =
        |account: &Account| (start.open)(&trial.clone().trying(&answers.name, account.clone()));
    let inbox = open(&answers.account)?;
    let person = identify(&inbox, &user).await?;
    warn_of_clock(&inbox, start, look).await;
    answers.account.user_id = Some(person.id.to_string());
    answers.account.user_type.get_or_insert(person.kind);
    Look::say(&look.locale.f(
        "login-found",
        &[
            ("name", person.name.as_str().into()),
            ("id", person.id.as_str().into()),
        ],
    ));
    let counts = open(&answers.account)?.counts().await?;
    keep(answers, config).await?;
    // Only for lists of accounts: the login stands without it.
    if let Ok(inbox) = (start.open)(
        &config
            .clone()
            .trying(&answers.name, answers.account.clone()),
    ) {
        inbox.remember_hand(person.name.clone()).await;
    }
    Ok(Found { person, counts })
}

/// The one person that is meant; an id is enough where the directory may not be read.
async fn identify(inbox: &Inbox, user: &str) -> Result<Person> {
    let is_id = user.bytes().all(|byte| byte.is_ascii_digit());
    inbox.person(user).await.or_else(|error| match error.kind {
        Kind::Denied if is_id => Ok(Person::named(user, user)),
        Kind::NotFound => Err(error.hint("hint-login-user")),
        Kind::Unreachable if error.hint == Some("hint-unreachable") => {
            Err(error.hint("hint-login-address"))
        }
        _ => Err(error),
    })
}

/// A clock that is wrong breaks nothing yet, but will.
async fn warn_of_clock(inbox: &Inbox, start: Start, look: &Look) {
    if let Ok(Some(at)) = inbox.server_time().await
        && let Err(error) = doctor::skew((start.clock)(), at)
    {
        look.print_warning(&error);
    }
}

/// Both or none: the key in the store, the account in the file.
async fn keep(answers: &Answers, config: &Config) -> Result<()> {
    let Answers {
        name, account, key, ..
    } = answers;
    let text = edit::put_account(&config.text()?, &config.path, name, account)?;
    let mut before = None;
    if let Some(key) = key {
        [before] = keyring::read(name, ["secret_key"]).await?;
        keyring::write(name, "secret_key", key).await?;
    }
    let written = make_private(config.path.parent().unwrap_or(Path::new(".")))
        .and_then(|()| write_whole(&config.path, &text));
    if written.is_err() && key.is_some() {
        match before {
            Some(before) => keyring::write(name, "secret_key", &before).await?,
            None => drop(keyring::remove(name, ["secret_key"]).await?),
        }
    }
    written
}

fn tell(answers: &Answers, found: &Found, config: &Config, look: &Look) -> Result<u8> {
    let file = config.path.display().to_string();
    let document = json::LoggedIn::new(&answers.name, &found.person, &found.counts, &file);
    look.print(&document, std::slice::from_ref(&document), || {
        let words = [
            ("name", found.person.name.as_str().into()),
            ("account", answers.name.as_str().into()),
            ("todo", found.counts.todo.into()),
            ("file", file.as_str().into()),
        ];
        look.locale.f("login-done", &words) + "\n"
    })?;
    Ok(ALL_DONE)
}
