//! Finding people: when the server is asked, which answers count, and where the cursor stays.

use zhupi::domain::people::{PeoplePage, Person};
use zhupi::error::{Error, Kind};
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::{Event, Ticket};
use zhupi::tui::model::Others;

use crate::support::desk::{Desk, keys_of};

/// The picker of a transfer, where others may be than those who are known.
fn picking() -> Desk {
    let mut desk = Desk::new();
    desk.model.sides.home.others = Others::Perhaps;
    desk.press("t");
    desk
}

/// Types as fast as fingers can; nothing may be asked meanwhile.
fn types(desk: &mut Desk, text: &str) {
    for key in keys_of(text) {
        assert_eq!(desk.pass(50), []);
        assert_eq!(desk.tell(Event::Keys(vec![key])), []);
    }
}

/// Typing rests: what is asked then.
fn rests(desk: &mut Desk) -> (Ticket, String, usize) {
    match desk.pass(200).as_slice() {
        [Effect::FindPeople { ticket, text, skip }] => (*ticket, text.clone(), *skip),
        other => panic!("{other:?}"),
    }
}

fn page(names: &[&str], total: u64) -> PeoplePage {
    let people = names.iter().map(|name| Person {
        nick_name: Some(format!("zhao-{name}")),
        ..Person::named(*name, "赵敏")
    });
    PeoplePage {
        people: people.collect(),
        total: Some(total),
    }
}

fn matches(desk: &Desk) -> usize {
    desk.model
        .overlays
        .last()
        .unwrap()
        .picker()
        .unwrap()
        .matches
        .len()
}

#[test]
fn the_server_is_asked_once_when_typing_rests() {
    let mut desk = picking();
    types(&mut desk, "zhao");
    let moment = desk.model.wakes_at().unwrap();
    assert_eq!(
        moment.as_millisecond() - desk.model.now.as_millisecond(),
        200
    );
    let (_, text, skip) = rests(&mut desk);
    assert_eq!((text.as_str(), skip), ("zhao", 0));
    assert_eq!(desk.pass(1000), []);
}

#[test]
fn nothing_is_asked_where_everybody_is_known_or_nothing_is_typed() {
    let mut desk = picking();
    types(&mut desk, "z<backspace>");
    assert_eq!(desk.pass(1000), []);
    desk.model.sides.home.others = Others::None;
    types(&mut desk, "zhao");
    assert_eq!(desk.pass(1000), []);
}

#[test]
fn an_answer_to_what_was_typed_before_is_dropped() {
    let mut desk = picking();
    types(&mut desk, "zh");
    let (old, ..) = rests(&mut desk);
    types(&mut desk, "ao");
    let page_of_old = page(&["901"], 1);
    desk.tell(Event::FoundPeople {
        ticket: old,
        page: Ok(page_of_old),
    });
    assert_eq!(matches(&desk), 0);
    let (ticket, text, _) = rests(&mut desk);
    assert_eq!(text, "zhao");
    let found = page(&["901", "902"], 2);
    desk.tell(Event::FoundPeople {
        ticket,
        page: Ok(found),
    });
    assert_eq!(matches(&desk), 2);
}

#[test]
fn the_next_page_is_asked_for_near_the_end_and_the_cursor_stays() {
    let mut desk = picking();
    types(&mut desk, "zhao");
    let (ticket, ..) = rests(&mut desk);
    let five = page(&["901", "902", "903", "904", "905"], 7);
    assert_eq!(
        desk.tell(Event::FoundPeople {
            ticket,
            page: Ok(five)
        }),
        []
    );
    assert_eq!(desk.press("<down>"), []);
    let asked = desk.press("<down>");
    let [
        Effect::FindPeople {
            ticket, skip: 5, ..
        },
    ] = asked.as_slice()
    else {
        panic!("{asked:?}");
    };
    let picker = desk.model.overlays.last().unwrap().picker().unwrap();
    let here = picker
        .here(&desk.model.sides.home.people)
        .unwrap()
        .id
        .clone();
    let (ticket, rest) = (*ticket, page(&["900", "906"], 7));
    assert_eq!(
        desk.tell(Event::FoundPeople {
            ticket,
            page: Ok(rest)
        }),
        []
    );
    let picker = desk.model.overlays.last().unwrap().picker().unwrap();
    assert_eq!(picker.here(&desk.model.sides.home.people).unwrap().id, here);
    assert_eq!(matches(&desk), 7);
}

#[test]
fn namesakes_are_told_apart() {
    let mut desk = picking();
    types(&mut desk, "zhao");
    let (ticket, ..) = rests(&mut desk);
    let mut found = page(&["901", "902"], 2);
    for (person, phone) in found.people.iter_mut().zip(["13800001111", "13800002222"]) {
        person.phone = Some(phone.to_owned());
    }
    desk.tell(Event::FoundPeople {
        ticket,
        page: Ok(found),
    });
    let frame = desk.frame(Language::English);
    assert!(
        frame.contains("zhao-901 …1111") && frame.contains("zhao-902 …2222"),
        "{frame}"
    );
}

#[test]
fn a_search_that_fails_is_told_and_what_is_known_stays() {
    let mut desk = picking();
    types(&mut desk, "li");
    let (ticket, ..) = rests(&mut desk);
    let before = matches(&desk);
    let error = Error::new(Kind::Unreachable, "error-unreachable");
    desk.tell(Event::FoundPeople {
        ticket,
        page: Err(error),
    });
    assert!(desk.model.toast.is_some());
    assert_eq!(matches(&desk), before);
}
