//! The journal over the panes: asked for when it is opened, and only looked at.

use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::Overlay;
use zhupi::tui::model::journal::{LATEST, Records};

use super::message;
use crate::support::desk::Desk;
use crate::support::papers;

fn open(desk: &mut Desk) {
    let effects = desk.press("gl");
    assert!(
        matches!(effects.as_slice(), [Effect::Journal { latest: LATEST, .. }]),
        "{effects:?}"
    );
    desk.read_beside(effects);
}

fn records(desk: &Desk) -> &Records {
    match desk.model.overlays.last() {
        Some(Overlay::Journal(records)) => records,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_journal_is_read_when_it_is_opened_and_closed_by_one_key() {
    let mut desk = Desk::new();
    open(&mut desk);
    assert_eq!(records(&desk).rows().len(), 3);
    assert_eq!(desk.press("<esc>"), []);
    assert!(desk.model.overlays.is_empty());
}

#[test]
fn what_was_asked_before_does_not_answer_for_now() {
    let mut desk = Desk::new();
    let first = desk.press("gl");
    desk.press("<esc>");
    desk.press("gl");
    desk.read_beside(first);
    assert_eq!(records(&desk).entries, None);
}

#[test]
fn only_what_was_not_carried_out_may_be_shown() {
    let mut desk = Desk::new();
    open(&mut desk);
    desk.press("Gf");
    let rows = records(&desk).rows();
    assert_eq!(rows.len(), 2);
    assert_eq!(records(&desk).row, 0);
    desk.press("f");
    assert_eq!(records(&desk).rows().len(), 3);
}

#[test]
fn enter_goes_to_the_item_where_it_is_in_sight() {
    let mut desk = Desk::new();
    let last = papers::recorded().pop().unwrap().intent;
    desk.press("G");
    open(&mut desk);
    desk.press("G<enter>");
    assert!(desk.model.overlays.is_empty());
    assert_eq!(desk.cursor_title(), last.title);

    let rest = papers::todos().split_off(1);
    desk.press("<esc>r");
    desk.list(rest);
    open(&mut desk);
    desk.press("G<enter>");
    assert_eq!(message(&desk), Some("toast-not-in-sight"));
    assert_eq!(records(&desk).row, 2, "what is looked at stays");
}

#[test]
fn a_journal_that_cannot_be_read_says_so() {
    let mut desk = Desk::new();
    let effects = desk.press("gl");
    let Some(Effect::Journal { ticket, .. }) = effects.first() else {
        panic!("{effects:?}");
    };
    let error = zhupi::error::Error::new(zhupi::error::Kind::System, "error-store-work");
    desk.tell(Event::Journal {
        ticket: *ticket,
        entries: Err(error.with("reason", "disk I/O error")),
    });
    let frame = desk.frame(zhupi::locale::Language::English);
    assert!(frame.contains("disk I/O error"), "{frame}");
}
