//! Both answer styles of the sandbox mean the same: what the client makes of one, it makes of
//! the other, and every verb works on both.

use zhupi::config::{Env, File};
use zhupi::domain::decision::Decision;
use zhupi::domain::flow::{FlowKind, InstanceQuery};
use zhupi::domain::input::Inputs;
use zhupi::domain::item::{Folder, Item};
use zhupi::domain::message::{MessageFilter, MessageRequest};
use zhupi::domain::people::{Named, Person};
use zhupi::domain::verb::Verb;
use zhupi::provider::weda::{self, Weda};
use zhupi::provider::{Answer, Provider};
use zhupi::sandbox::{Options, Sandbox, Style, start};

use super::story::{decision, first_page};

/// Every style there is; the first is what the others are compared with.
pub(super) const STYLES: [Style; 2] = [Style::Clean, Style::AsDocumented];

/// A sandbox of one style, with a client for each of its people.
pub(super) struct World {
    pub(super) sandbox: Sandbox,
}

impl World {
    pub(super) async fn of(style: Style) -> Self {
        let options = Options {
            style,
            ..Options::default()
        };
        Self {
            sandbox: start(options).await.unwrap(),
        }
    }

    /// `work` is 王芳's; the others are called by their names in pinyin.
    pub(super) fn desk(&self, name: &str) -> Weda {
        let folder = std::path::Path::new(".");
        let config = File::parse(&self.sandbox.config_toml(), folder).unwrap();
        weda::connect(name, &config.accounts[name], &Env::default()).unwrap()
    }
}

pub(super) async fn all(weda: &Weda, folder: Folder) -> Vec<Item> {
    let mut request = first_page(folder);
    request.size = 200;
    let mut items = weda.list(&request).await.unwrap().items;
    items.sort_by(|a, b| a.key.id.cmp(&b.key.id));
    items
}

/// The item without what the rows of one style leave out: the applicant's id, and who has it.
fn common(item: Item) -> Item {
    Item {
        applicant: Named::new(None, item.applicant.name),
        approver: Named::default(),
        ..item
    }
}

/// Asks the same of every style and holds the answers to one another.
pub(super) async fn alike<T: PartialEq + std::fmt::Debug>(ask: impl AsyncFn(Weda) -> T) -> T {
    let mut told = None;
    for style in STYLES {
        let world = World::of(style).await;
        let answer = ask(world.desk("work")).await;
        let first = told.get_or_insert_with(|| None);
        match first {
            None => *first = Some(answer),
            Some(first) => assert_eq!(answer, *first, "{style:?}"),
        }
    }
    told.flatten().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_and_people_are_the_same_in_every_style() {
    let (counts, people) =
        alike(async |weda| (weda.counts().await.unwrap(), weda.people().await.unwrap())).await;
    assert_eq!(counts.todo, 35);
    assert!(people.len() > 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_folder_lists_the_same_items_in_every_style() {
    for folder in Folder::ALL {
        let items = alike(async |weda| {
            let items = all(&weda, folder).await.into_iter();
            items.map(common).collect::<Vec<_>>()
        })
        .await;
        assert!(!items.is_empty(), "{folder:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_folder_opens_the_same_instance_in_every_style() {
    for folder in Folder::ALL {
        let opened = alike(async |weda| {
            let item = all(&weda, folder).await.remove(0);
            let mut instance = weda.open(&item).await.unwrap();
            instance.raw.clear();
            instance.item = common(instance.item);
            instance
        })
        .await;
        assert!(opened.canvas.nodes.len() > 2, "{folder:?}");
        assert!(!opened.form.parts.is_empty(), "{folder:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_drawings_and_ways_back_are_the_same_in_every_style() {
    let (tasks, canvas, _) = alike(async |weda| {
        let item = all(&weda, Folder::Todo).await.remove(0);
        let id = &item.instance_id;
        let targets = weda.rollback_targets(&item).await.unwrap();
        (
            weda.tasks(id).await.unwrap(),
            weda.canvas(id).await.unwrap(),
            targets,
        )
    })
    .await;
    assert!(tasks.len() > 1 && canvas.edges.len() > 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn flows_and_instances_are_the_same_in_every_style() {
    let (flows, instances) = alike(async |weda| {
        let mut flows = weda.flows(FlowKind::Approval).await.unwrap();
        // A bool in the style that follows the table.
        for flow in &mut flows {
            flow.description = None;
        }
        let query = InstanceQuery::default();
        let mut instances = weda.instances(&query, 1, 200).await.unwrap();
        instances
            .items
            .sort_by(|a, b| a.instance_id.cmp(&b.instance_id));
        (flows, instances)
    })
    .await;
    assert_eq!(flows.len(), 6);
    assert!(instances.items.len() > 50);
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_and_which_are_read_are_the_same_in_every_style() {
    let (page, counts) = alike(async |weda| {
        let request = MessageRequest {
            filter: MessageFilter::default(),
            number: 1,
            size: 200,
        };
        let mut page = weda.messages(&request).await.unwrap();
        page.items.sort_by(|a, b| a.id.cmp(&b.id));
        (page, weda.counts().await.unwrap())
    })
    .await;
    assert!(page.items.len() > 10);
    if page.total <= 200 {
        let unread = page.items.iter().filter(|message| !message.read).count();
        assert_eq!(unread as u64, counts.unread);
    }
    assert!(page.items.iter().any(|message| message.task_id.is_some()));
}

#[track_caller]
pub(super) fn assert_done(answer: &Answer) {
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
}

/// The first to-do of which its page allows a verb.
pub(super) async fn todo_for(weda: &Weda, verb: Verb) -> Item {
    for item in all(weda, Folder::Todo).await {
        if weda.open(&item).await.unwrap().blocked(verb).is_none() {
            return item;
        }
    }
    panic!("no to-do allows {}", verb.name());
}

#[tokio::test(flavor = "multi_thread")]
async fn countersign_and_rollback_work_in_every_style() {
    for style in STYLES {
        let world = World::of(style).await;
        let weda = world.desk("work");
        let item = todo_for(&weda, Verb::Countersign).await;
        let seated = weda.tasks(&item.instance_id).await.unwrap();
        let has_seat = |person: &Person| {
            seated
                .iter()
                .any(|task| task.assignee.id.as_ref() == Some(&person.id))
        };
        let people = weda.people().await.unwrap().into_iter();
        let added = people.filter(|person| !has_seat(person)).take(1).collect();
        let countersign = Decision {
            people: added,
            ..decision(item.clone(), Verb::Countersign)
        };
        assert_done(&weda.act(&countersign).await);
        let after = weda.tasks(&item.instance_id).await.unwrap();
        assert_eq!(after.len(), seated.len() + 1, "{style:?}");
        let item = todo_for(&weda, Verb::Rollback).await;
        let targets = weda.rollback_targets(&item).await.unwrap();
        let rollback = Decision {
            target: targets.into_iter().find(|target| target.last),
            ..decision(item, Verb::Rollback)
        };
        assert_done(&weda.act(&rollback).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_reminded_three_times_and_stopped_in_every_style() {
    for style in STYLES {
        let world = World::of(style).await;
        let weda = world.desk("work");
        let created = all(&weda, Folder::Created).await.into_iter();
        let item = created.rev().find(|item| !item.completed).unwrap();
        let remind = decision(item.clone(), Verb::Remind);
        let mut answers = Vec::new();
        for _ in 0..4 {
            answers.push(matches!(weda.act(&remind).await, Answer::Done { .. }));
        }
        assert!(!answers[3], "{style:?}: {answers:?}");
        let stop = Decision {
            comment: Some("行程取消".to_owned()),
            ..decision(item.clone(), Verb::Stop)
        };
        assert_done(&weda.act(&stop).await);
        let standing = weda.standing(&item, Verb::Stop, false).await.unwrap();
        assert_eq!(standing.running, Some(false), "{style:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flow_is_started_and_messages_are_marked_in_every_style() {
    for style in STYLES {
        let world = World::of(style).await;
        let weda = world.desk("work");
        let flows = weda.flows(FlowKind::Approval).await.unwrap();
        let started = weda.start_flow(&flows[0], &Inputs::new()).await.unwrap();
        let item = weda.item_of_instance(&started.instance_id).await.unwrap();
        assert_eq!(item.instance_id, started.instance_id, "{style:?}");
        let request = MessageRequest {
            filter: MessageFilter {
                read: Some(false),
                ..MessageFilter::default()
            },
            number: 1,
            size: 1,
        };
        let before = weda.counts().await.unwrap().unread;
        let message = weda.messages(&request).await.unwrap().items.remove(0);
        weda.mark_messages(&[message.id], true).await.unwrap();
        assert_eq!(weda.counts().await.unwrap().unread, before - 1, "{style:?}");
    }
}
