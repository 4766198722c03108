//! The bytes themselves: whole frames, and silence when nothing changes.

use std::time::Duration;

use super::seat::Seat;

/// Taking the terminal, the beginning and the end of a frame, giving the terminal back.
const ENTER: &str = "\x1b[?1049h\x1b[?2004h\x1b[>3u";
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";
const LEAVE: &str = "\x1b[?2026l\x1b[0m\x1b[?25h\x1b[<1u\x1b[?2004l\x1b[?1049l";

#[test]
fn nothing_is_written_outside_of_a_synchronized_frame() {
    let mut seat = Seat::demo(120, 40);
    seat.press("jjG]");
    seat.press("gga?");
    seat.resize(70, 20);
    seat.press("\u{3}qn$q");
    seat.wait_for_the_end();
    let written = String::from_utf8(seat.written.clone()).unwrap();
    let mut rest = written.strip_prefix(ENTER).unwrap();
    let mut frames = 0;
    while rest != LEAVE {
        let frame = rest.strip_prefix(BEGIN);
        let frame = frame.unwrap_or_else(|| panic!("between two frames: {rest:?}"));
        let (frame, after) = frame.split_once(END).unwrap();
        assert!(!frame.contains(BEGIN), "a frame in a frame: {frame:?}");
        assert!(!frame.is_empty(), "a frame that changes nothing");
        (rest, frames) = (after, frames + 1);
    }
    assert!(frames > 10, "{frames} frames");
}

#[cfg(target_os = "linux")]
#[test]
fn a_quiet_inbox_writes_nothing_and_takes_no_time() {
    let mut seat = Seat::demo(120, 40);
    let settled = (0..50).any(|_| !seat.take(Duration::from_secs(2)));
    assert!(settled, "{}", seat.text());
    let before = ticks(seat.pid());
    let wrote = seat.take(Duration::from_secs(10));
    assert!(!wrote, "{:?}", seat.text());
    let spent = ticks(seat.pid()) - before;
    assert!(spent <= 1, "{spent} hundredths of a second");
}

/// User and system time of a process, in clock ticks.
#[cfg(target_os = "linux")]
fn ticks(pid: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    // The name in parentheses may hold anything; what follows it begins with the third field.
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    let fields: Vec<&str> = fields.split(' ').collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}
