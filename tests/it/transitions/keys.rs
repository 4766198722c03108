//! Keys that were not meant: held, pasted, in a burst, full-width.

use zhupi::tui::event::Event;
use zhupi::tui::model::Overlay;

use super::message;
use crate::support::desk::{Desk, settings};
use crate::support::papers;

#[test]
fn a_key_held_down_for_a_second_stages_one_decision() {
    let mut desk = Desk::new();
    desk.press("a");
    // The keyboard waits half a second, then repeats thirty times a second.
    desk.pass(500);
    desk.burst("a");
    for _ in 0..15 {
        desk.pass(33);
        desk.burst("a");
    }
    assert_eq!(desk.model.plan.groups().len(), 1);
    assert_eq!(
        desk.model.plan.groups()[0].decisions[0].item.title,
        "张三提交的差旅报销"
    );
    assert_eq!(desk.cursor_title(), "李四提交的采购申请");
}

#[test]
fn two_presses_with_a_pause_stage_two_decisions() {
    let mut desk = Desk::new();
    desk.press_and_read("a");
    desk.pass(400);
    desk.press("a");
    assert_eq!(desk.model.plan.groups().len(), 2);
}

#[test]
fn a_burst_of_input_stages_nothing() {
    let mut desk = Desk::new();
    assert_eq!(desk.burst("approve all $ q"), []);
    assert!(desk.model.plan.is_empty());
    assert!(desk.model.overlays.is_empty());
    assert!(!desk.model.quitting);
    assert_eq!(message(&desk), Some("toast-burst"));
}

#[test]
fn two_hundred_motions_at_once_are_two_hundred_motions() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.settle(
        (1..=300)
            .map(|n| papers::todo(n, "请假", "张三", 10))
            .collect(),
    );
    desk.burst(&"j".repeat(200));
    assert_eq!(desk.model.list.row(), 200);
}

#[test]
fn of_a_paste_without_end_so_much_is_taken_as_there_is_room_for_and_that_is_told() {
    let mut desk = Desk::new();
    desk.press(":");
    desk.tell(Event::Paste("批".repeat(400_000)));
    assert_eq!(message(&desk), Some("toast-paste-cut"));
    let Some(Overlay::Palette(finder)) = desk.model.overlays.last() else {
        panic!("{:?}", desk.model.overlays);
    };
    assert_eq!(finder.editor.length(), 2_000);
    desk.press("<esc>A");
    desk.tell(Event::Paste("同意\n".repeat(100)));
    assert_eq!(message(&desk), None);
}

#[test]
fn pasted_text_is_never_keys() {
    let mut desk = Desk::new();
    let before = desk.model.clone();
    assert_eq!(desk.tell(Event::Paste("a$q\r".to_owned())), []);
    assert_eq!(message(&desk), Some("toast-paste-ignored"));
    desk.model.toast = None;
    assert_eq!(desk.model, before);
}

#[test]
fn full_width_keys_are_the_same_keys() {
    let mut desk = Desk::new();
    desk.press("a￥");
    assert_eq!(desk.model.in_flight.len(), 1);
    desk.press("？");
    assert!(matches!(
        desk.model.overlays.as_slice(),
        [Overlay::Help { .. }]
    ));
}

#[test]
fn a_key_that_the_terminal_calls_held_moves_and_never_decides() {
    let mut desk = Desk::new();
    let key = |c: &str| crate::support::desk::keys_of(c)[0];
    desk.press("a");
    for _ in 0..30 {
        desk.pass(500);
        desk.tell(Event::Repeated(key("a")));
    }
    assert!(desk.model.plan.groups().len() <= 1);
    let row = desk.model.list.row();
    desk.tell(Event::Repeated(key("j")));
    assert_eq!(desk.model.list.row(), row + 1);
}

#[test]
fn holding_the_key_that_opened_a_box_types_nothing_into_it() {
    let mut desk = Desk::new();
    desk.press("d");
    desk.pass(500);
    desk.burst("d");
    for _ in 0..10 {
        desk.pass(33);
        desk.burst("d");
    }
    desk.pass(400);
    desk.press("ok<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.comment.as_deref(), Some("ok"));
}

#[test]
fn the_letter_of_the_key_that_opened_a_box_can_be_typed_into_it() {
    let mut desk = Desk::new();
    desk.press("dduplicate<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.comment.as_deref(), Some("duplicate"));
}
