//! Finding text the way people type it: by case, width and pinyin alike.

use pinyin::ToPinyinMulti;

/// Text folded for comparison: lower case, full-width forms as their ASCII twins.
pub fn fold(text: &str) -> String {
    text.chars()
        .map(narrow)
        .flat_map(char::to_lowercase)
        .collect()
}

/// The ASCII twin of a full-width form: `：` is `:`, `Ａ` is `A`, `￥` is `$` as on the same key.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '￥' => '$',
        '【' => '[',
        '】' => ']',
        '。' => '.',
        c => c,
    }
}

/// Whether `text` contains `wanted`, by itself or by the pinyin of its characters: their whole
/// spellings or their first letters, each reading of a character counting. `zs` finds 张三.
pub fn contains(text: &str, wanted: &str) -> bool {
    let (text, wanted) = (fold(text), fold(wanted));
    if wanted.is_empty() || text.contains(&wanted) {
        return true;
    }
    let wanted: Vec<char> = wanted.chars().filter(|c| !c.is_whitespace()).collect();
    let text: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    wanted.is_ascii_letters() && (0..text.len()).any(|start| spells(&text[start..], &wanted))
}

trait AsciiLetters {
    fn is_ascii_letters(&self) -> bool;
}

impl AsciiLetters for Vec<char> {
    fn is_ascii_letters(&self) -> bool {
        self.iter().all(char::is_ascii_alphanumeric)
    }
}

/// Whether the characters, from the first on, can be typed as `wanted`.
fn spells(text: &[char], wanted: &[char]) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let Some((&first, rest)) = text.split_first() else {
        return false;
    };
    if first == wanted[0] {
        return spells(rest, &wanted[1..]);
    }
    readings(first).iter().any(|reading| {
        let taken = reading
            .chars()
            .zip(wanted)
            .take_while(|(a, b)| a == *b)
            .count();
        // The first letter, the whole syllable, or as far as the last syllable was typed.
        (taken >= 1 && spells(rest, &wanted[1..]))
            || (taken == reading.len() && spells(rest, &wanted[taken..]))
            || taken == wanted.len()
    })
}

/// All readings of a character, without tones; none for what is not Chinese.
fn readings(c: char) -> Vec<&'static str> {
    c.to_pinyin_multi()
        .map(|all| all.into_iter().map(pinyin::Pinyin::plain).collect())
        .unwrap_or_default()
}

/// A name with its spellings, as a fuzzy matcher wants it: `张三 zhangsan zs`.
pub fn with_spellings(name: &str) -> String {
    let (mut whole, mut initials) = (String::new(), String::new());
    for c in name.chars() {
        if let Some(reading) = readings(c).first() {
            whole.push_str(reading);
            initials.extend(reading.chars().next());
        }
    }
    if whole.is_empty() {
        name.to_owned()
    } else {
        format!("{name} {whole} {initials}")
    }
}

/// The places of the texts that match what is typed, best first; all of them for nothing typed.
pub fn rank(texts: impl Iterator<Item = String>, typed: &str) -> Vec<usize> {
    use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
    use nucleo_matcher::{Config, Matcher, Utf32Str};

    let pattern = Pattern::parse(&fold(typed), CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut found: Vec<(u32, usize)> = texts
        .enumerate()
        .filter_map(|(place, text)| {
            let score = pattern.score(Utf32Str::new(&text, &mut buffer), &mut matcher)?;
            Some((score, place))
        })
        .collect();
    found.sort_by_key(|(score, place)| (std::cmp::Reverse(*score), *place));
    found.into_iter().map(|(_, place)| place).collect()
}
