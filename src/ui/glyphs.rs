//! Marks and lines: those of a terminal with Unicode, or plain ASCII.

/// The marks this terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Glyphs {
    /// Only ASCII.
    pub ascii: bool,
}

macro_rules! marks {
    ($($(#[$doc:meta])* $name:ident: $fine:literal, $plain:literal;)+) => {
        impl Glyphs {
            $($(#[$doc])* #[must_use] pub const fn $name(self) -> &'static str { if self.ascii { $plain } else { $fine } })+
        }

        /// Every mark in both forms, for tests.
        pub const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $fine, $plain)),+];
    };
}

marks! {
    /// Before the title of the focused panel.
    focus: "▸", ">";
    /// Left of the current row.
    bar: "▌", ">";
    /// Left of a button that is chosen.
    bar_left: "▐", "[";
    /// Another choice before this one.
    previous: "‹", "<";
    /// Another choice behind this one.
    next: "›", ">";
    /// Done.
    done: "✓", "ok";
    /// Failed.
    failed: "✗", "x";
    /// Counted out in a what-if.
    lost: "✕", "x";
    /// Marked for a group change.
    marked: "•", "*";
    /// Care.
    care: "!", "!";
    /// Something was cut here.
    ellipsis: "…", "...";
    /// Sorted falling.
    falling: "↓", "v";
    /// Sorted rising.
    rising: "↑", "^";
    /// Full cell of a bar.
    full: "█", "#";
    /// Cell of a bar that is gone, or empty.
    shade: "░", ".";
    /// Cell of a bar that is hardly likely.
    hatch_light: "░", ":";
    /// Cell of a bar that is as likely as not.
    hatch_middle: "▒", "%";
    /// Cell of a bar that is likely.
    hatch_dense: "▓", "&";
    /// A bar goes on behind what is in sight, or without an end.
    goes_on: "▶", ">";
    /// A bar began before what is in sight.
    goes_back: "◀", "<";
    /// Above today.
    today: "▼", "v";
    /// Nothing but sand and sea.
    wave: "~", "~";
    /// Counted in, in a what-if.
    counted_in: "+", "+";
    /// Parts two groups of rows.
    dashed: "┄", "-";
    /// Caution, less than care.
    caution: "▴", "^";
    /// The caret of a text field.
    caret: "▏", "|";
    /// Full pip.
    pip: "●", "*";
    /// Empty pip.
    no_pip: "○", "o";
    /// Neither full nor empty.
    half: "◐", "-";
    /// On to somebody else.
    onward: "→", "->";
    /// A box ticked.
    ticked: "■", "[x]";
    /// A box not ticked.
    unticked: "□", "[ ]";
    /// Horizontal line.
    horizontal: "─", "-";
    /// Heavy horizontal line.
    heavy: "━", "=";
    /// Vertical line.
    vertical: "│", "|";
    /// Dotted vertical line.
    dotted: "┊", ":";
    /// Upper left corner.
    top_left: "╭", "+";
    /// Upper right corner.
    top_right: "╮", "+";
    /// Lower left corner.
    bottom_left: "╰", "+";
    /// Lower right corner.
    bottom_right: "╯", "+";
    /// Left end of a scale.
    scale_left: "├", "|";
    /// Mark on a scale.
    scale_mark: "┼", "+";
    /// Right end of a scale.
    scale_right: "┤", "|";
    /// Line under a field.
    field: "┈", "_";
    /// Where two dotted lines cross.
    dotted_cross: "┼", "+";
    /// A line going up to the right.
    slope_up: "╱", "/";
    /// A line going down to the right.
    slope_down: "╲", "\\";
    /// Head of an arrow to the left.
    head_left: "←", "<";
    /// Head of an arrow up and to the left.
    head_up_left: "↖", "\\";
    /// Head of an arrow up.
    head_up: "↑", "^";
    /// Head of an arrow up and to the right.
    head_up_right: "↗", "/";
    /// Head of an arrow to the right.
    head_right: "→", ">";
    /// Head of an arrow down and to the right.
    head_down_right: "↘", "\\";
    /// Head of an arrow down.
    head_down: "↓", "v";
    /// Head of an arrow down and to the left.
    head_down_left: "↙", "/";
    /// A large dot of a plot.
    dot_large: "●", "*";
    /// A large dot not confirmed.
    dot_large_open: "○", "C";
    /// A middling dot of a plot.
    dot_middle: "•", "o";
    /// A middling dot not confirmed.
    dot_middle_open: "◦", "c";
    /// A small dot of a plot.
    dot_small: "·", ".";
    /// A small dot not confirmed.
    dot_small_open: "∘", ",";
    /// A line of a tree with others below it.
    branch: "├", "|";
    /// The last line of a branch.
    branch_end: "└", "`";
    /// Parts two things said in one line.
    dot: "·", "-";
    /// A minus sign.
    minus: "−", "-";
    /// Up and down keys.
    up_down: "↑↓", "up/down";
    /// The key that opens.
    enter: "⏎", "Enter";
}
