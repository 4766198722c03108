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
        .says("Did you mean advance?")
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

/// What `config check` says about a file that is wrong, in the user's words.
#[track_caller]
fn wrong(text: &str, said: &[&str]) -> String {
    let home = home(text);
    let answer = home.zhupi(&["--lang", "en", "config", "check"]).ends(1);
    for words in [&["config.toml:"], said].concat() {
        assert!(answer.err.contains(words), "no {words:?} in {answer:?}");
    }
    for theirs in [
        "u32", "i64", "expected", "variant", "struct", "field", "map", "invalid",
    ] {
        assert!(!answer.err.contains(theirs), "{theirs:?} in {answer:?}");
    }
    answer.err
}

#[test]
fn a_value_of_another_shape_is_told_what_it_may_be_and_what_was_meant() {
    let number = "undo_seconds must be a whole number (1 … 3600)";
    wrong(
        "undo_seconds = \"8\"\n",
        &[":1:16:", number, "not \"8\"", "mean 8?"],
    );
    wrong("undo_seconds = -1\n", &[":1:16:", number, "not -1"]);
    wrong(
        "mouse = \"yes\"\n",
        &[":1:9:", "true or false", "mean true?"],
    );
    wrong(
        "notify = \"bel\"\n",
        &[":1:10:", "off, bell, desktop", "mean \"bell\"?"],
    );
    wrong("theme = \"drak\"\n", &[":1:9:", "theme", "mean \"dark\"?"]);
    wrong(
        "preset = \"x\"\n",
        &[":1:10:", "preset", "default, gh-dash, mutt, arrows"],
    );
    wrong(
        "theme = 3\n",
        &[":1:9:", "theme must be text", "mean \"3\"?"],
    );
    wrong(
        "[columns]\na = \"b\"\n",
        &[":2:5:", "columns.a", "mean [\"b\"]?"],
    );
    wrong(
        "[listen]\naddr = 7878\n",
        &[":2:8:", "mean \"127.0.0.1:7878\"?"],
    );
    wrong("[views]\nname = \"a\"\n", &[":1:1:", "[[views]]"]);
    wrong("accounts = 3\n", &[":1:12:", "accounts must be a table"]);
    wrong(
        "[accounts.a]\n",
        &[":1:1:", "accounts.a.provider is missing"],
    );
    let view = "[[views]]\nname = \"a\"\nquery = \"b\"\nfolder = \"doen\"\n";
    wrong(view, &[":4:10:", "views.folder", "mean \"done\"?"]);
    let provider = "[accounts.a]\nprovider = \"wedaa\"\n";
    wrong(
        provider,
        &[":2:12:", "accounts.a.provider", "mean \"weda\"?"],
    );
}

#[test]
fn a_name_that_does_not_exist_is_told_the_nearest_one_or_those_there_are() {
    let account = "[accounts.work]\nprovider = \"weda\"\n";
    let default = format!("default_account = \"wrok\"\n{account}");
    wrong(&default, &[":1:19:", "default_account", "mean \"work\"?"]);
    let listen = format!("{account}[listen]\naccount = \"x\"\n");
    wrong(&listen, &[":4:11:", "listen.account", "There are: work"]);
    wrong(
        "[phrases]\naprove = []\n",
        &[":2:1:", "phrases.aprove", "mean approve?"],
    );
    wrong(
        "[listen]\nport = 1\n",
        &[":2:1:", "listen.port", "addr, path, account"],
    );
    let below = format!("{account}theme = \"dark\"\n");
    wrong(&below, &[":3:1:", "theme belongs above the first [table]"]);
}

#[test]
fn a_wrong_key_of_the_keymap_has_its_place() {
    let said = wrong(
        "[keys]\n\"a\" = \"nope\"\n",
        &[":2:7:", "\"nope\"", "commands"],
    );
    assert!(!said.contains("open"), "{said}");
    wrong("[keys]\n\"a\" = \"aprove\"\n", &[":2:7:", "mean approve?"]);
    let clash = "[keys]\n\"x\" = \"help\"\n\"g\" = \"search\"\n";
    wrong(
        clash,
        &[":3:1:", "search", "gl", "3 | \"g\" = \"search\"\n  | ^^^"],
    );
    wrong("[keys]\n\"hyper-x\" = \"help\"\n", &[":2:1:", "hyper-x"]);
}

#[test]
fn what_is_no_toml_is_told_what_is_missing() {
    wrong(
        "mouse = true\nconfirm_above =\n",
        &[":2:16:", "confirm_above has no value"],
    );
    wrong(
        "theme = dark\n",
        &[":1:9:", "theme", "text stands in quotes"],
    );
    wrong("theme = \"dark\n", &[":1:14:", "theme", "quote is missing"]);
    wrong("theme \"dark\"\n", &[":1:7:", "= is missing"]);
    wrong("[keys\n", &[":1:6:", "bracket"]);
    wrong(
        "theme = 'a'\ntheme = 'b'\n",
        &[":2:1:", "theme", "second time"],
    );
    wrong("theme = \"a\\q\"\n", &[":1:12:", "backslash"]);
    wrong("undo_seconds = 08\n", &[":1:16:", "number"]);
    wrong("{}\n", &[":1:1:", "no TOML"]);
}

#[test]
fn a_secret_in_the_file_is_not_repeated() {
    let account = "[accounts.work]\nprovider = \"weda\"\n";
    for line in [
        "secret_key = \"planted\"",
        "secret_key = planted",
        "access_token = \"planted",
    ] {
        let said = wrong(&format!("{account}{line}\n"), &[":3:"]);
        assert!(!said.contains("planted"), "{said}");
    }
    let said = wrong("[listen]\npath = \"planted\"\n", &[":2:8:", "listen.path"]);
    assert!(!said.contains("planted"), "{said}");
}

#[test]
fn a_file_that_is_no_text_says_where_and_one_that_was_named_must_be_there() {
    let home = home("");
    let place = home.path("config/zhupi/config.toml");
    std::fs::write(&place, b"mouse = true\ntheme = \"\xd6\xec\"\n").unwrap();
    let check = ["--lang", "en", "config", "check"];
    home.zhupi(&check).ends(1).says(":2:10:").says("UTF-8");
    std::fs::write(&place, "\u{feff}theme = \"drak\"\n").unwrap();
    home.zhupi(&check).ends(1).says(":1:9:").says("dark");
    let absent = [
        "--lang",
        "en",
        "--config",
        "nowhere.toml",
        "config",
        "check",
    ];
    home.zhupi(&absent)
        .ends(1)
        .says("There is no file nowhere.toml");
}

#[test]
fn an_account_that_cannot_be_opened_is_found_without_leaving_a_trace() {
    let home = home("[accounts.work]\nprovider = \"weda\"\nsecret_id = \"AKID7\"\n");
    home.zhupi(&["config", "check"])
        .ends(1)
        .says("user_id")
        .says(":1:11");
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
