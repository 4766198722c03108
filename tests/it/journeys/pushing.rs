//! Pushes in the inbox: the company's engine posts them, the real receiver stores and hands them
//! on, the screen shows them as unverified until the server has been asked.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use zhupi::domain::item::Item;
use zhupi::sandbox::Options;
use zhupi::tui::event::Event;
use zhupi::webhook::{Pile, Taker, hand_on, listen};

use super::app::App;
use super::office::Office;
use crate::support::ports;

/// Longer than a push takes that comes at all.
const PATIENCE: Duration = Duration::from_secs(20);

const PATH: &str = "/where-only-the-workflow-posts";

/// A receiver at work, as the program has it beside its screen.
struct Door {
    addr: SocketAddr,
    events: UnboundedReceiver<Event>,
    stop: oneshot::Sender<()>,
    handing: JoinHandle<zhupi::error::Result<()>>,
}

impl Door {
    fn open(office: &Office, addr: SocketAddr) -> Self {
        let listen = format!("\n[listen]\naddr = \"{addr}\"\npath = \"{PATH}\"\n");
        let config = office.config("work", "work", &listen);
        let (sender, events) = unbounded_channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let tell = move |push| {
            let account = "work".into();
            let push = Box::new(push);
            sender.send(Event::Pushed { account, push }).unwrap();
        };
        let stopped = async {
            let _ = stopped.await;
        };
        // After the screen has begun.
        let clock = || -> Timestamp { "2026-03-20T10:00:01+08:00".parse().unwrap() };
        let handing = tokio::spawn(hand_on(config, addr, clock, Box::new(tell), stopped));
        Self {
            addr,
            events,
            stop,
            handing,
        }
    }

    async fn next(&mut self) -> Event {
        let event = tokio::time::timeout(PATIENCE, self.events.recv()).await;
        event.unwrap().unwrap()
    }

    async fn post(&self, body: &Value) {
        post(self.addr, body).await;
    }

    async fn close(self) -> zhupi::error::Result<()> {
        drop(self.stop);
        self.handing.await.unwrap()
    }
}

/// Somebody who knows the path posts what they like, as soon as the door is open.
async fn post(addr: SocketAddr, body: &Value) {
    let url = format!("http://{addr}{PATH}");
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = loop {
        match client.post(&url).body(body.to_string()).send().await {
            Ok(answer) => break answer,
            Err(_) => tokio::task::yield_now().await,
        }
    };
    assert!(answer.status().is_success(), "{answer:?}");
}

async fn office(addr: SocketAddr) -> Office {
    Office::of(Options {
        push: Some(format!("http://{addr}{PATH}")),
        ..Options::default()
    })
    .await
}

fn claim(item: &Item) -> bool {
    item.node.label() == "财务审核" && item.applicant.label() == "张三"
}

fn step(instance: &str, task: &str, action: u8, words: &str) -> Value {
    json!({
        "FlowCode": "2055471203884171265",
        "InstanceId": instance,
        "FlowStatus": 1,
        "DoingTask": {
            "TaskId": task,
            "Approver": { "TenantUid": "2055000000000000002" },
            "Action": action,
            "Comment": words,
        },
        "TodoTasks": [],
    })
}

/// The next push is shown, and the server asked about it.
async fn take(app: &mut App, door: &mut Door) {
    app.happen(door.next().await).answers_come().await;
}

#[tokio::test]
async fn a_new_request_arrives_by_itself_and_moves_nothing() {
    let addr = ports::free();
    let office = office(addr).await;
    let mut app = office.sit_down().await;
    let mut door = Door::open(&office, addr);
    app.press("j").await;
    let (item, row) = (app.item(), app.row());

    assert!(office.sandbox.go_on());
    app.happen(door.next().await).see("◌ 1").see("◌ 未核实：");
    app.answers_come().await.see("✓ 已核实：").not_see("◌ 1");
    take(&mut app, &mut door).await;
    app.see("李四").see("1 待办 36").see("▲ 1 条新");
    assert_eq!((app.item(), app.row()), (item, row));
    assert_eq!(app.rung, 1);
    app.press("r").await.not_see("▲").see("3/36");
    door.close().await.unwrap();
}

#[tokio::test]
async fn a_row_that_a_colleague_has_handled_is_dimmed_and_says_why() {
    let addr = ports::free();
    let office = office(addr).await;
    let mut app = office.sit_down().await;
    let mut door = Door::open(&office, addr);
    app.go_to(claim).await;
    let item = app.item();
    office.agrees("zhaomin", &item).await;

    app.happen(door.next().await).see("◌ 未核实：赵敏 同意");
    assert!(app.row().contains('◌'), "{}", app.row());
    app.answers_come().await.see("✓ 已核实：赵敏 同意");
    assert!(app.row().contains('–'), "{}", app.row());
    app.see("不再等您处理：赵敏 同意").see("1 待办 34");
    assert_eq!(app.item(), item);
    assert_eq!(app.rung, 0);
    app.press("r").await;
    assert!(!app.model().list.contains(&item.key));
    door.close().await.unwrap();
}

#[tokio::test]
async fn a_forged_push_is_shown_as_unverified_and_withdrawn() {
    let addr = ports::free();
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    let mut door = Door::open(&office, addr);
    app.go_to(claim).await;
    let item = app.item();
    let (instance, task) = (item.instance_id.as_str(), item.task_id.as_ref().unwrap());

    door.post(&step(instance, task.as_str(), 2, "\u{1b}[2J早已同意"))
        .await;
    app.happen(door.next().await)
        .see("◌ 未核实：")
        .see("早已同意");
    app.answers_come().await.see("未能核实，不予采信");
    assert!(!app.row().contains('–'), "{}", app.row());
    app.see("1 待办 35").press("j").await.not_see("未能核实");

    door.post(&step(
        "2055471203884179999",
        "2055471203884179998",
        3,
        "不行",
    ))
    .await;
    app.happen(door.next().await).see("◌ 未核实：");
    app.answers_come().await.see("未能核实，不予采信");
    app.see("在线").see("1 待办 35");
    door.close().await.unwrap();
}

#[tokio::test]
async fn a_push_that_comes_twice_is_told_once() {
    let addr = ports::free();
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    let mut door = Door::open(&office, addr);
    let (once, other) = (step("601", "1", 2, "一"), step("602", "2", 2, "二"));
    for body in [&once, &once, &other] {
        door.post(body).await;
    }
    app.happen(door.next().await).happen(door.next().await);
    app.see("二").see("◌ 2");
    door.close().await.unwrap();
    app.answers_come().await.not_see("◌ 2");
}

#[tokio::test]
async fn nothing_pops_up_over_what_is_typed() {
    let addr = ports::free();
    let office = office(addr).await;
    let mut app = office.sit_down().await;
    let mut door = Door::open(&office, addr);
    app.press("A").await.press("材料").await;
    let boxes = app.model().overlays.clone();
    assert!(office.sandbox.go_on());
    for _ in 0..2 {
        take(&mut app, &mut door).await;
    }
    assert_eq!(app.model().overlays, boxes);
    app.press("齐").await.see("材料齐").see("▲ 1 条新");
    door.close().await.unwrap();
}

#[tokio::test]
async fn where_another_process_has_the_address_that_is_said_and_what_is_stored_is_told() {
    let addr = ports::free();
    let office = Office::open().await;
    let mut door = Door::open(&office, addr);
    door.post(&step("601", "1", 2, "一")).await;
    door.next().await;
    door.close().await.unwrap();
    let _busy = TcpListener::bind(addr).unwrap();
    let door = Door::open(&office, addr);
    let error = door.handing.await.unwrap().unwrap_err();
    assert_eq!(error.message, "error-listen");
}

/// As when it is killed in between: the door has answered, and nobody has been told.
#[tokio::test]
async fn what_was_stored_before_a_kill_is_told_at_the_next_start_and_once() {
    let addr = ports::free();
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(claim).await;
    let item = app.item();
    let (instance, task) = (item.instance_id.as_str(), item.task_id.as_ref().unwrap());
    {
        let config = office.config("work", "work", "");
        let pile = Pile::open(&config.folders.state, Taker::Inbox).unwrap();
        let clock = || -> Timestamp { "2026-03-20T10:00:01+08:00".parse().unwrap() };
        let door = listen(addr, PATH, pile.pushes.clone(), clock).await;
        let _receiver = door.unwrap();
        let body = step(instance, task.as_str(), 2, "早已同意");
        post(addr, &body).await;
        post(addr, &body).await;
    }
    let mut door = Door::open(&office, addr);
    app.happen(door.next().await)
        .see("◌ 未核实：")
        .see("早已同意");
    assert!(app.row().contains('◌'), "{}", app.row());
    app.answers_come().await.see("未能核实，不予采信");
    door.close().await.unwrap();

    let mut door = Door::open(&office, addr);
    door.post(&step(instance, task.as_str(), 2, "另一句")).await;
    app.happen(door.next().await).see("另一句");
    door.close().await.unwrap();
    app.answers_come().await;
}
