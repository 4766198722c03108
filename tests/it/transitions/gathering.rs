//! A folder of which only a part is known: what has come is shown, and the rest is asked for.

use zhupi::domain::item::{Item, Page};
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;

use crate::support::desk::{Desk, settings};
use crate::support::papers;

/// A part of a folder arrives, so many approvals being still to be read.
fn part(desk: &mut Desk, items: Vec<Item>, unread: usize) -> Vec<Effect> {
    let ticket = desk.model.list.loading().next().unwrap().ticket;
    let page = Page {
        total: items.len() as u64,
        items,
        unread,
    };
    desk.tell(Event::Listed {
        ticket,
        page: Ok(page),
    })
}

fn asks_for_the_first_page(effects: &[Effect]) -> bool {
    let first =
        |effect: &Effect| matches!(effect, Effect::List { request, .. } if request.number == 1);
    effects.iter().any(first)
}

#[test]
fn what_has_come_is_shown_with_how_much_is_missing_and_the_rest_is_asked_for() {
    let mut desk = Desk::empty(settings(), (120, 40));
    let todos = papers::todos();
    let effects = part(&mut desk, todos[..2].to_vec(), 30);
    assert!(asks_for_the_first_page(&effects), "{effects:?}");
    assert_eq!(desk.model.list.len(), 2);
    let frame = desk.frame(Language::Chinese);
    assert!(frame.contains("还要读 30 项"), "{frame}");
    // What comes later may stand before what came first.
    let mut whole = todos.clone();
    whole.reverse();
    let effects = part(&mut desk, whole.clone(), 0);
    assert!(effects.contains(&Effect::Count), "{effects:?}");
    assert!(!asks_for_the_first_page(&effects), "{effects:?}");
    assert_eq!(desk.model.list.items, whole);
    assert!(!desk.frame(Language::Chinese).contains("还要读"));
}

#[test]
fn a_folder_of_which_nothing_is_known_yet_is_not_said_to_be_empty() {
    let mut desk = Desk::empty(settings(), (120, 40));
    part(&mut desk, Vec::new(), 12);
    assert!(!desk.frame(Language::English).contains("Nothing here"));
    part(&mut desk, Vec::new(), 0);
    assert!(desk.frame(Language::English).contains("Nothing here"));
}

#[test]
fn rows_that_are_there_stay_until_all_others_have_been_read() {
    let mut desk = Desk::new();
    let before = desk.model.list.items.clone();
    desk.press("r");
    let effects = part(&mut desk, papers::todos()[..1].to_vec(), 5);
    assert!(asks_for_the_first_page(&effects), "{effects:?}");
    assert_eq!(desk.model.list.items, before);
    part(&mut desk, papers::todos()[..1].to_vec(), 0);
    assert_eq!(desk.model.list.len(), 1);
}
