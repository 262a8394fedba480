//! The seven boxes of the tab: their order, their names, what goes into each.
//!
//! What a box says is [`super::overview`]; what it lists once open is [`super::items`].

use crate::domain::insight::practice::Unfinished;

/// A box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) enum Section {
    /// The owner's answers to the four mood questions.
    #[default]
    Mood,
    /// What is to be earned, what goes out, when the firm works.
    Targets,
    /// Offerings and their variants.
    Offerings,
    /// Who takes the work that is not ours.
    Partners,
    /// Kinds of customers.
    Segments,
    /// Wanted profiles and named prospects.
    Wanted,
    /// Customers who compete with each other.
    Rivals,
}

impl Section {
    /// Every box, in the order of Tab.
    pub(super) const ALL: [Section; 7] = [
        Section::Mood,
        Section::Targets,
        Section::Offerings,
        Section::Partners,
        Section::Segments,
        Section::Wanted,
        Section::Rivals,
    ];

    /// Its title.
    pub(super) fn title(self) -> &'static str {
        match self {
            Section::Mood => "Your mood",
            Section::Targets => "Targets and capacity",
            Section::Offerings => "What you do, and what you do not",
            Section::Partners => "People you send work to",
            Section::Segments => "Segments",
            Section::Wanted => "Who you want more of",
            Section::Rivals => "Rivals",
        }
    }

    /// Its title where there is little room.
    pub(super) fn short(self) -> &'static str {
        match self {
            Section::Mood => "Your mood",
            Section::Targets => "Targets",
            Section::Offerings => "What you do",
            Section::Partners => "Partners",
            Section::Segments => "Segments",
            Section::Wanted => "Wanted",
            Section::Rivals => "Rivals",
        }
    }

    /// What goes here and the key that fills it, in two sentences.
    pub(super) fn empty(self) -> (&'static str, &'static str) {
        match self {
            Section::Mood => (
                "Four short questions about the mood you like to work in.",
                "a asks them; they are set beside each customer's mood.",
            ),
            Section::Targets => ("What you want to earn, what goes out, and when you work.", ", sets them."),
            Section::Offerings => ("What you do, what is near it, and what you send elsewhere.", "a adds an offering."),
            Section::Partners => ("Who does well what is not yours to do.", "a adds a partner."),
            Section::Segments => ("The kinds of customers you have, and how to speak to each.", "a adds a segment."),
            Section::Wanted => {
                ("The customer you wish you had more of, in a sentence.", "a writes it down; then name some of them.")
            }
            Section::Rivals => ("Customers who know and compete with each other.", "a adds a pair."),
        }
    }

    /// The box something unfinished is in.
    pub(super) fn of(unfinished: Unfinished) -> Section {
        match unfinished {
            Unfinished::NoMood | Unfinished::MoodGaps(_) | Unfinished::MoodOld => Section::Mood,
            Unfinished::NotSet(_) => Section::Targets,
            Unfinished::NoOffering | Unfinished::NoProcess(_) | Unfinished::NobodyToSend(_) => Section::Offerings,
            Unfinished::NoWanted => Section::Wanted,
        }
    }

    /// Its place among all.
    pub(super) fn place(self) -> usize {
        self as usize
    }

    /// The box so many places further, around the end.
    pub(super) fn step(self, by: isize) -> Section {
        let at = self.place() as isize + by;
        Section::ALL[at.rem_euclid(Section::ALL.len() as isize) as usize]
    }
}
