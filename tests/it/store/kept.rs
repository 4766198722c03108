//! The kept plan: everything a decision consists of comes back, by process and by group.

use serde_json::json;
use zhupi::domain::decision::{Baseline, Decision, Status, Target};
use zhupi::domain::form::{Form, Part, Shape};
use zhupi::domain::item::{Item, Kind};
use zhupi::domain::journal::Intent;
use zhupi::domain::people::Person;
use zhupi::domain::plan::Group;
use zhupi::domain::verb::Verb;
use zhupi::store::{Begun, Journal};

use super::{at, intent, key, named, receipt};

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
    item.kind = Kind::Handle;
    item.batch = Some(false);
    item.arrived_at = Some(at(-60));
    item.verbs = vec![Verb::Handle, Verb::Transfer];
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

fn tasks(kept: &[(String, Vec<Decision>)]) -> Vec<Vec<&str>> {
    let groups = kept.iter().map(|(_, group)| group.iter());
    groups
        .map(|group| group.map(|one| one.item.key.id.as_str()).collect())
        .collect()
}

#[tokio::test]
async fn what_is_about_to_be_sent_stays_kept_whatever_is_staged_then_until_it_has_ended() {
    let (_folder, journal) = journal();
    let one = || group(1, vec![bare("1"), bare("2")]);
    let other = || group(2, vec![bare("3")]);
    let staged = vec![one(), other()];
    journal.keep("process-one", "work", staged).await.unwrap();
    let sent = ["1", "2", "3"].map(|task| key("work", task));
    let hand_out = journal.hand_out("process-one", "work", sent.into());
    hand_out.await.unwrap();
    let later = vec![group(3, vec![bare("4")])];
    journal.keep("process-one", "work", later).await.unwrap();
    let kept = journal.kept("work").await.unwrap();
    assert_eq!(tasks(&kept), [vec!["3"], vec!["1", "2"], vec!["4"]]);

    let ended = vec![key("work", "1"), key("work", "3")];
    let release = journal.release("process-one", "work", ended);
    release.await.unwrap();
    // A second batch is not mixed with the first.
    let sent = vec![key("work", "4")];
    let hand_out = journal.hand_out("process-one", "work", sent);
    hand_out.await.unwrap();
    let kept = journal.kept("work").await.unwrap();
    assert_eq!(tasks(&kept), [["4"], ["2"]]);

    // Whoever comes after has all of it staged, in groups of its own.
    let own = vec![group(1, vec![bare("5")])];
    journal.keep("process-new", "work", own).await.unwrap();
    let hand_over = journal.hand_over("process-one", "process-new", "work");
    hand_over.await.unwrap();
    let kept = journal.kept("work").await.unwrap();
    assert_eq!(tasks(&kept), [["5"], ["4"], ["2"]]);
    let nothing = journal.keep("process-new", "work", Vec::new());
    nothing.await.unwrap();
    assert_eq!(journal.keepers("work").await.unwrap(), Vec::<String>::new());
}

/// An intent about the item of [`bare`].
fn about(task: &str) -> Intent {
    Intent {
        key: key("work", task),
        task_id: None,
        instance_id: "901".into(),
        ..intent(task)
    }
}

async fn begin(journal: &Journal, task: &str) -> i64 {
    match journal.begin(about(task)).await.unwrap() {
        Begun::Number(number) => number,
        Begun::Pending(entry) => panic!("{entry:?}"),
    }
}

#[tokio::test]
async fn what_has_an_intent_is_the_journals_unless_it_surely_did_not_run() {
    let (_folder, journal) = journal();
    let all = ["1", "2", "3"].map(bare);
    let staged = vec![group(1, all.into())];
    journal.keep("process-one", "work", staged).await.unwrap();
    for (task, status) in [("1", Status::Done), ("2", Status::Refused)] {
        let number = begin(&journal, task).await;
        journal
            .settle(number, receipt(status), at(1))
            .await
            .unwrap();
    }
    // Nobody knows the end of this one.
    begin(&journal, "3").await;
    assert_eq!(tasks(&journal.kept("work").await.unwrap()), [["2"]]);

    // Under another owner too.
    let hand_over = journal.hand_over("process-one", "process-new", "work");
    hand_over.await.unwrap();
    assert_eq!(tasks(&journal.kept("work").await.unwrap()), [["2"]]);
}

#[tokio::test]
async fn an_item_that_is_staged_again_after_it_was_decided_is_not_forgotten() {
    let (_folder, journal) = journal();
    let staged = || vec![group(1, vec![bare("1")])];
    journal.keep("process-one", "work", staged()).await.unwrap();
    let number = begin(&journal, "1").await;
    let done = receipt(Status::Done);
    journal.settle(number, done, at(1)).await.unwrap();
    let ended = vec![key("work", "1")];
    let release = journal.release("process-one", "work", ended);
    release.await.unwrap();
    journal.keep("process-one", "work", staged()).await.unwrap();
    assert_eq!(tasks(&journal.kept("work").await.unwrap()), [["1"]]);
}

#[tokio::test]
async fn of_a_batch_that_was_interrupted_what_had_ended_is_known_and_nothing_from_before() {
    let (_folder, journal) = journal();
    let before = begin(&journal, "0").await;
    let done = receipt(Status::Done);
    journal.settle(before, done, at(1)).await.unwrap();
    let all: Vec<Decision> = ["1", "2", "3", "4"].map(bare).into();
    let keys = |tasks: &[&str]| {
        tasks
            .iter()
            .map(|task| key("work", task))
            .collect::<Vec<_>>()
    };
    let owner = about("0").owner;
    let staged = vec![group(1, all)];
    journal.keep(&owner, "work", staged).await.unwrap();
    assert_eq!(journal.ended_of(&owner, "work").await.unwrap(), []);
    let sent = keys(&["1", "2", "3", "4"]);
    journal.hand_out(&owner, "work", sent).await.unwrap();
    for (task, status) in [
        ("1", Status::Done),
        ("2", Status::Refused),
        ("3", Status::Unknown),
    ] {
        let number = begin(&journal, task).await;
        let receipt = receipt(status);
        journal.settle(number, receipt, at(1)).await.unwrap();
    }
    let ended = keys(&["1", "2"]);
    journal.release(&owner, "work", ended).await.unwrap();
    let ended = journal.ended_of(&owner, "work").await.unwrap();
    let ids: Vec<_> = ended.iter().map(|one| one.intent.key.id.as_str()).collect();
    assert_eq!(ids, ["1", "2"]);
    assert_eq!(journal.ended_of("process-other", "work").await.unwrap(), []);

    let rest = keys(&["3", "4"]);
    journal.release(&owner, "work", rest).await.unwrap();
    let ended = journal.ended_of(&owner, "work").await.unwrap();
    assert_eq!(ended, [], "a batch that came to its end is no news");
}

#[tokio::test]
async fn what_is_kept_is_counted_by_account_and_process() {
    let (_folder, journal) = journal();
    let staged = |tasks: &[&str]| vec![group(1, tasks.iter().map(|task| bare(task)).collect())];
    let (one, two) = (staged(&["1", "2"]), staged(&["3"]));
    journal.keep("process-one", "work", one).await.unwrap();
    journal.keep("process-two", "work", two).await.unwrap();
    let other = decision("office", "4", Verb::Approve, Baseline::Pending);
    let other = vec![group(1, vec![other])];
    journal.keep("process-one", "office", other).await.unwrap();
    let counted = |account: &str, owner: &str, count| (account.into(), owner.into(), count);
    let expected: [(String, String, u32); 3] = [
        counted("office", "process-one", 1),
        counted("work", "process-one", 2),
        counted("work", "process-two", 1),
    ];
    assert_eq!(journal.kept_everywhere().await.unwrap(), expected);
}
