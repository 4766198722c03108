//! Whom, where to, and which: what the boxes ask, and what the answers stage.

use zhupi::domain::choice::Choice;
use zhupi::domain::decision::{Candidate, Note, Receipt, Status, Target};
use zhupi::domain::item::Folder;
use zhupi::domain::people::Named;
use zhupi::domain::verb::Verb;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;

use super::message;
use crate::support::desk::{Desk, settings};
use crate::support::papers;

fn target(id: &str, name: &str, last: bool) -> Target {
    Target {
        node: Named::new(Some(id.into()), Some(name.to_owned())),
        task_id: format!("8{id}").into(),
        start: !last,
        last,
    }
}

fn choice(number: u32) -> Choice {
    let item = papers::todo(number, "权限申请", "张三", 30);
    let candidate = |user: &str, name: &str| Candidate {
        wait_task_id: format!("{user}{number}").into(),
        user: Named::new(Some(user.into()), Some(name.to_owned())),
    };
    Choice {
        number: i64::from(number),
        at: papers::now(),
        server_at: None,
        key: item.key,
        instance_id: item.instance_id,
        title: item.title,
        flow: item.flow,
        node: item.node,
        verb: Verb::Approve,
        candidates: vec![candidate("303", "李四"), candidate("304", "欧阳静")],
        attempt: None,
    }
}

/// A desk at my own requests.
fn at_created() -> Desk {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.settle(papers::todos());
    desk.press("4");
    let mut item = papers::todo(21, "请假", "王芳", 4_400);
    item.key.folder = Folder::Created;
    item.key.id = item.instance_id.clone();
    let effects = desk.list(vec![item]);
    desk.open(effects);
    desk
}

#[test]
fn several_people_are_added_with_tab() {
    let mut desk = Desk::new();
    desk.press("+li<tab>");
    for _ in 0..2 {
        desk.press("<backspace>");
    }
    desk.press("zs<tab><enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    let names: Vec<_> = staged
        .people
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(
        (staged.verb, names),
        (Verb::Countersign, vec!["张三", "李四"])
    );
}

#[test]
fn going_back_asks_the_server_where_to_and_offers_the_node_before() {
    let mut desk = Desk::new();
    let item = papers::todos()[0].clone();
    assert_eq!(desk.press("b"), [Effect::Targets(Box::new(item.clone()))]);
    desk.press("<enter>");
    assert!(desk.model.plan.is_empty(), "nothing to choose from yet");
    let before = target("2", "部门经理审批", true);
    desk.tell(Event::Targets {
        key: item.key,
        targets: Ok(vec![target("1", "提交申请", false), before.clone()]),
    });
    desk.press("<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(
        (staged.verb, &staged.target),
        (Verb::Rollback, &Some(before))
    );
}

#[test]
fn where_nothing_lies_before_one_is_told() {
    let mut desk = Desk::new();
    desk.press("b");
    desk.tell(Event::Targets {
        key: papers::todos()[0].key.clone(),
        targets: Ok(Vec::new()),
    });
    assert!(desk.model.overlays.is_empty());
    assert_eq!(message(&desk), Some("toast-no-target"));
}

#[test]
fn stopping_needs_a_reason_and_the_number() {
    let mut desk = at_created();
    desk.press(":stop<enter>");
    desk.press("<enter>");
    assert_eq!(message(&desk), Some("toast-comment-required"));
    desk.press("重复了<enter>");
    desk.press("1234<enter>");
    assert_eq!(message(&desk), Some("toast-number-differs"));
    assert!(desk.model.plan.is_empty());
    desk.press("<backspace><backspace><backspace><backspace>0021<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(
        (staged.verb, staged.comment.as_deref()),
        (Verb::Stop, Some("重复了"))
    );
}

#[test]
fn a_reminder_is_staged_and_can_be_repeated_once_it_is_done() {
    let mut desk = at_created();
    desk.press("!$");
    let decision = desk.model.in_flight.values().next().unwrap().clone();
    desk.tell(Event::Settled {
        decision: Box::new(decision),
        receipt: Receipt::new(Status::Done, Verb::Remind, Note::default()),
    });
    desk.press("!");
    assert_eq!(desk.model.plan.groups().len(), 1);
}

#[test]
fn choices_wait_as_a_badge_and_one_answer_serves_those_alike() {
    let mut desk = Desk::new();
    desk.tell(Event::Choices(Ok(vec![choice(3), choice(4)])));
    assert!(desk.model.overlays.is_empty(), "nothing pops up by itself");
    desk.press("gn");
    let effects = desk.press("j<enter>");
    let expected = [3, 4].map(|number| Effect::Choose {
        choice: Box::new(choice(number)),
        tasks: vec![format!("304{number}").into()],
    });
    assert_eq!(effects, expected);
}

#[test]
fn leaving_a_choice_warns_that_the_flow_stands_still() {
    let mut desk = Desk::new();
    desk.tell(Event::Choices(Ok(vec![choice(3)])));
    desk.press("gn<esc>");
    assert_eq!(message(&desk), Some("toast-choice-waits"));
    assert_eq!(desk.model.choices.len(), 1);
}
