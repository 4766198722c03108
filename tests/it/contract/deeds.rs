//! What the client says it did is what the server did, in every style: the answer, the lists of all
//! concerned, the history, and the server's own books.

use serde_json::json;
use zhupi::domain::decision::{Candidate, Decision};
use zhupi::domain::id::Id;
use zhupi::domain::instance::{Action, TaskStatus};
use zhupi::domain::item::{Folder, Item, Outcome};
use zhupi::domain::people::Person;
use zhupi::domain::verb::Verb;
use zhupi::provider::weda::Weda;
use zhupi::provider::{Answer, Provider};

use super::story::decision;
use super::styles::{STYLES, World, all, assert_done, todo_for};

/// How often the server did something to a task or an instance.
fn count(world: &World, id: &Id, act: &str) -> u32 {
    let acts = world.sandbox.acts();
    let key = (id.as_str().to_owned(), act.to_owned());
    acts.get(&key).copied().unwrap_or_default()
}

/// The first item of a folder at a node.
async fn at(weda: &Weda, folder: Folder, node: &str) -> Item {
    let mut items = all(weda, folder).await.into_iter();
    let found = items.find(|item| item.node.name.as_deref() == Some(node));
    found.unwrap()
}

/// Somebody's item of the same instance.
async fn same(weda: &Weda, folder: Folder, item: &Item) -> Option<Item> {
    let mut items = all(weda, folder).await.into_iter();
    items.find(|other| other.instance_id == item.instance_id)
}

async fn person(weda: &Weda, name: &str) -> Person {
    let mut people = weda.people().await.unwrap().into_iter();
    people.find(|person| person.name == name).unwrap()
}

fn task(item: &Item) -> &Id {
    item.task_id.as_ref().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_carries_its_comment_its_inputs_and_its_copies() {
    for style in STYLES {
        let world = World::of(style).await;
        let (weda, reader) = (world.desk("work"), world.desk("zhangsan"));
        let item = at(&weda, Folder::Todo, "财务经理审批").await;
        let before = reader.counts().await.unwrap().cc;
        let approval = Decision {
            comment: Some("已核，按标准报".to_owned()),
            inputs: [("verified".to_owned(), json!({ "amount": "4321.00" }))].into(),
            cc: vec![person(&weda, "张三").await],
            ..decision(item.clone(), Verb::Approve)
        };
        assert_done(&weda.act(&approval).await);
        assert_eq!(count(&world, task(&item), "approve"), 1, "{style:?}");
        assert_eq!(reader.counts().await.unwrap().cc, before + 1, "{style:?}");
        assert_eq!(same(&weda, Folder::Todo, &item).await, None);
        let done = same(&weda, Folder::Done, &item).await.unwrap();
        let instance = weda.open(&done).await.unwrap();
        let (_, amount) = instance.form.first("amount").unwrap();
        assert_eq!(amount, "4321.00", "{style:?}");
        let mut acts = instance.history.iter();
        let act = acts.find(|act| act.comment.as_deref() == Some("已核，按标准报"));
        assert_eq!(act.unwrap().action, Action::Approve);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejection_ends_the_request_for_its_applicant() {
    for style in STYLES {
        let world = World::of(style).await;
        let (weda, applicant) = (world.desk("work"), world.desk("lisi"));
        let mut items = all(&weda, Folder::Todo).await.into_iter();
        let item = items.find(|item| item.applicant.label() == "李四").unwrap();
        let rejection = Decision {
            comment: Some("发票抬头不对".to_owned()),
            ..decision(item.clone(), Verb::Reject)
        };
        assert_done(&weda.act(&rejection).await);
        let theirs = same(&applicant, Folder::Created, &item).await.unwrap();
        assert!(theirs.completed, "{style:?}");
        assert_eq!(theirs.outcome, Some(Outcome::Rejected), "{style:?}");
        assert_eq!(count(&world, task(&item), "reject"), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_hands_the_seat_to_its_person() {
    for style in STYLES {
        let world = World::of(style).await;
        let (weda, receiver) = (world.desk("work"), world.desk("zhaomin"));
        let item = todo_for(&weda, Verb::Transfer).await;
        let transfer = Decision {
            people: vec![person(&weda, "赵敏").await],
            ..decision(item.clone(), Verb::Transfer)
        };
        let before = receiver.counts().await.unwrap().todo;
        assert_done(&weda.act(&transfer).await);
        assert_eq!(
            receiver.counts().await.unwrap().todo,
            before + 1,
            "{style:?}"
        );
        assert_eq!(same(&weda, Folder::Todo, &item).await, None);
        assert_eq!(count(&world, task(&item), "transfer"), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn handling_moves_the_flow_on() {
    for style in STYLES {
        let world = World::of(style).await;
        let weda = world.desk("work");
        let item = at(&weda, Folder::Todo, "入账登记").await;
        assert_done(&weda.act(&decision(item.clone(), Verb::Handle)).await);
        let done = same(&weda, Folder::Done, &item).await.unwrap();
        assert_eq!(done.handled_as.as_deref(), Some("handle"), "{style:?}");
        assert_eq!(count(&world, task(&item), "approve"), 1);
    }
}

/// Approves where the approver has to choose who comes next.
async fn offered(weda: &Weda) -> (Item, Vec<Candidate>) {
    let item = at(weda, Folder::Todo, "数据负责人确认").await;
    let answer = weda.act(&decision(item.clone(), Verb::Approve)).await;
    let Answer::Done { next, .. } = answer else {
        panic!("{answer:?}");
    };
    assert!(next.len() > 1);
    (item, next)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_approver_who_is_chosen_is_asked_and_no_other() {
    for style in STYLES {
        let world = World::of(style).await;
        let weda = world.desk("work");
        let (item, next) = offered(&weda).await;
        let open = async || {
            let tasks = weda.tasks(&item.instance_id).await.unwrap().into_iter();
            tasks
                .filter(|task| task.status == TaskStatus::Open)
                .map(|task| task.assignee.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(open().await, [], "{style:?}");
        let chosen = &next[1];
        let task = std::slice::from_ref(&chosen.wait_task_id);
        assert_done(&weda.submit_next(task).await);
        let asked = std::slice::from_ref(&chosen.user.id);
        assert_eq!(open().await, asked, "{style:?}");
        assert_eq!(count(&world, &chosen.wait_task_id, "next"), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_saved_and_then_submitted() {
    for style in STYLES {
        let world = World::of(style).await;
        let weda = world.desk("work");
        let mut drafts = all(&weda, Folder::Draft).await.into_iter();
        let item = drafts.find(|item| item.description == "差旅报销").unwrap();
        let filled = Decision {
            inputs: [("application".to_owned(), json!({ "city": "福州" }))].into(),
            ..decision(item.clone(), Verb::Submit)
        };
        assert_done(&weda.save_draft(&filled).await);
        let form = weda.form(&item).await.unwrap();
        assert_eq!(form.first("city").unwrap().1, "福州", "{style:?}");
        assert_eq!(count(&world, task(&item), "save"), 1);
        assert_done(&weda.act(&decision(item.clone(), Verb::Submit)).await);
        assert_eq!(same(&weda, Folder::Draft, &item).await, None);
        let created = same(&weda, Folder::Created, &item).await.unwrap();
        assert!(!created.completed, "{style:?}");
        assert_eq!(count(&world, task(&item), "submit"), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_and_a_request_are_revoked_each_from_its_folder() {
    for style in STYLES {
        let world = World::of(style).await;
        let weda = world.desk("work");
        for folder in [Folder::Done, Folder::Created] {
            let mut items = all(&weda, folder).await.into_iter();
            let item = items.find(|item| item.can_revoke == Some(true)).unwrap();
            assert_done(&weda.act(&decision(item.clone(), Verb::Revoke)).await);
            let again = same(&weda, Folder::Todo, &item).await;
            assert!(again.is_some(), "{style:?} {folder:?}");
            assert_eq!(count(&world, task(&item), "revoke"), 1);
        }
    }
}
