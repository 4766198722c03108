//! The window changes its size: every picture is the one that a fresh start at that size paints.

use super::seat::Seat;

/// Paints everything anew and compares with what was there. The clock goes on meanwhile: one age
/// or another may have changed, and nothing else.
#[track_caller]
fn is_as_if_painted_anew(seat: &mut Seat) {
    let (before, text, frames) = (seat.look(), seat.text(), seat.frames());
    seat.type_keys("\x0c");
    seat.wait_until("a frame", |seat| seat.frames() > frames);
    seat.quiet();
    let after = seat.look();
    let changed = before.iter().zip(&after).filter(|(was, is)| was != is);
    let of_time = |text: &str| {
        text.chars()
            .all(|c| c.is_ascii_digit() || "mhd".contains(c))
    };
    let (ages, rest): (Vec<_>, Vec<_>) =
        changed.partition(|(was, is)| of_time(&was.0) && of_time(&is.0));
    let is = seat.text();
    assert!(rest.is_empty() && ages.len() < 8, "was:\n{text}\nis:\n{is}");
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
        seat.resize_and_wait(columns, rows);
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
    seat.resize_and_wait(110, 35);
    seat.wait_for("待办 35");
    is_as_if_painted_anew(&mut seat);
}

#[test]
fn a_box_with_a_text_in_it_survives_another_size() {
    let mut seat = Seat::demo(120, 40);
    seat.press("d");
    seat.type_keys("合同编号与附件不一致");
    seat.wait_for("合同编号与附件不一致");
    for (columns, rows) in [(60, 20), (30, 8), (150, 45)] {
        seat.resize_and_wait(columns, rows);
        is_as_if_painted_anew(&mut seat);
    }
    seat.wait_for("合同编号与附件不一致");
    assert!(!seat.screen().hide_cursor(), "the caret is back");
}
