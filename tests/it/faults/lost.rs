//! Answers that never come: the command looks once, says what it knows, and repeats nothing.

use std::net::SocketAddr;
use std::path::Path;

use tokio::net::TcpStream;
use zhupi::sandbox::{Error, Options, Sandbox, start};

use super::{World, answer, command, receipt, rows, text};

/// What a fault on the decision alone leaves behind.
async fn decide_under(fault: &str) -> (World, String, String, Option<i32>) {
    let world = World::new().await;
    let task = world.todo().await;
    world.faults(&format!(
        "[[fault]]\ninterface = \"CompleteTask\"\n{fault}\n"
    ));
    let answer = world
        .zhupi(["approve", &task, "--comment", "同意付款", "--yes"])
        .await;
    let receipt = receipt(&answer);
    (world, task, receipt, answer.code)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_lost_after_the_work_is_looked_up_and_told_as_done() {
    for fault in [
        "kind = \"cut-after\"",
        "kind = \"cut-middle\"",
        "kind = \"garbage\"",
    ] {
        let (world, task, receipt, code) = decide_under(fault).await;
        assert_eq!((receipt.as_str(), code), ("done", Some(0)), "{fault}");
        assert_eq!(world.decided(&task), 1, "{fault}");
        let journal = world.journal().await;
        assert_eq!(journal.len(), 1, "{fault}");
        assert_eq!(journal[0]["receipt"], "done", "{fault}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_still_be_carried_out_is_unknown_and_not_sent_again() {
    let (world, task, first, code) = decide_under("kind = \"status\"\nstatus = 504").await;
    assert_eq!((first.as_str(), code), ("unknown", Some(3)));
    world.faults("");
    let answer = world.zhupi(["approve", &task, "--yes"]).await.ends(3);
    assert_eq!(receipt(&answer), "unknown");
    assert_eq!(world.decided(&task), 0);
    assert_eq!(world.journal().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_never_carried_out_failed_and_may_be_decided_again() {
    for fault in ["kind = \"cut-before\"", "kind = \"status\"\nstatus = 503"] {
        let (world, task, first, code) = decide_under(fault).await;
        assert_eq!((first.as_str(), code), ("failed", Some(3)), "{fault}");
        assert_eq!(world.decided(&task), 0, "{fault}");
        world.faults("");
        let answer = world.zhupi(["approve", &task, "--yes"]).await.ends(0);
        assert_eq!(receipt(&answer), "done", "{fault}");
        assert_eq!(world.decided(&task), 1, "{fault}");
        let journal = world.journal().await;
        let told: Vec<_> = journal
            .iter()
            .map(|entry| text(&entry["receipt"]))
            .collect();
        assert_eq!(told, ["failed", "done"], "{fault}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_says_no_is_believed() {
    let fault = "kind = \"error\"\ncode = \"SandboxBusy\"\nmessage = \"今天不办理\"";
    let (world, task, receipt, code) = decide_under(fault).await;
    assert_eq!((receipt.as_str(), code), ("refused", Some(3)));
    assert_eq!(world.decided(&task), 0);
}

/// The answer is cut off after the work, and so is every look at the task from then on.
const GONE_AFTER_THE_WORK: &str = r#"
    [[fault]]
    interface = "CompleteTask"
    kind = "cut-after"
    [[fault]]
    interface = "GetFlowInstanceTasks"
    kind = "cut-before"
    skip = 2
"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_server_gone_after_the_work_leaves_unknown_until_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("sandbox.db");
    let world = World::with(Options {
        db: Some(db.clone()),
        ..Options::default()
    })
    .await;
    let task = world.todo().await;
    world.faults(GONE_AFTER_THE_WORK);
    let lost = world.zhupi(["approve", &task, "--yes"]).await.ends(3);
    assert_eq!(receipt(&lost), "unknown");
    assert_eq!(world.decided(&task), 1);

    let World { sandbox, home } = world;
    let addr = sandbox.base_url().strip_prefix("http://").unwrap();
    let addr = addr.parse().unwrap();
    drop(sandbox);
    while TcpStream::connect(addr).await.is_ok() {
        tokio::task::yield_now().await;
    }
    let resumed = answer(command(&home, ["resume"]).output().await.unwrap()).ends(3);
    assert_eq!(rows(&resumed)[0]["receipt"], "unknown");

    let sandbox = start_again(addr, &db).await;
    let world = World { sandbox, home };
    let resumed = world.zhupi(["resume"]).await.ends(0);
    assert_eq!(rows(&resumed)[0]["receipt"], "done");
    assert_eq!(world.decided(&task), 1);
    assert_eq!(world.journal().await[0]["receipt"], "done");
}

/// A sandbox where another one was, as soon as that has left.
async fn start_again(addr: SocketAddr, db: &Path) -> Sandbox {
    loop {
        let options = Options {
            addr,
            db: Some(db.to_owned()),
            ..Options::default()
        };
        match start(options).await {
            Ok(sandbox) => return sandbox,
            Err(Error::Listen { .. }) => tokio::task::yield_now().await,
            Err(other) => panic!("{other}"),
        }
    }
}
