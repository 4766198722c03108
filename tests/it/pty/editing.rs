//! The user's own editor: it gets terminal and keys at once, and its text comes back.

use super::seat::Seat;

/// The demo, with an editor that asks for one line and puts it in the place of the text.
fn demo() -> Seat {
    let editor = r#"sh -c 'printf ask:; read line; printf "%s\n" "$line" > "$1"' sh"#;
    let program = env!("CARGO_BIN_EXE_zhupi");
    let line = format!("EDITOR={editor:?}; export EDITOR; exec {program} demo");
    let line = line.replace("$line", "\\$line").replace("$1", "\\$1");
    let mut seat = Seat::run(&["/bin/sh", "-c", &line], 120, 40);
    seat.wait_for("待办 35");
    seat.quiet();
    seat
}

#[test]
fn the_plan_is_edited_and_taken_back() {
    let mut seat = demo();
    seat.press("  agp");
    seat.wait_for("计划 2 项");
    for _ in 0..2 {
        // The keys that follow are the editor's.
        seat.type_keys("E");
        seat.wait_for("ask:");
        seat.type_keys("aGd$ # nothing of this\n");
        seat.wait_for("计划 2 项");
        seat.wait_for("plan:1");
        seat.press("E");
        seat.wait_for("ask:");
        seat.type_keys("# all of them stay unsent\n");
        seat.wait_until("no plan", |seat| !seat.text().contains("计划"));
        assert!(!seat.text().contains('⏳'));
        seat.press("Ugp");
        seat.wait_for("计划 2 项");
    }
}

#[test]
fn a_comment_is_edited_and_taken_back() {
    let mut seat = demo();
    seat.press("A");
    seat.wait_for("Enter 暂存");
    seat.type_keys("\x18\x05");
    seat.wait_for("ask:");
    seat.type_keys("发票已核，q 不是按键\n");
    seat.wait_for("Enter 暂存");
    seat.wait_for("发票已核，q 不是按键");
}
