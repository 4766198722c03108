//! Whether HTML may be parsed at all: parsers take time that grows with the square of the depth.
//! Looks at tags alone and builds nothing.

/// Bytes of one text.
const BYTES: usize = 256 * 1024;

/// Elements within each other.
const DEPTH: usize = 64;

/// Elements that never have an end.
const EMPTY: [&str; 9] = [
    "area", "br", "col", "hr", "img", "input", "link", "meta", "wbr",
];

/// Elements that end by themselves where the other begins.
const ENDED_BY: [(&str, &[&str]); 8] = [
    ("td", &["td", "th"]),
    ("th", &["td", "th"]),
    ("tr", &["td", "th", "tr"]),
    ("tbody", &["td", "th", "tr", "thead", "tbody", "tfoot"]),
    ("tfoot", &["td", "th", "tr", "thead", "tbody", "tfoot"]),
    ("li", &["li"]),
    ("p", &["p"]),
    ("option", &["option"]),
];

/// Whether a text is short and flat enough.
pub(super) fn are_kept(html: &str) -> bool {
    if html.len() > BYTES {
        return false;
    }
    let mut open: Vec<String> = Vec::new();
    for tag in html.split('<').skip(1) {
        let (ends, tag) = match tag.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, tag),
        };
        let name: String = tag
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if name.is_empty() || EMPTY.contains(&name.as_str()) {
            continue;
        }
        if ends {
            if let Some(place) = open.iter().rposition(|other| *other == name) {
                open.truncate(place);
            }
            continue;
        }
        let ended = ENDED_BY.iter().find(|(begins, _)| *begins == name);
        let ended = ended.map_or(&[][..], |(_, ended)| ended);
        while open
            .last()
            .is_some_and(|last| ended.contains(&last.as_str()))
        {
            open.pop();
        }
        open.push(name);
        if open.len() > DEPTH {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{BYTES, DEPTH, are_kept};

    #[test]
    fn cells_and_rows_that_nobody_ended_are_not_deep() {
        let row = "<tr><td>甲<td>乙<br><img src=x>";
        assert!(are_kept(&format!("<table>{}</table>", row.repeat(500))));
    }

    #[test]
    fn what_is_too_deep_or_too_long_is_not_kept() {
        for tag in ["<div>", "<table><tr><td>", "<b a='>'>"] {
            assert!(are_kept(&tag.repeat(DEPTH / 3)), "{tag}");
            assert!(!are_kept(&tag.repeat(DEPTH + 1)), "{tag}");
        }
        assert!(!are_kept(&"长".repeat(BYTES / 3 + 1)));
    }
}
