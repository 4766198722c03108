//! `config`: where the file is, what is wrong in it, what is in effect.

use super::{Home, Server};

/// A home whose config says this.
fn home(text: &str) -> Home {
    let home = Home::new();
    std::fs::create_dir_all(home.path("config/zhupi")).unwrap();
    std::fs::write(home.path("config/zhupi/config.toml"), text).unwrap();
    home
}

#[test]
fn a_wrong_key_is_quoted_and_underlined_with_the_nearest_right_one() {
    home("undo_seconds = 8\nadvanse = \"next\"\n")
        .zhupi(&["config", "check"])
        .ends(1)
        .says(":2:1:")
        .says("advance")
        .says("2 | advanse = \"next\"\n  | ^^^^^^^");
}

#[test]
fn a_value_that_no_type_rules_out_has_its_place_too() {
    home("concurrency = 8\nundo_seconds = 0\n")
        .zhupi(&["config", "check"])
        .ends(1)
        .says(":2:16:")
        .says("1 … 3600");
    home("default_account = \"home\"\n")
        .zhupi(&["config", "check"])
        .ends(1)
        .says(":1:19:")
        .says("home");
    home("[accounts.Work]\nprovider = \"weda\"\n")
        .zhupi(&["config", "check"])
        .ends(1)
        .says("Work");
    home("theme = \"pink\"\n")
        .zhupi(&["config", "check"])
        .ends(1)
        .says("pink");
}

#[test]
fn an_account_that_cannot_be_opened_is_found_without_leaving_a_trace() {
    let home = home("[accounts.work]\nprovider = \"weda\"\nsecret_id = \"AKID7\"\n");
    home.zhupi(&["config", "check"]).ends(1).says("user_id");
    assert!(!home.path("state/zhupi/journal.db").exists());
}

#[test]
fn a_sound_config_is_said_to_be() {
    let server = Server::start();
    server.zhupi(&["config", "check"]).ends(0).shows("✓");
}

#[test]
fn the_path_is_told_also_of_a_file_that_is_not_there() {
    let home = Home::new();
    let told = home.zhupi(&["config", "path", "-o", "json"]).ends(0).json();
    assert_eq!(told["exists"], false);
    let path = home.path("config/zhupi/config.toml");
    assert_eq!(told["path"], path.to_str().unwrap());
}

#[test]
fn the_printed_defaults_are_a_config() {
    let defaults = Home::new().zhupi(&["config", "default"]).ends(0).out;
    home(&defaults).zhupi(&["config", "check"]).ends(0);
}

#[test]
fn what_is_in_effect_names_where_it_comes_from_and_shows_no_secret() {
    let server = Server::start();
    let answer = server.zhupi(&["config", "show", "-o", "json"]).ends(0);
    assert!(!answer.out.contains("printf"), "{}", answer.out);
    let shown = answer.json();
    let values = shown["values"].as_array().unwrap();
    let from = |key: &str| {
        let value = values.iter().find(|value| value["key"] == key);
        value.unwrap_or_else(|| panic!("{key}"))["from"].clone()
    };
    assert_eq!(from("default_account"), "file");
    assert_eq!(from("undo_seconds"), "default");
    assert_eq!(from("accounts.work.secret"), "command");
}
