//! When a countdown runs, when it rests, and how often it wakes the screen.

use zhupi::domain::verb::Verb;
use zhupi::error::{Error, Kind};
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::{Link, later};

use super::decision;
use crate::support::desk::Desk;
use crate::support::papers;

#[test]
fn the_countdown_sends_when_it_ends_and_not_before() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a");
    for _ in 0..7 {
        assert_eq!(desk.pass(1_000), []);
    }
    let effects = desk.pass(1_000);
    let due = decision(&first, Verb::Approve, None);
    assert_eq!(effects, [Effect::Send(vec![due])]);
    assert!(desk.model.in_flight.contains_key(&first.key));
}

#[test]
fn a_countdown_wakes_the_screen_once_a_second_and_an_idle_one_never() {
    let mut desk = Desk::new();
    assert_eq!(desk.model.wakes_at(), None);
    desk.press("a");
    assert_eq!(desk.model.wakes_at(), Some(later(desk.model.now, 1_000)));
}

#[test]
fn a_countdown_rests_while_something_lies_over_it() {
    let mut desk = Desk::new();
    desk.press("a?");
    assert_eq!(desk.model.wakes_at(), None);
    for _ in 0..20 {
        assert_eq!(desk.pass(1_000), []);
    }
    desk.press("<esc>");
    assert_eq!(desk.model.plan.groups()[0].left_ms, Some(8_000 - 200));
}

#[test]
fn a_countdown_rests_while_the_machine_sleeps_or_the_line_is_down() {
    let mut desk = Desk::new();
    desk.press("a");
    assert_eq!(desk.pass(60_000), []);
    let down = Error::new(Kind::Unreachable, "error-unreachable");
    desk.tell(Event::Counted(Err(down.clone())));
    assert_eq!(desk.model.sides.home.link, Link::Offline(down));
    for _ in 0..20 {
        assert_eq!(desk.pass(1_000), []);
    }
    desk.tell(Event::Counted(Ok(papers::COUNTS)));
    desk.pass(1_000);
    assert_eq!(desk.model.plan.groups()[0].left_ms, Some(7_000));
}

#[test]
fn a_countdown_rests_while_the_window_is_too_small_to_show_it() {
    let mut desk = Desk::new();
    desk.press("a");
    desk.tell(Event::Resize(30, 8));
    for _ in 0..20 {
        assert_eq!(desk.pass(1_000), []);
    }
}

#[test]
fn a_countdown_does_not_run_while_the_program_is_stopped() {
    let mut desk = Desk::new();
    desk.press("a");
    for _ in 0..7 {
        desk.pass(1_000);
    }
    desk.tell(Event::Resumed);
    assert_eq!(desk.pass(1_500), []);
    assert_eq!(desk.model.plan.groups()[0].left_ms, Some(1_000));
}
