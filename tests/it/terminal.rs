//! What is written to take a terminal and to give it back.

#![expect(
    clippy::unwrap_used,
    reason = "a test's own functions may fail as the test does"
)]

use std::io;

use zhupi::tui::terminal::{write_enter, write_leave};

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
