//! What each key of the file may hold: one table. `config/fit.rs` holds a file to it. Never sees
//! a file itself.

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Text,
    Switch,
    /// A whole number that is not negative.
    Count,
    /// A whole number, from one to another.
    Number(i64, i64),
    Choice(&'static [&'static str]),
    /// Where to listen: an address and a port.
    Address,
    List(&'static Self),
    /// A table whose keys the user names.
    Named(&'static Self),
    Table(Keys),
}

/// The keys of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keys {
    pub known: &'static [(&'static str, Shape)],
    /// Those that cannot be left out.
    pub needed: &'static [&'static str],
}

/// The whole file.
pub(super) const FILE: Keys = Keys {
    known: &[
        ("default_account", Shape::Text),
        ("language", Shape::Choice(&["auto", "zh", "en"])),
        ("theme", Shape::Text),
        ("preset", Shape::Text),
        ("keys", Shape::Named(&Shape::Text)),
        ("mouse", Shape::Switch),
        ("undo_seconds", Shape::Number(1, 3600)),
        ("commit", Shape::Choice(&["auto", "manual"])),
        ("advance", Shape::Choice(&["next", "stay"])),
        ("concurrency", Shape::Number(1, 64)),
        ("poll_seconds", Shape::Number(0, 86_400)),
        ("accounts", Shape::Named(&Shape::Table(ACCOUNT))),
        ("fields", Shape::Named(&Shape::Named(&Shape::Table(FIELD)))),
        ("confirm_above", Shape::Count),
        ("notify", Shape::Choice(&["off", "bell", "desktop"])),
        ("views", Shape::List(&Shape::Table(VIEW))),
        ("columns", Shape::Named(&Shape::List(&Shape::Text))),
        ("phrases", Shape::Named(&Shape::List(&Shape::Text))),
        ("listen", Shape::Table(LISTEN)),
    ],
    needed: &[],
};

const ACCOUNT: Keys = Keys {
    known: &[
        ("provider", Shape::Choice(&["weda", "feishu", "open71360"])),
        ("env_id", Shape::Text),
        ("region", Shape::Text),
        ("env_type", Shape::Text),
        ("base_url", Shape::Text),
        ("user_id", Shape::Text),
        ("user_type", Shape::Count),
        ("secret_id", Shape::Text),
        ("secret_command", Shape::Text),
        ("read_only", Shape::Switch),
        ("open_id", Shape::Text),
        ("app_id", Shape::Text),
        ("corp_id", Shape::Text),
        ("days", Shape::Count),
        ("legacy_base_url", Shape::Text),
    ],
    needed: &["provider"],
};

const FIELD: Keys = Keys {
    known: &[
        ("label", Shape::Text),
        (
            "type",
            Shape::Choice(&["text", "number", "money", "date", "file"]),
        ),
    ],
    needed: &[],
};

const VIEW: Keys = Keys {
    known: &[
        ("name", Shape::Text),
        (
            "folder",
            Shape::Choice(&["todo", "done", "cc", "created", "draft"]),
        ),
        ("query", Shape::Text),
    ],
    needed: &["name", "folder", "query"],
};

const LISTEN: Keys = Keys {
    known: &[
        ("addr", Shape::Address),
        ("path", Shape::Text),
        ("account", Shape::Text),
    ],
    needed: &[],
};

impl Shape {
    /// The least and the greatest whole number that fits; `None` where none does.
    pub(super) fn range(self) -> Option<(i64, i64)> {
        match self {
            Self::Count => Some((0, u32::MAX.into())),
            Self::Number(first, last) => Some((first, last)),
            _ => None,
        }
    }

    /// The values that fit, as an error lists them; empty where they cannot be listed.
    pub(super) fn allowed(self) -> String {
        match self {
            Self::Count => "0, 1, 2 …".to_owned(),
            Self::Number(first, last) => format!("{first} … {last}"),
            Self::Choice(names) => names.join(", "),
            _ => String::new(),
        }
    }

    /// What is said where a value is of another shape.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Text => "error-config-text",
            Self::Switch => "error-config-switch",
            Self::Count | Self::Number(..) => "error-config-number",
            Self::Choice(_) => "error-config-choice",
            Self::Address => "error-config-address",
            Self::List(Self::Table(_)) => "error-config-tables",
            Self::List(_) => "error-config-list",
            Self::Named(_) | Self::Table(_) => "error-config-table",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FILE, Keys, Shape};
    use crate::config::File;

    /// The names that are listed where a file has one that is unknown.
    fn listed(text: &str) -> Vec<String> {
        let error = toml::from_str::<File>(text).unwrap_err();
        let names = error.message().split('`').skip(3).step_by(2);
        names.map(str::to_owned).collect()
    }

    fn within(keys: Keys, name: &str) -> Shape {
        let known = keys.known.iter().find(|(known, _)| *known == name);
        known.unwrap_or_else(|| panic!("{name}")).1
    }

    fn table(shape: Shape) -> Keys {
        match shape {
            Shape::Table(keys) => keys,
            Shape::Named(each) | Shape::List(each) => table(*each),
            other => panic!("{other:?} is no table"),
        }
    }

    #[test]
    fn every_table_has_the_keys_that_are_read_and_no_others() {
        for (keys, text) in [
            (FILE, String::new()),
            (table(within(FILE, "accounts")), "[accounts.a]".to_owned()),
            (table(within(FILE, "listen")), "[listen]".to_owned()),
            (table(within(FILE, "views")), "[[views]]".to_owned()),
            (table(within(FILE, "fields")), "[fields.a.b]".to_owned()),
        ] {
            let mut ours: Vec<_> = keys.known.iter().map(|(name, _)| *name).collect();
            let mut read = listed(&format!("{text}\nno_such_key = 1\n"));
            ours.sort_unstable();
            read.sort_unstable();
            assert_eq!(ours, read, "{text}");
        }
    }

    #[test]
    fn every_choice_is_one_that_is_read() {
        let choices = |keys: Keys, head: &str| {
            for (name, shape) in keys.known {
                let Shape::Choice(names) = shape else {
                    continue;
                };
                for choice in *names {
                    let text = format!("{head}{name} = \"{choice}\"\n");
                    toml::from_str::<File>(&text).unwrap();
                }
                let text = format!("{head}{name} = \"neither\"\n");
                let error = toml::from_str::<File>(&text).err();
                let listed = error.map(|error| error.message().matches('`').count() / 2 - 1);
                // Those without a type of their own are read as any text.
                assert!(listed.is_none_or(|count| count == names.len()), "{name}");
            }
        };
        choices(FILE, "");
        choices(table(within(FILE, "accounts")), "[accounts.a]\n");
        choices(table(within(FILE, "fields")), "[fields.a.b]\n");
        choices(
            table(within(FILE, "views")),
            "[[views]]\nname = \"a\"\nquery = \"b\"\n",
        );
    }
}
