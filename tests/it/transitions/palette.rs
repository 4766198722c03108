//! The palette and the help find commands by typing and run them; nothing runs by mistake.

use zhupi::domain::item::Folder;
use zhupi::domain::verb::{Blocked, Verb};
use zhupi::tui::command::{Command, TABLE};
use zhupi::tui::event::Event;
use zhupi::tui::model::{Finder, Overlay, Words};

use super::message;
use crate::support::desk::{Desk, settings};
use crate::support::papers;

fn finder(desk: &Desk) -> &Finder {
    match desk.model.overlays.last() {
        Some(Overlay::Palette(finder) | Overlay::Help(finder)) => finder,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_palette_begins_with_every_command() {
    let mut desk = Desk::new();
    desk.press("<ctrl-p>");
    assert_eq!(finder(&desk).matches.len(), TABLE.len());
}

#[test]
fn a_command_is_found_by_name_by_words_and_by_pinyin() {
    for typed in ["folder cre", "我发起", "wofaqi", "wfq"] {
        let mut desk = Desk::new();
        desk.press(":");
        desk.press(typed);
        desk.press("<enter>");
        assert_eq!(desk.model.list.folder, Folder::Created, "{typed}");
    }
}

#[test]
fn a_whole_name_is_always_the_first() {
    for row in TABLE {
        let mut desk = Desk::new();
        desk.press(":");
        desk.press(row.name);
        assert_eq!(finder(&desk).matches.first(), Some(&row.command));
    }
}

#[test]
fn the_arrows_choose_and_enter_runs() {
    let mut desk = Desk::new();
    desk.press(":folder<down>");
    let chosen = finder(&desk).matches[1];
    let Command::Folder(folder) = chosen else {
        panic!("{chosen:?}");
    };
    desk.press("<enter>");
    assert_eq!(desk.model.list.folder, folder);
}

#[test]
fn tab_completes_the_name() {
    let mut desk = Desk::new();
    desk.press(":sendn<tab>");
    assert_eq!(finder(&desk).editor.text(), "send-now");
}

#[test]
fn words_behind_a_command_that_takes_none_are_refused() {
    let mut desk = Desk::new();
    desk.press(":quit now<enter>");
    assert_eq!(message(&desk), Some("toast-no-arguments"));
    assert!(!desk.model.quitting);
}

#[test]
fn a_command_that_does_not_exist_is_named() {
    let mut desk = Desk::new();
    desk.press(":qqq<enter>");
    assert_eq!(message(&desk), Some("toast-no-command"));
    assert!(desk.model.overlays.is_empty());
}

#[test]
fn a_pasted_line_is_text_in_the_palette() {
    let mut desk = Desk::new();
    desk.press(":");
    desk.burst("approve<enter>");
    desk.tell(Event::Paste("\napprove\n".to_owned()));
    assert!(desk.model.plan.is_empty());
    assert!(matches!(
        desk.model.overlays.as_slice(),
        [Overlay::Palette(_)]
    ));
}

#[test]
fn enter_held_in_the_palette_stages_once() {
    let mut desk = Desk::new();
    desk.press(":approve-with<enter>");
    let enter = crate::support::desk::keys_of("<enter>")[0];
    for _ in 0..5 {
        desk.pass(33);
        desk.tell(Event::Repeated(enter));
        desk.tell(Event::Keys(vec![enter]));
    }
    assert!(desk.model.plan.is_empty());
}

#[test]
fn backspace_on_nothing_and_escape_close_the_palette() {
    for key in ["<backspace>", "<esc>", "<ctrl-c>"] {
        let mut desk = Desk::new();
        desk.press(":");
        desk.press(key);
        assert!(desk.model.overlays.is_empty(), "{key}");
        assert!(!desk.model.quitting);
    }
}

#[test]
fn the_help_filters_by_words_and_keys_and_runs() {
    let mut desk = Desk::new();
    desk.press("?ctrl-l");
    assert_eq!(finder(&desk).matches, [Command::Redraw]);
    desk.press("<esc>?zhuanban<enter>");
    assert!(matches!(
        desk.model.overlays.as_slice(),
        [Overlay::People { .. }]
    ));
}

#[test]
fn the_help_key_closes_the_help_too() {
    for keys in ["??", "<f1><f1>", "?<esc>"] {
        let mut desk = Desk::new();
        desk.press(keys);
        assert!(desk.model.overlays.is_empty(), "{keys}");
    }
}

#[test]
fn what_cannot_act_says_why_on_press() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.settle(Vec::new());
    for (key, reason) in [
        ("y", "toast-no-item"),
        ("$", "toast-nothing-staged"),
        (".", "toast-nothing-to-repeat"),
        ("n", "toast-nothing-searched"),
        ("gn", "toast-no-choice"),
    ] {
        desk.press(key);
        assert_eq!(message(&desk), Some(reason), "{key}");
    }
    desk.press("a");
    let words = desk.model.toast.clone().unwrap().words;
    assert_eq!(words, Words::Blocked(Verb::Approve, Blocked::NoItem));
}

#[test]
fn what_says_why_on_press_says_it_beforehand() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.settle(Vec::new());
    for row in TABLE {
        if row.command.refusal(&desk.model).is_some() {
            desk.press(":");
            desk.press(row.name);
            desk.press("<enter>");
            assert!(desk.model.toast.is_some(), "{}", row.name);
            assert!(desk.model.overlays.is_empty(), "{}", row.name);
        }
    }
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.settle(papers::todos());
    assert_eq!(Command::Approve.refusal(&desk.model), None);
}
