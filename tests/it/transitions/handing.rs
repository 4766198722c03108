//! Numbers and links to the clipboard, pages to the browser.

use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::Details;

use super::message;
use crate::support::desk::Desk;
use crate::support::papers;

/// A desk whose first item has a page at this address.
fn with_link(link: &str) -> Desk {
    let mut desk = Desk::new();
    desk.model.details = Details::default();
    for effect in desk.press("R") {
        if let Effect::Open { ticket, item } = effect {
            let mut instance = papers::instance(&item);
            instance.link = Some(link.to_owned());
            desk.tell(Event::Opened {
                ticket,
                key: item.key.clone(),
                instance: Box::new(Ok(instance)),
            });
        }
    }
    desk
}

const PAGE: &str = "https://flow.example/#/detail?flowTaskId=71";

#[test]
fn the_number_is_copied_and_told() {
    let mut desk = Desk::new();
    let number = desk.model.current().unwrap().instance_id.to_string();
    assert_eq!(desk.press("y"), [Effect::Copy(number)]);
    assert_eq!(message(&desk), Some("toast-copied"));
}

#[test]
fn the_link_is_copied_and_opened() {
    let mut desk = with_link(PAGE);
    assert_eq!(desk.press("Y"), [Effect::Copy(PAGE.to_owned())]);
    assert_eq!(desk.press("o"), [Effect::Browse(PAGE.to_owned())]);
}

#[test]
fn where_no_browser_can_be_seen_the_link_is_copied_instead() {
    let mut desk = with_link(PAGE);
    desk.model.settings.browser = false;
    assert_eq!(desk.press("o"), [Effect::Copy(PAGE.to_owned())]);
    assert_eq!(message(&desk), Some("toast-copied-instead"));
}

#[test]
fn what_has_no_page_or_one_that_is_no_web_address_says_so() {
    let desks = [
        Desk::new(),
        with_link("file:///etc/hosts"),
        with_link("javascript:1"),
    ];
    for mut desk in desks {
        for key in ["Y", "o"] {
            assert_eq!(desk.press(key), []);
            assert_eq!(message(&desk), Some("toast-no-link"));
        }
    }
}

#[test]
fn the_detail_goes_below_the_list_and_back() {
    let mut desk = Desk::sized(80, 24);
    desk.press("P");
    assert!(desk.model.below);
    desk.press("P");
    assert!(!desk.model.below);
    let mut desk = Desk::sized(80, 20);
    desk.press("P");
    assert_eq!(message(&desk), Some("toast-no-room"));
}
