//! What a person, the line and the others do, in any order.

use std::fmt;

use proptest::prelude::*;
use zhupi::tui::keymap::{Press, parse_sequence, show};
use zhupi::tui::layout::Spot;

use super::office::Change;
use super::queries::QUERIES;
use crate::support::desk::keys_of;

/// Keys in order; a failure shows them as they are pressed.
#[derive(Clone)]
pub struct Keys(pub Vec<Press>);

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&show(&self.0))
    }
}

#[derive(Clone, Debug)]
pub enum Step {
    /// Keys one after the other, each seen before the next.
    Keys(Keys),
    /// Keys so fast that no picture comes in between.
    Blind(Keys),
    /// All at once, as a paste that the terminal did not mark.
    Burst(Keys),
    /// One that the terminal calls held.
    Held(Keys),
    /// Text, a character a key.
    Type(String),
    Paste(String),
    /// So many milliseconds, told in so many steps.
    Wait(u16, u8),
    Resize(u16, u16),
    Click(Spot),
    /// One answer of those that are awaited, and how it is.
    Answer(u8, u8),
    /// An answer without a picture after it.
    Unseen(u8, u8),
    /// An answer that has come before comes once more.
    Again(u8),
    /// Everything that is awaited comes, all of it well.
    Rest,
    Change(Change),
    /// The line goes, or is back.
    Line(bool),
    Terminate,
}

/// What leads somewhere: boxes, marks, the plan, the receipts.
const WAYS: &[&str] = &[
    "a",
    "a",
    "a",
    "$",
    "u",
    "U",
    "gp",
    "gp$",
    "gpu",
    "gpju",
    "gpE",
    "grr",
    "gr<esc>",
    "gn<enter>",
    "<space>",
    "<space><space>",
    "x",
    "vj",
    "v",
    "*",
    "*a",
    "gv",
    "d",
    "A",
    "t<enter>",
    "t<alt-enter>",
    "+<tab><enter>",
    "b<enter>",
    "b",
    "e",
    ".",
    "r",
    "R",
    "<enter>",
    "<esc>",
    "<enter>",
    "y",
    "n",
    "s",
    "k",
    "j",
    "j",
    "G",
    "gg",
    "1",
    "2",
    "2w",
    "4!",
    "4",
    "6",
    "<ctrl-x><ctrl-e>",
    "<alt-1>",
    "<down>",
    "@<enter>",
    "@",
    "C<tab><enter>",
    ",m",
    ",r",
    ",t",
    "q",
    "<tab>",
    "<backspace>",
    "]",
    "p",
    "z",
];

const TEXTS: &[&str] = &[
    "材料不全，请补充",
    "ok {amount}",
    "同意，{days} 天",
    "  ",
    "stop",
    "0001",
    "1",
    "q",
    "approve",
    "zs",
    "",
];

const SPOTS: &[Spot] = &[
    Spot::Row(0),
    Spot::Row(3),
    Spot::List,
    Spot::Detail,
    Spot::Overlay,
    Spot::Nothing,
];

/// A sequence of the keys that the program comes with.
fn any_key() -> impl Strategy<Value = Keys> {
    let keymap: toml::Table = include_str!("../../../assets/keymap.toml").parse().unwrap();
    let bound = keymap.values().flat_map(|keys| keys.as_array().unwrap());
    let keys: Vec<_> = bound
        .map(|keys| parse_sequence(keys.as_str().unwrap()).unwrap())
        .collect();
    prop::sample::select(keys).prop_map(Keys)
}

fn ways() -> impl Strategy<Value = Keys> {
    prop::sample::select(WAYS).prop_map(|way| Keys(keys_of(way)))
}

fn keys() -> impl Strategy<Value = Keys> {
    prop_oneof![5 => ways(), 2 => any_key()]
}

fn texts() -> impl Strategy<Value = String> {
    let queries: Vec<&'static str> = QUERIES.iter().map(|(text, _)| *text).collect();
    prop_oneof![
        prop::sample::select(TEXTS).prop_map(str::to_owned),
        prop::sample::select(queries).prop_map(str::to_owned),
    ]
}

/// A whole errand: several steps that belong together.
fn errands() -> impl Strategy<Value = Vec<Step>> {
    let keys_then = |keys: &'static str, text: String, end: &'static str| {
        vec![
            Step::Keys(Keys(keys_of(keys))),
            Step::Type(text),
            Step::Keys(Keys(keys_of(end))),
        ]
    };
    let words = prop::sample::select(TEXTS).prop_map(str::to_owned);
    let queries = prop::sample::select(QUERIES).prop_map(|(text, _)| text.to_owned());
    prop_oneof![
        (
            prop::sample::select(&["d", "A", "t<alt-enter>"][..]),
            words.clone()
        )
            .prop_map(move |(key, text)| keys_then(key, text, "<enter>")),
        (prop::sample::select(&["d", "A"][..]), words)
            .prop_map(move |(key, text)| keys_then(key, text, "<esc>")),
        (prop::sample::select(&["f", "T", "/"][..]), queries)
            .prop_map(move |(key, text)| keys_then(key, text, "<enter>")),
        Just(keys_then("4:", "stop".to_owned(), "<enter>")),
        Just(vec![Step::Keys(Keys(keys_of("a$"))), Step::Answer(0, 9)]),
    ]
}

fn one() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => keys().prop_map(Step::Keys),
        3 => keys().prop_map(Step::Blind),
        1 => prop::collection::vec(keys(), 2..5).prop_map(|all| {
            let keys = all.into_iter().flat_map(|keys| keys.0);
            Step::Burst(Keys(keys.collect()))
        }),
        1 => keys().prop_map(Step::Held),
        2 => texts().prop_map(Step::Type),
        1 => texts().prop_map(Step::Paste),
        3 => (prop_oneof![Just(100_u16), Just(900), Just(9_000)], 1..12_u8)
            .prop_map(|(ms, parts)| Step::Wait(ms, parts)),
        1 => (1..170_u16, 1..60_u16).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => prop::sample::select(SPOTS).prop_map(Step::Click),
        9 => any::<(u8, u8)>().prop_map(|(which, how)| Step::Answer(which, how)),
        2 => any::<(u8, u8)>().prop_map(|(which, how)| Step::Unseen(which, how)),
        1 => any::<u8>().prop_map(Step::Again),
        2 => Just(Step::Rest),
        2 => any::<u8>().prop_map(|at| Step::Change(Change::Taken(at))),
        1 => Just(Step::Change(Change::Arrived)),
        1 => any::<u8>().prop_map(|at| Step::Change(Change::Edited(at))),
        1 => proptest::bool::weighted(0.3).prop_map(Step::Line),
    ]
}

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    let some = prop_oneof![8 => one().prop_map(|step| vec![step]), 2 => errands()];
    let first = prop_oneof![3 => Just(vec![Step::Rest]), 1 => Just(Vec::new())];
    let last = prop_oneof![4 => Just(Vec::new()), 1 => Just(vec![Step::Terminate])];
    (first, prop::collection::vec(some, 10..70), last)
        .prop_map(|(first, some, last)| [first, some.concat(), last].concat())
}
