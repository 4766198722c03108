//! What is on disk: the journal, the kept plan, the cache, and who is alive.
//! Real database files, read a second time by hand where the program's own reading is the question.

mod cache;
mod chain;
mod journal;
mod kept;
mod migrating;
mod owners;
mod places;

use jiff::Timestamp;
use zhupi::domain::decision::{Note, Receipt, Status, Target};
use zhupi::domain::item::{Flow, Folder, Key};
use zhupi::domain::journal::Intent;
use zhupi::domain::people::Named;
use zhupi::domain::verb::Verb;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

fn named(id: &str, name: &str) -> Named {
    Named::new(Some(id.into()), Some(name.to_owned()))
}

fn key(account: &str, id: &str) -> Key {
    Key {
        account: account.into(),
        folder: Folder::Todo,
        id: id.into(),
    }
}

/// 王芳 is about to approve a task; every column is filled.
fn intent(task: &str) -> Intent {
    Intent {
        at: at(0),
        server_at: Some(at(-1)),
        owner: "process-one".to_owned(),
        hand: named("1538", "王芳"),
        key: key("work", task),
        task_id: Some(task.into()),
        instance_id: format!("9{task}").into(),
        flow: Flow {
            code: Some("77".into()),
            version: None,
            name: Some("差旅报销".to_owned()),
        },
        node: named("approvalNode1", "部门经理审批"),
        title: "张三提交的差旅报销".to_owned(),
        verb: Verb::Approve,
        comment: Some("同意".to_owned()),
        people: vec![named("1620", "李四"), named("1621", "王五")],
        target: Some(Target {
            node: named("approvalNode0", "提交申请"),
            task_id: "8".into(),
            start: false,
            last: false,
        }),
        cc: vec![named("1622", "赵六")],
        inputs: [("bx7".to_owned(), serde_json::json!({ "amount": "12.00" }))].into(),
    }
}

fn receipt(status: Status) -> Receipt {
    Receipt {
        code: Some("SandboxCode".to_owned()),
        request_id: Some("3f2a".to_owned()),
        ..Receipt::new(status, Verb::Approve, Note::about("note-not-mine", "李四"))
    }
}
