//! The names of the settings: one table for `keepnet set`, `keepnet get`, the forms and the manual.

/// A setting by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// Name of the book or the firm.
    Book,
    /// Base currency.
    Currency,
    /// First month of the firm's year.
    FiscalStart,
    /// Invoiced or paid.
    Basis,
    /// Income wanted a year.
    Target,
    /// Outgo a month.
    Outgo,
    /// Cash set aside.
    Reserve,
    /// Cost of an hour.
    HourCost,
    /// List price of a day.
    DayRate,
    /// Weekdays worked.
    WorkDays,
    /// Days the team has in a week.
    TeamDays,
    /// Days billed in a year.
    BillableDays,
    /// Days nobody works.
    DaysOff,
    /// Marketing hours a week.
    MarketingHours,
    /// Days from first contact to first paid day.
    LeadDays,
    /// Months of runway wanted.
    Tolerance,
    /// Share that raises the alarm.
    Limit,
    /// Fit from which a customer fits.
    CutFit,
    /// Mood from which the mood matches.
    CutMood,
    /// Weights of the fit criteria.
    Weights,
    /// Guess of the renewal rate.
    Renewal,
    /// Discount of money to come.
    Discount,
    /// Odds of opportunities by stage.
    StageOdds,
    /// Engagements wanted at once.
    Parallel,
    /// Share of capacity kept for marketing.
    MarketingShare,
    /// Tax on income.
    Tax,
    /// What the firm costs a year.
    Overhead,
}

impl Name {
    /// Every setting: the word typed, what it means, an example.
    pub const ALL: [(Name, &'static str, &'static str, &'static str); 27] = [
        (Name::Book, "book", "what you call the book or your firm", "Wren & Marlow"),
        (Name::Currency, "currency", "the currency your book is kept in; fixed once it holds documents", "EUR"),
        (Name::FiscalStart, "fiscal-start", "the month your business year starts in, 1 to 12", "4"),
        (Name::Basis, "basis", "count documents when invoiced or when paid", "paid"),
        (Name::Target, "target", "the income you want in a year", "180k"),
        (Name::Outgo, "outgo", "what goes out in a month: costs and your own pay", "42,000"),
        (Name::Reserve, "reserve", "the cash you have set aside", "60,000"),
        (Name::HourCost, "hour-cost", "what an hour of work costs you", "40"),
        (Name::DayRate, "day-rate", "the list price of a day", "1,600"),
        (Name::WorkDays, "work-days", "the weekdays you work", "mon-fri"),
        (Name::TeamDays, "team-days", "days your team has in a week; \"none\": as many as work days", "12"),
        (Name::BillableDays, "billable-days", "days you plan to bill in a year", "120"),
        (
            Name::DaysOff,
            "days-off",
            "days nobody works, as dates and ranges; \"half\" behind one: half of each",
            "2026-12-24 half,2026-12-25..2027-01-01",
        ),
        (Name::MarketingHours, "marketing-hours", "hours of marketing you want to keep in a week", "4"),
        (Name::LeadDays, "lead-days", "days from first contact to first paid day", "56"),
        (Name::Tolerance, "tolerance", "months the money must last after losing a customer", "6"),
        (Name::Limit, "limit", "the share of one customer, in %, that is too much", "20"),
        (Name::CutFit, "cut-fit", "from which fit a customer fits, 0 to 100", "60"),
        (Name::CutMood, "cut-mood", "from which mood the mood matches, 0 to 100", "60"),
        (Name::Weights, "weights", "the weights of the eight fit criteria", "20,10,15,15,10,15,10,5"),
        (Name::Renewal, "renewal", "how many % of your customers you guess stay another year", "75"),
        (Name::Discount, "discount", "what a year's wait takes off money to come, in %", "10"),
        (Name::StageOdds, "stage-odds", "the odds of a lead, talk, proposal and verbal yes, in %", "10,25,50,80"),
        (Name::Parallel, "parallel", "how many customers you want to work for in the same week", "3"),
        (Name::MarketingShare, "marketing-share", "how many % of your days you keep for finding work", "20"),
        (Name::Tax, "tax", "how many % of your income go to tax", "30"),
        (Name::Overhead, "overhead", "what the firm costs in a year, without your own pay", "18,000"),
    ];

    /// The setting typed as `word`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Name> {
        Self::ALL.iter().find(|(_, known, ..)| known.eq_ignore_ascii_case(word.trim())).map(|(name, ..)| *name)
    }

    /// The word typed for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.row().1
    }

    /// What it means.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.row().2
    }

    /// What it is called in forms and lists.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Name::Book => "Book",
            Name::Currency => "Currency",
            Name::FiscalStart => "Fiscal start",
            Name::Basis => "Basis",
            Name::Target => "Income target",
            Name::Outgo => "Outgo",
            Name::Reserve => "Reserve",
            Name::HourCost => "Cost of an hour",
            Name::DayRate => "List day rate",
            Name::WorkDays => "Work days",
            Name::TeamDays => "Team days",
            Name::BillableDays => "Billable days",
            Name::DaysOff => "Days off",
            Name::MarketingHours => "Marketing hours",
            Name::LeadDays => "Lead days",
            Name::Tolerance => "Tolerance",
            Name::Limit => "Limit",
            Name::CutFit => "Cut of fit",
            Name::CutMood => "Cut of mood",
            Name::Weights => "Weights of fit",
            Name::Renewal => "Renewal guess",
            Name::Discount => "Discount",
            Name::StageOdds => "Odds by stage",
            Name::Parallel => "At once",
            Name::MarketingShare => "Marketing share",
            Name::Tax => "Tax",
            Name::Overhead => "Overhead a year",
        }
    }

    /// A value to show how it is typed.
    #[must_use]
    pub fn example(self) -> &'static str {
        self.row().3
    }

    fn row(self) -> &'static (Name, &'static str, &'static str, &'static str) {
        &Self::ALL[self as usize]
    }

    /// Whether `none` clears it.
    #[must_use]
    pub fn may_be_unset(self) -> bool {
        matches!(
            self,
            Name::Book
                | Name::Target
                | Name::Outgo
                | Name::Reserve
                | Name::HourCost
                | Name::DayRate
                | Name::TeamDays
                | Name::DaysOff
                | Name::Renewal
                | Name::Overhead
        )
    }
}
