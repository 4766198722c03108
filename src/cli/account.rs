//! `accounts` and `logout`: what is set up here, and taking it back. Asks no server.

use super::args::Logout;
use super::look::Look;
use super::{ALL_DONE, Start, json};
use crate::config::folders::write_whole;
use crate::config::secret::Source;
use crate::config::{Account, Config, edit, keyring, secret};
use crate::domain::people::Named;
use crate::error::Result;

/// Every account, and where its secret comes from.
pub(super) async fn list(config: &Config, start: Start, look: &Look) -> Result<u8> {
    let default = config.account().ok().map(|(name, _)| name.to_owned());
    let mut items = Vec::new();
    let mut hands = Vec::new();
    for (name, account) in &config.file.accounts {
        hands.push(hand(config, name, account, start).await);
        items.push((name, account, place(config, name, account).await));
    }
    let items: Vec<_> = items
        .into_iter()
        .zip(&hands)
        .map(|((name, account, secret), hand)| json::Account {
            name,
            provider: &account.provider,
            hand: hand.into(),
            env_id: account.env_id.as_deref(),
            base_url: account.base_url.as_deref(),
            read_only: config.read_only(account),
            secret,
            default: default.as_ref() == Some(name),
        })
        .collect();
    if items.is_empty() {
        Look::say(&look.locale.t("hint-no-account"));
    }
    let document = json::Accounts { items };
    look.print(&document, &document.items, || {
        table(&document.items, &hands, look)
    })?;
    Ok(ALL_DONE)
}

fn table(items: &[json::Account<'_>], hands: &[Named], look: &Look) -> String {
    let mut table = look.table();
    let columns = ["name", "provider", "hand", "address", "secret", "remark"];
    table.header(columns.map(|key| look.locale.t(&format!("column-{key}"))));
    for (item, hand) in items.iter().zip(hands) {
        let remarks = [(item.default, "default"), (item.read_only, "read-only")]
            .into_iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, word)| look.locale.t(&format!("account-{word}")))
            .collect::<Vec<_>>();
        table.row([
            item.name,
            item.provider,
            hand.label(),
            item.base_url.or(item.env_id).unwrap_or_default(),
            &look
                .locale
                .t(&format!("secret-{}", item.secret.unwrap_or("none"))),
            &remarks.join(", "),
        ]);
    }
    table.lines(look.color)
}

/// Whose hand it is, by what is remembered.
async fn hand(config: &Config, name: &str, account: &Account, start: Start) -> Named {
    match (start.open)(&config.clone().with_account(name)) {
        Ok(inbox) => inbox.remembered_hand().await,
        // One that cannot be used is listed all the same.
        Err(_) => Named::new(account.hand().map(Into::into), None),
    }
}

async fn place(config: &Config, name: &str, account: &Account) -> Option<&'static str> {
    match secret::source(&config.env, name, account).await {
        Ok(Some(Source::Environment)) => Some("environment"),
        Ok(Some(Source::Command)) => Some("command"),
        Ok(Some(Source::Keyring)) => Some("keyring"),
        Ok(None) => None,
        Err(_) => Some("unreachable"),
    }
}

/// Removes an account's secrets, and the account itself where that is asked.
pub(super) async fn logout(args: &Logout, config: Config, look: &Look) -> Result<u8> {
    let config = match &args.name {
        Some(name) => config.with_account(name),
        None => config,
    };
    let (name, account) = config.account()?;
    let removed = match keyring::remove(name, secret::FIELDS).await {
        // Nothing of it was ever put there.
        Err(_) if account.secret_command.is_some() => Vec::new(),
        removed => removed.map_err(|error| secret::with_variables(error, name, account))?,
    };
    if args.forget {
        let text = edit::remove_account(&config.text()?, &config.path, name)?;
        write_whole(&config.path, &text)?;
    }
    let document = json::LoggedOut {
        account: name,
        removed: &removed,
        forgotten: args.forget,
    };
    look.print(&document, std::slice::from_ref(&document), || {
        let count = [("account", name.into()), ("count", removed.len().into())];
        let key = if args.forget {
            "logout-forgotten"
        } else {
            "logout-done"
        };
        look.locale.f(key, &count) + "\n"
    })?;
    let field = secret::needed(&account.provider).first();
    let variable = secret::variable(name, field.unwrap_or(&"secret_key"));
    if config.env.get(&variable).is_some() {
        Look::say(
            &look
                .locale
                .f("logout-variable", &[("variable", variable.into())]),
        );
    }
    Ok(ALL_DONE)
}
