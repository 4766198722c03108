//! Setting accounts up, listing them and taking them back, on a machine without a secret store.

use std::io::Write;
use std::process::Stdio;

use super::{Answer, Home, Server, items};

/// The sandbox's credentials, as its config has them.
struct Papers {
    base_url: String,
    id: String,
    key: String,
}

impl Papers {
    fn of(server: &Server) -> Self {
        let config = std::fs::read_to_string(server.config()).unwrap();
        let value = |key: &str| {
            let line = config.lines().find(|line| line.starts_with(key)).unwrap();
            line.split('"').nth(1).unwrap().to_owned()
        };
        let command = value("secret_command");
        Self {
            base_url: server.base_url.clone(),
            id: value("secret_id"),
            key: command.rsplit(' ').next().unwrap().to_owned(),
        }
    }

    /// Logs in at a home, the key in the environment where it is asked for.
    fn login(&self, home: &Home, user: &str, key: Option<&str>, more: &[&str]) -> Answer {
        let mut command = home.command(&["login", "--base-url", &self.base_url]);
        command
            .args(["--secret-id", &self.id, "--user", user])
            .args(more);
        if let Some(key) = key {
            command.env("ZHUPI_WORK_SECRET_KEY", key);
        }
        answer(command.output().unwrap())
    }
}

pub(super) fn answer(output: std::process::Output) -> Answer {
    Answer {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn config(home: &Home) -> std::path::PathBuf {
    home.path("config/zhupi/config.toml")
}

#[test]
fn a_login_finds_the_user_by_name_and_says_whose_hand_it_will_be() {
    let (server, home) = (Server::start(), Home::new());
    let papers = Papers::of(&server);
    let command = format!("printf %s {}", papers.key);
    let more = ["--secret-command", &command, "-o", "json"];
    let told = papers.login(&home, "王芳", None, &more).ends(0).json();
    assert_eq!(told["hand"]["name"], "王芳");
    assert_eq!(told["counts"]["todo"], 35);
    let accounts = home.zhupi(&["accounts", "-o", "json"]).ends(0).json();
    let account = &items(&accounts)[0];
    assert_eq!(account["name"], "work");
    assert_eq!(account["hand"], told["hand"]);
    assert_eq!(account["secret"], "command");
    assert_eq!(account["default"], true);
    let counts = home.zhupi(&["counts", "-o", "json"]).ends(0).json();
    assert_eq!(counts, told["counts"]);
}

#[test]
fn a_key_from_the_environment_is_used_and_kept_nowhere() {
    let (server, home) = (Server::start(), Home::new());
    let papers = Papers::of(&server);
    papers
        .login(&home, "王芳", Some(&papers.key), &[])
        .ends(0)
        .shows("You will decide as 王芳");
    for file in home.files().into_iter().filter(|path| path.is_file()) {
        let bytes = std::fs::read(&file).unwrap();
        let key = papers.key.as_bytes();
        let found = bytes.windows(key.len()).any(|part| part == key);
        assert!(!found, "the key is in {}", file.display());
    }
}

#[test]
fn what_fails_is_named_and_nothing_is_written() {
    let (server, home) = (Server::start(), Home::new());
    let papers = Papers::of(&server);
    let key = papers.key.as_str();
    papers
        .login(&home, "王芳", Some("planted-secret"), &[])
        .ends(4)
        .says("INVALID_CREDENTIALS");
    papers
        .login(&home, "王方", Some(key), &[])
        .ends(1)
        .says("王方");
    let nowhere = Papers {
        base_url: "http://127.0.0.1:1".to_owned(),
        ..Papers::of(&server)
    };
    nowhere.login(&home, "王芳", Some(key), &[]).ends(5);
    assert!(!config(&home).exists());
}

#[test]
fn a_typed_key_that_no_store_takes_ends_with_the_ways_out() {
    let (server, home) = (Server::start(), Home::new());
    let papers = Papers::of(&server);
    let mut command = home.command(&["login", "--base-url", &papers.base_url]);
    command.args(["--secret-id", &papers.id, "--user", "王芳"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // No bus is looked for where there may be one by chance.
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    let mut process = command.spawn().unwrap();
    writeln!(process.stdin.take().unwrap(), "{}", papers.key).unwrap();
    answer(process.wait_with_output().unwrap())
        .ends(4)
        .says("secret store")
        .says("ZHUPI_WORK_SECRET_KEY");
    assert!(!config(&home).exists());
}

#[test]
fn a_second_login_changes_the_account_and_nothing_else() {
    let (server, home) = (Server::start(), Home::new());
    let papers = Papers::of(&server);
    let key = Some(papers.key.as_str());
    papers.login(&home, "王芳", key, &[]).ends(0);
    let before = std::fs::read_to_string(config(&home)).unwrap();
    std::fs::write(config(&home), format!("# mine\n{before}read_only = true\n")).unwrap();
    papers.login(&home, "李四", key, &[]).ends(0);
    let after = std::fs::read_to_string(config(&home)).unwrap();
    assert!(after.starts_with("# mine\n") && after.contains("read_only = true"));
    assert_ne!(
        after.lines().find(|line| line.starts_with("user_id")),
        before.lines().find(|line| line.starts_with("user_id"))
    );
}

#[test]
fn without_a_terminal_a_missing_answer_is_wrong_usage() {
    let home = Home::new();
    home.zhupi(&["login"])
        .ends(2)
        .says("--provider")
        .says("zhupi login --help");
    for (provider, missing) in [("weda", "--env-id"), ("feishu", "--app-id")] {
        home.zhupi(&["login", "--provider", provider])
            .ends(2)
            .says(missing);
    }
    home.zhupi(&["login", "--corp-id", "FSCID_5B07"])
        .ends(2)
        .says("--app-id");
    home.zhupi(&["login", "--env-id", "lowcode-7kq2m4xd1e9b03aa"])
        .ends(2)
        .says("--secret-id");
}

#[test]
fn a_forgotten_account_is_gone_from_the_config() {
    let (server, home) = (Server::start(), Home::new());
    let papers = Papers::of(&server);
    let command = format!("printf %s {}", papers.key);
    let more = ["--secret-command", &command];
    papers.login(&home, "王芳", None, &more).ends(0);
    let told = home
        .zhupi(&["logout", "--forget", "-o", "json"])
        .ends(0)
        .json();
    assert_eq!(told["forgotten"], true);
    let none = home.zhupi(&["accounts", "-o", "json"]).ends(0);
    assert!(items(&none.says("zhupi login").json()).is_empty());
    home.zhupi(&["counts"]).ends(4).says("zhupi login");
}

/// A value of one of the sandbox's accounts.
fn value_of(server: &Server, account: &str, key: &str) -> String {
    let config = std::fs::read_to_string(server.config()).unwrap();
    let table: toml::Table = config.parse().unwrap();
    table["accounts"][account][key].as_str().unwrap().to_owned()
}

/// A secret that the account's command prints.
fn secret_of(server: &Server, account: &str, key: &str) -> String {
    let command = value_of(server, account, "secret_command");
    let after = command.split_once(&format!("{key} = \"")).unwrap().1;
    after.split('"').next().unwrap().to_owned()
}

#[test]
fn a_login_at_feishu_asks_for_what_feishu_knows() {
    let (server, home) = (Server::start(), Home::new());
    let [app, user] = ["app_id", "user_id"].map(|key| value_of(&server, "office", key));
    let login = |app: &[&str]| {
        let mut command = home.command(&["login", "--provider", "feishu"]);
        command.args(["--base-url", &server.base_url, "--user", &user]);
        command.args(app);
        let secret = secret_of(&server, "office", "app_secret");
        command.env("ZHUPI_WORK_APP_SECRET", secret);
        answer(command.output().unwrap())
    };
    login(&[]).ends(2).says("--app-id");
    login(&["--app-id", &app])
        .ends(0)
        .shows("You will decide as 王芳");
    let kept = std::fs::read_to_string(config(&home)).unwrap();
    let kept: toml::Table = kept.parse().unwrap();
    let account = kept["accounts"]["work"].as_table().unwrap();
    let keys: Vec<_> = account.keys().map(String::as_str).collect();
    assert_eq!(keys, ["provider", "base_url", "app_id", "user_id"]);
}

#[test]
fn a_login_at_71360_asks_for_two_secrets_and_takes_the_person_at_their_id() {
    let (server, home) = (Server::start(), Home::new());
    let value = |key| value_of(&server, "crm", key);
    let login = |code: Option<String>| {
        let mut command = home.command(&["login", "--provider", "open71360"]);
        command
            .args([
                "--base-url",
                &server.base_url,
                "--corp-id",
                &value("corp_id"),
            ])
            .args(["--app-id", &value("app_id"), "--user", &value("user_id")])
            .env(
                "ZHUPI_WORK_APP_SECRET",
                secret_of(&server, "crm", "app_secret"),
            );
        if let Some(code) = code {
            command.env("ZHUPI_WORK_PERMANENT_CODE", code);
        }
        answer(command.output().unwrap())
    };
    login(None).ends(4).says("ZHUPI_WORK_PERMANENT_CODE");
    let told = login(Some(secret_of(&server, "crm", "permanent_code")));
    told.ends(0).shows(&value("user_id"));
}
