//! The window changes its size: every picture is the one that a fresh start at that size paints.

use super::seat::Seat;

/// Paints everything anew and compares with what was there.
#[track_caller]
fn is_as_if_painted_anew(seat: &mut Seat) {
    seat.quiet();
    let (before, text, frames) = (seat.look(), seat.text(), seat.frames());
    seat.type_keys("\x0c");
    seat.wait_until("a frame", |seat| seat.frames() > frames);
    seat.quiet();
    assert!(seat.look() == before, "was:\n{text}\nis:\n{}", seat.text());
}

#[test]
fn each_size_has_its_picture() {
    let mut seat = Seat::demo(120, 40);
    for (columns, rows, shown) in [
        (30, 8, "窗口太小，至少 40×12"),
        (40, 12, "待办 35"),
        (200, 50, "出差城市"),
        (99, 24, "待办 35"),
        (100, 24, "出差城市"),
    ] {
        seat.resize(columns, rows);
        seat.wait_for(shown);
        is_as_if_painted_anew(&mut seat);
    }
}

#[test]
fn resizing_in_the_middle_of_moving_and_drawing_garbles_nothing() {
    let mut seat = Seat::demo(120, 40);
    let sizes = [
        (30, 8),
        (200, 50),
        (40, 12),
        (101, 13),
        (10, 3),
        (120, 40),
        (63, 31),
    ];
    for round in 0..4 {
        for (columns, rows) in sizes {
            seat.resize(columns, rows);
            seat.type_keys(if round % 2 == 0 { "j" } else { "k" });
        }
    }
    seat.resize(110, 35);
    seat.wait_for("待办 35");
    is_as_if_painted_anew(&mut seat);
    seat.press("G]d");
    seat.wait_for("Enter 暂存");
    seat.resize(60, 20);
    seat.wait_for("Enter 暂存");
    is_as_if_painted_anew(&mut seat);
}
