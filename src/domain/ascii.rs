//! Signs in ASCII, for terminals that draw no others. Letters of any script and their punctuation
//! stay as they are.

/// The ASCII twin of a sign; what is no sign is its own.
pub fn sign(c: char) -> char {
    match c {
        '─' | '┈' | '═' | '–' | '—' | '·' => '-',
        '│' | '┊' | '║' => '|',
        '\u{2500}'..='\u{257f}' | '◇' | '◆' => '+',
        '▌' | '›' | '→' | '▶' => '>',
        '←' | '◀' | '↩' | '↶' => '<',
        '↑' | '▲' => '^',
        '↓' | '▼' => 'v',
        '✓' => '*',
        '●' => '@',
        '○' => 'o',
        '◌' => '%',
        '✗' | '×' => 'x',
        '…' | '⏳' => '~',
        '✎' => '/',
        'Δ' => '!',
        '¥' => 'Y',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        c if c.is_ascii() || is_text(c) => c,
        _ => '?',
    }
}

/// The same for all of a text.
pub fn text(text: &str) -> String {
    text.chars().map(sign).collect()
}

/// Letters, digits, and the punctuation of Chinese.
fn is_text(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn signs_become_ascii_and_text_stays() {
        assert_eq!(
            text("│✓ 同意 ¥ 1,820.00 → 王芳（财务），é…"),
            "|* 同意 Y 1,820.00 > 王芳（财务），é~"
        );
        assert_eq!(text("☃"), "?");
    }
}
