//! What pushes say of the papers, and what the server says when it is asked about them.

use zhupi::domain::instance::{Action, Task, TaskStatus};
use zhupi::domain::item::Item;
use zhupi::domain::people::Named;
use zhupi::domain::push::{self, Decided, Kind, Party, Push, Status};
use zhupi::domain::verb::Verb;
use zhupi::error::Error;
use zhupi::tui::event::Event;

use super::papers;

/// A step of an item's approval, as it reaches the screen.
pub fn pushed(item: &Item, status: Status, decision: Option<Decided>) -> Event {
    let push = Push {
        kind: Kind::Sync,
        received_at: papers::now(),
        instance_id: item.instance_id.clone(),
        flow_code: None,
        status,
        decision,
        todo: Vec::new(),
        started_by: None,
        started_at: None,
        ended_at: None,
        form: Vec::new(),
    };
    Event::Pushed {
        account: item.key.account.clone(),
        push: Box::new(push),
    }
}

/// Somebody is said to have agreed to an item.
pub fn approved_by(item: &Item, user: &str, comment: &str) -> Event {
    let decided = Decided {
        task_id: item.task_id.clone(),
        action: Some(push::Action::Verb(Verb::Approve)),
        approver: Party {
            id: Some(user.into()),
            source_id: None,
        },
        comment: Some(comment.to_owned()),
        arrived_at: None,
        ended_at: None,
        cc: Vec::new(),
        attachments: Vec::new(),
    };
    pushed(item, Status::Running, Some(decided))
}

/// 李四 is said to have done so.
pub fn approved(item: &Item, comment: &str) -> Event {
    approved_by(item, "303", comment)
}

/// An item is said to have been started.
pub fn started(item: &Item) -> Event {
    pushed(item, Status::Started, None)
}

/// What the server says of an item's approval.
pub fn answer(item: &Item, tasks: Result<Vec<Task>, Error>) -> Event {
    Event::Confirmed {
        account: item.key.account.clone(),
        instance: item.instance_id.clone(),
        tasks,
    }
}

fn task(item: &Item, assignee: (&str, &str), status: TaskStatus) -> Task {
    let (id, name) = assignee;
    Task {
        id: item.task_id.clone().unwrap(),
        instance_id: item.instance_id.clone(),
        node: item.node.clone(),
        assignee: Named::new(Some(id.into()), Some(name.to_owned())),
        started_at: item.arrived_at,
        ended_at: (status == TaskStatus::Done).then(papers::now),
        result: (status == TaskStatus::Done).then_some(Action::Approve),
        status,
        link: None,
    }
}

/// The item's task, when 李四 has agreed.
pub fn done(item: &Item) -> Task {
    task(item, ("303", "李四"), TaskStatus::Done)
}

/// The item's task, as it waits for 王芳.
pub fn open(item: &Item) -> Task {
    task(item, ("301", "王芳"), TaskStatus::Open)
}
