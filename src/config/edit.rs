//! Changes to the configuration's text that leave comments, order and layout as they are.
//! Never reads or writes a file.

use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use super::{Account, File};
use crate::error::{Error, Kind, Result};

/// Puts an account into a configuration, or gives it other values; what it says besides stays.
/// The first account becomes the default one.
pub fn put_account(text: &str, path: &Path, name: &str, account: &Account) -> Result<String> {
    let file = File::parse(text, path)?;
    let mut document = document(text, path)?;
    if file.accounts.is_empty() && file.default_account.is_none() {
        document.insert("default_account", toml_edit::value(name));
    }
    let accounts = table(document.as_table_mut(), "accounts", true);
    let Some(place) = accounts.and_then(|accounts| table(accounts, name, false)) else {
        return Err(
            Error::new(Kind::Config, "error-config-shape").with("file", path.display().to_string())
        );
    };
    for (key, value) in values(account) {
        match value {
            Some(value) => set(place, key, value),
            None => drop(place.remove(key)),
        }
    }
    Ok(document.to_string())
}

/// Takes an account out, and the default with it where it was that.
pub fn remove_account(text: &str, path: &Path, name: &str) -> Result<String> {
    let file = File::parse(text, path)?;
    let mut document = document(text, path)?;
    if let Some(accounts) = table(document.as_table_mut(), "accounts", true) {
        accounts.remove(name);
    }
    if file.default_account.as_deref() == Some(name) {
        document.remove("default_account");
    }
    Ok(document.to_string())
}

fn document(text: &str, path: &Path) -> Result<DocumentMut> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        Error::new(Kind::Config, "error-config-shape")
            .with("file", path.display().to_string())
            .because(error)
    })
}

/// The table of this name, made if need be; `None` when something else has the name.
fn table<'a>(
    parent: &'a mut dyn TableLike,
    name: &str,
    implicit: bool,
) -> Option<&'a mut dyn TableLike> {
    parent
        .entry(name)
        .or_insert_with(|| {
            let mut table = Table::new();
            table.set_implicit(implicit);
            Item::Table(table)
        })
        .as_table_like_mut()
}

/// What a login settles, in the order in which it is written.
fn values(account: &Account) -> [(&'static str, Option<Value>); 12] {
    let text = |value: &Option<String>| value.as_deref().map(Value::from);
    [
        ("provider", Some(account.provider.as_str().into())),
        ("env_id", text(&account.env_id)),
        ("region", text(&account.region)),
        ("env_type", text(&account.env_type)),
        ("base_url", text(&account.base_url)),
        ("corp_id", text(&account.corp_id)),
        ("app_id", text(&account.app_id)),
        ("open_id", text(&account.open_id)),
        ("user_id", text(&account.user_id)),
        ("user_type", account.user_type.map(Value::from)),
        ("secret_id", text(&account.secret_id)),
        ("secret_command", text(&account.secret_command)),
    ]
}

/// Another value in the same place, its comment kept.
fn set(table: &mut dyn TableLike, key: &str, mut value: Value) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => drop(table.insert(key, Item::Value(value))),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{put_account, remove_account};
    use crate::config::{Account, File};

    fn account(user: &str) -> Account {
        Account {
            provider: "weda".to_owned(),
            env_id: Some("lowcode-7kq2m4xd1e9b03aa".to_owned()),
            user_id: Some(user.to_owned()),
            user_type: Some(4),
            ..Account::default()
        }
    }

    #[test]
    fn the_first_account_becomes_the_default() {
        let text = put_account("", Path::new("c"), "work", &account("7")).unwrap();
        let file = File::parse(&text, Path::new("c")).unwrap();
        assert_eq!(file.default_account.as_deref(), Some("work"));
        assert_eq!(file.accounts["work"], account("7"));
    }

    #[test]
    fn what_else_is_written_stays_as_it_is() {
        let before = "# mine\ntheme = \"vermilion\" # red\n\n[accounts.work] # at work\n\
                      provider = \"weda\"\nuser_id = \"7\" # 王芳\nread_only = true\n\n\
                      [fields.\"报销\"]\na = { label = \"金额\" }\n";
        let after = put_account(before, Path::new("c"), "work", &account("8")).unwrap();
        for kept in [
            "# mine",
            "# red",
            "# at work",
            "user_id = \"8\" # 王芳",
            "read_only = true",
            "a = { label = \"金额\" }",
        ] {
            assert!(after.contains(kept), "{kept} in\n{after}");
        }
        let second = put_account(&after, Path::new("c"), "other", &account("9")).unwrap();
        let file = File::parse(&second, Path::new("c")).unwrap();
        assert_eq!(file.accounts["other"], account("9"));
        assert_eq!(
            remove_account(&second, Path::new("c"), "other")
                .unwrap()
                .trim_end(),
            after.trim_end()
        );
    }

    #[test]
    fn what_is_no_longer_so_is_taken_out() {
        let before = "default_account = \"work\"\n[accounts.work]\nprovider = \"weda\"\n\
                      base_url = \"http://10.0.0.8\"\n";
        let after = put_account(before, Path::new("c"), "work", &account("8")).unwrap();
        assert!(!after.contains("base_url"), "{after}");
        let gone = remove_account(&after, Path::new("c"), "work").unwrap();
        assert!(!gone.contains("default_account"), "{gone}");
    }
}
