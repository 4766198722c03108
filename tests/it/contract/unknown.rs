//! What a server says that nobody knows yet, codes and fields: it survives, and it is shown, on the
//! screen and to scripts.

use serde_json::{Value, json};
use zhupi::domain::item::Folder;
use zhupi::locale::Language;
use zhupi::provider::Provider;
use zhupi::tui::event::Event;

use super::server::{self, Reply, Server};
use super::story::{LEAVE_TASK, TRAVEL, TRAVEL_TASK, WANG_FANG, client, fixture, good, listed};
use crate::cli::Home;
use crate::support::desk::{Desk, settings};

/// A fixture with codes from the future, and in every object a field that no document has.
fn strange(name: &str, codes: &[(&str, Value)]) -> Reply {
    let mut body: Value = serde_json::from_str(&fixture(name)).unwrap();
    for (pointer, code) in codes {
        let place = format!("/Response/Data{pointer}");
        *body.pointer_mut(&place).unwrap() = code.clone();
    }
    grow(&mut body["Response"]["Data"]);
    server::json(200, &body)
}

fn grow(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(grow);
            // Maps of ids are no objects with fields.
            fields.insert("Novelty".to_owned(), json!("新字段"));
        }
        Value::Array(all) => all.iter_mut().for_each(grow),
        _ => {}
    }
}

async fn server() -> Server {
    let server = Server::start().await;
    let tasks = [
        ("/Result/1/TaskStatus", json!(77)),
        ("/Result/1/OperationResult", json!(78)),
    ];
    let canvas = [
        ("/Nodes/0/Conf/0/Status", json!(79)),
        ("/Nodes/4/Status", json!(81)),
        ("/Edges/0/Status", json!(82)),
    ];
    let content = json!(r#"{"action":80,"operationComment":"由机器人处理"}"#);
    let operations = [("/Result/0/Content", content)];
    server.on("ListProcessInstances", [good("list-done")]);
    server.on("DescribeProcessInstance", [strange("describe-todo", &[])]);
    server.on("GetApprovalPageDetail", [strange("page", &[])]);
    server.on("GetFlowInstanceTasks", [strange("tasks", &tasks)]);
    server.on(
        "GetFlowInstanceOperations",
        [strange("operations", &operations)],
    );
    server.on("GetProcessCanvasInfo", [strange("canvas", &canvas)]);
    server
}

/// What a command prints of such a server.
async fn printed(server: &Server, args: &[&str]) -> Value {
    let home = Home::new();
    let config = home.path("config.toml");
    let account = format!(
        "default_account = \"work\"\n[accounts.work]\nprovider = \"weda\"\n\
         env_id = \"lowcode-7kq2m4xd1e9b03aa\"\nenv_type = \"prod\"\nbase_url = \"{}\"\n\
         user_id = \"{WANG_FANG}\"\nuser_type = 4\nsecret_id = \"AKIDexample\"\n",
        server.base
    );
    std::fs::write(&config, account).unwrap();
    let mut command = home.command(args);
    command
        .env("ZHUPI_CONFIG", &config)
        .env("ZHUPI_WORK_SECRET_KEY", "the-secret-key");
    let output = tokio::process::Command::from(command).output().await;
    let output = output.unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[tokio::test]
async fn what_nobody_knows_yet_is_kept_for_scripts() {
    let server = server().await;
    server.on("clientCredential", [good("token")]);
    let done = printed(&server, &["list", "done", "-o", "json"]).await;
    let leave = &done["items"][2];
    assert_eq!(leave["id"], LEAVE_TASK);
    assert_eq!(leave["outcome"], "other:7");
    assert_eq!(leave["handled_as"], "other:21");

    server.on("ListProcessInstances", [good("list-todo")]);
    let line = ["show", TRAVEL_TASK, "--folder", "todo", "-o", "json"];
    let shown = printed(&server, &line).await;
    let nodes = shown["canvas"]["nodes"].as_array().unwrap();
    assert!(nodes.iter().any(|node| node["kind"] == "other:42"));
    assert!(nodes.iter().any(|node| node["status"] == "other:81"));
    let mut edges = shown["canvas"]["edges"].as_array().unwrap().iter();
    assert!(edges.any(|edge| edge["status"] == "other:82"));
    let people = nodes
        .iter()
        .flat_map(|node| node["people"].as_array().unwrap());
    let mut acts = people.map(|person| &person["action"]);
    assert!(acts.any(|action| action == "other:79"));
    let history = shown["history"].as_array().unwrap();
    let robot = history.iter().find(|act| act["action"] == "other:80");
    assert_eq!(robot.unwrap()["comment"], "由机器人处理");
    assert_eq!(shown["form"][0]["rows"][0]["Novelty"], "新字段");

    let tasks = printed(&server, &["tasks", TRAVEL, "-o", "json"]).await;
    let mut tasks = tasks["items"].as_array().unwrap().iter();
    let odd = tasks.find(|task| task["status"] == "other:77").unwrap();
    assert_eq!(odd["result"], "other:78");
}

#[tokio::test]
async fn what_nobody_knows_yet_is_on_the_screen() {
    let server = server().await;
    let weda = client(&server);
    let mut desk = Desk::empty(settings(), (120, 60));
    desk.tell(Event::Restored(Ok(Vec::new())));
    let items = listed(Folder::Todo, "list-todo").await;
    let effects = desk.list(items.clone());
    desk.open(effects);
    let instance = weda.open(&items[0]).await.unwrap();
    desk.read_anew(|shown| *shown = instance.clone());
    let see = |desk: &Desk, texts: &[&str]| {
        let frame = desk.frame(Language::Chinese);
        for text in texts {
            assert!(frame.contains(text), "no {text:?} on the screen:\n{frame}");
        }
    };
    see(&desk, &["Novelty", "新字段"]);
    desk.press("]");
    see(
        &desk,
        &["? 金额", "对账", "other:42", "陈晨 → 王芳 other:79"],
    );
    desk.press("]");
    see(&desk, &["other:80", "由机器人处理"]);
    desk.press("]z");
    see(&desk, &["Novelty"]);

    let mut done = Desk::empty(settings(), (120, 60));
    done.tell(Event::Restored(Ok(Vec::new())));
    let items = listed(Folder::Done, "list-done").await;
    done.press("2");
    done.list(items);
    done.press("G");
    see(&done, &["other:7"]);
}
