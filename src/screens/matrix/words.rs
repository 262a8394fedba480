//! The words of the tab: what each corner is called, what to do about it, and what is said where somebody is missing.
//!
//! Figures are put in words where they are shown.

use crate::domain::insight::matrix::Quadrant;
use crate::domain::money;

/// A corner's name on the plot.
pub(super) fn caption(corner: Quadrant) -> &'static str {
    ["KEEPERS", "GRINDERS", "CHARMERS", "LEAVERS", ""][corner as usize]
}

/// What a corner means, and what to do about who stands there.
pub(super) fn advice(corner: Quadrant) -> &'static str {
    match corner {
        Quadrant::Keeper => {
            "Good fit, and good to hear from. Cherish them: be the one who calls first, and ask whom else they know."
        }
        Quadrant::Grinder => {
            "Good fit, but not happy together. Repair it: ask this month what wears on you both, and change one thing."
        }
        Quadrant::Charmer => {
            "Lovely people, wrong work. Enjoy them lightly: small jobs at full price, or a partner who does it better."
        }
        Quadrant::Leaver => {
            "Neither fit nor mood. Let go kindly: finish well, name somebody better for them, and take nothing new on."
        }
        Quadrant::Unplaced => "Two digits place somebody: how well they fit, and how it feels when they call.",
    }
}

/// `16 customers`.
pub(super) fn customers(count: usize) -> String {
    money::counted(count as u64, "customer", "customers")
}

/// What is said while nobody is placed.
pub(super) fn nobody(unplaced: usize) -> String {
    match unplaced {
        0 => "No customers yet. 1, then a, adds one; : import brings a list.".to_owned(),
        1 => "1 customer has no fit or mood. P asks you now.".to_owned(),
        _ => format!("{} have no fit or mood. P asks you now.", customers(unplaced)),
    }
}

/// The same in the middle of the empty plot, below that sentence.
pub(super) fn empty_plot(unplaced: usize) -> String {
    if unplaced == 0 { nobody(0) } else { "P places them here, two digits each.".to_owned() }
}
