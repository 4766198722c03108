//! Folders and verbs against the sandbox, in both of its styles: every verb does what it says, and
//! what the client makes of one style it makes of the other.

use serde_json::json;
use zhupi::config::{Env, File};
use zhupi::domain::decision::{Baseline, Decision};
use zhupi::domain::instance::{Action, Instance};
use zhupi::domain::item::{Folder, Item, PageRequest};
use zhupi::domain::people::{Person, Wanted};
use zhupi::domain::verb::Verb;
use zhupi::error::Kind;
use zhupi::provider::feishu::{Feishu, connect};
use zhupi::provider::{Answer, Provider};
use zhupi::sandbox::{Options, Sandbox, Style, start};

use super::{client, data};
use crate::contract::server::Server;
use crate::contract::story::first_page;
use crate::contract::styles::STYLES;

pub(super) async fn office(style: Style) -> (Sandbox, Feishu) {
    office_with(Options {
        style,
        today: jiff::civil::date(2026, 3, 20),
        ..Options::default()
    })
    .await
}

pub(super) async fn office_with(options: Options) -> (Sandbox, Feishu) {
    let sandbox = start(options).await.unwrap();
    let config = File::parse(&sandbox.config_toml(), std::path::Path::new(".")).unwrap();
    let account = &config.accounts["office"];
    let feishu = connect("office", account, &Env::default(), "zh").unwrap();
    (sandbox, feishu)
}

pub(super) async fn all(feishu: &Feishu, folder: Folder) -> Vec<Item> {
    feishu.list(&first_page(folder)).await.unwrap().items
}

/// The newest to-do of this kind.
pub(super) async fn todo(feishu: &Feishu, flow: &str) -> Item {
    let mut items = all(feishu, Folder::Todo).await.into_iter();
    items.find(|item| item.flow_name() == flow).unwrap()
}

async fn done(feishu: &Feishu, decision: &Decision) -> Instance {
    let answer = feishu.act(decision).await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    feishu.open(&decision.item).await.unwrap()
}

pub(super) fn decision(item: &Item, verb: Verb) -> Decision {
    Decision {
        comment: Some("已核".to_owned()),
        ..Decision::new(item.clone(), verb, Baseline::Off)
    }
}

fn last(instance: &Instance) -> (Action, Option<&str>) {
    let acts = instance
        .history
        .iter()
        .filter(|act| act.action != Action::Comment);
    let act = acts.max_by_key(|act| act.at).unwrap();
    (act.action.clone(), act.comment.as_deref())
}

#[tokio::test]
async fn both_styles_tell_the_same_folders_and_instances() {
    let ((_one, clean), (_other, documented)) =
        tokio::join!(office(Style::Clean), office(Style::AsDocumented));
    for folder in Folder::ALL {
        let items = all(&clean, folder).await;
        assert_eq!(items, all(&documented, folder).await, "{folder:?}");
        for item in items {
            let (one, other) = tokio::join!(clean.open(&item), documented.open(&item));
            let (one, other) = (one.unwrap(), other.unwrap());
            assert_eq!(
                Instance {
                    raw: Vec::new(),
                    ..one
                },
                Instance {
                    raw: Vec::new(),
                    ..other
                }
            );
        }
    }
    assert_eq!(
        clean.counts().await.unwrap(),
        documented.counts().await.unwrap()
    );
}

#[tokio::test]
async fn counts_are_as_many_as_the_folders_hold() {
    let (_sandbox, feishu) = office(Style::Clean).await;
    let counts = feishu.counts().await.unwrap();
    for folder in Folder::ALL {
        let items = all(&feishu, folder).await;
        assert_eq!(items.len() as u64, counts.of(folder), "{folder:?}");
        assert_eq!(items.is_empty(), folder == Folder::Draft, "{folder:?}");
    }
}

#[tokio::test]
async fn people_are_called_by_their_names_and_each_is_asked_for_once() {
    let (sandbox, feishu) = office(Style::Clean).await;
    let item = todo(&feishu, "费用报销").await;
    let arrivals = sandbox.arrivals();
    let instance = feishu.open(&item).await.unwrap();
    assert_eq!(instance.item.approver.name.as_deref(), Some("王芳"));
    let acts = instance.history.iter();
    let unnamed = acts.filter(|act| act.operator.name.is_none());
    assert_eq!(unnamed.count(), 0);
    let before = *arrivals.borrow();
    feishu.open(&item).await.unwrap();
    assert_eq!(*arrivals.borrow(), before + 1);
}

#[tokio::test]
async fn what_is_shown_is_what_the_guard_reads() {
    let (_sandbox, feishu) = office(Style::Clean).await;
    for item in all(&feishu, Folder::Todo).await {
        let shown = feishu.open(&item).await.unwrap();
        let standing = feishu.standing(&item, Verb::Approve, true).await.unwrap();
        assert_eq!(shown.form.changes(&standing.form.unwrap()), []);
        assert!(standing.task.unwrap().status.is_open());
        assert_eq!(shown.blocked(Verb::Approve), None, "{}", item.title);
    }
}

#[tokio::test]
async fn a_request_is_approved_rejected_and_handed_on() {
    for style in STYLES {
        let (sandbox, feishu) = office(style).await;
        let item = todo(&feishu, "请假").await;
        let after = done(&feishu, &decision(&item, Verb::Approve)).await;
        assert_eq!(last(&after).1, None, "an automatic node follows");
        assert!(after.item.completed);
        assert!(
            after
                .history
                .iter()
                .any(|act| act.comment.as_deref() == Some("已核"))
        );

        let item = todo(&feishu, "资料外发").await;
        let after = done(&feishu, &decision(&item, Verb::Reject)).await;
        assert_eq!(last(&after), (Action::Reject, Some("已核")));

        let item = todo(&feishu, "出差").await;
        let found = feishu
            .some_people(&Wanted::Called("王五".to_owned()), 0, 1)
            .await
            .unwrap();
        let to = found.people.into_iter().next().unwrap();
        let handed = Decision {
            people: vec![to.clone()],
            ..decision(&item, Verb::Transfer)
        };
        let after = done(&feishu, &handed).await;
        assert_eq!(last(&after), (Action::Transfer, Some("已核")));
        assert_eq!(after.item.approver.id, Some(to.id));
        let verbs: Vec<_> = sandbox
            .acts()
            .into_iter()
            .map(|((_, verb), count)| (verb, count))
            .collect();
        assert_eq!(verbs.len(), 3);
        assert!(verbs.iter().all(|(_, count)| *count == 1));
    }
}

#[tokio::test]
async fn approvers_are_added_copies_sent_and_a_request_goes_back() {
    for style in STYLES {
        let (_sandbox, feishu) = office(style).await;
        let item = todo(&feishu, "费用报销").await;
        let names = all(&feishu, Folder::Todo).await;
        let someone = names
            .iter()
            .map(|item| item.applicant.clone())
            .find(|one| one.name.as_deref() == Some("何军"));
        let someone = someone.unwrap();
        let person = Person::named(someone.id.unwrap(), "何军");
        let added = Decision {
            people: vec![person.clone()],
            ..decision(&item, Verb::Countersign)
        };
        let after = done(&feishu, &added).await;
        assert_eq!(last(&after).0, Action::Countersign);
        assert_eq!(
            after
                .history
                .iter()
                .rev()
                .find(|act| act.action == Action::Countersign)
                .unwrap()
                .people[0]
                .label(),
            "何军"
        );

        let targets = feishu.rollback_targets(&item).await.unwrap();
        let back = Decision {
            target: targets.into_iter().find(|target| target.last),
            ..decision(&item, Verb::Rollback)
        };
        let after = done(&feishu, &back).await;
        assert_eq!(after.item.node.label(), "直属上级");

        let item = todo(&feishu, "请假").await;
        let copied = Decision {
            cc: vec![person],
            ..decision(&item, Verb::Approve)
        };
        let after = done(&feishu, &copied).await;
        assert!(
            after
                .history
                .iter()
                .any(|act| act.action == Action::Cc && act.people.len() == 1)
        );
    }
}

#[tokio::test]
async fn a_rollback_needs_no_code_of_the_definition_and_asks_for_none() {
    let (sandbox, feishu) = office(Style::Clean).await;
    let mut item = todo(&feishu, "请假").await;
    let targets = feishu.rollback_targets(&item).await.unwrap();
    item.flow.code = None;
    let back = Decision {
        target: targets.into_iter().next(),
        ..decision(&item, Verb::Rollback)
    };
    let arrivals = sandbox.arrivals();
    let before = *arrivals.borrow();
    let answer = feishu.act(&back).await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    assert_eq!(*arrivals.borrow(), before + 1);
}

#[tokio::test]
async fn an_own_request_is_taken_back() {
    for style in STYLES {
        let (_sandbox, feishu) = office(style).await;
        let [item] = all(&feishu, Folder::Created).await.try_into().unwrap();
        let standing = feishu.standing(&item, Verb::Revoke, false).await.unwrap();
        assert_eq!(standing.running, Some(true));
        let after = done(&feishu, &decision(&item, Verb::Revoke)).await;
        assert_eq!(last(&after).0, Action::Revoke);
        assert!(after.item.completed);
        let standing = feishu.standing(&item, Verb::Revoke, false).await.unwrap();
        assert_eq!(standing.running, Some(false));
    }
}

#[tokio::test]
async fn what_is_decided_cannot_be_decided_again() {
    let (_sandbox, feishu) = office(Style::Clean).await;
    let item = todo(&feishu, "资料外发").await;
    done(&feishu, &decision(&item, Verb::Approve)).await;
    let answer = feishu.act(&decision(&item, Verb::Approve)).await;
    let Answer::Refused(error) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(error.kind, Kind::Refused);
    let gone = Item::bare(item.key.clone(), item.task_id.clone(), "nowhere".into());
    let standing = feishu.standing(&gone, Verb::Approve, true).await.unwrap();
    assert_eq!(standing.task, None);
}

#[tokio::test]
async fn pages_are_read_by_their_number_over_the_services_tokens() {
    let (_sandbox, feishu) = office(Style::Clean).await;
    let whole = all(&feishu, Folder::Todo).await;
    let page = |number| PageRequest {
        number,
        size: 4,
        ..first_page(Folder::Todo)
    };
    let mut read = Vec::new();
    for number in 1..=3 {
        let page = feishu.list(&page(number)).await.unwrap();
        assert_eq!(page.total, whole.len() as u64);
        read.extend(page.items);
    }
    assert_eq!(read, whole);
    let (_sandbox, fresh) = office(Style::Clean).await;
    assert_eq!(fresh.list(&page(3)).await.unwrap().items, whole[8..]);
    assert_eq!(fresh.list(&page(9)).await.unwrap().items, []);
}

#[tokio::test]
async fn a_list_goes_on_where_its_total_ends_at_the_limit() {
    let row = |nth: u32| json!({ "task_id": nth.to_string(), "process_code": format!("I{nth}") });
    let server = Server::start().await;
    let feishu = client(&server);
    for number in [1, 2] {
        let first = number * 2;
        let mut page = json!({ "tasks": [row(first), row(first + 1)], "has_more": true, "page_token": "next" });
        if number == 1 {
            page["count"] = json!({ "total": 2, "has_more": true });
        }
        server.on("query", [data(&page)]);
        let request = PageRequest {
            number,
            size: 2,
            ..first_page(Folder::Todo)
        };
        let page = feishu.list(&request).await.unwrap();
        assert_eq!(page.total, u64::from(number) * 2 + 1);
    }
}

#[tokio::test]
async fn each_list_is_counted_once() {
    let server = Server::start().await;
    server.on(
        "query",
        [data(&json!({ "tasks": [], "count": { "total": 2 } }))],
    );
    let counts = client(&server).counts().await.unwrap();
    assert_eq!((counts.cc, counts.unread), (4, 2));
    assert_eq!(server.asked("query").len(), 5);
}
