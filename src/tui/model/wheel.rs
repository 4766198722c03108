//! The arithmetic of a list under the wheel. Knows no rows.

/// First row on screen and row of the cursor, after the window over `len` rows has moved by so
/// many: the cursor stays where it is as long as that is in sight, with a row of margin where
/// there is one.
pub(super) fn rolled(
    (top, cursor): (usize, usize),
    len: usize,
    height: usize,
    by: isize,
) -> (usize, usize) {
    let height = height.max(1);
    let margin = usize::from(height > 4);
    let last_top = len.saturating_sub(height);
    let top = top.saturating_add_signed(by).min(last_top);
    let first = if top == 0 { 0 } else { top + margin };
    let last = if top == last_top {
        len.saturating_sub(1)
    } else {
        top + height - 1 - margin
    };
    (top, cursor.max(first).min(last))
}

#[cfg(test)]
mod tests {
    use super::rolled;

    #[test]
    fn the_window_moves_and_takes_the_cursor_along_at_its_edge() {
        assert_eq!(rolled((0, 0), 50, 10, 3), (3, 4));
        assert_eq!(rolled((0, 7), 50, 10, 3), (3, 7));
        assert_eq!(rolled((20, 28), 50, 10, -3), (17, 25));
    }

    #[test]
    fn at_either_end_the_cursor_may_stand_at_the_very_edge() {
        assert_eq!(rolled((2, 3), 50, 10, -3), (0, 3));
        assert_eq!(rolled((38, 49), 50, 10, 3), (40, 49));
        assert_eq!(rolled((0, 0), 4, 10, 3), (0, 0));
        assert_eq!(rolled((0, 3), 4, 10, -3), (0, 3));
        assert_eq!(rolled((0, 0), 0, 10, 3), (0, 0));
    }
}
