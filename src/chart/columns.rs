//! How wide each column of a table is: the columns that fit, what is left given to the one that may grow.
//!
//! Counts cells and knows no text; [`super::cells`] measures it.

/// What a column asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// Cells it needs to be of use.
    pub least: u16,
    /// Cells beyond which it gains nothing.
    pub most: u16,
    /// Columns with a higher rank are dropped first where there is no room; rank 0 always stays.
    pub rank: u8,
}

impl Ask {
    /// A column that is always just as wide.
    #[must_use]
    pub const fn fixed(width: u16, rank: u8) -> Ask {
        Ask { least: width, most: width, rank }
    }
}

/// The width of each column in `room` cells with `gap` cells between neighbours; `None` where a column is dropped.
/// What is left over goes to the columns that may grow, first come first served.
#[must_use]
pub fn widths(asks: &[Ask], gap: u16, room: u16) -> Vec<Option<u16>> {
    let mut kept: Vec<bool> = vec![true; asks.len()];
    let needed = |kept: &[bool]| {
        let columns = asks.iter().zip(kept).filter(|(_, kept)| **kept);
        let (count, cells) = columns.fold((0u32, 0u32), |(count, cells), (ask, _)| (count + 1, cells + u32::from(ask.least)));
        cells + count.saturating_sub(1) * u32::from(gap)
    };
    while needed(&kept) > u32::from(room) {
        let last = (0..asks.len()).filter(|&at| kept[at] && asks[at].rank > 0).max_by_key(|&at| (asks[at].rank, at));
        match last {
            Some(at) => kept[at] = false,
            None => break,
        }
    }
    let mut left = u32::from(room).saturating_sub(needed(&kept)) as u16;
    let mut short = needed(&kept).saturating_sub(u32::from(room)) as u16;
    let width = |(ask, kept): (&Ask, &bool)| {
        if !kept {
            return None;
        }
        let more = left.min(ask.most.saturating_sub(ask.least));
        left -= more;
        let less = short.min(ask.least);
        short -= less;
        Some(ask.least + more - less)
    };
    asks.iter().zip(&kept).map(width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKS: [Ask; 4] = [Ask { least: 10, most: 30, rank: 0 }, Ask::fixed(9, 1), Ask::fixed(4, 2), Ask::fixed(8, 3)];

    #[test]
    fn the_name_takes_what_is_left_up_to_its_most() {
        assert_eq!(widths(&ASKS, 1, 40), [Some(16), Some(9), Some(4), Some(8)]);
        assert_eq!(widths(&ASKS, 1, 100), [Some(30), Some(9), Some(4), Some(8)]);
    }

    #[test]
    fn columns_go_from_the_least_important_on() {
        assert_eq!(widths(&ASKS, 1, 33), [Some(18), Some(9), Some(4), None]);
        assert_eq!(widths(&ASKS, 1, 24), [Some(14), Some(9), None, None]);
        assert_eq!(widths(&ASKS, 1, 12), [Some(12), None, None, None]);
        assert_eq!(widths(&ASKS, 1, 6), [Some(6), None, None, None]);
        assert_eq!(widths(&ASKS, 1, 0), [Some(0), None, None, None]);
        assert_eq!(widths(&[], 1, 10), []);
    }

    #[test]
    fn columns_that_stay_never_take_more_than_the_room() {
        for room in 0..80 {
            let kept: Vec<u16> = widths(&ASKS, 1, room).into_iter().flatten().collect();
            assert!(kept.iter().sum::<u16>() + kept.len() as u16 - 1 <= room.max(kept.len() as u16 - 1), "{room}: {kept:?}");
        }
    }
}
