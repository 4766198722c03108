//! Picking the node to go back to on the drawing: the one in hand is the one that is staged.

use zhupi::domain::canvas::Canvas;
use zhupi::domain::decision::Target;
use zhupi::domain::people::Named;
use zhupi::locale::Language;
use zhupi::tui::event::Event;
use zhupi::tui::model::{Aim, Overlay};

use crate::support::desk::Desk;
use crate::support::papers;

/// A node of the drawing, which knows its nodes by name.
fn target(name: &str, last: bool) -> Target {
    Target {
        node: Named::new(Some(name.into()), Some(name.to_owned())),
        task_id: format!("task of {name}").into(),
        start: !last,
        last,
    }
}

/// Asks to go back, and the server answers with such nodes.
fn ask(desk: &mut Desk, targets: Vec<Target>) {
    desk.press("b");
    desk.tell(Event::Targets {
        key: papers::todos()[0].key.clone(),
        targets: Ok(targets),
    });
}

fn both() -> Vec<Target> {
    vec![target("直属主管审批", true), target("提交申请", false)]
}

fn aim(desk: &Desk) -> &Aim {
    match desk.model.overlays.last() {
        Some(Overlay::Targets { aim, .. }) => aim,
        other => panic!("{other:?}"),
    }
}

fn staged(desk: &Desk) -> &str {
    let decision = &desk.model.plan.groups()[0].decisions[0];
    decision.target.as_ref().unwrap().task_id.as_str()
}

#[test]
fn the_node_before_is_in_hand_first_and_is_what_is_staged() {
    let mut desk = Desk::new();
    ask(&mut desk, both());
    let frame = desk.frame(Language::Chinese);
    assert!(frame.contains("→ 直属主管审批"), "{frame}");
    assert!(frame.contains("(•)") && frame.contains("( )"), "{frame}");
    desk.press("<enter>");
    assert_eq!(staged(&desk), "task of 直属主管审批");
    let frame = desk.frame(Language::Chinese);
    assert!(
        frame.contains("回退 差旅报销 · 张三 → 直属主管审批"),
        "{frame}"
    );
}

#[test]
fn keys_go_up_and_down_the_drawing_from_one_offered_node_to_the_next() {
    for (keys, picked) in [
        ("k", "提交申请"),
        ("<up>", "提交申请"),
        ("h", "提交申请"),
        ("j", "提交申请"),
        ("kj", "直属主管审批"),
        ("lk", "直属主管审批"),
    ] {
        let mut desk = Desk::new();
        ask(&mut desk, both());
        desk.press(keys);
        desk.press("<enter>");
        assert_eq!(staged(&desk), format!("task of {picked}"), "{keys}");
    }
}

#[test]
fn the_node_in_hand_is_brought_to_the_middle() {
    let mut desk = Desk::new();
    desk.tell(Event::Resize(120, 20));
    ask(&mut desk, both());
    for _ in 0..2 {
        desk.press("k");
        let aim = aim(&desk);
        let chart = aim.chart.as_ref().unwrap();
        let (node, _) = aim.marks().into_iter().find(|(_, here)| *here).unwrap();
        let area = chart.drawing.area(node).unwrap();
        assert!(
            area.y >= chart.at.1 && area.y + area.height <= chart.at.1 + i32::from(chart.room.1)
        );
    }
}

#[test]
fn tab_changes_between_the_drawing_and_the_names() {
    let mut desk = Desk::new();
    ask(&mut desk, both());
    assert!(aim(&desk).drawn().is_some());
    desk.press("<tab>");
    assert!(aim(&desk).drawn().is_none());
    assert!(
        desk.frame(Language::Chinese)
            .contains("直属主管审批  （上一节点）")
    );
    desk.press("j<tab>");
    assert!(aim(&desk).drawn().is_some());
    desk.press("<enter>");
    assert_eq!(staged(&desk), "task of 提交申请");
}

#[test]
fn names_serve_where_there_is_no_room_no_drawing_or_a_node_is_not_on_it() {
    let mut desk = Desk::sized(90, 30);
    ask(&mut desk, both());
    assert!(aim(&desk).chart.is_none());

    let mut desk = Desk::new();
    desk.read_anew(|instance| instance.canvas = Canvas::default());
    ask(&mut desk, both());
    assert!(aim(&desk).chart.is_none());

    let mut desk = Desk::new();
    ask(
        &mut desk,
        vec![target("直属主管审批", true), target("早先的节点", false)],
    );
    assert!(aim(&desk).chart.is_none());
    desk.press("j<enter>");
    assert_eq!(staged(&desk), "task of 早先的节点");
}
