//! Beside the folders: messages, instances, flows; what a row leads to, and what cannot be done
//! there.

use serde_json::json;
use zhupi::domain::flow::{InstanceWords, Started, State};
use zhupi::domain::item::Folder;
use zhupi::domain::message::{Message, MessageFilter, MessagePage, MessageRequest};
use zhupi::domain::verb::{Blocked, Verb};
use zhupi::error::{Error, Kind};
use zhupi::locale::Language;
use zhupi::tui::effect::{Effect, Sought};
use zhupi::tui::event::Event;
use zhupi::tui::model::{Focus, Link, Overlay, Place, Side, Tab, Words, later};

use super::{Desk, message, papers};
use crate::support::desk::{settings, side};

fn request(number: u32) -> MessageRequest {
    MessageRequest {
        filter: MessageFilter::default(),
        number,
        size: 100,
    }
}

fn at_messages() -> Desk {
    let mut desk = Desk::new();
    let effects = desk.press("6");
    desk.read_beside(effects);
    desk
}

fn at_flows(side: Side) -> Desk {
    let mut desk = Desk::of(side, settings(), (120, 40));
    desk.settle(papers::todos());
    let effects = desk.press(":start<enter>");
    desk.read_beside(effects);
    desk
}

fn rows(desk: &Desk) -> &[Message] {
    match &desk.model.place {
        Place::Messages(messages) => &messages.rows.items,
        _ => &[],
    }
}

fn ticket_of(effects: &[Effect]) -> u64 {
    match effects {
        [Effect::Messages { ticket, .. } | Effect::Seek { ticket, .. }] => *ticket,
        _ => panic!("{effects:?}"),
    }
}

#[test]
fn six_asks_for_the_first_page_of_messages_and_one_goes_back_to_the_folder() {
    let mut desk = Desk::new();
    let effects = desk.press("6");
    let ticket = ticket_of(&effects);
    let request = request(1);
    assert_eq!(effects, [Effect::Messages { ticket, request }]);
    desk.press("1");
    assert!(desk.model.place.is_folder());
    assert_eq!(desk.cursor_title(), papers::todos()[0].title);
}

#[test]
fn the_messages_stand_between_the_last_folder_and_the_first() {
    let mut desk = Desk::new();
    desk.press("<shift-tab>");
    assert!(matches!(desk.model.place, Place::Messages(_)));
    desk.press("<tab>");
    assert_eq!(desk.model.list.folder, Folder::Todo);
    assert!(desk.model.place.is_folder());
}

#[test]
fn further_pages_are_read_until_the_row_that_the_cursor_was_sent_to_has_come() {
    let mut desk = Desk::new();
    let mut effects = desk.press("6");
    let page = |number: u32| {
        let one = |nth: u32| Message {
            id: (number * 1000 + nth).to_string().into(),
            ..papers::messages()[0].clone()
        };
        (0..100).map(one).collect::<Vec<_>>()
    };
    let answer = |desk: &mut Desk, effects: &[Effect], number| {
        desk.tell(Event::Messages {
            ticket: ticket_of(effects),
            page: Ok(MessagePage {
                total: 250,
                items: page(number),
            }),
        })
    };
    assert_eq!(answer(&mut desk, &effects, 1), [], "the end is far");
    for number in [2, 3] {
        let asked = if number == 2 {
            desk.press("G")
        } else {
            effects
        };
        let ticket = ticket_of(&asked);
        let request = request(number);
        assert_eq!(asked, [Effect::Messages { ticket, request }]);
        effects = answer(&mut desk, &asked, number);
    }
    assert_eq!(effects, []);
    assert_eq!(desk.model.place.window().unwrap().row(), 249);
}

#[test]
fn m_marks_at_once_and_an_error_takes_it_back() {
    let mut desk = at_messages();
    let id = rows(&desk)[0].id.clone();
    let (ids, read) = (vec![id], true);
    let effects = desk.press("m");
    assert_eq!(
        effects,
        [Effect::Mark {
            ids: ids.clone(),
            read
        }]
    );
    assert!(rows(&desk)[0].read);
    assert_eq!(desk.model.sides.counts().unwrap().unread, 6);
    let done = Err(Error::new(Kind::Unreachable, "error-unreachable"));
    let effects = desk.tell(Event::Marked { ids, read, done });
    assert_eq!(effects, [Effect::Count]);
    assert!(!rows(&desk)[0].read);
    assert_eq!(desk.model.sides.counts().unwrap().unread, 7);
}

#[test]
fn all_messages_become_read_only_after_a_yes() {
    let mut desk = at_messages();
    assert_eq!(desk.press("M"), []);
    desk.pass(400);
    assert_eq!(desk.press("<enter>"), [], "Enter says no");
    desk.press("M");
    desk.pass(400);
    assert_eq!(desk.press("y"), [Effect::MarkAll]);
    assert_eq!(desk.tell(Event::MarkedAll(Ok(2))), [Effect::Count]);
    assert!(rows(&desk).iter().all(|message| message.read));
}

#[test]
fn enter_makes_a_message_read_and_looks_its_task_up_and_the_item_can_be_decided() {
    let mut desk = at_messages();
    let first = rows(&desk)[0].clone();
    let mut effects = desk.press("<enter>");
    let (ids, read) = (vec![first.id], true);
    assert_eq!(effects.remove(0), Effect::Mark { ids, read });
    let ticket = ticket_of(&effects);
    let what = Sought::Task(first.task_id.unwrap());
    assert_eq!(effects, [Effect::Seek { ticket, what }]);

    let item = Box::new(Ok(papers::todos()[0].clone()));
    let effects = desk.tell(Event::Found { ticket, item });
    desk.open(effects);
    assert_eq!(desk.cursor_title(), papers::todos()[0].title);
    assert_eq!(desk.model.focus, Focus::Detail);
    desk.press("a");
    assert_eq!(desk.model.plan.groups().len(), 1);
    desk.press("<esc>");
    assert_eq!(desk.model.current(), None);
    assert!(matches!(desk.model.place, Place::Messages(_)));
}

#[test]
fn a_list_that_an_account_has_not_is_no_broken_line() {
    let mut desk = Desk::new();
    let ticket = ticket_of(&desk.press("6"));
    let page = Err(Error::new(Kind::Unsupported, "error-unsupported"));
    desk.tell(Event::Messages { ticket, page });
    assert_eq!(desk.model.sides.home.link, Link::Live);
    let frame = desk.frame(Language::Chinese);
    assert!(frame.contains("该平台没有此功能"), "{frame}");
}

#[test]
fn an_item_from_a_message_begins_with_its_form_and_the_folder_keeps_the_page_it_was_read_on() {
    let mut desk = Desk::new();
    desk.press("]");
    assert_eq!(desk.model.tab, Tab::Canvas);
    let effects = desk.press("6");
    desk.read_beside(effects);
    for keys in ["<enter>", "j<enter>"] {
        let seek = |effect: &Effect| match effect {
            Effect::Seek { ticket, .. } => Some(*ticket),
            _ => None,
        };
        let ticket = desk.press(keys).iter().find_map(seek).unwrap();
        let item = Box::new(Ok(papers::todos()[0].clone()));
        let effects = desk.tell(Event::Found { ticket, item });
        desk.open(effects);
        assert_eq!(desk.model.tab, Tab::Form, "{keys}");
        desk.press("]]");
        assert_eq!(desk.model.tab, Tab::History);
        desk.press("<esc>");
    }
    desk.press("1");
    assert_eq!(desk.model.tab, Tab::Canvas);
    desk.press("jj");
    assert_eq!(desk.model.tab, Tab::Canvas);
}

#[test]
fn an_item_that_comes_after_the_cursor_has_gone_elsewhere_is_not_shown() {
    let mut desk = at_messages();
    desk.press("j");
    let effects = desk.press("<enter>");
    let ticket = ticket_of(&effects);
    desk.press("j");
    let item = Box::new(Ok(papers::todos()[0].clone()));
    desk.tell(Event::Found { ticket, item });
    assert_eq!(
        (desk.model.current(), desk.model.focus),
        (None, Focus::List)
    );
}

#[test]
fn a_message_without_a_task_is_only_read() {
    let mut desk = at_messages();
    desk.press("jj");
    let ids = vec![rows(&desk)[2].id.clone()];
    let effects = desk.press("<enter>");
    assert_eq!(effects, [Effect::Mark { ids, read: true }]);
    assert_eq!(desk.model.focus, Focus::Detail);
}

#[test]
fn no_verb_can_act_on_what_is_no_request_and_each_says_so() {
    let mut desk = at_messages();
    for (key, verb) in [
        ("a", Verb::Approve),
        ("d", Verb::Reject),
        ("t", Verb::Transfer),
    ] {
        assert_eq!(desk.press(key), []);
        let words = desk.model.toast.clone().unwrap().words;
        assert_eq!(words, Words::Blocked(verb, Blocked::NoItem));
    }
    assert!(desk.model.plan.is_empty() && desk.model.overlays.is_empty());
}

#[test]
fn what_arranges_a_folder_does_nothing_to_other_lists_and_says_so() {
    let mut desk = at_messages();
    for keys in ["f", ",t", ",r"] {
        assert_eq!(desk.press(keys), []);
        assert_eq!(message(&desk), Some("toast-folders-only"), "{keys}");
    }
    assert_eq!(desk.model.overlays, []);
}

#[test]
fn marking_messages_where_there_are_none_says_where_they_are() {
    let mut desk = Desk::new();
    assert_eq!(desk.press("mM"), []);
    assert_eq!(message(&desk), Some("toast-no-messages-here"));
}

#[test]
fn what_is_in_no_row_is_searched_for_by_the_server_and_esc_shows_all_again() {
    let mut desk = at_messages();
    assert_eq!(desk.press("/caigou<enter>"), []);
    assert_eq!(desk.model.place.window().unwrap().row(), 1);
    let effects = desk.press("/发票<enter>");
    let ticket = ticket_of(&effects);
    let mut wanted = request(1);
    wanted.filter.search = Some("发票".to_owned());
    let request = wanted;
    assert_eq!(effects, [Effect::Messages { ticket, request }]);
    let effects = desk.press("<esc>");
    let ticket = ticket_of(&effects);
    let request = self::request(1);
    assert_eq!(effects, [Effect::Messages { ticket, request }]);
}

#[test]
fn instances_take_the_options_of_the_command_of_that_name() {
    let mut desk = Desk::new();
    let effects = desk.press(":instances --status running --starter \"李 四\" --since -7d<enter>");
    let [Effect::Instances { words, number, .. }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    // Measured from the moment of the last key.
    let week_ago = later(desk.model.now, -7 * 24 * 3_600_000);
    let wanted = InstanceWords {
        state: Some(State::Running),
        starter: Some("李 四".to_owned()),
        since: Some(week_ago),
        ..InstanceWords::default()
    };
    assert_eq!((words, *number), (&wanted, 1));
    desk.press("<esc>");
    assert!(desk.model.place.is_folder());
    assert_eq!(desk.press(":instances --colour red<enter>"), []);
    assert_eq!(message(&desk), Some("toast-instances-options"));
}

#[test]
fn the_seats_of_the_instance_under_the_cursor_are_read_once() {
    let mut desk = Desk::new();
    let effects = desk.press(":instances<enter>");
    desk.read_beside(effects);
    let second = papers::instances()[1].instance_id.clone();
    assert_eq!(desk.press("j"), [Effect::Seats(second.clone())]);
    assert_eq!(desk.press("k"), []);
    let effects = desk.press("j<enter>");
    let ticket = ticket_of(&effects);
    let what = Sought::Instance(second);
    assert_eq!(effects, [Effect::Seek { ticket, what }]);
    let item = Box::new(Err(Error::new(Kind::Denied, "error-forbidden")));
    assert_eq!(desk.tell(Event::Found { ticket, item }), []);
    assert_eq!(desk.model.focus, Focus::List);
}

#[test]
fn a_flow_is_started_with_what_was_typed_after_a_yes() {
    let mut desk = at_flows(side());
    desk.press("<enter>");
    for _ in 0.."request.days=".len() {
        desk.press("<backspace>");
    }
    desk.press("request:=[<enter>");
    let Some(Overlay::Start { wrong, .. }) = desk.model.overlays.last() else {
        panic!("{:?}", desk.model.overlays);
    };
    assert_eq!(wrong, &[(1, "given-not-json")]);
    for _ in 0..":=[".len() {
        desk.press("<backspace>");
    }
    assert_eq!(desk.press(".days=3<enter>"), []);
    desk.pass(400);
    assert_eq!(desk.press("n"), []);
    assert!(matches!(
        desk.model.overlays.last(),
        Some(Overlay::Start { .. })
    ));
    desk.press("<enter>");
    desk.pass(400);
    let inputs = [("request".to_owned(), json!({ "days": "3" }))].into();
    let (key, name) = ("flow_travel".to_owned(), "差旅报销".to_owned());
    let wanted = Effect::Start {
        key,
        name: name.clone(),
        inputs,
    };
    assert_eq!(desk.press("y"), [wanted]);
    assert_eq!(desk.model.overlays, []);

    let started = Ok(Started {
        instance_id: "600000000000077".into(),
        task_id: None,
    });
    let effects = desk.tell(Event::Started { name, started });
    assert_eq!(effects, [Effect::Count, Effect::PlacesUsed]);
    desk.pass(400);
    desk.press("y");
    assert_eq!(desk.model.list.folder, Folder::Created);
}

#[test]
fn a_start_whose_answer_was_lost_says_that_it_may_have_run() {
    let mut desk = at_flows(side());
    let error = Error::new(Kind::Interrupted, "error-interrupted");
    let name = "差旅报销".to_owned();
    let started = Err(error.clone());
    desk.tell(Event::Started { name, started });
    let words = desk.model.toast.clone().unwrap().words;
    assert_eq!(words, Words::Error(error.hint("hint-may-have-started")));
}

#[test]
fn an_account_that_may_only_be_read_starts_nothing_and_marks_nothing() {
    let read_only = Side {
        read_only: true,
        ..side()
    };
    let mut desk = at_flows(read_only);
    assert_eq!(desk.press("<enter>"), []);
    assert_eq!(message(&desk), Some("blocked-read-only"));
    assert_eq!(desk.model.overlays, []);
    let effects = desk.press("6");
    desk.read_beside(effects);
    assert_eq!(desk.press("m"), []);
    let effects = desk.press("<enter>");
    assert!(matches!(effects.as_slice(), [Effect::Seek { .. }]));
}
