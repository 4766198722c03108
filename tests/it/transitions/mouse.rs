//! The mouse points, opens and scrolls; it never decides.

use zhupi::domain::item::Folder;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::{Event, Gesture};
use zhupi::tui::layout::Spot;
use zhupi::tui::model::{Focus, Overlay, Settings, Tab};
use zhupi::tui::update::start;

use super::{Desk, message, papers};
use crate::support::desk::settings;

const GESTURES: [Gesture; 3] = [Gesture::Click, Gesture::WheelUp, Gesture::WheelDown];

fn click(desk: &mut Desk, spot: Spot) -> Vec<Effect> {
    desk.tell(Event::Mouse(spot, Gesture::Click))
}

/// Forty rows, ten of them on the screen.
fn long() -> Desk {
    let mut desk = Desk::empty(settings(), (120, 16));
    let todo = |number| papers::todo(number, "差旅报销", "张三", 60);
    desk.settle((0..40).map(todo).collect());
    desk
}

#[test]
fn the_key_takes_the_mouse_and_gives_it_back() {
    let mut desk = Desk::new();
    assert_eq!(desk.press("%"), [Effect::Mouse(true)]);
    assert!(desk.model.mouse.on);
    assert_eq!(message(&desk), Some("toast-mouse-on"));
    assert_eq!(desk.press("%"), [Effect::Mouse(false)]);
    assert!(!desk.model.mouse.on);
    assert_eq!(message(&desk), Some("toast-mouse-off"));
}

#[test]
fn the_mouse_is_ours_from_the_start_where_that_is_set() {
    for mouse in [false, true] {
        let settings = Settings {
            mouse,
            ..settings()
        };
        let mut desk = Desk::empty(settings, (120, 40));
        assert_eq!(desk.model.mouse.on, mouse);
        let taken = start(&mut desk.model).contains(&Effect::Mouse(true));
        assert_eq!(taken, mouse);
    }
}

#[test]
fn a_click_on_a_row_takes_the_cursor_and_the_focus_there() {
    let mut desk = Desk::new();
    desk.press("l");
    assert_eq!(click(&mut desk, Spot::Row(2)), []);
    assert_eq!(desk.model.list.row(), 2);
    assert_eq!(desk.model.focus, Focus::List);
}

#[test]
fn a_double_click_opens_the_row_at_the_edge_of_the_window_too() {
    let mut desk = long();
    for _ in 0..2 {
        desk.tell(Event::Mouse(Spot::List, Gesture::WheelDown));
    }
    let top = desk.model.list.top;
    assert_eq!(top, 6);
    click(&mut desk, Spot::Row(top));
    assert_eq!((desk.model.list.top, desk.model.list.row()), (top, top));
    assert_eq!(desk.model.focus, Focus::List);
    desk.pass(400);
    click(&mut desk, Spot::Row(top));
    assert_eq!(desk.model.list.row(), top);
    assert_eq!(desk.model.focus, Focus::Detail);
}

#[test]
fn two_clicks_far_apart_in_time_or_place_are_no_double_click() {
    let mut desk = Desk::new();
    click(&mut desk, Spot::Row(1));
    desk.pass(401);
    click(&mut desk, Spot::Row(1));
    click(&mut desk, Spot::Row(2));
    assert_eq!(desk.model.focus, Focus::List);
    desk.tell(Event::Keys(crate::support::desk::keys_of("k")));
    click(&mut desk, Spot::Row(2));
    assert_eq!(desk.model.focus, Focus::List, "a key came between");
    click(&mut desk, Spot::Row(2));
    assert_eq!(desk.model.focus, Focus::Detail);
}

#[test]
fn a_click_on_a_folder_does_what_its_key_does() {
    let keys = ["1", "2", "3", "4", "5", "6"];
    let folders = Folder::ALL.map(Spot::Folder);
    for (spot, key) in folders.into_iter().chain([Spot::Messages]).zip(keys) {
        let (mut by_mouse, mut by_key) = (Desk::new(), Desk::new());
        assert_eq!(click(&mut by_mouse, spot), by_key.press(key), "{key}");
        assert_eq!(by_mouse.model.place, by_key.model.place);
        assert_eq!(by_mouse.model.list, by_key.model.list);
    }
}

#[test]
fn a_click_on_a_tab_opens_it_and_goes_to_the_detail() {
    let mut desk = Desk::new();
    desk.press("JJ");
    click(&mut desk, Spot::Tab(Tab::Raw));
    assert_eq!((desk.model.tab, desk.model.scroll), (Tab::Raw, 0));
    assert_eq!(desk.model.focus, Focus::Detail);
    click(&mut desk, Spot::List);
    assert_eq!(desk.model.focus, Focus::List);
    click(&mut desk, Spot::Detail);
    assert_eq!(desk.model.focus, Focus::Detail);
}

#[test]
fn the_wheel_moves_what_it_is_over_and_not_the_focus() {
    let mut desk = long();
    desk.tell(Event::Mouse(Spot::Detail, Gesture::WheelDown));
    assert_eq!((desk.model.scroll, desk.model.list.top), (3, 0));
    desk.tell(Event::Mouse(Spot::Tab(Tab::Form), Gesture::WheelUp));
    assert_eq!(desk.model.scroll, 0);
    desk.press("l");
    desk.tell(Event::Mouse(Spot::Row(1), Gesture::WheelDown));
    let list = &desk.model.list;
    assert_eq!((list.top, list.row()), (3, 4), "the cursor stays in sight");
    assert_eq!(desk.model.focus, Focus::Detail);
    desk.tell(Event::Mouse(Spot::List, Gesture::WheelUp));
    let list = &desk.model.list;
    assert_eq!((list.top, list.row()), (0, 4));
}

#[test]
fn the_messages_are_pointed_at_and_rolled_like_a_folder() {
    let mut desk = Desk::new();
    let effects = desk.press("6");
    desk.read_beside(effects);
    let window = desk.model.place.window_mut().unwrap();
    assert_eq!(window.len(), 3);
    desk.tell(Event::Mouse(Spot::List, Gesture::WheelDown));
    let window = desk.model.place.window().unwrap();
    assert_eq!((window.top, window.row()), (0, 0), "all of it is in sight");
    click(&mut desk, Spot::Row(1));
    assert_eq!(desk.model.place.window().unwrap().row(), 1);
}

#[test]
fn in_a_box_the_wheel_moves_the_choice_and_a_click_does_nothing() {
    let mut desk = Desk::new();
    desk.press(":");
    let row = |desk: &Desk| match desk.model.overlays.last() {
        Some(Overlay::Palette(finder)) => finder.row,
        other => panic!("{other:?}"),
    };
    desk.tell(Event::Mouse(Spot::Overlay, Gesture::WheelDown));
    desk.tell(Event::Mouse(Spot::Overlay, Gesture::WheelDown));
    desk.tell(Event::Mouse(Spot::Overlay, Gesture::WheelUp));
    assert_eq!(row(&desk), 1);
    for _ in 0..2 {
        assert_eq!(click(&mut desk, Spot::Overlay), []);
    }
    assert_eq!(row(&desk), 1);
}

#[test]
fn no_gesture_decides_or_answers_anything() {
    for keys in ["", "a", "ad", "at", "aq", "a:", "a?", "af", "ae", "aA"] {
        let mut desk = Desk::new();
        desk.press_and_read(keys);
        desk.pass(500);
        let over = !desk.model.overlays.is_empty();
        let spots = if over {
            vec![Spot::Overlay]
        } else {
            vec![
                Spot::Row(0),
                Spot::Row(1),
                Spot::Tab(Tab::Form),
                Spot::Detail,
                Spot::List,
            ]
        };
        let (plan, boxes) = (desk.model.plan.clone(), desk.model.overlays.len());
        for gesture in GESTURES.into_iter().chain(GESTURES) {
            for spot in &spots {
                for _ in 0..2 {
                    let effects = desk.tell(Event::Mouse(*spot, gesture));
                    assert_eq!(effects, [], "{keys} {spot:?} {gesture:?}");
                }
            }
        }
        assert_eq!(desk.model.plan, plan, "{keys}");
        assert_eq!(desk.model.overlays.len(), boxes, "{keys}");
        assert!(!desk.model.quitting);
    }
}

#[test]
fn a_click_ends_a_sequence_of_keys() {
    let mut desk = Desk::new();
    desk.press("g");
    click(&mut desk, Spot::Row(3));
    desk.press("g");
    assert_eq!(desk.model.list.row(), 3, "this g is the first of its own");
}
