//! `demo` and `sandbox`: what they start, what they write, what they leave behind.

use super::{Home, Server};

#[test]
fn a_demo_leaves_nothing_behind() {
    let home = Home::new();
    let before = home.files();
    home.zhupi(&["demo", "counts"]).ends(0);
    assert_eq!(home.files(), before);
}

#[test]
fn a_demo_does_not_read_the_users_own_secrets() {
    let home = Home::new();
    let mut command = home.command(&["demo", "counts"]);
    let output = command
        .env("ZHUPI_WORK_SECRET_KEY", "somebody else's")
        .env("ZHUPI_CONFIG", "/nowhere/config.toml")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn a_demo_can_be_seen_through_another_persons_eyes() {
    let home = Home::new();
    home.zhupi(&["demo", "counts", "--account", "zhangsan"])
        .ends(0);
    home.zhupi(&["demo", "counts", "--account", "nobody"])
        .ends(1)
        .says("work");
}

#[test]
fn the_written_configuration_is_private_and_works_at_once() {
    let server = Server::start();
    assert!(server.base_url.starts_with("http://127.0.0.1:"));
    let text = std::fs::read_to_string(server.config()).unwrap();
    assert!(text.contains(&server.base_url));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(server.config())
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(server.json(&["counts"])["todo"], 35);
}

#[test]
fn a_sandbox_has_as_many_to_dos_as_were_asked_for() {
    let server = Server::with(&["--items", "120"]);
    assert_eq!(server.json(&["counts"])["todo"], 120);
    let list = server.json(&["list", "todo", "--limit", "110"]);
    assert_eq!(list["items"].as_array().unwrap().len(), 110);
}

#[cfg(unix)]
#[test]
fn a_sandbox_ends_well_when_it_is_asked_to() {
    let mut server = Server::start();
    let polite = format!("kill -TERM {}", server.process.id());
    let sent = std::process::Command::new("sh")
        .args(["-c", &polite])
        .status();
    assert!(sent.unwrap().success());
    assert_eq!(server.process.wait().unwrap().code(), Some(0));
}

#[test]
fn a_sandbox_that_cannot_start_says_why_and_writes_nothing() {
    let home = Home::new();
    let config = home.path("accounts.toml");
    let faults = home.path("faults.toml");
    std::fs::write(&faults, "[[fault]]\nkind = \"no such kind\"\n").unwrap();
    home.zhupi(&[
        "sandbox",
        "--faults",
        faults.to_str().unwrap(),
        "--write-config",
        config.to_str().unwrap(),
    ])
    .ends(1);
    assert!(!config.exists());
}
