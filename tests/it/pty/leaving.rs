//! Coming and going: however the program ends, the terminal is as it was found.

use rustix::process::Signal;

use super::seat::Seat;

/// What gives the terminal back, in one piece.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[0m\x1b[?25h\x1b[<1u\x1b[?2004l\x1b[?1049l";

/// Waits for the end and looks at the terminal that is left.
#[track_caller]
fn leaves_nothing_behind(mut seat: Seat) {
    let status = seat.wait_for_the_end();
    assert_eq!(status.exit_code(), 0, "{status:?}\n{}", seat.text());
    assert!(!seat.screen().alternate_screen());
    assert!(!seat.screen().hide_cursor());
    assert!(!seat.screen().bracketed_paste());
    assert_eq!(seat.text(), "", "the main screen was not written to");
    assert!(seat.written.ends_with(LEAVE));
    assert_eq!(seat.left_behind(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn an_approval_by_keys_and_a_clean_end() {
    let mut seat = Seat::demo(120, 40);
    assert!(seat.screen().alternate_screen());
    assert!(seat.screen().bracketed_paste());
    seat.wait_for(" 1/35 ");
    seat.type_keys("j");
    seat.wait_for(" 2/35 ");
    seat.type_keys("a");
    seat.wait_for("⏳ 同意");
    seat.type_keys("$");
    seat.wait_for("待办 34  2 已办 18");
    seat.type_keys("q");
    leaves_nothing_behind(seat);
}

#[test]
fn the_line_discipline_is_as_it_was_before() {
    let mut seat = Seat::run(&["cat"], 80, 24);
    seat.type_keys("x");
    seat.wait_for("x");
    let before = seat.pty.get_termios().unwrap();

    let mut seat = Seat::demo(80, 24);
    assert_ne!(seat.pty.get_termios().unwrap(), before, "raw mode");
    seat.type_keys("q");
    seat.wait_until("the end of raw mode", |seat| seat.written.ends_with(LEAVE));
    seat.wait_for_the_end();
    assert_eq!(seat.pty.get_termios().unwrap(), before);
}

#[test]
fn the_polite_signals_give_the_terminal_back() {
    for signal in [Signal::TERM, Signal::HUP] {
        let mut seat = Seat::demo(100, 30);
        seat.press("a");
        seat.signal(signal);
        leaves_nothing_behind(seat);
    }
}

#[test]
fn stopping_gives_the_terminal_to_the_shell_and_going_on_takes_it_again() {
    let script = r#""$0" demo; echo stopped; read answer; fg >/dev/null; echo ended"#;
    let mut seat = Seat::run(&["sh", "-mc", script, env!("CARGO_BIN_EXE_zhupi")], 120, 40);
    seat.wait_for("待办 35");
    seat.press("ja");
    seat.wait_for("⏳ 同意");
    seat.type_keys("\x1a");
    seat.wait_for("stopped");
    assert!(!seat.screen().alternate_screen());
    assert!(!seat.screen().hide_cursor());
    assert!(!seat.screen().bracketed_paste());
    seat.type_keys("\n");
    seat.wait_for("⏳ 同意");
    assert!(seat.screen().alternate_screen());
    seat.type_keys("$");
    seat.wait_for("待办 34");
    seat.type_keys("q");
    seat.wait_for("ended");
    assert!(!seat.screen().alternate_screen());
    assert_eq!(seat.wait_for_the_end().exit_code(), 0);
}
