//! `doctor` finds what is wrong, says it first, and leaves out what depends on it.

use serde_json::Value;

use super::{Answer, Server};

/// The status of each thing examined.
fn status<'a>(document: &'a Value, name: &str) -> &'a str {
    let mut checks = document["checks"].as_array().unwrap().iter();
    let check = checks.find(|check| check["name"] == name);
    check.unwrap_or_else(|| panic!("{name} in {document}"))["status"]
        .as_str()
        .unwrap()
}

/// The same account with something else in its config.
fn doctor(server: &Server, change: impl Fn(String) -> String) -> Answer {
    let text = std::fs::read_to_string(server.config()).unwrap();
    std::fs::write(server.config(), change(text)).unwrap();
    server.zhupi(&["doctor", "-o", "json"])
}

fn line(text: &str, key: &str) -> String {
    let found = text.lines().find(|line| line.starts_with(key));
    found.unwrap().to_owned()
}

#[test]
fn a_sound_account_passes_everything() {
    let server = Server::start();
    let document = server.zhupi(&["doctor", "-o", "json"]).ends(0).json();
    let checks = document["checks"].as_array().unwrap();
    assert_eq!(checks.len(), 23);
    for check in checks {
        assert_eq!(check["status"], "ok", "{check}");
    }
    server
        .zhupi(&["doctor"])
        .ends(0)
        .shows("you decide as 王芳");
}

#[test]
fn a_wrong_key_is_found_and_what_needs_it_is_left_out() {
    let server = Server::start();
    let answer = doctor(&server, |text| {
        let right = line(&text, "secret_command");
        text.replace(&right, "secret_command = \"printf planted-secret\"")
    })
    .ends(4);
    let document = answer.json();
    assert_eq!(status(&document, "connect"), "ok");
    assert_eq!(status(&document, "token"), "bad");
    assert_eq!(status(&document, "todo"), "skipped");
    assert!(!answer.out.contains("planted-secret") && !answer.err.contains("planted-secret"));
}

#[test]
fn a_server_that_is_not_there_is_found_before_the_credentials() {
    let server = Server::start();
    let document = doctor(&server, |text| {
        text.replace(&server.base_url, "http://127.0.0.1:1")
    })
    .ends(5)
    .json();
    assert_eq!(status(&document, "dns"), "ok");
    assert_eq!(status(&document, "connect"), "bad");
    assert_eq!(status(&document, "token"), "skipped");
}

#[test]
fn a_user_who_is_not_in_the_directory_is_found() {
    let server = Server::start();
    let document = doctor(&server, |text| {
        let right = line(&text, "user_id");
        text.replacen(&right, "user_id = \"7\"", 1)
    })
    .ends(1)
    .json();
    assert_eq!(status(&document, "token"), "ok");
    assert_eq!(status(&document, "identity"), "bad");
    assert_eq!(status(&document, "todo"), "skipped");
}

#[test]
fn a_clock_that_is_ten_minutes_off_is_found() {
    let faults = "[[fault]]\ninterface = \"*\"\nkind = \"clock-skew\"\nskew_ms = 600000\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("faults.toml");
    std::fs::write(&path, faults).unwrap();
    let server = Server::with(&["--faults", path.to_str().unwrap()]);
    let document = server.zhupi(&["doctor", "-o", "json"]).ends(1).json();
    assert_eq!(status(&document, "clock"), "bad");
    assert_eq!(status(&document, "counts"), "ok");
}

#[test]
fn a_config_that_cannot_be_read_is_the_first_thing_found() {
    let server = Server::start();
    let document = doctor(&server, |text| format!("theem = \"dark\"\n{text}"))
        .ends(1)
        .json();
    assert_eq!(status(&document, "config"), "bad");
    assert_eq!(status(&document, "account"), "skipped");
}

#[test]
fn the_other_providers_pass_everything_that_they_offer() {
    let server = Server::start();
    for (account, left_out) in [
        ("office", &["messages"][..]),
        ("crm", &["identity", "messages"]),
    ] {
        let args = ["doctor", "--account", account, "-o", "json"];
        let document = server.zhupi(&args).ends(0).json();
        for check in document["checks"].as_array().unwrap() {
            assert_ne!(check["status"], "bad", "{account}: {check}");
        }
        for name in left_out {
            assert_eq!(status(&document, name), "skipped", "{account}: {name}");
        }
    }
}

#[test]
fn a_secret_that_is_missing_is_named_as_its_provider_calls_it() {
    for (account, variable) in [
        ("work", "ZHUPI_WORK_SECRET_KEY"),
        ("office", "ZHUPI_OFFICE_APP_SECRET"),
        ("crm", "ZHUPI_CRM_APP_SECRET, ZHUPI_CRM_PERMANENT_CODE"),
    ] {
        let server = Server::start();
        let text = std::fs::read_to_string(server.config()).unwrap();
        let lines = text
            .lines()
            .filter(|line| !line.starts_with("secret_command"));
        std::fs::write(server.config(), lines.collect::<Vec<_>>().join("\n")).unwrap();
        let answer = server.zhupi(&["doctor", "--account", account, "-o", "json"]);
        assert!(answer.out.contains(variable), "{}", answer.out);
    }
}
