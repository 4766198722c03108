//! Files of earlier versions: opened, brought up to date, and nothing in them lost.

use std::path::Path;

use rusqlite::Connection;
use serde_json::json;
use zhupi::domain::decision::{Baseline, Note, Receipt, Status};
use zhupi::domain::people::Person;
use zhupi::domain::verb::Verb;
use zhupi::store::{Begun, Journal};

use super::{at, intent, named};

/// A journal as the first version wrote it: a transfer that is done, an approval that nobody knows
/// the end of, and a transfer that was staged.
fn first_version(path: &Path) {
    let file = Connection::open(path).unwrap();
    let schema = include_str!("../../../src/store/migrations/journal-1.sql");
    file.execute_batch(schema).unwrap();
    file.execute_batch(
        "INSERT INTO intent VALUES
           (1, 1790000000000, 1789999999000, 'process-one', 'work', '1538', '王芳', 'todo', '11', '11',
            '911', 'approvalNode1', '部门经理审批', '张三提交的差旅报销', 'transfer', '请看', '1620', '李四'),
           (2, 1790000005000, NULL, 'process-one', 'work', '1538', '王芳', 'todo', '12', '12',
            '912', NULL, NULL, '王五提交的请假', 'approve', NULL, NULL, NULL);
         INSERT INTO receipt VALUES
           (1, 1, 1790000002000, 'done', 'transfer', NULL, NULL, NULL, NULL, '3f2a');
         INSERT INTO kept VALUES
           (1, 'process-one', 'work', 0, 'todo', '13', '13', '913', '李四提交的采购申请', '采购申请', '李四',
            '77', 'approvalNode2', '财务审核', 'transfer', '请看', '1621', '王五', 'shown',
            '{\"parts\":[{\"entity\":null,\"key\":null,\"name\":null,\"shape\":\"object\",
              \"fields\":[],\"rows\":[{\"amount\":\"299.00\"}]}]}');
         PRAGMA user_version = 1;",
    )
    .unwrap();
}

#[tokio::test]
async fn a_journal_of_the_first_version_keeps_its_rows_and_whom_they_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    first_version(&path);
    let journal = Journal::open(&path).unwrap();
    let [transfer, approval] = journal.entries(None).await.unwrap().try_into().unwrap();

    assert_eq!(transfer.intent.verb, Verb::Transfer);
    assert_eq!(transfer.intent.at, at(0));
    assert_eq!(transfer.intent.server_at, Some(at(-1)));
    assert_eq!(transfer.intent.hand, named("1538", "王芳"));
    assert_eq!(transfer.intent.people, [named("1620", "李四")]);
    assert_eq!(transfer.intent.node, named("approvalNode1", "部门经理审批"));
    assert_eq!(transfer.intent.comment.as_deref(), Some("请看"));
    let receipt = Receipt {
        request_id: Some("3f2a".to_owned()),
        ..Receipt::new(Status::Done, Verb::Transfer, Note::default())
    };
    assert_eq!(transfer.receipt, Some(receipt));
    assert_eq!(approval.intent.people, []);
    assert_eq!(approval.receipt, None);
    assert_eq!(journal.unsettled("work").await.unwrap(), [approval]);
}

#[tokio::test]
async fn a_plan_of_the_first_version_keeps_its_decisions() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    first_version(&path);
    let kept = Journal::open(&path).unwrap().kept("work").await.unwrap();
    let [(owner, group)] = kept.try_into().unwrap();
    assert_eq!(owner, "process-one");
    assert_eq!(group[0].item.title, "李四提交的采购申请");
    assert_eq!(group[0].verb, Verb::Transfer);
    assert_eq!(group[0].people, [Person::named("1621", "王五")]);
    let Baseline::Shown(form) = &group[0].baseline else {
        panic!("{:?}", group[0].baseline);
    };
    assert_eq!(form.parts[0].rows[0]["amount"], json!("299.00"));
}

#[tokio::test]
async fn a_migrated_journal_is_sealed_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    first_version(&path);
    let journal = Journal::open(&path).unwrap();
    let found = journal.inspect().await.unwrap();
    assert_eq!(found.flaw, None);
    // Two intents, a receipt, and the one person they name.
    assert_eq!(found.rows, 4);
    let begun = journal.begin(intent("14")).await.unwrap();
    assert!(matches!(begun, Begun::Number(3)), "{begun:?}");
    assert_eq!(journal.inspect().await.unwrap().flaw, None);
    drop(journal);
    assert_eq!(
        Journal::open(&path)
            .unwrap()
            .entries(None)
            .await
            .unwrap()
            .len(),
        3
    );
}
