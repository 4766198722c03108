//! Frames reach the terminal whole, in one write, and as they were painted.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's own functions may fail as the test does"
)]

mod differential;
mod random;
mod recorder;

use std::io::ErrorKind;

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::{Block, Clear};

use recorder::{Emulator, Recorder};
use zhupi::tui::screen::Screen;

const SIZE: Size = Size::new(40, 12);
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";

fn screen() -> Screen<Recorder> {
    Screen::new(Recorder::default(), SIZE)
}

fn put(frame: &mut Frame<'_>, x: u16, y: u16, text: &str, style: impl Into<Style>) {
    frame.buffer_mut().set_string(x, y, text, style);
}

/// What the last frame wrote between the marks of the synchronized update.
fn content(screen: &mut Screen<Recorder>) -> String {
    let bytes = String::from_utf8(screen.writer_mut().take()).unwrap();
    bytes
        .strip_prefix(BEGIN)
        .and_then(|bytes| bytes.strip_suffix(END))
        .expect("a synchronized update")
        .to_owned()
}

#[test]
fn a_frame_is_one_write_inside_a_synchronized_update() {
    let mut screen = screen();
    for y in 0..SIZE.height {
        screen
            .draw(|frame| put(frame, 0, y, "采购申请 ¥1280.00", Color::Red))
            .unwrap();
        assert_eq!(screen.writer_mut().writes.len(), 1);
        assert!(content(&mut screen).contains("采购申请"));
    }
}

#[test]
fn an_identical_frame_writes_nothing() {
    let mut screen = screen();
    let paint = |text: &'static str| {
        move |frame: &mut Frame<'_>| {
            put(frame, 3, 2, text, Style::new().bg(Color::Blue));
            frame.set_cursor_position((5, 2));
        }
    };
    for text in ["报销单", "a报销", "ab", ""] {
        screen.draw(paint(text)).unwrap();
        assert_ne!(content(&mut screen), "");
        for _ in 0..3 {
            screen.draw(paint(text)).unwrap();
            assert!(screen.writer_mut().writes.is_empty(), "after {text:?}");
        }
    }
}

#[test]
fn the_cursor_is_hidden_while_painting_and_ends_where_the_frame_asks() {
    let mut screen = screen();
    let emulator = Emulator::new(SIZE);
    let cursor = |emulator: &Emulator| {
        emulator.screen(|screen| (!screen.hide_cursor()).then(|| screen.cursor_position()))
    };

    screen
        .draw(|frame| put(frame, 0, 0, "意见", Color::Reset))
        .unwrap();
    emulator.process(&screen.writer_mut().take());
    assert_eq!(cursor(&emulator), None);

    for (text, x) in [("同", 8), ("同意", 10), ("同意", 8)] {
        screen
            .draw(|frame| {
                put(frame, 6, 4, text, Color::Reset);
                frame.set_cursor_position((x, 4));
            })
            .unwrap();
        emulator.process(&screen.writer_mut().take());
        assert_eq!(cursor(&emulator), Some((4, x)));
    }

    screen
        .draw(|frame| put(frame, 0, 0, "完", Color::Reset))
        .unwrap();
    let content = content(&mut screen);
    assert!(content.starts_with("\x1b[?25l"), "{content:?}");
    assert!(!content.contains("\x1b[?25h"), "{content:?}");
}

#[test]
fn wide_glyphs_side_by_side_need_no_moves() {
    let mut screen = screen();
    screen.draw(|_| ()).unwrap();
    screen.writer_mut().take();
    screen
        .draw(|frame| put(frame, 2, 1, "王芳:请假3天", Color::Reset))
        .unwrap();
    assert_eq!(content(&mut screen), "\x1b[2;3H王芳:请假3天");
}

#[test]
fn the_cursor_is_placed_anew_after_glyphs_on_whose_width_terminals_disagree() {
    for glyph in [
        "①",
        "│",
        "👍",
        "❤\u{fe0f}",
        "👨\u{200d}👩\u{200d}👧",
        "e\u{301}",
    ] {
        let mut screen = screen();
        screen.draw(|_| ()).unwrap();
        screen.writer_mut().take();
        screen
            .draw(|frame| put(frame, 0, 0, &format!("{glyph}完"), Color::Reset))
            .unwrap();
        let content = content(&mut screen);
        let (before, after) = content.split_once(glyph).unwrap();
        assert!(before.starts_with("\x1b[1;1H"), "{content:?}");
        assert!(after == "\x1b[2G完" || after == "\x1b[3G完", "{content:?}");
    }
}

#[test]
fn only_the_differences_between_styles_are_written() {
    let mut screen = screen();
    screen.draw(|_| ()).unwrap();
    screen.writer_mut().take();
    let red = Style::new().fg(Color::Red);
    let strong = red.add_modifier(Modifier::BOLD | Modifier::DIM);
    screen
        .draw(|frame| {
            put(frame, 0, 0, "甲乙", red);
            put(frame, 4, 0, "丙", strong);
            put(frame, 6, 0, "丁", red.add_modifier(Modifier::DIM));
            put(
                frame,
                8,
                0,
                "戊",
                red.bg(Color::LightBlue).add_modifier(Modifier::CROSSED_OUT),
            );
            put(frame, 10, 0, "己", Style::new().bg(Color::Rgb(1, 2, 3)));
            put(frame, 12, 0, "庚", Style::new().bg(Color::Indexed(200)));
            put(
                frame,
                14,
                0,
                "辛",
                Style::new().underline_color(Color::Green).underlined(),
            );
        })
        .unwrap();
    assert_eq!(
        content(&mut screen),
        "\x1b[31m\x1b[1;1H甲乙\x1b[1;2m丙\x1b[22;2m丁\x1b[22;9;104m戊\x1b[29;39;48;2;1;2;3m己\
         \x1b[48;5;200m庚\x1b[4;49;58;5;2m辛\x1b[m"
    );
}

#[test]
fn a_popup_over_half_a_wide_glyph_keeps_its_border() {
    let mut screen = screen();
    let emulator = Emulator::new(SIZE);
    screen
        .draw(|frame| {
            for y in 0..4 {
                put(
                    frame,
                    0,
                    y,
                    "一二三四五六七八",
                    Style::new().bg(Color::Blue),
                );
            }
            let area = Rect::new(3, 0, 6, 4);
            frame.render_widget(Clear, area);
            frame.render_widget(Block::bordered(), area);
        })
        .unwrap();
    emulator.process(&screen.writer_mut().take());
    let rows: Vec<String> = emulator.screen(|screen| screen.rows(0, 16).collect());
    assert_eq!(rows[..2], ["一 ┌────┐ 六七八", "一 │    │ 六七八"]);
}

#[test]
fn a_redraw_repairs_what_others_wrote_on_the_screen() {
    let mut screen = screen();
    let emulator = Emulator::new(SIZE);
    let paint = |frame: &mut Frame<'_>| put(frame, 1, 1, "待办 3", Color::Yellow);
    screen.draw(paint).unwrap();
    emulator.process(&screen.writer_mut().take());
    let intact = emulator.look();

    emulator.process("\x1b[3;1H\x1b[41mBroadcast message\x1b[2;3Hx".as_bytes());
    assert_ne!(emulator.look(), intact);
    screen.redraw();
    screen.draw(paint).unwrap();
    assert_eq!(screen.writer_mut().writes.len(), 1);
    emulator.process(&screen.writer_mut().take());
    assert_eq!(emulator.look(), intact);
}

#[test]
fn after_a_new_size_the_frame_has_that_size_and_is_painted_whole() {
    let mut screen = screen();
    for size in [
        Size::new(20, 5),
        Size::new(60, 20),
        Size::new(60, 20),
        Size::new(1, 1),
    ] {
        screen.resize(size);
        assert_eq!(screen.size(), size);
        let emulator = Emulator::new(size);
        emulator.process(b"left over");
        screen
            .draw(|frame| {
                assert_eq!(frame.area().as_size(), size);
                put(frame, 0, 0, "w", Color::Reset);
            })
            .unwrap();
        emulator.process(&screen.writer_mut().take());
        assert_eq!(emulator.screen(vt100::Screen::contents), "w");
    }
}

#[test]
fn a_failed_write_is_told_and_the_next_frame_is_painted_whole() {
    let mut screen = screen();
    let paint = |frame: &mut Frame<'_>| put(frame, 0, 0, "李四", Color::Reset);
    screen.writer_mut().broken = true;
    assert_eq!(
        screen.draw(paint).map_err(|error| error.kind()),
        Err(ErrorKind::BrokenPipe)
    );
    screen.writer_mut().broken = false;
    screen.draw(paint).unwrap();
    assert!(content(&mut screen).contains("\x1b[2J\x1b[1;1H李四"));
}
