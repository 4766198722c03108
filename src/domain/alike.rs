//! What was perhaps meant by a wrong name. Knows no names of its own.

use super::find::fold;

/// The least likeness of a slip of the finger: `drak` is like `dark`, `nope` is not like `open`.
const ALIKE: f64 = 0.85;

/// The part of the letters that is right where the first is not: `zork` is like `work`.
const RIGHT: f64 = 0.75;

/// Of the names, the one most like a wrong one, if any is like it at all.
pub fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = fold(wrong);
    names
        .map(|name| (fold(name), name))
        .filter(|(folded, _)| {
            strsim::jaro_winkler(&wrong, folded) >= ALIKE
                || strsim::normalized_damerau_levenshtein(&wrong, folded) >= RIGHT
        })
        .map(|(folded, name)| (strsim::jaro_winkler(&wrong, &folded), name))
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_name_and_another_word_finds_none() {
        let names = ["open", "dark", "done", "auto", "en", "columns", "user_id"];
        let nearest = |wrong| nearest(wrong, names.into_iter());
        for (wrong, right) in [
            ("drak", "dark"),
            ("doen", "done"),
            ("automatic", "auto"),
            ("Column", "columns"),
            ("userid", "user_id"),
            ("bone", "done"),
        ] {
            assert_eq!(nearest(wrong), Some(right), "{wrong}");
        }
        for wrong in ["nope", "cn", "xyzzyplugh", ""] {
            assert_eq!(nearest(wrong), None, "{wrong}");
        }
    }
}
