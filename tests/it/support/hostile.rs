//! Texts that a terminal would obey, and what is to become of them: every letter is drawn, and
//! nothing else of them is.

use proptest::prelude::*;
use serde_json::Value;
use zhupi::domain::instance::Instance;
use zhupi::domain::text;
use zhupi::locale::Language;

use super::desk::Desk;

/// Letters that stand in no word of the program.
const LETTERS: &str = "赤橙黄绿青蓝紫";

/// Texts of these letters, with what could move a cursor between them.
pub fn unruly() -> impl Strategy<Value = String> {
    "[赤橙黄绿青蓝紫 \u{1b}\u{9b}\u{7}\u{202e}\u{200b}\\[2J\n]{1,60}"
}

/// Every text within a value that says something.
pub fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.trim().is_empty() => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(object) => object.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}

/// How often each letter stands in a text.
fn letters(text: &str) -> [usize; 7] {
    let mut counts = [0; 7];
    for (count, letter) in counts.iter_mut().zip(LETTERS.chars()) {
        *count = text.chars().filter(|c| *c == letter).count();
    }
    counts
}

/// Whether one says at least what the other does, letter by letter.
pub fn is_all_in(said: &str, shown: &str) -> bool {
    let pairs = letters(said).into_iter().zip(letters(shown));
    pairs.into_iter().all(|(said, shown)| said <= shown)
}

/// All tabs of an approval on a screen that is high enough for everything.
pub fn tabs(instance: &Instance, width: u16) -> [String; 4] {
    let mut desk = Desk::sized(width, 400);
    desk.press_and_read("<enter>z");
    desk.read_anew(|shown| {
        *shown = Instance {
            item: shown.item.clone(),
            ..instance.clone()
        };
    });
    ["", "]", "]", "]"].map(|key| {
        desk.press(key);
        desk.frame(Language::Chinese)
    })
}

pub fn is_harmless(frames: &[String]) -> bool {
    let mut lines = frames.iter().flat_map(|frame| frame.lines());
    lines.all(|line| text::neutral(line) == line)
}
