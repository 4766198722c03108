//! The configuration in effect, key by key, and where each value comes from.

use toml::{Table, Value};

use super::Config;
use crate::error::Result;

/// A complete file with every default, for people to begin with.
pub const DEFAULT: &str = include_str!("../../assets/config.toml");

/// Keys whose values may give a secret away.
const UNSAID: [&str; 2] = ["secret_command", "path"];

/// One value in effect.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Dotted, as in `accounts.work.env_id`.
    pub key: String,
    /// `None`: set, but not to be shown.
    pub value: Option<Value>,
    /// Whether the file says so; otherwise it is the default.
    pub from_file: bool,
}

impl Config {
    /// Everything in effect, in the order of the defaults, then of the file.
    pub fn settings(&self) -> Result<Vec<Setting>> {
        // Both have been read before: what does not parse now is as good as empty.
        let file: Table = toml::from_str(&self.text()?).unwrap_or_default();
        let mut whole: Table = toml::from_str(DEFAULT).unwrap_or_default();
        for (key, value) in &file {
            whole.insert(key.clone(), value.clone());
        }
        let mut settings = Vec::new();
        for (key, value) in whole {
            let from_file = file.contains_key(&key);
            flatten(key, value, from_file, &mut settings);
        }
        Ok(settings)
    }
}

fn flatten(key: String, value: Value, from_file: bool, settings: &mut Vec<Setting>) {
    match value {
        Value::Table(table) => {
            for (name, value) in table {
                flatten(format!("{key}.{name}"), value, from_file, settings);
            }
        }
        value => {
            let unsaid = UNSAID.iter().any(|name| key.ends_with(&format!(".{name}")));
            settings.push(Setting {
                key,
                value: Some(value).filter(|_| !unsaid),
                from_file,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::DEFAULT;
    use crate::config::File;

    /// The keys that a table takes, as its own refusal of another one lists them.
    fn keys(table: &str) -> Vec<String> {
        let text = format!("{table}\nno_such_key = 1\n");
        let error = toml::from_str::<File>(&text).unwrap_err();
        let names = error.message().split('`').skip(3).step_by(2);
        names.map(str::to_owned).collect()
    }

    /// The whole file with every example switched on.
    fn all() -> String {
        let mut text = String::new();
        for line in DEFAULT.lines() {
            let example = line.strip_prefix('#').filter(|rest| !rest.starts_with(' '));
            text.push_str(example.unwrap_or(line));
            text.push('\n');
        }
        text
    }

    #[test]
    fn the_file_of_defaults_is_the_default() {
        let file = File::parse(DEFAULT, Path::new("config.toml")).unwrap();
        // Whether a key was written is no difference in effect.
        let same = |file: &File| {
            let File {
                language,
                theme,
                mouse,
                undo_seconds,
                commit,
                advance,
                concurrency,
                poll_seconds,
                ..
            } = file.clone();
            (
                language,
                theme,
                mouse,
                undo_seconds,
                commit,
                advance,
                concurrency,
                poll_seconds,
            )
        };
        assert_eq!(same(&file), same(&File::default()));
        assert!(file.accounts.is_empty());
    }

    #[test]
    fn every_key_that_can_be_set_is_in_it() {
        let text = all();
        let parsed: toml::Table = toml::from_str(&text).unwrap();
        File::parse(&text, Path::new("config.toml")).unwrap();
        for (table, within) in [
            ("", None),
            ("[listen]", None),
            ("[accounts.a]", Some("accounts")),
        ] {
            let names = keys(table);
            assert!(names.len() > 2, "{names:?}");
            for name in names {
                let here = match (table, within) {
                    ("[listen]", _) => parsed["listen"].get(&name).is_some(),
                    (_, Some(within)) => {
                        let accounts = parsed[within].as_table().unwrap();
                        accounts
                            .values()
                            .any(|account| account.get(&name).is_some())
                    }
                    _ => parsed.contains_key(&name),
                };
                assert!(here, "{table} {name} is missing");
            }
        }
    }
}
