//! What is asked for is what comes, in every style: instances by each of their marks, messages by
//! theirs, and people.

use zhupi::domain::flow::{FlowInstance, FlowKind, InstanceQuery, InstanceSort, State};
use zhupi::domain::item::Outcome;
use zhupi::domain::message::{Message, MessageFilter, MessageKind, MessageRequest};
use zhupi::provider::Provider;
use zhupi::provider::weda::Weda;

use super::styles::{STYLES, World, alike};

async fn instances(weda: &Weda, query: InstanceQuery) -> Vec<FlowInstance> {
    let page = weda.instances(&query, 1, 200).await.unwrap();
    assert!(page.total >= page.items.len() as u64);
    page.items
}

#[tokio::test(flavor = "multi_thread")]
async fn instances_are_found_by_flow_version_and_starter() {
    let found = alike(async |weda| {
        let flows = weda.flows(FlowKind::Approval).await.unwrap();
        let travel = flows.into_iter().find(|flow| flow.name == "差旅报销");
        let travel = travel.unwrap();
        let mut people = weda.people().await.unwrap().into_iter();
        let starter = people.find(|person| person.name == "王芳").unwrap();
        let of_flow = InstanceQuery {
            flow_key: Some(travel.key.clone()),
            ..InstanceQuery::default()
        };
        let of_version = InstanceQuery {
            version: Some("13.0".to_owned()),
            ..of_flow.clone()
        };
        let of_code = InstanceQuery {
            flow_code: Some(travel.code.clone()),
            ..InstanceQuery::default()
        };
        let of_starter = InstanceQuery {
            starter: Some(starter.id),
            ..of_flow.clone()
        };
        let code = Some(travel.code);
        (
            instances(&weda, of_flow).await,
            instances(&weda, of_version).await,
            (instances(&weda, of_code).await, code),
            instances(&weda, of_starter).await,
        )
    })
    .await;
    let (of_flow, of_version, (of_code, code), of_starter) = found;
    let every = |rows: &[FlowInstance], holds: &dyn Fn(&FlowInstance) -> bool| {
        !rows.is_empty() && rows.iter().all(holds)
    };
    assert!(every(&of_flow, &|row| row.flow.name.as_deref()
        == Some("差旅报销")));
    assert!(every(&of_version, &|row| row.flow.version.as_deref()
        == Some("13.0")));
    assert!(every(&of_code, &|row| row.flow.code == code));
    assert!(every(&of_starter, &|row| row.applicant.label() == "王芳"));
    assert!(of_version.len() + of_code.len() <= of_flow.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn instances_are_found_by_state_and_time() {
    for state in State::ALL {
        let rows = alike(async |weda| {
            let query = InstanceQuery {
                state: Some(state),
                ..InstanceQuery::default()
            };
            instances(&weda, query).await
        })
        .await;
        let outcome = match state {
            State::Running => None,
            State::Approved => Some(Outcome::Approved),
            State::Rejected => Some(Outcome::Rejected),
            State::Stopped => Some(Outcome::Stopped),
        };
        assert!(rows.iter().all(|row| row.outcome == outcome), "{state:?}");
        assert_eq!(rows.is_empty(), state == State::Stopped, "{state:?}");
    }
    let (all, since, until) = alike(async |weda| {
        let all = instances(&weda, InstanceQuery::default()).await;
        let middle = all[all.len() / 2].started_at;
        let since = InstanceQuery {
            since: middle,
            ..InstanceQuery::default()
        };
        let until = InstanceQuery {
            until: middle,
            ..InstanceQuery::default()
        };
        (
            all,
            instances(&weda, since).await,
            instances(&weda, until).await,
        )
    })
    .await;
    let middle = all[all.len() / 2].started_at;
    assert!(since.len() < all.len() && since.iter().all(|row| row.started_at >= middle));
    assert!(!until.is_empty());
    assert!(
        until
            .iter()
            .all(|row| row.ended_at.is_some_and(|end| Some(end) <= middle))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn instances_come_in_the_order_asked_for() {
    for sort in InstanceSort::ALL {
        for ascending in [true, false] {
            alike(async |weda| {
                let query = InstanceQuery {
                    sort,
                    ascending,
                    ..InstanceQuery::default()
                };
                let rows = instances(&weda, query).await;
                if sort == InstanceSort::Started {
                    let started = rows.iter().map(|row| row.started_at);
                    assert!(if ascending {
                        started.is_sorted()
                    } else {
                        started.rev().is_sorted()
                    });
                }
                rows
            })
            .await;
        }
    }
}

async fn messages(weda: &Weda, filter: MessageFilter) -> Vec<Message> {
    let request = MessageRequest {
        filter,
        number: 1,
        size: 200,
    };
    let mut items = weda.messages(&request).await.unwrap().items;
    items.sort_by(|a, b| a.id.cmp(&b.id));
    items
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_found_by_kind_state_and_title() {
    let (tasks, read, found) = alike(async |weda| {
        let of = |kind, read, search: Option<&str>| MessageFilter {
            kind,
            read,
            search: search.map(str::to_owned),
        };
        (
            messages(&weda, of(Some(MessageKind::Task), None, None)).await,
            messages(&weda, of(None, Some(true), None)).await,
            messages(
                &weda,
                of(Some(MessageKind::Notice), Some(false), Some("摘要")),
            )
            .await,
        )
    })
    .await;
    assert!(!tasks.is_empty() && tasks.iter().all(|one| one.kind == MessageKind::Task));
    assert!(!read.is_empty() && read.iter().all(|one| one.read));
    assert!(
        !found.is_empty()
            && found
                .iter()
                .all(|one| one.title.contains("摘要") && !one.read)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_marked_read_and_unread_again() {
    for style in STYLES {
        let world = World::of(style).await;
        let weda = world.desk("work");
        let unread = || MessageFilter {
            read: Some(false),
            ..MessageFilter::default()
        };
        let before = messages(&weda, unread()).await;
        let ids: Vec<_> = before.iter().take(3).map(|one| one.id.clone()).collect();
        weda.mark_messages(&ids, true).await.unwrap();
        let now = messages(&weda, unread()).await;
        assert_eq!(now.len(), before.len() - 3, "{style:?}");
        assert!(now.iter().all(|one| !ids.contains(&one.id)));
        weda.mark_messages(&ids, false).await.unwrap();
        let again = messages(&weda, unread()).await;
        let ids = |rows: &[Message]| rows.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&again), ids(&before), "{style:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_known_with_name_nickname_address_and_telephone() {
    let people = alike(async |weda| weda.people().await.unwrap()).await;
    let wang_fang = people.iter().find(|person| person.name == "王芳").unwrap();
    assert_eq!(wang_fang.nick_name.as_deref(), Some("wangfang"));
    assert_eq!(wang_fang.email.as_deref(), Some("wangfang@yunfan.example"));
    assert!(
        wang_fang
            .phone
            .as_deref()
            .is_some_and(|phone| phone.len() == 11)
    );
    assert_eq!(wang_fang.kind, 4);
}
