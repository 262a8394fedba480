//! Scrolling: which rows of a list are on screen follows from where the cursor is, by pure functions.

/// The first row shown so that row `at` of `count` is in a window of `height` rows, moved as little as possible from
/// the `offset` before, and never past the end.
#[must_use]
pub fn offset(before: usize, at: usize, count: usize, height: usize) -> usize {
    let height = height.max(1);
    let last = count.saturating_sub(height);
    let at = at.min(count.saturating_sub(1));
    before.clamp((at + 1).saturating_sub(height), at).min(last)
}

/// The row `by` rows further, within the list.
#[must_use]
pub fn moved(at: usize, by: isize, count: usize) -> usize {
    at.saturating_add_signed(by).min(count.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_moves_only_when_the_cursor_leaves_it() {
        assert_eq!(offset(0, 4, 100, 10), 0);
        assert_eq!(offset(0, 10, 100, 10), 1);
        assert_eq!(offset(50, 45, 100, 10), 45);
        assert_eq!(offset(95, 99, 100, 10), 90);
        assert_eq!(offset(7, 3, 4, 10), 0);
        assert_eq!(offset(0, 0, 0, 0), 0);
        assert_eq!(offset(5, 500, 0, 0), 0);
    }

    #[test]
    fn the_cursor_stays_in_the_list() {
        assert_eq!([moved(0, -1, 5), moved(4, 1, 5), moved(2, 10, 5), moved(3, -2, 5), moved(0, 1, 0)], [0, 4, 4, 1, 0]);
    }
}
