//! What comes in without being meant: pastes, bursts, keys that are held down.

use std::time::Duration;

use super::seat::Seat;

/// What a keyboard's repetition is, or faster: the program must not take it for pressing.
const REPEAT: Duration = Duration::from_millis(10);

#[test]
fn a_paste_is_no_key() {
    let mut seat = Seat::demo(120, 40);
    seat.type_keys("\x1b[200~aGd同意$\nq\x1b[201~");
    seat.wait_for("粘贴的文字不是按键，已忽略");
    seat.wait_for(" 1/35 ");
    assert!(!seat.text().contains('⏳'));
}

#[test]
fn a_paste_that_the_terminal_did_not_mark_stages_nothing() {
    let mut seat = Seat::demo(120, 40);
    seat.type_keys("approve all $\n");
    seat.wait_for("像是粘贴进来的文字");
    seat.quiet();
    assert!(!seat.text().contains('⏳'));
    assert!(seat.text().contains("待办 35"));
}

#[test]
fn a_key_held_down_stages_one_decision() {
    let mut seat = Seat::demo(120, 40);
    for _ in 0..30 {
        seat.type_keys("a");
        seat.take(REPEAT);
    }
    seat.quiet();
    // One on the row, one on the line that counts down.
    assert_eq!(seat.text().matches('⏳').count(), 2, "{}", seat.text());
    assert!(!seat.text().contains("（共"));
    seat.type_keys("u");
    seat.wait_for("已撤回");
    seat.wait_until("an empty plan", |seat| !seat.text().contains('⏳'));
}

#[test]
fn chinese_is_typed_into_a_comment_as_it_is() {
    let mut seat = Seat::demo(120, 40);
    seat.press("A");
    seat.wait_for("Enter 暂存");
    seat.type_keys("金额￥1,820。");
    seat.wait_for("金额￥1,820。");
    seat.type_keys("另附：发票！");
    seat.wait_for("金额￥1,820。另附：发票！");
    assert!(!seat.screen().hide_cursor(), "the caret is the terminal's");
}

#[test]
fn a_flood_of_keys_is_taken_to_its_end() {
    let mut seat = Seat::demo(120, 40);
    seat.type_keys(&"jk".repeat(1_500));
    seat.type_keys("jjj");
    seat.wait_for(" 4/35 ");
}
