//! Where keys go: the tab, a text field, or the modal on top. Derived from state, never kept.

/// What listens to keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The first screen of somebody without a book.
    Welcome,
    /// The list of customers.
    Customers,
    /// The Matrix tab.
    Matrix,
    /// The Concentration tab.
    Concentration,
    /// The Beach tab.
    Beach,
    /// The Practice tab.
    Practice,
    /// The scope gate: three questions before an opportunity.
    Gate,
    /// A half-typed rating: its digit is awaited.
    Rating,
    /// Placing the unplaced, one after the other.
    Placing,
    /// The filter of a list, while it is typed.
    Filter,
    /// The help.
    Help,
    /// The command palette.
    Palette,
    /// A form, in a field of one line.
    Form,
    /// A form, in a choice, a switch or a button.
    Choice,
    /// A form, in a note of several lines.
    Notes,
    /// A list on top: history, messages, attention, copies.
    List,
    /// A question with buttons.
    Question,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Scope; 17] = [
        Scope::Welcome,
        Scope::Customers,
        Scope::Matrix,
        Scope::Concentration,
        Scope::Beach,
        Scope::Practice,
        Scope::Gate,
        Scope::Rating,
        Scope::Placing,
        Scope::Filter,
        Scope::Help,
        Scope::Palette,
        Scope::Form,
        Scope::Choice,
        Scope::Notes,
        Scope::List,
        Scope::Question,
    ];

    /// Whether printable keys are text here.
    #[must_use]
    pub fn takes_text(self) -> bool {
        matches!(self, Scope::Filter | Scope::Help | Scope::Palette | Scope::Form | Scope::Notes)
    }
}

/// A tab. Digits are fixed; tabs that hold nothing yet are not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tab {
    /// Who they are.
    Customers,
    /// Who fits, and whose mood matches.
    Matrix,
    /// How much hangs on whom.
    Concentration,
    /// Weeks ahead: what is booked, what might happen, when it runs out.
    Beach,
    /// The owner's own side.
    Practice,
}

impl Tab {
    /// Every tab, in the order of the bar.
    pub const ALL: [Tab; 5] = [Tab::Customers, Tab::Matrix, Tab::Concentration, Tab::Beach, Tab::Practice];

    /// The key that goes there.
    #[must_use]
    pub const fn digit(self) -> u8 {
        match self {
            Tab::Customers => 1,
            Tab::Matrix => 2,
            Tab::Concentration => 3,
            Tab::Beach => 4,
            Tab::Practice => 6,
        }
    }

    /// Its name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Tab::Customers => "Customers",
            Tab::Matrix => "Matrix",
            Tab::Concentration => "Concentration",
            Tab::Beach => "Beach",
            Tab::Practice => "Practice",
        }
    }

    /// Where its keys are looked up.
    #[must_use]
    pub const fn scope(self) -> Scope {
        match self {
            Tab::Customers => Scope::Customers,
            Tab::Matrix => Scope::Matrix,
            Tab::Concentration => Scope::Concentration,
            Tab::Beach => Scope::Beach,
            Tab::Practice => Scope::Practice,
        }
    }

    /// The tab of a digit.
    #[must_use]
    pub fn of_digit(digit: u8) -> Option<Tab> {
        Tab::ALL.into_iter().find(|tab| tab.digit() == digit)
    }

    /// The tab `by` places further, around the end.
    #[must_use]
    pub fn step(self, by: isize) -> Tab {
        let at = Tab::ALL.iter().position(|tab| *tab == self).unwrap_or(0) as isize;
        Tab::ALL[(at + by).rem_euclid(Tab::ALL.len() as isize) as usize]
    }
}
