//! The tables are whole: verbs, commands and their keys, themes, and the README's list of keys.

use std::collections::BTreeSet;
use std::fmt::{Debug, Write};
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use zhupi::domain::decision::Status;
use zhupi::domain::item::Folder;
use zhupi::domain::verb::{self, Blocked};
use zhupi::locale::{Language, Locale};
use zhupi::tui::command::{self, Command, Group};
use zhupi::tui::keymap::Keymap;
use zhupi::tui::theme::{Role, Theme};

use super::source;

/// The variants of an enum, read from its source.
fn variants(file: &str, name: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text: TokenStream = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let trees: Vec<TokenTree> = text.into_iter().collect();
    let at = trees
        .windows(2)
        .position(|pair| pair[0].to_string() == "enum" && pair[1].to_string() == name)
        .unwrap();
    let TokenTree::Group(body) = &trees[at + 2] else {
        panic!("{name} has no body");
    };
    let body: Vec<TokenTree> = body.stream().into_iter().collect();
    body.split(|tree| tree.to_string() == ",")
        .filter_map(|variant| {
            variant
                .iter()
                .find(|tree| matches!(tree, TokenTree::Ident(_)))
        })
        .map(ToString::to_string)
        .collect()
}

/// `Folder(Todo)` is a `Folder`.
fn names<T: Debug>(all: impl IntoIterator<Item = T>) -> BTreeSet<String> {
    all.into_iter()
        .map(|one| format!("{one:?}"))
        .map(|name| name.split('(').next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn every_list_of_all_is_whole() {
    let item = "src/domain/item.rs";
    let command = "src/tui/command.rs";
    assert_eq!(names(Folder::ALL), variants(item, "Folder"));
    assert_eq!(
        names(Status::ALL),
        variants("src/domain/decision.rs", "Status")
    );
    assert_eq!(
        names(Blocked::ALL),
        variants("src/domain/verb.rs", "Blocked")
    );
    assert_eq!(names(Group::ALL), variants(command, "Group"));
    assert_eq!(names(Role::ALL), variants("src/tui/theme.rs", "Role"));
    assert_eq!(names(Language::ALL), variants("src/locale.rs", "Language"));
}

#[test]
fn every_verb_has_one_row() {
    let verbs = verb::TABLE.iter().map(|row| row.verb);
    assert_eq!(names(verbs), variants("src/domain/verb.rs", "Verb"));
    let words: BTreeSet<_> = verb::TABLE.iter().map(|row| row.name).collect();
    assert_eq!(words.len(), verb::TABLE.len());
    for row in verb::TABLE {
        assert_eq!(row.verb.name(), row.name);
    }
}

#[test]
fn every_command_has_one_row_a_key_and_words() {
    let commands = command::TABLE.iter().map(|row| row.command);
    assert_eq!(names(commands), variants("src/tui/command.rs", "Command"));
    let words: BTreeSet<_> = command::TABLE.iter().map(|row| row.name).collect();
    assert_eq!(words.len(), command::TABLE.len());
    for folder in Folder::ALL {
        let rows = command::TABLE.iter();
        let rows = rows.filter(|row| row.command == Command::Folder(folder));
        assert_eq!(rows.count(), 1, "{folder:?}");
    }
    let keymap = Keymap::standard().unwrap();
    for row in command::TABLE {
        // What cannot be undone at all has no key on purpose, nor has what is rarely wanted.
        let keyless = matches!(
            row.command,
            Command::Stop
                | Command::Instances
                | Command::Start
                | Command::Account
                | Command::Reload
                | Command::Unmark
        );
        assert_eq!(
            keymap.keys_of(row.command).is_empty(),
            keyless,
            "{}",
            row.name
        );
        for language in Language::ALL {
            assert!(Locale::new(language).has(row.message), "{}", row.message);
        }
    }
}

#[test]
fn every_theme_says_how_each_role_looks_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/themes");
    let roles: BTreeSet<_> = Role::ALL.iter().map(|role| role.name()).collect();
    let files = source::files(&folder, "toml");
    assert_eq!(files.len(), Theme::names().count());
    for path in files {
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(Theme::named(name).unwrap().is_complete(), "{name}");
        let theme: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        assert_eq!(
            theme.keys().map(String::as_str).collect::<BTreeSet<_>>(),
            roles
        );
        for (role, look) in &theme {
            for color in ["fg", "bg"]
                .into_iter()
                .filter_map(|ground| look.get(ground))
            {
                let color = color.as_str().unwrap();
                let known = color.parse::<ratatui::style::Color>().is_ok();
                assert!(known, "{name}: {role}: {color}");
            }
        }
    }
}

/// The keys as the README shows them: a row per heading.
fn key_table() -> String {
    let (keymap, locale) = (Keymap::standard().unwrap(), Locale::new(Language::English));
    let mut table = "| | |\n|---|---|\n".to_owned();
    for group in Group::ALL {
        let rows = command::TABLE.iter().filter(|row| row.group == group);
        let commands: Vec<_> = rows
            .map(|row| {
                let mut keys = keymap.keys_of(row.command);
                if keys.is_empty() {
                    keys.push(format!(":{}", row.name));
                }
                format!("`{}` {}", keys.join("` `"), locale.t(row.message))
            })
            .collect();
        let heading = locale.t(group.message());
        writeln!(table, "| **{heading}** | {} |", commands.join(" · ")).unwrap();
    }
    table
}

#[test]
fn the_readme_lists_the_keys_there_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(path).unwrap_or_default();
    let shown = readme
        .split_once("<!-- keys -->\n")
        .and_then(|(_, rest)| rest.split_once("<!-- /keys -->"));
    let table = key_table();
    assert_eq!(
        shown.map(|(shown, _)| shown.trim()),
        Some(table.trim()),
        "between <!-- keys --> and <!-- /keys --> the README says:\n\n{table}"
    );
}
