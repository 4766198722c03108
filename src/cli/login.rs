//! `login`: asks for an account, tries all of it, says whose hand it will be, and only then
//! writes: the key into the secret store, the rest into the configuration.

mod questions;

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
    /// By their fields.
    secrets: Vec<(&'static str, SecretString)>,
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
        let user = args.user.clone();
        let user = user.or_else(|| account.hand().map(str::to_owned));
        if let Some(provider) = args.provider.as_deref() {
            provider.clone_into(&mut account.provider);
        } else if account.provider.is_empty() {
            account.provider.push_str(provider_of(args));
        }
        for (place, given) in [
            (&mut account.env_id, &args.env_id),
            (&mut account.region, &args.region),
            (&mut account.env_type, &args.env_type),
            (&mut account.base_url, &args.base_url),
            (&mut account.secret_id, &args.secret_id),
            (&mut account.corp_id, &args.corp_id),
            (&mut account.app_id, &args.app_id),
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
            secrets: Vec::new(),
        }
    }

    /// Puts the id of the hand where its provider looks for it.
    fn decide_as(&mut self, id: &str) {
        let account = &mut self.account;
        let opened = account.provider == "feishu" && id.starts_with("ou_");
        let id = Some(id.to_owned());
        (account.user_id, account.open_id) = if opened { (None, id) } else { (id, None) };
    }
}

/// The provider that alone has what the line names; empty where that may be any.
fn provider_of(args: &Login) -> &'static str {
    let weda = [&args.env_id, &args.region, &args.env_type, &args.secret_id];
    if args.corp_id.is_some() {
        "open71360"
    } else if weda.iter().any(|given| given.is_some()) || args.user_type.is_some() {
        "weda"
    } else {
        ""
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
    for (field, secret) in &answers.secrets {
        let variable = secret::variable(&answers.name, field);
        let secret = secret.expose_secret().to_owned();
        trial.env = trial.env.with(variable, secret);
    }
    let user = answers.user.clone().unwrap_or_default();
    answers.decide_as(&user);
    let name = answers.name.clone();
    let open = |account: &Account| (start.open)(&trial.clone().trying(&name, account.clone()));
    let inbox = open(&answers.account)?;
    let person = identify(&inbox, &user).await?;
    warn_of_clock(&inbox, start, look).await;
    answers.decide_as(person.id.as_str());
    if answers.account.provider == "weda" {
        answers.account.user_type.get_or_insert(person.kind);
    }
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
        // Without a directory an id is taken at its word.
        Kind::Unsupported => Ok(Person::named(user, user)),
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

/// Both or none: the secrets in the store, the account in the file.
async fn keep(answers: &Answers, config: &Config) -> Result<()> {
    let Answers {
        name,
        account,
        secrets,
        ..
    } = answers;
    let text = edit::put_account(&config.text()?, &config.path, name, account)?;
    let mut before = Vec::new();
    for (field, kept) in secrets {
        let no_store = |error| secret::with_variables(error, name, account);
        let [old] = keyring::read(name, [*field]).await.map_err(no_store)?;
        before.push((*field, old));
        keyring::write(name, field, kept).await.map_err(no_store)?;
    }
    let written = make_private(config.path.parent().unwrap_or(Path::new(".")))
        .and_then(|()| write_whole(&config.path, &text));
    if written.is_err() {
        for (field, old) in before {
            match old {
                Some(old) => keyring::write(name, field, &old).await?,
                None => drop(keyring::remove(name, [field]).await?),
            }
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
