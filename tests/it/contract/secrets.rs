//! Secrets planted wherever one can be: none comes out again.

use tokio::process::Command;
use zhupi::config::Env;
use zhupi::provider::weda;

use super::server::{self, Reply, Server};
use super::story::{TRAVEL_TASK, WANG_FANG, account, good};
use crate::cli::Home;

const KEY: &str = "planted-key-91c2";
const TOKEN: &str = "planted-token-55aa";
/// Stands in the description of a person.
const DESCRIPTION: &str = "open-sesame-77";
/// `AKIDexample:planted-key-91c2` as it is sent.
const BASIC: &str = "QUtJRGV4YW1wbGU6cGxhbnRlZC1rZXktOTFjMg==";
const COMMENT: &str = "token=abc.def.ghi";

/// A server that repeats in its words what it was sent.
fn babbling(status: u16, sent: &str) -> Reply {
    let said = format!("Basic {BASIC}, key {KEY}, {sent} may not");
    let body = serde_json::json!({ "code": "NO", "message": said, "requestId": sent });
    server::json(status, &body)
}

struct Desk {
    home: Home,
    /// All that was printed.
    printed: String,
}

impl Desk {
    fn new(server: &Server) -> Self {
        let home = Home::new();
        let config = format!(
            "[accounts.work]\nprovider = \"weda\"\nbase_url = \"{}\"\nuser_id = \"{WANG_FANG}\"\n\
             secret_id = \"AKIDexample\"\n",
            server.base
        );
        std::fs::write(home.path("accounts.toml"), config).unwrap();
        Self {
            home,
            printed: String::new(),
        }
    }

    async fn run(&mut self, line: &[&str]) -> String {
        let mut command = Command::from(self.home.command(&["-v", "--config"]));
        let output = command
            .arg(self.home.path("accounts.toml"))
            .args(line)
            .env("ZHUPI_WORK_SECRET_KEY", KEY)
            .output()
            .await
            .unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        self.printed.extend(said.iter().map(String::as_str));
        said.concat()
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.home.path("state/zhupi/zhupi.log")).unwrap()
    }

    /// Fails if a text stands anywhere: printed, or in a file.
    fn nowhere(&self, secret: &str) {
        assert!(!self.printed.contains(secret), "{secret}: {}", self.printed);
        for path in self.home.files().iter().filter(|path| path.is_file()) {
            let bytes = std::fs::read(path).unwrap();
            let found = bytes
                .windows(secret.len())
                .any(|part| part == secret.as_bytes());
            assert!(!found, "{secret} in {}", path.display());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_planted_secret_comes_out_anywhere() {
    let server = Server::start().await;
    let token = serde_json::json!({ "access_token": TOKEN, "expires_in": 9000 });
    server.on("clientCredential", [server::json(200, &token)]);
    server.on("sys_user", [good("sys-user")]);
    server.on(
        "ListProcessInstances",
        [good("list-todo"), babbling(403, TOKEN)],
    );
    server.on("CompleteTask", [babbling(400, TOKEN)]);
    let mut desk = Desk::new(&server);
    for format in ["table", "json"] {
        desk.run(&["list", "todo", "-o", format]).await;
        desk.run(&["users", "王", "-o", format]).await;
        desk.run(&["journal", "-o", format]).await;
    }
    let refused = desk.run(&["list", "todo"]).await;
    assert!(refused.contains("[…]"), "{refused}");
    let line = [
        "approve",
        TRAVEL_TASK,
        "--no-guard",
        "--yes",
        "--comment",
        COMMENT,
    ];
    desk.run(&line).await;
    desk.run(&["journal"]).await;

    server.on("clientCredential", [babbling(401, KEY)]);
    let rejected = desk.run(&["counts", "-o", "json"]).await;
    assert!(rejected.contains("[…]"), "{rejected}");
    for secret in [KEY, TOKEN, DESCRIPTION, BASIC] {
        desk.nowhere(secret);
    }
    // What was written with a decision belongs to the journal, not to the log.
    assert!(!desk.log().contains(COMMENT), "{}", desk.log());
    assert!(
        desk.log().contains("POST ListProcessInstances status=403"),
        "{}",
        desk.log()
    );
}

#[tokio::test]
async fn what_is_printed_while_looking_for_a_mistake_shows_no_secret() {
    let pair = ("ZHUPI_WORK_SECRET_KEY".to_owned(), KEY.to_owned());
    let env = Env::from_pairs([pair]);
    let shown = format!("{env:?}");
    assert!(
        shown.contains("ZHUPI_WORK_SECRET_KEY") && !shown.contains(KEY),
        "{shown}"
    );

    let server = Server::start().await;
    let account = zhupi::config::Account {
        secret_command: Some(format!("echo {KEY}")),
        ..account(&server.base)
    };
    let weda = weda::connect("work", &account, &env).unwrap();
    assert!(!format!("{weda:?}").contains(KEY));
}
