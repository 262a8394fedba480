//! What a key means: the verbs of the dashboard.

use crate::domain::period::Period;
use crate::intent::Tab;
use crate::ui::{Click, Mode};

pub use crate::ui::input::TextKey;

/// Something the owner asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// To a tab.
    Tab(Tab),
    /// To the next tab.
    NextTab,
    /// To the tab before.
    PreviousTab,
    /// The keys of this screen.
    Help,
    /// Everything that can be done, by name.
    Palette,
    /// The newest change back.
    Undo,
    /// What undo took back again.
    Redo,
    /// What was done.
    History,
    /// What was said.
    Messages,
    /// What needs attention.
    Attention,
    /// Names of others hidden, or shown again.
    Discreet,
    /// Leaves.
    Quit,
    /// Leaves on the second press.
    Interrupt,
    /// One step back.
    Back,
    /// The whole screen anew.
    Redraw,
    /// To the shell for a while.
    Suspend,

    /// The row above.
    Up,
    /// The row below.
    Down,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// The first.
    First,
    /// The last.
    Last,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// The next panel.
    NextPanel,
    /// The panel before.
    PreviousPanel,
    /// Opens, or goes deeper.
    Open,

    /// A new one.
    Add,
    /// Edits.
    Edit,
    /// Writes a note.
    Note,
    /// Tags.
    Tag,
    /// Hides, or brings back.
    Archive,
    /// Archived ones shown, or hidden again.
    ShowArchived,
    /// By the next column.
    Sort,
    /// The other way around.
    ReverseSort,
    /// Marks for a group change, or unmarks.
    Mark,
    /// Types a filter.
    Filter,
    /// Copies as text.
    Copy,
    /// Filter, marks and order as at first.
    Reset,

    /// Rates fit: a digit follows.
    Fit,
    /// Rates mood: a digit follows.
    Mood,
    /// Asks fit and mood of those not placed yet.
    Place,
    /// Fit, criterion by criterion.
    Criteria,
    /// Mood in words, and the seven traits.
    MoodWords,
    /// How the firm works with them.
    Profile,
    /// Logs hours or a cost.
    Log,
    /// The hours and costs of a customer.
    Entries,
    /// Sends them to a partner.
    ReferOut,
    /// Who sent them.
    Refer,
    /// The referrals of a customer.
    Referrals,
    /// The next measure: of bars, of dots.
    Measure,
    /// A new variant of an offering.
    AddVariant,
    /// The next one, this one left as it is.
    Skip,

    /// Nearer: weeks in place of months.
    ZoomIn,
    /// Further away: months in place of weeks.
    ZoomOut,
    /// To the week of today.
    Today,
    /// A week earlier.
    Earlier,
    /// A week later.
    Later,
    /// Its end a week earlier.
    EndEarlier,
    /// Its end a week later.
    EndLater,
    /// To its next stage: a maybe becomes booked, booked work done.
    NextStage,
    /// It was not won.
    Lose,
    /// What became of its term.
    Term,
    /// The days of the team in one week.
    Capacity,
    /// New work or a maybe, through the scope gate.
    AddWork,
    /// The engagements of a customer.
    Works,
    /// Yes.
    Yes,
    /// No.
    No,

    /// In or out of the what-if.
    WhatIf,
    /// Nobody lost.
    ClearWhatIf,
    /// The next period.
    NextPeriod,
    /// This period.
    Period(Period),
    /// What this tab reckons with.
    Settings,

    /// Saves the form.
    Save,
    /// The next field.
    NextField,
    /// The field before.
    PreviousField,
    /// Presses, ticks or steps on.
    Press,
    /// What was typed before, thrown away.
    StartOver,
    /// Edits the text.
    Text(TextKey),

    /// A copy of the book now.
    Backup,
    /// Back to a copy.
    Restore,
    /// Everything as files.
    Export,
    /// Whether all is well.
    Check,
    /// How files come in.
    Import,
    /// On with a form half typed.
    Draft,
    /// Light, dark or without colours.
    Theme(Mode),
    /// Light or dark, the other one.
    SwapTheme,
    /// The mouse heard or left to the terminal.
    Mouse(bool),
    /// The sample book.
    Sample,
    /// One's own book instead of the sample.
    StartMyOwn,
    /// The book somewhere else.
    BookPath,
    /// One of the choices shown, from 1.
    Choose(u8),
}

/// What reaches a screen or a modal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key of the table, or a command.
    Action(Action),
    /// A character, where text is taken.
    Typed(char),
    /// A pasted text, where text is taken.
    Pasted(String),
    /// A click on what was drawn.
    Click(Click),
    /// So many notches of the wheel, down positive, over what was drawn there.
    Wheel(i16, Option<Click>),
}
