//! The user's keys: presets, changes, clashes, and what is never bound.

use zhupi::domain::item::Folder;
use zhupi::error::Error;
use zhupi::tui::command::{Command, Group, TABLE};
use zhupi::tui::keymap::{Changes, Keymap, Meaning};

use crate::support::desk::keys_of;

fn changes(lines: &[(&str, &str)]) -> Changes {
    let own = |(keys, name): &(&str, &str)| ((*keys).to_owned(), (*name).to_owned());
    lines.iter().map(own).collect()
}

fn keymap(lines: &[(&str, &str)]) -> Result<Keymap, Error> {
    Keymap::of("default", &changes(lines))
}

fn meaning(keymap: &Keymap, keys: &str) -> Meaning {
    keymap.meaning(&keys_of(keys))
}

#[track_caller]
fn refused(lines: &[(&str, &str)], message: &str, named: &[&str]) {
    let error = keymap(lines).unwrap_err();
    let args: Vec<&str> = error.args.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(error.message, message, "{args:?}");
    for name in named {
        assert!(args.contains(name), "{name} is not in {args:?}");
    }
}

#[test]
fn a_key_is_given_another_command_or_freed() {
    let own = keymap(&[("gs", "folder created"), ("a", "disabled"), ("R", "remind")]).unwrap();
    let created = Meaning::Command(Command::Folder(Folder::Created));
    assert_eq!(meaning(&own, "gs"), created);
    assert_eq!(meaning(&own, "a"), Meaning::Nothing);
    assert_eq!(meaning(&own, "R"), Meaning::Command(Command::Remind));
    assert_eq!(meaning(&own, "!"), Meaning::Command(Command::Remind));
}

#[test]
fn every_key_can_be_freed() {
    let standard = Keymap::standard().unwrap();
    let keys: Vec<String> = standard
        .after(&[])
        .into_iter()
        .map(|(keys, _)| keys)
        .collect();
    for keys in &keys {
        let written = match keys.as_str() {
            "↑" => "up",
            "↓" => "down",
            "←" => "left",
            "→" => "right",
            "PgUp" => "pageup",
            "PgDn" => "pagedown",
            other => other,
        };
        let freed = keymap(&[(written, "disabled")]).unwrap();
        let left = freed.after(&[]);
        assert!(left.iter().all(|(other, _)| other != keys), "{keys}");
    }
}

#[test]
fn a_clash_names_both_keys_and_both_commands() {
    let both = ["g", "search", "gl", "journal"];
    refused(&[("g", "search")], "error-keys-clash", &both);
    let both = ["ax", "search", "a", "approve"];
    refused(&[("ax", "search")], "error-keys-clash", &both);
    let twice = [("ctrl-g", "search"), ("ctrl-G", "help")];
    refused(&twice, "error-keys-clash", &["search", "help"]);
}

#[test]
fn a_freed_sequence_is_no_clash() {
    let freed: Vec<_> = Keymap::standard().unwrap().after(&keys_of("g"));
    let freed: Vec<String> = freed
        .into_iter()
        .map(|(rest, _)| format!("g{rest}"))
        .collect();
    let mut lines: Vec<_> = freed
        .iter()
        .map(|keys| (keys.as_str(), "disabled"))
        .collect();
    lines.push(("g", "top"));
    let own = keymap(&lines).unwrap();
    assert_eq!(meaning(&own, "g"), Meaning::Command(Command::Top));
}

#[test]
fn an_unknown_command_is_named_with_the_nearest() {
    refused(
        &[("s", "aprove")],
        "error-keys-command",
        &["s", "aprove", "approve"],
    );
    refused(&[("s", "xyzzy")], "error-keys-command", &["xyzzy"]);
    refused(&[("hyper-x", "help")], "error-keys-sequence", &["hyper-x"]);
}

#[test]
fn an_unknown_preset_is_named_with_the_known_ones() {
    let error = Keymap::of("emacs", &Changes::default()).unwrap_err();
    assert_eq!(error.message, "error-config-choice");
    assert_eq!(error.arg("key"), Some("preset"));
    assert_eq!(error.arg("allowed"), Some("default, gh-dash, mutt, arrows"));
}

#[test]
fn keys_that_belong_to_terminals_and_input_methods_are_refused() {
    for keys in [
        "ctrl-space",
        "shift-space",
        "ctrl-enter",
        "ctrl-k",
        "ctrl-s",
        "ctrl-q",
        "ctrl-a",
    ] {
        refused(&[(keys, "help")], "error-keys-reserved", &["help"]);
    }
}

#[test]
fn what_decides_is_never_on_a_key_pressed_without_looking() {
    for keys in ["ctrl-d", "alt-x", "ctrl-r"] {
        refused(&[(keys, "approve")], "error-keys-control", &["approve"]);
    }
    for keys in ["j", "J", "G", "l", "down", "enter", "space", "tab", "N"] {
        refused(&[(keys, "send-now")], "error-keys-motion", &["send-now"]);
    }
    assert!(keymap(&[("f8", "send-now"), ("s", "approve")]).is_ok());
}

#[test]
fn every_preset_can_be_used_and_keeps_a_key_for_deciding_and_moving() {
    let standard = Keymap::standard().unwrap();
    for preset in Keymap::presets() {
        let keymap = Keymap::of(preset, &Changes::default()).unwrap();
        let needed = [Group::Move, Group::Decide, Group::Commit];
        for row in TABLE.iter().filter(|row| needed.contains(&row.group)) {
            let bound = |keymap: &Keymap| !keymap.keys_of(row.command).is_empty();
            assert!(
                bound(&keymap) || !bound(&standard),
                "{preset}: {}",
                row.name
            );
        }
    }
}

#[test]
fn in_no_preset_do_the_keys_kept_free_mean_anything() {
    for preset in Keymap::presets() {
        let keymap = Keymap::of(preset, &Changes::default()).unwrap();
        for key in "siBDEHILQWXZ".chars() {
            assert_eq!(
                meaning(&keymap, &key.to_string()),
                Meaning::Nothing,
                "{preset}: {key}"
            );
        }
    }
}

#[test]
fn each_preset_does_what_its_name_promises() {
    let preset = |name: &str| Keymap::of(name, &Changes::default()).unwrap();
    let dash = preset("gh-dash");
    assert_eq!(meaning(&dash, "v"), Meaning::Command(Command::Approve));
    assert_eq!(meaning(&dash, "a"), Meaning::Command(Command::Transfer));
    let mutt = preset("mutt");
    assert_eq!(meaning(&mutt, "="), Meaning::Command(Command::Top));
    assert_eq!(meaning(&mutt, "l"), Meaning::Command(Command::Limit));
    let arrows = preset("arrows");
    for letter in ["j", "k", "h", "l", "G", "J", "K"] {
        assert_eq!(meaning(&arrows, letter), Meaning::Nothing);
    }
    for row in TABLE.iter().filter(|row| row.command.moves()) {
        assert!(!arrows.keys_of(row.command).is_empty(), "{}", row.name);
    }
}

#[test]
fn the_users_own_keys_win_over_the_preset() {
    let own = Keymap::of("gh-dash", &changes(&[("v", "search")])).unwrap();
    assert_eq!(meaning(&own, "v"), Meaning::Command(Command::Search));
}
