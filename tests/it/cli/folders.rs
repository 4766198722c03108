//! The folders of state and cache where they cannot be used: only the first is needed.

use super::accounts::answer;
use super::{Answer, Server};

/// A command to a sandbox, while a file stands where this folder should be.
fn blocked(server: &Server, variable: &str, args: &[&str]) -> Answer {
    let blocked = server.home.path("blocked");
    std::fs::write(&blocked, "").unwrap();
    let mut command = server.home.command(&["--lang", "en", "--config"]);
    command.arg(server.config()).args(args);
    answer(command.env(variable, blocked).output().unwrap())
}

#[test]
fn a_cache_that_cannot_be_kept_is_told_once_and_stops_nothing() {
    let server = Server::start();
    let kept = server.json(&["list"]);
    for args in [
        &["list", "-o", "json"][..],
        &["list", "-o", "json", "--account", "all"],
    ] {
        let answer = blocked(&server, "XDG_CACHE_HOME", args).ends(0);
        assert_eq!(answer.err.matches("cannot be remembered").count(), 1);
        let answer = answer.says("XDG_CACHE_HOME");
        let count = |list: &serde_json::Value| list["items"].as_array().unwrap().len();
        assert!(count(&answer.json()) >= count(&kept), "{answer:?}");
    }
}

#[test]
fn a_state_folder_that_cannot_be_used_is_an_error_that_names_the_variable() {
    let server = Server::start();
    let answer = blocked(&server, "XDG_STATE_HOME", &["list"]).ends(1);
    answer.says("zhupi").says("blocked").says("XDG_STATE_HOME");
}

#[test]
fn a_journal_that_is_none_is_named_and_told_to_be_moved_away() {
    let server = Server::start();
    server.json(&["list"]);
    let path = server.home.path("state/zhupi/journal.db");
    let text = "this was a journal once, and somebody may still save it\n".repeat(40);
    for beside in ["journal.db-wal", "journal.db-shm"] {
        let _ = std::fs::remove_file(path.with_file_name(beside));
    }
    std::fs::write(&path, &text).unwrap();
    let answer = server.zhupi(&["--lang", "en", "list"]).ends(1);
    answer.says("journal.db").says("move it away");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}
