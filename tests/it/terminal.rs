//! What is written to take a terminal and to give it back.

use std::io;

use zhupi::tui::terminal::{write_enter, write_leave, write_mouse};

fn bytes(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_terminal_is_taken_without_asking_it_anything() {
    assert_eq!(bytes(write_enter), "\x1b[?1049h\x1b[?2004h\x1b[>3u");
}

#[test]
fn the_terminal_is_given_back_in_reverse_order_whatever_a_frame_left_behind() {
    assert_eq!(
        bytes(write_leave),
        "\x1b[?2026l\x1b[0m\x1b[?25h\x1b[<1u\x1b[?2004l\x1b[?1049l"
    );
}

#[test]
fn of_the_mouse_only_clicks_and_the_wheel_are_asked_for() {
    let taken = bytes(|out| write_mouse(out, true));
    assert_eq!(taken, "\x1b[?1000h\x1b[?1006h");
    let given_back = bytes(|out| write_mouse(out, false));
    assert_eq!(given_back, "\x1b[?1006l\x1b[?1000l");
}
