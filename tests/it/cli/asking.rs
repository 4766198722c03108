//! The question before a decision, at a real terminal.
#![cfg(unix)]

use std::io::{Read, Write};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::{Server, can, id, items};

/// Runs a command at a terminal, answers its question, and returns its exit code and all that
/// the terminal saw.
fn answer(server: &Server, args: &[&str], reply: &str) -> (u32, String) {
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_zhupi"));
    command.args(["--config", server.config().to_str().unwrap()]);
    command.args(args);
    command.env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("HOME", server.home.folder.path());
    command.env("LANG", "zh_CN.UTF-8");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut writer = pair.master.take_writer().unwrap();
    let (mut seen, mut chunk) = (Vec::new(), [0; 4096]);
    let mut asked = false;
    // The end of a terminal is an error on some systems and nothing on others.
    while let Ok(read @ 1..) = reader.read(&mut chunk) {
        seen.extend_from_slice(chunk.get(..read).unwrap());
        if !asked && String::from_utf8_lossy(&seen).contains("[y/N]") {
            asked = true;
            writeln!(writer, "{reply}").unwrap();
        }
    }
    let code = child.wait().unwrap().exit_code();
    (code, String::from_utf8(seen).unwrap())
}

#[test]
fn only_a_clear_yes_sends_and_the_hand_is_named_before() {
    let server = Server::start();
    let item = server.item("todo", can("approve"));
    for reply in ["", "n", "yess"] {
        let (code, seen) = answer(&server, &["approve", id(&item)], reply);
        assert_eq!(code, 3, "{seen}");
        assert!(seen.contains("王芳"), "{seen}");
        assert_eq!(server.json(&["counts"])["todo"], 35, "{reply:?}");
    }
    let (code, seen) = answer(&server, &["approve", id(&item)], "y");
    assert_eq!(code, 0, "{seen}");
    assert_eq!(server.json(&["counts"])["todo"], 34);
}

#[test]
fn yes_on_the_line_asks_nothing() {
    let server = Server::start();
    let item = server.item("todo", can("approve"));
    let (code, seen) = answer(&server, &["approve", id(&item), "--yes"], "n");
    assert_eq!(code, 0, "{seen}");
    assert!(!seen.contains("[y/N]"), "{seen}");
}

#[test]
fn of_several_accounts_each_hand_is_named_before() {
    let server = Server::start();
    let first = |account: &str| {
        let list = server.json(&["--account", account, "list", "--filter", "batch:true"]);
        id(&items(&list)[0]).to_owned()
    };
    let line = [
        "--account",
        "all",
        "approve",
        &first("lisi"),
        &first("linguodong"),
    ];
    let (code, seen) = answer(&server, &line, "n");
    assert_eq!(code, 3, "{seen}");
    for name in ["lisi：将以 李四 的身份", "linguodong：将以 林国栋 的身份"] {
        assert!(seen.contains(name), "{seen}");
    }
    assert!(items(&server.json(&["journal"])).is_empty());
}
