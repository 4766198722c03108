//! The kept plan: everything a decision consists of comes back, by process and by group.

use serde_json::json;
use zhupi::domain::decision::{Baseline, Decision, Target};
use zhupi::domain::form::{Form, Part, Shape};
use zhupi::domain::item::Item;
use zhupi::domain::people::Person;
use zhupi::domain::plan::Group;
use zhupi::domain::verb::Verb;
use zhupi::store::Journal;

use super::{key, named};

fn form(amount: &str) -> Form {
    let rows = [json!({ "amount": amount, "days": 3, "note": null })];
    let rows = rows.iter().map(|row| row.as_object().unwrap().clone());
    let part = |shape| {
        Part::from_rows(
            Some("travel".to_owned()),
            Some("trip".to_owned()),
            shape,
            rows.clone().collect(),
        )
    };
    Form {
        parts: vec![part(Shape::Object), part(Shape::List)],
    }
}

fn decision(account: &str, task: &str, verb: Verb, baseline: Baseline) -> Decision {
    let mut item = Item::bare(key(account, task), Some(task.into()), "900".into());
    "李四提交的采购申请".clone_into(&mut item.title);
    item.flow.code = Some("77".into());
    item.node = named("approvalNode2", "财务审核");
    item.flow.name = Some("采购申请".to_owned());
    Decision {
        comment: Some("请\n补充".to_owned()),
        people: vec![Person::named("1620", "李四"), Person::named("1621", "王五")],
        target: Some(Target {
            node: named("approvalNode1", "提交申请"),
            task_id: "31".into(),
            start: true,
            last: false,
        }),
        cc: vec![Person::named("1622", "赵六")],
        inputs: [("cg3".to_owned(), json!({ "amount": "12.00", "days": 3 }))].into(),
        ..Decision::new(item, verb, baseline)
    }
}

fn bare(task: &str) -> Decision {
    let item = Item::bare(key("work", task), None, "901".into());
    Decision::new(item, Verb::Approve, Baseline::Pending)
}

fn group(number: u64, decisions: Vec<Decision>) -> Group {
    Group {
        number,
        verb: decisions[0].verb,
        decisions,
        left_ms: Some(8_000),
    }
}

fn journal() -> (tempfile::TempDir, Journal) {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(&folder.path().join("journal.db")).unwrap();
    (folder, journal)
}

#[tokio::test]
async fn what_was_staged_comes_back_whole_and_in_its_groups() {
    let (folder, journal) = journal();
    let shown = Baseline::Shown(form("8,000.00"));
    let fresh = Baseline::Fresh(form("12.50"));
    let first = vec![
        decision("work", "2", Verb::Reject, shown),
        decision("work", "1", Verb::Reject, fresh),
    ];
    let second = vec![bare("3")];
    let groups = vec![group(4, first.clone()), group(9, second.clone())];
    journal.keep("process-one", "work", groups).await.unwrap();
    drop(journal);
    let next = Journal::open(&folder.path().join("journal.db")).unwrap();
    let owner = || "process-one".to_owned();
    let kept = next.kept("work").await.unwrap();
    assert_eq!(kept, [(owner(), first), (owner(), second)]);
}

#[tokio::test]
async fn keeping_again_replaces_ones_own_and_nobody_elses() {
    let (_folder, journal) = journal();
    let keep = |owner: &'static str, account: &'static str, groups| {
        let journal = &journal;
        async move { journal.keep(owner, account, groups).await.unwrap() }
    };
    keep("process-one", "work", vec![group(1, vec![bare("1")])]).await;
    keep("process-two", "work", vec![group(1, vec![bare("2")])]).await;
    let elsewhere = decision("office", "3", Verb::Approve, Baseline::Pending);
    keep(
        "process-one",
        "office",
        vec![group(1, vec![elsewhere.clone()])],
    )
    .await;
    keep("process-one", "work", Vec::new()).await;
    let kept = journal.kept("work").await.unwrap();
    assert_eq!(kept, [("process-two".to_owned(), vec![bare("2")])]);
    let kept = journal.kept("office").await.unwrap();
    assert_eq!(kept, [("process-one".to_owned(), vec![elsewhere])]);
}

#[tokio::test]
async fn a_plan_that_is_handed_over_comes_after_the_new_owners_own() {
    let (_folder, journal) = journal();
    for (owner, tasks) in [("process-dead", ["1", "2"]), ("process-new", ["3", "4"])] {
        let groups = tasks.map(|task| group(1, vec![bare(task)]));
        journal.keep(owner, "work", groups.into()).await.unwrap();
    }
    journal
        .hand_over("process-dead", "process-new", "work")
        .await
        .unwrap();
    let kept = journal.kept("work").await.unwrap();
    let owned = ["3", "4", "1", "2"].map(|task| ("process-new".to_owned(), vec![bare(task)]));
    assert_eq!(kept, owned);
}
