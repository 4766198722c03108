//! The project's rules, held by tests: here who may import whom, in `tidy/` the shape of files,
//! the words, and the tables.

mod files;
mod paths;
mod source;
mod tables;
mod words;

use std::collections::BTreeSet;

use paths::Named;
use source::Source;

/// One part, or a module of a part that has rules of its own.
struct Unit {
    /// Its module path; the longest that fits a file counts.
    name: &'static str,
    /// Units it may name.
    ours: &'static str,
    /// What it may name of other crates, and of [`WORLD`].
    theirs: &'static str,
}

const fn unit(name: &'static str, ours: &'static str, theirs: &'static str) -> Unit {
    Unit { name, ours, theirs }
}

/// What reaches out of the program: named only by units that list the very words.
const WORLD: &str = "std::env std::fs std::io std::os std::process std::thread \
    std::net::TcpListener std::net::TcpStream std::net::ToSocketAddrs std::net::UdpSocket \
    std::time::Instant std::time::SystemTime jiff::Timestamp::now jiff::Zoned::now";

/// The pure half of the screen: no request, no timer, no clock, no drawing.
const CORE: &str = "config domain drawing error tui::command tui::editor tui::effect tui::event \
    tui::keymap tui::layout tui::model tui::update";

/// What shows the model; it never sees an effect or the inbox.
const VIEW: &str = "domain drawing error locale tui::command tui::editor tui::keymap tui::layout tui::model \
    tui::theme";

/// Bytes to and from a real terminal; it knows nothing of what is shown.
const TERMINAL: &str = "tui::screen tui::terminal";

/// Who may import whom.
#[rustfmt::skip]
const TABLE: &[Unit] = &[
    unit("main", "lib", "std::env std::process"),
    // It puts the parts together, and has the program's one clock.
    unit("lib", "cli config domain error inbox locale log provider provider::feishu provider::open71360 provider::weda \
         sandbox store tui tui::event webhook",
        "async_trait futures_util jiff jiff::Timestamp::now tokio std::process std::thread"),
    unit("domain", "",
        "jiff nucleo_matcher pinyin rust_decimal serde serde_json strsim unicode_segmentation \
         unicode_width winnow"),
    unit("drawing", "domain", "ascii_dag jiff unicode_segmentation unicode_width"),
    unit("error", "config domain locale", ""),
    unit("config", "domain error locale",
        "etcetera getrandom jiff keyring secrecy serde strsim tempfile tokio toml toml_edit \
         std::env std::fs std::io std::os std::process std::thread"),
    unit("locale", "config domain error",
        "fluent_bundle jiff rust_decimal serde_json unic_langid"),
    unit("log", "config domain error locale", "tempfile tracing tracing_subscriber std::fs std::io std::os"),
    unit("provider", "config domain error", "async_trait jiff"),
    unit("provider::http", "config domain error",
        "backon futures_util jiff reqwest rustls secrecy serde_json tokio tracing url \
         std::fs std::io"),
    // What several providers read and keep alike.
    unit("provider::embedded", "", "jsonc_parser serde_json"),
    unit("provider::lenient", "domain", "jiff serde serde_json"),
    unit("provider::tokens", "error", "secrecy tokio"),
    unit("provider::feishu",
        "config domain error provider provider::embedded provider::http provider::lenient \
         provider::tokens",
        "async_trait futures_util jiff secrecy serde serde_json serde_path_to_error tokio toml url"),
    unit("provider::open71360",
        "config domain error provider provider::http provider::lenient provider::tokens",
        "async_trait futures_util html5ever jiff secrecy serde serde_json serde_path_to_error tokio \
         toml url"),
    unit("provider::weda",
        "config domain error provider provider::embedded provider::http provider::lenient \
         provider::tokens",
        "async_trait futures_util jiff secrecy serde serde_json serde_path_to_error tokio url"),
    // A lock file is told by its inode, which only the system knows.
    unit("store", "domain error",
        "jiff rusqlite rusqlite_migration serde_json sha2 tempfile tokio std::fs std::io std::os \
         std::thread"),
    unit("inbox", "config domain error provider store", "futures_util jiff serde_json tokio tracing"),
    unit("tui::command", CORE, "strsim"),
    // The text area is a widget, and wants styles to be told that it has none.
    unit("tui::editor", CORE, "crokey ratatui::style ratatui_textarea"),
    unit("tui::effect", CORE, ""),
    unit("tui::event", CORE, "jiff"),
    unit("tui::keymap", CORE, "crokey toml"),
    unit("tui::layout", CORE, "ratatui::layout"),
    unit("tui::model", CORE, "crokey jiff"),
    unit("tui::update", CORE, "crokey jiff"),
    unit("tui::theme", VIEW, "ratatui serde toml"),
    unit("tui::view", VIEW, "jiff ratatui serde_json textwrap"),
    unit("tui::driver", "domain error inbox tui::effect tui::event",
        "futures_util tokio std::process"),
    unit("tui::screen", TERMINAL, "crossterm ratatui unicode_width std::io"),
    unit("tui::terminal", TERMINAL, "crossterm ratatui rustix std::io"),
    unit("tui::outside", "config error", "std::fs std::io std::process"),
    unit("tui::signals", "", "tokio std::io"),
    unit("tui",
        "config domain error inbox locale log tui::command tui::driver tui::editor tui::effect \
         tui::event tui::keymap tui::layout tui::model tui::outside tui::screen tui::signals tui::terminal \
         tui::theme tui::update tui::view",
        "crossterm futures_util jiff ratatui tokio std::io"),
    unit("webhook", "config domain error inbox store",
        "http_body_util hyper hyper_util jiff rustix serde_json sha2 tokio \
         std::fs std::io std::os std::process"),
    // The screen is handed to it by `lib`, already put together.
    unit("cli", "config domain drawing error inbox locale log sandbox webhook",
        "clap clap_complete clap_mangen comfy_table crossterm csv futures_util jiff rpassword secrecy serde serde_json sha2 tempfile tokio \
         unicode_width std::env std::fs std::io std::os std::process"),
    // A server of its own: nothing of ours, or it could only agree with us.
    unit("sandbox", "",
        "axum futures_util http_body_util hyper hyper_util jiff rusqlite serde serde_json thiserror tokio toml \
         jiff::Timestamp::now std::io std::thread"),
];

/// What breaks the table, one line each.
fn violations(sources: &[Source]) -> Vec<String> {
    let modules: BTreeSet<Vec<String>> = sources.iter().map(Source::module).collect();
    let crates = dependencies();
    let mut found = Vec::new();
    for source in sources {
        let module = source.module();
        let from = unit_of(&module);
        for (line, named) in paths::named(source, &modules) {
            let (fits, path) = match named {
                Named::Ours(path) => (module.starts_with(&path) || may_name(from, &path), path),
                Named::Foreign(path) => (may_use(from, &path, &crates), path),
            };
            if !fits {
                let path = path.join("::");
                found.push(format!(
                    "{}:{line}: {} names {path}",
                    source.file, from.name
                ));
            }
        }
    }
    found
}

/// Whether a unit may name this path of ours. `*` and `{` stand for what an import opens.
fn may_name(from: &Unit, path: &[String]) -> bool {
    let to = unit_of(path);
    match (path.len(), path.last().map(String::as_str)) {
        // One import would name several parts.
        (1, Some("*" | "{")) => false,
        // What is in the group comes one by one.
        (_, Some("{")) => true,
        (_, Some("*")) => to.name == from.name,
        _ => to.name == from.name || words(from.ours).any(|may| may == to.name),
    }
}

fn may_use(from: &Unit, path: &[String], crates: &BTreeSet<String>) -> bool {
    if path.last().is_some_and(|last| last == "{") {
        return true;
    }
    let of_world = words(WORLD).any(|world| begins(path, world));
    let known = path.first().is_some_and(|name| crates.contains(name));
    let mut listed =
        words(from.theirs).filter(|may| !of_world || words(WORLD).any(|world| world == *may));
    !(of_world || known) || listed.any(|may| begins(path, may))
}

/// The unit that a path of ours leads into; what stands in no part is `lib`'s.
fn unit_of(path: &[String]) -> &'static Unit {
    TABLE
        .iter()
        .filter(|unit| begins(path, unit.name))
        .max_by_key(|unit| unit.name.len())
        .or_else(|| TABLE.iter().find(|unit| unit.name == "lib"))
        .unwrap()
}

fn begins(path: &[String], with: &str) -> bool {
    let mut path = path.iter();
    with.split("::")
        .all(|one| path.next().is_some_and(|other| one == other))
}

fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split_whitespace()
}

/// The crates of `Cargo.toml`, as code names them.
fn dependencies() -> BTreeSet<String> {
    let manifest: toml::Table = include_str!("../../Cargo.toml").parse().unwrap();
    let targets = manifest["target"].as_table().unwrap().values();
    let tables = [&manifest["dependencies"], &manifest["dev-dependencies"]];
    tables
        .into_iter()
        .chain(targets.filter_map(|target| target.get("dependencies")))
        .flat_map(|table| table.as_table().unwrap().keys())
        .map(|name| name.replace('-', "_"))
        .collect()
}

#[test]
fn every_part_imports_only_what_the_architecture_allows() {
    let found = violations(&source::all());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_part_has_its_row_and_every_row_its_part() {
    let sources = source::all();
    for source in &sources {
        let module = source.module();
        let known = module.is_empty() || TABLE.iter().any(|unit| begins(&module, unit.name));
        assert!(known, "{} belongs to no unit", source.file);
    }
    for unit in TABLE.iter().filter(|unit| unit.name != "lib") {
        let exists = sources
            .iter()
            .any(|source| source.module().join("::") == unit.name);
        assert!(exists, "there is no {}", unit.name);
        for named in words(unit.ours) {
            assert!(
                TABLE.iter().any(|unit| unit.name == named),
                "no row {named}"
            );
        }
    }
}

/// Ways to break the table: a file, and what would stand in it.
#[rustfmt::skip]
const FORBIDDEN: &[(&str, &str)] = &[
    ("src/inbox.rs", "use crate::cli::json;"),
    ("src/inbox.rs", "use crate::{domain, error};"),
    ("src/inbox.rs", "use crate::*;"),
    ("src/inbox.rs", "use super::{domain, error};"),
    ("src/inbox.rs", "use crate::provider::weda;"),
    ("src/inbox.rs", "use crate::provider::{Provider, weda::{connect, wire}};"),
    ("src/inbox.rs", "use crate::provider; fn f() { provider::weda::connect(); }"),
    ("src/inbox.rs", "use crate::provider as p; fn f() { p::weda::connect(); }"),
    ("src/inbox.rs", "use zhupi::locale::Locale;"),
    ("src/inbox.rs", "use crate::provider::*;"),
    ("src/inbox/send.rs", "fn f() -> crate::locale::Locale { todo!() }"),
    ("src/inbox/send.rs", "fn f() { assert!(matches!(x, [crate::tui::Focus::List])); }"),
    ("src/inbox/send.rs", "fn f() { super::super::locale::format::age(); }"),
    ("src/inbox/send.rs", "mod deep { use super::super::super::locale::format; }"),
    ("src/tui/update.rs", "async fn f() { tokio::time::sleep(LONG).await }"),
    ("src/tui/update.rs", "use ::tokio::sync::{mpsc, oneshot};"),
    ("src/tui/update.rs", "fn f() { ::tokio::spawn(x); }"),
    ("src/tui/update.rs", "use std::time; fn f() { time::Instant::now(); }"),
    ("src/tui/update.rs", "use jiff::Timestamp; fn f() { Timestamp::now(); }"),
    ("src/tui/update.rs", "use ratatui as paint;"),
    ("src/tui/update.rs", "use crate::tui::{effect::Effect, view::draw};"),
    ("src/tui/layout.rs", "use ratatui::{layout::Rect, widgets::Block};"),
    ("src/tui/view/list.rs", "use super::super::effect::Effect;"),
    ("src/tui/driver.rs", "use super::model::Model;"),
    ("src/provider/http.rs", "use super::weda;"),
    ("src/store/cache.rs", "use crate::provider::Provider;"),
    ("src/sandbox/fail.rs", "use crate::error::Error;"),
    ("src/domain/item.rs", "pub(crate) fn f() { std::fs::read(\"x\"); }"),
];

#[test]
fn what_the_table_forbids_is_found_wherever_it_is_written() {
    for (file, code) in FORBIDDEN {
        let found = violations(&[Source::new(file, code)]);
        assert!(!found.is_empty(), "not found in {file}: {code}");
    }
}

#[test]
fn what_only_looks_like_an_import_is_none() {
    let code = r##"
        //! Never names crate::tui::view.
        /// Nor [`crate::cli::run`].
        // use crate::tui;
        /* use crate::{cli, tui}; */
        pub(in crate::inbox) const TEXT: &str = "use crate::cli::run;";
        const RAW: &str = r#"crate::tui::run"#;
        use crate::domain::item::{Folder, Item};
        use crate::store::Journal;
        use super::select;
        fn f(tokio: u8, clap: Vec<u8>) -> u8 { tokio + clap.len() + Folder::ALL.len() }
    "##;
    let found = violations(&[Source::new("src/inbox/send.rs", code)]);
    assert_eq!(found, Vec::<String>::new());
}
