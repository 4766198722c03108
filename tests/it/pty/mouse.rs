//! The mouse of a real terminal: taken when asked for, and never kept.

use vt100::{MouseProtocolEncoding, MouseProtocolMode};

use super::seat::Seat;

/// Clicks and the wheel, in a form that knows wide screens; never motion.
const TAKEN: &str = "\x1b[?1000h\x1b[?1006h";
const GIVEN_BACK: &str = "\x1b[?1006l\x1b[?1000l";

/// How a frame that was cut short ends, with which giving the terminal back begins.
const LEAVE: &str = "\x1b[?2026l\x1b[0m\x1b[?25h";

fn taken(seat: &Seat) -> bool {
    let screen = seat.screen();
    let modes = (
        screen.mouse_protocol_mode(),
        screen.mouse_protocol_encoding(),
    );
    modes == (MouseProtocolMode::PressRelease, MouseProtocolEncoding::Sgr)
}

fn written(seat: &Seat) -> String {
    String::from_utf8(seat.written.clone()).unwrap()
}

fn with_mouse(rows: u16) -> Seat {
    let mut seat = Seat::demo(120, rows);
    assert!(!written(&seat).contains("\x1b[?100"));
    seat.type_keys("%");
    seat.wait_for("鼠标已开");
    assert!(taken(&seat));
    assert!(written(&seat).contains(TAKEN));
    seat
}

#[test]
fn a_click_points_two_open_and_the_key_gives_the_mouse_back() {
    let mut seat = with_mouse(40);
    let third_row = "\x1b[<0;10;6M\x1b[<0;10;6m";
    seat.type_keys(third_row);
    seat.wait_for(" 3/35 ");
    seat.type_keys("%");
    seat.wait_for("鼠标已关");
    assert_eq!(seat.screen().mouse_protocol_mode(), MouseProtocolMode::None);
    seat.type_keys("\x1b[<0;10;4M\x1b[<0;10;4mj");
    seat.wait_for(" 4/35 ");
    seat.type_keys("q");
    seat.wait_for_the_end();
    let after = written(&seat);
    assert_eq!(after.matches(GIVEN_BACK).count(), 1, "it was ours once");
}

#[test]
fn the_wheel_rolls_the_list() {
    let mut seat = with_mouse(16);
    seat.type_keys("\x1b[<65;10;6M");
    seat.wait_for(" 5/35 ");
}

#[test]
fn leaving_gives_the_mouse_back_before_the_terminal() {
    let mut seat = with_mouse(40);
    seat.type_keys("q");
    seat.wait_for_the_end();
    assert!(written(&seat).contains(&format!("{GIVEN_BACK}{LEAVE}")));
    assert_eq!(seat.screen().mouse_protocol_mode(), MouseProtocolMode::None);
}

#[test]
fn a_stopped_program_has_no_mouse_and_has_it_again_when_it_goes_on() {
    let script = r#""$0" demo; echo stopped; read answer; fg >/dev/null; echo ended"#;
    let mut seat = Seat::run(&["sh", "-mc", script, env!("CARGO_BIN_EXE_zhupi")], 120, 40);
    seat.wait_for("待办 35");
    seat.quiet();
    seat.type_keys("%");
    seat.wait_for("鼠标已开");
    seat.type_keys("\x1a");
    seat.wait_for("stopped");
    assert_eq!(seat.screen().mouse_protocol_mode(), MouseProtocolMode::None);
    seat.type_keys("\n");
    seat.wait_for("待办 35");
    seat.wait_until("the mouse again", taken);
    seat.quiet();
    seat.type_keys("q");
    seat.wait_for("ended");
    assert_eq!(seat.screen().mouse_protocol_mode(), MouseProtocolMode::None);
}

#[test]
fn reports_of_a_mouse_do_not_divide_a_paste_that_the_terminal_did_not_mark() {
    let mut seat = with_mouse(40);
    seat.type_keys("app\x1b[<0;10;6Mrov\x1b[<0;10;6Me $\n");
    seat.wait_for("像是粘贴进来的文字");
    seat.quiet();
    assert!(!seat.text().contains('⏳'));
    assert!(seat.text().contains("待办 35"));
}
