//! The table of bindings and commands, as data. How it is read is [`super::keymap`].

use super::keymap::{Binding, Group};
use super::{Action, Code, Key, Scope, Tab, TextKey};
use crate::ui::Mode;

use Action as A;
use Scope as S;

const TABS: &[Scope] = &[S::Customers, S::Matrix, S::Concentration, S::Beach, S::Practice];
const TABS_AND_LISTS: &[Scope] = &[S::Customers, S::Matrix, S::Concentration, S::Beach, S::Practice, S::List];
const CUSTOMERS: &[Scope] = &[S::Customers];
const MATRIX: &[Scope] = &[S::Matrix];
const CONCENTRATION: &[Scope] = &[S::Concentration];
const BEACH: &[Scope] = &[S::Beach];
/// Where the arrows to the sides do not go through weeks.
const ASIDE: &[Scope] = &[S::Customers, S::Matrix, S::Concentration, S::Practice, S::List];
const PRACTICE: &[Scope] = &[S::Practice];
const GATE: &[Scope] = &[S::Gate];
const PEOPLE: &[Scope] = &[S::Customers, S::Matrix];
const OF_CUSTOMERS: &[Scope] = &[S::Customers, S::Matrix, S::Concentration];
const RATING: &[Scope] = &[S::Rating, S::Placing];
const PLACING: &[Scope] = &[S::Placing];
const WELCOME: &[Scope] = &[S::Welcome];
const MOVING: &[Scope] = &[S::Customers, S::Matrix, S::Concentration, S::Beach, S::Practice, S::List, S::Welcome];
const FINDING: &[Scope] = &[S::Help, S::Palette];
const LISTED: &[Scope] = &[S::Help, S::Palette, S::List];
const FORMS: &[Scope] = &[S::Form, S::Choice, S::Notes];
const TEXTS: &[Scope] = &[S::Form, S::Filter, S::Help, S::Palette, S::Notes];
const EVERYWHERE: &[Scope] = &Scope::ALL;

const fn ch(letter: char) -> Key {
    Key::char(letter)
}

const fn ctrl(letter: char) -> Key {
    Key::ctrl(letter)
}

const fn on(code: Code) -> Key {
    Key::plain(code)
}

const fn bind(group: Group, scopes: &'static [Scope], keys: &'static [Key], action: Action, name: &'static str) -> Binding {
    Binding { scopes, keys, action, group, name, more: "", also: "", word: "", argument: "", hint: None }
}

const fn command(word: &'static str, action: Action, name: &'static str, more: &'static str, also: &'static str) -> Binding {
    Binding { scopes: TABS, keys: &[], action, group: Group::Data, name, more, also, word, argument: "", hint: None }
}

/// Every binding and every command. Order is the order of the help.
pub(super) static BINDINGS: &[Binding] = &[
    // On the Customers tab.
    bind(Group::Tab, CUSTOMERS, &[ch('a')], A::Add, "Add a customer")
        .more("A name is enough; everything else can wait.")
        .also("new create insert")
        .hint("", "add", 30),
    bind(Group::Tab, CUSTOMERS, &[ch('e')], A::Edit, "Edit")
        .more("The form of the customer under the cursor, or of all marked ones at once.")
        .also("change rename correct fix")
        .hint("", "edit", 31),
    bind(Group::Tab, CUSTOMERS, &[ch('x')], A::Archive, "Archive (hidden, never deleted)")
        .more("Hides the customer, or all marked ones. A shows archived ones, x brings one back.")
        .also("delete remove hide bring back restore")
        .hint("", "archive", 50),
    bind(Group::Tab, CUSTOMERS, &[ch('n')], A::Note, "Write a note")
        .more("What you want to remember of the customer.")
        .also("comment remark memo")
        .hint("", "note", 52),
    bind(Group::Tab, CUSTOMERS, &[ch('#')], A::Tag, "Tag")
        .more("Your own marks for a customer, or for all marked ones, to filter by: tag:retainer.")
        .also("label mark group"),
    bind(Group::Tab, CUSTOMERS, &[ch('/')], A::Filter, "Filter")
        .more("Words look in names, contacts, notes and tags; revenue>10k, share>5%, last>60d, tag:retainer, is:one-off, is:booked; - turns one around.")
        .also("search find look")
        .hint("", "filter", 41),
    bind(Group::Tab, CUSTOMERS, &[ch('s')], A::Sort, "Sort by the next column").more("Name, revenue, share and so on; a click on a heading sorts by it.").also("order by").hint("", "sort", 40),
    bind(Group::Tab, CUSTOMERS, &[ch('S')], A::ReverseSort, "Reverse the sort").more("Smallest first, or largest first again.").also("order descending ascending"),
    bind(Group::Tab, CUSTOMERS, &[ch(' ')], A::Mark, "Mark for a group change")
        .more("Marked customers are edited, tagged or archived together, in one step.")
        .also("select choose")
        .hint("", "mark", 53),
    bind(Group::Tab, CUSTOMERS, &[ch('A')], A::ShowArchived, "Show archived ones (again: hide)")
        .more("Archived customers are kept with everything they ever bought; x brings one back.")
        .also("hidden deleted"),
    bind(Group::Tab, CUSTOMERS, &[ch('r')], A::Reset, "Reset the view")
        .more("No filter, no marks, by revenue.")
        .also("clear default"),
    // Of a customer, on the tabs that place them.
    bind(Group::Tab, PEOPLE, &[ch('f')], A::Fit, "Set fit (then 1–5)")
        .more("How well they fit, 1 poor to 5 great; for all marked ones at once.")
        .also("rate score place")
        .hint("", "fit", 34),
    bind(Group::Tab, PEOPLE, &[ch('m')], A::Mood, "Set mood (then 1–5)")
        .more("How it feels when they call: dread, tired, neutral, glad, delighted; for all marked ones at once.")
        .also("rate score feel happy place")
        .hint("", "mood", 35),
    bind(Group::Tab, PEOPLE, &[ch('P')], A::Place, "Place the unplaced: fit, mood, next")
        .more("Asks fit and mood of everyone who has none, one after the other: two digits each.")
        .also("rate matrix missing all")
        .hint("", "place", 36),
    bind(Group::Tab, PEOPLE, &[ch('F')], A::Criteria, "Fit, criterion by criterion")
        .more("Margin, cost to win, ease and five more; the first four are suggested from your figures.")
        .also("criteria weights score evidence suggest"),
    bind(Group::Tab, PEOPLE, &[ch('M')], A::MoodWords, "Mood words and traits")
        .more("Their mood in a few words, and which of the seven traits apply.")
        .also("stagnant problematic risk tight critical unchallenging boring"),
    bind(Group::Tab, PEOPLE, &[ch('w')], A::Profile, "How you work with them")
        .more("Life stage, integration, pace, need, preferences, best work, and what being exclusive costs them.")
        .also("profile preferences exclusive premium life stage brief"),
    bind(Group::Tab, PEOPLE, &[ch('t')], A::Log, "Log hours or a cost")
        .more("The kind by its letter: delivery, unbilled, acquisition, marketing, learning.")
        .also("time timesheet effort expense touch")
        .hint("", "log hours", 37),
    bind(Group::Tab, PEOPLE, &[ch('o')], A::ReferOut, "Refer out to a partner")
        .more("Notes that you sent them to somebody who does it better.")
        .also("partner hand over send away"),
    bind(Group::Data, PEOPLE, &[], A::Entries, "Hours and costs of this customer").word("hours").more("Every entry, to look through and mend.").also("time effort expenses log"),
    bind(Group::Data, PEOPLE, &[], A::Refer, "Who sent this customer").word("referral").more("Adds a referral: by a customer, by a partner, or word of mouth.").also("referred recommended source"),
    bind(Group::Data, OF_CUSTOMERS, &[], A::AddWork, "Work or a maybe for this customer").word("work").more("Three questions first, then the form: title, days, dates, odds.").also("engagement opportunity project deal add"),
    bind(Group::Data, OF_CUSTOMERS, &[], A::Works, "Engagements of this customer").word("engagements").more("Booked, hoped for, done and lost, to look through and mend.").also("work opportunities projects deals"),
    bind(Group::Data, PEOPLE, &[], A::Referrals, "Referrals of this customer").word("referrals").more("Who sent them, and whom they sent, to look through and mend.").also("referred tree"),
    // On the Matrix tab.
    bind(Group::Tab, MATRIX, &[ch('v')], A::Measure, "Dot size: revenue, hours, none")
        .more("What the size of a dot means.")
        .also("measure bubble")
        .hint("", "dot size", 40),
    bind(Group::Tab, MATRIX, &[ch('e')], A::Edit, "Edit the customer").more("The form of the customer under the cursor.").also("change rename"),
    bind(Group::Tab, MATRIX, &[ch('n')], A::Note, "Write a note").more("What you want to remember of the customer.").also("comment remark memo"),
    bind(Group::Tab, MATRIX, &[ch('r')], A::Reset, "Reset the view").more("Dots by revenue, the biggest one chosen.").also("clear default"),
    bind(Group::Tab, MATRIX, &[ch(',')], A::Settings, "Cuts, weights and hour cost")
        .more("Where fit and mood begin to be good enough, what the eight criteria weigh, and what an hour costs you.")
        .also("settings preferences options"),
    // On the Beach tab.
    bind(Group::Tab, BEACH, &[ch('+'), ch('=')], A::ZoomIn, "Zoom: weeks · months · quarters").more("Nearer: days and weeks in place of months.").also("scale week closer").hint("+ -", "zoom", 13),
    bind(Group::Tab, BEACH, &[ch('-'), ch('_')], A::ZoomOut, "Zoom: weeks · months · quarters").more("Further away: months and quarters in place of weeks.").also("scale month quarter wider"),
    bind(Group::Tab, BEACH, &[ch('0')], A::Today, "To today").more("Back to this week, wherever you scrolled to.").also("now this week").hint("", "today", 14),
    bind(Group::Tab, BEACH, &[ch('a')], A::AddWork, "Add work or a maybe").more("Three questions first: which offering, a variant you support, a written process? Then the form.").also("new engagement opportunity project booking deal create insert").hint("", "add", 30),
    bind(Group::Tab, BEACH, &[ch('e')], A::Edit, "Edit").more("The form of the work under the cursor.").also("change dates days value").hint("", "edit", 31),
    bind(Group::Tab, BEACH, &[ch('b')], A::NextStage, "Next stage (a maybe becomes booked)").more("Lead, talking, proposal, verbal yes, booked; done once its last day has come. u takes it back.").also("book won win sign stage close done").hint("", "next stage", 22),
    bind(Group::Tab, BEACH, &[ch('L')], A::Lose, "Lost, or handed over").more("Why it was not won, and to which partner it goes, if to one.").also("lose decline reject close").hint("", "lost", 36),
    bind(Group::Tab, BEACH, &[ch(' ')], A::WhatIf, "What if: won, lost, by its odds").more("Counts a maybe in, then out, then at its chance again. Nothing changes in your book.").also("what if win lose proposal odds").hint("", "what if", 21),
    bind(Group::Tab, BEACH, &[ch('c')], A::ClearWhatIf, "Clear the what-if").more("Every maybe at its chance again.").also("reset odds").hint("", "clear", 29),
    bind(Group::Tab, BEACH, &[ch('<')], A::Earlier, "Shift a week earlier · later").more("The work under the cursor starts and ends a week earlier.").also("move reschedule date").hint("< >", "shift", 32),
    bind(Group::Tab, BEACH, &[ch('>')], A::Later, "Shift a week earlier · later").more("The work under the cursor starts and ends a week later.").also("move reschedule date postpone"),
    bind(Group::Tab, BEACH, &[ch('{')], A::EndEarlier, "End a week earlier · later").more("The work under the cursor ends a week earlier.").also("shorten shorter").hint("{ }", "its end", 34),
    bind(Group::Tab, BEACH, &[ch('}')], A::EndLater, "End a week earlier · later").more("The work under the cursor ends a week later.").also("extend longer"),
    bind(Group::Tab, BEACH, &[ch('T')], A::Term, "What became of its term").more("Renewed or not, and why; or why you expect it to be.").also("renewal renew reason ended").hint("", "its term", 37),
    bind(Group::Tab, BEACH, &[ch('C')], A::Capacity, "Days of the team in this week").more("For a week that is not like the others: a fair, half the team away.").also("capacity holiday off team week"),
    bind(Group::Tab, BEACH, &[ch('o')], A::ReferOut, "Hand over to a partner").more("Notes that you sent them to somebody who does it better.").also("partner refer out decline send away"),
    bind(Group::Tab, BEACH, &[ch('t')], A::Log, "Log hours: marketing and the rest").more("Marketing kept up week by week is what keeps the beach away.").also("marketing time effort cost"),
    bind(Group::Tab, BEACH, &[ch('x')], A::Archive, "Archive (hidden, never deleted)").more("A shows archived ones, x brings one back.").also("delete remove hide").hint("", "archive", 50),
    bind(Group::Tab, BEACH, &[ch('A')], A::ShowArchived, "Show past and lost ones (again: hide)").more("Work that is over, was lost or was put away.").also("hidden history done lost deleted"),
    bind(Group::Tab, BEACH, &[ch('y')], A::Copy, "Copy the weeks and the work").more("As text, to the clipboard of your terminal.").also("clipboard yank"),
    bind(Group::Tab, BEACH, &[ch('r')], A::Reset, "Reset the view").more("This week, by weeks, no what-if.").also("clear default"),
    bind(Group::Tab, BEACH, &[ch(',')], A::Settings, "Team days, days off, odds, target").more("How many days your team has, when nobody works, the odds of each stage, and what you want to earn.").also("settings preferences capacity holidays options"),
    // Three questions before an opportunity.
    bind(Group::Tab, GATE, &[ch('1')], A::Choose(1), "Choose the offering").hint("0-9", "choose", 10),
    bind(Group::Tab, GATE, &[ch('2')], A::Choose(2), "Choose the offering"),
    bind(Group::Tab, GATE, &[ch('3')], A::Choose(3), "Choose the offering"),
    bind(Group::Tab, GATE, &[ch('4')], A::Choose(4), "Choose the offering"),
    bind(Group::Tab, GATE, &[ch('5')], A::Choose(5), "Choose the offering"),
    bind(Group::Tab, GATE, &[ch('6')], A::Choose(6), "Choose the offering"),
    bind(Group::Tab, GATE, &[ch('7')], A::Choose(7), "Choose the offering"),
    bind(Group::Tab, GATE, &[ch('8')], A::Choose(8), "Choose the offering"),
    bind(Group::Tab, GATE, &[ch('9')], A::Choose(9), "Choose the offering"),
    bind(Group::Tab, GATE, &[ch('0')], A::Choose(0), "Something you do not list"),
    bind(Group::Tab, GATE, &[ch('y')], A::Yes, "Yes").hint("", "yes", 20),
    bind(Group::Tab, GATE, &[ch('n')], A::No, "No").hint("", "no", 21),
    bind(Group::Tab, GATE, &[on(Code::Enter)], A::Open, "Take the marked answer").hint("", "take it", 22),
    bind(Group::Tab, GATE, &[ch('s')], A::Skip, "Skip the questions").hint("", "skip", 30),
    bind(Group::Moving, GATE, &[on(Code::Up)], A::Up, "Move").hint("↑↓", "move", 11),
    bind(Group::Moving, GATE, &[on(Code::Down)], A::Down, "Move"),
    bind(Group::Moving, GATE, &[on(Code::Left)], A::Left, "The question before").hint("", "back", 31),
    bind(Group::Moving, GATE, &[on(Code::Esc)], A::Back, "Close; nothing is added").hint("", "cancel", 94),
    // On the Practice tab.
    bind(Group::Tab, PRACTICE, &[ch('a')], A::Add, "Add to this box").more("An offering, a partner, a segment: whatever the box holds.").also("new create insert").hint("", "add", 30),
    bind(Group::Tab, PRACTICE, &[ch('e')], A::Edit, "Edit").more("The form of what is under the cursor.").also("change rename").hint("", "edit", 31),
    bind(Group::Tab, PRACTICE, &[ch('v')], A::AddVariant, "Add a variant of the offering").more("A way the offering is delivered.").also("new offering"),
    bind(Group::Tab, PRACTICE, &[ch('x')], A::Archive, "Archive (hidden, never deleted)").more("A shows archived ones, x brings one back.").also("delete remove hide").hint("", "archive", 50),
    bind(Group::Tab, PRACTICE, &[ch('A')], A::ShowArchived, "Show archived ones (again: hide)").more("Archived ones are kept; x brings one back.").also("hidden deleted"),
    bind(Group::Tab, PRACTICE, &[ch(',')], A::Settings, "Targets, costs, capacity, weights")
        .more("What you want to earn, what goes out, what an hour and a day cost, when you work, and what fit weighs.")
        .also("settings preferences options money"),
    // A digit is awaited.
    bind(Group::Tab, RATING, &[ch('1')], A::Choose(1), "Rate").hint("", "", 10),
    bind(Group::Tab, RATING, &[ch('2')], A::Choose(2), "Rate").hint("", "", 11),
    bind(Group::Tab, RATING, &[ch('3')], A::Choose(3), "Rate").hint("", "", 12),
    bind(Group::Tab, RATING, &[ch('4')], A::Choose(4), "Rate").hint("", "", 13),
    bind(Group::Tab, RATING, &[ch('5')], A::Choose(5), "Rate").hint("", "", 14),
    bind(Group::Tab, PLACING, &[ch('s'), on(Code::Right)], A::Skip, "Skip this one").hint("", "skip", 20),
    bind(Group::Tab, PLACING, &[on(Code::Left)], A::Left, "The one before").hint("", "back", 21),
    bind(Group::Tab, PLACING, &[ch('u'), ctrl('z')], A::Undo, "Undo").hint("", "undo", 22),
    bind(Group::Moving, RATING, &[on(Code::Esc)], A::Back, "Cancel").hint("", "cancel", 94),
    // On the Concentration tab.
    bind(Group::Tab, CONCENTRATION, &[ch(' ')], A::WhatIf, "What if I lost them (again: not)")
        .more("Counts the customer out: revenue, runway and the hole they would leave, at the right. Nothing changes in your book.")
        .also("lose stress loss leave")
        .hint("", "what if I lost them", 21),
    bind(Group::Tab, CONCENTRATION, &[ch('c')], A::ClearWhatIf, "Clear the what-if").more("Nobody is lost any more.").also("nobody reset").hint("", "clear", 30),
    bind(Group::Tab, CONCENTRATION, &[ch('p')], A::NextPeriod, "Next period")
        .more("12 months, 3 months, 1 month, all years. Any other: the command period.")
        .also("quarter year month window")
        .hint("", "period", 31),
    bind(Group::Tab, CONCENTRATION, &[ch('v')], A::Measure, "Next measure")
        .more("Bars by revenue, by margin after what they cost you, or by relationship value.")
        .also("margin value profit")
        .hint("", "measure", 32),
    bind(Group::Tab, CONCENTRATION, &[ch(',')], A::Settings, "Outgo, reserve, tolerance, limit")
        .more("What goes out in a month, what you have set aside, and what counts as too much.")
        .also("settings preferences options money costs")
        .hint("", "money", 40),
    bind(Group::Tab, CONCENTRATION, &[ch('r')], A::Reset, "Reset the view").more("12 months, nobody lost.").also("clear default"),
    bind(Group::Tab, CUSTOMERS, &[ch(',')], A::Settings, "Book name, currency, year, basis")
        .more("What your book is called, its currency, when your year starts, and whether documents count when invoiced or when paid.")
        .also("settings preferences options"),
    bind(Group::Tab, OF_CUSTOMERS, &[ch('y')], A::Copy, "Copy name and numbers")
        .more("As text, to the clipboard of your terminal: the row, or all marked ones.")
        .also("clipboard yank")
        .hint("", "copy", 54),
    // Moving.
    bind(Group::Moving, MOVING, &[on(Code::Up)], A::Up, "Move").hint("↑↓", "move", 10),
    bind(Group::Moving, MOVING, &[on(Code::Down)], A::Down, "Move"),
    bind(Group::Moving, ASIDE, &[on(Code::Left)], A::Left, "Move"),
    bind(Group::Moving, ASIDE, &[on(Code::Right)], A::Right, "Move"),
    bind(Group::Moving, BEACH, &[on(Code::Left)], A::Left, "The week before · after").hint("←→", "weeks", 11),
    bind(Group::Moving, BEACH, &[on(Code::Right)], A::Right, "The week before · after"),
    bind(Group::Moving, TABS_AND_LISTS, &[ch('k')], A::Up, "Move"),
    bind(Group::Moving, TABS_AND_LISTS, &[ch('j')], A::Down, "Move"),
    bind(Group::Moving, TABS_AND_LISTS, &[ch('h')], A::Left, "Move"),
    bind(Group::Moving, TABS_AND_LISTS, &[ch('l')], A::Right, "Move"),
    bind(Group::Moving, TABS_AND_LISTS, &[ch('g'), on(Code::Home)], A::First, "First · last"),
    bind(Group::Moving, TABS_AND_LISTS, &[ch('G'), on(Code::End)], A::Last, "First · last"),
    bind(Group::Moving, LISTED, &[on(Code::PageUp)], A::PageUp, "A page at a time"),
    bind(Group::Moving, LISTED, &[on(Code::PageDown)], A::PageDown, "A page at a time"),
    bind(Group::Moving, TABS, &[on(Code::PageUp), ctrl('b')], A::PageUp, "A page at a time"),
    bind(Group::Moving, TABS, &[on(Code::PageDown), ctrl('f')], A::PageDown, "A page at a time"),
    bind(Group::Moving, TABS, &[on(Code::Tab)], A::NextPanel, "Next panel · the one before"),
    bind(Group::Moving, TABS, &[on(Code::BackTab)], A::PreviousPanel, "Next panel · the one before"),
    bind(Group::Moving, TABS, &[on(Code::Enter)], A::Open, "Open, or go deeper").hint("", "open", 20),
    bind(Group::Moving, TABS, &[on(Code::Esc)], A::Back, "One step back. Never quits"),
    // Anywhere.
    bind(Group::Anywhere, TABS, &[ch('1')], A::Tab(Tab::Customers), "Go to Customers").more("Who they are, what they bring, when they were last invoiced.").also("tab list switch show"),
    bind(Group::Anywhere, TABS, &[ch('2')], A::Tab(Tab::Matrix), "Go to Matrix").more("Who fits, and whose mood matches.").also("tab switch show fit mood quadrant keepers grinders charmers leavers"),
    bind(Group::Anywhere, TABS, &[ch('3')], A::Tab(Tab::Concentration), "Go to Concentration").more("How much hangs on whom, and how long the money lasts without them.").also("tab switch show share risk"),
    bind(Group::Anywhere, TABS, &[ch('4')], A::Tab(Tab::Beach), "Go to Beach").more("What is booked week by week, what might happen, and when it runs out.").also("tab switch show weeks calendar gantt work capacity schedule"),
    bind(Group::Anywhere, TABS, &[ch('6')], A::Tab(Tab::Practice), "Go to Practice").more("Your own side: mood, offerings, partners, segments, targets, whom you want.").also("tab switch show offerings partners segments settings targets"),
    bind(Group::Anywhere, TABS, &[ch('[')], A::PreviousTab, "Previous tab").also("switch"),
    bind(Group::Anywhere, TABS, &[ch(']')], A::NextTab, "Next tab").also("switch"),
    bind(Group::Anywhere, TABS, &[ch('u'), ctrl('z')], A::Undo, "Undo").more("Takes the newest step back, also after quitting. Redo does it again.").also("take back revert mistake").hint("", "undo", 33),
    bind(Group::Anywhere, TABS, &[ctrl('r'), ch('U')], A::Redo, "Redo").more("Does again what undo took back.").also("again forward"),
    bind(Group::Anywhere, TABS, &[ch('!')], A::Attention, "What needs attention").more("Customers too much hangs on, and what your money would say without them.").also("warnings alarms findings problems"),
    bind(Group::Anywhere, TABS, &[ch('D')], A::Discreet, "Discreet: hide the others' names")
        .more("The customer under the cursor keeps the name, all others become Customer 07 and so on, until you press it again.")
        .also("privacy hide names confidential"),
    bind(Group::Anywhere, TABS, &[ch(':'), ctrl('p')], A::Palette, "Commands, by name").hint("", "commands", 90),
    bind(Group::Anywhere, &[S::Customers, S::Matrix, S::Concentration, S::Beach, S::Practice, S::Welcome, S::Gate, S::Rating, S::Placing, S::List, S::Question, S::Choice], &[ch('?'), on(Code::F(1))], A::Help, "This help")
        .more("Every key of this screen; type to search, Tab shows those of all screens.")
        .also("keys manual")
        .hint("", "help", 95),
    bind(Group::Anywhere, &[S::Filter, S::Form, S::Notes, S::Palette], &[on(Code::F(1))], A::Help, "This help").hint("", "help", 95),
    bind(Group::Anywhere, &[S::Customers, S::Matrix, S::Concentration, S::Beach, S::Practice, S::Welcome], &[ch('q')], A::Quit, "Quit").more("Everything is saved already.").also("exit leave close").hint("", "quit", 99),
    bind(Group::Anywhere, EVERYWHERE, &[ctrl('c')], A::Interrupt, "Quit, on the second press"),
    bind(Group::Anywhere, EVERYWHERE, &[ctrl('l')], A::Redraw, "Draw the screen anew").more("For when another program wrote over it.").also("redraw refresh repaint"),
    bind(Group::Anywhere, TABS, &[], A::Suspend, "To the shell; fg comes back").more("Leaves keepnet waiting in the background of your shell.").word("suspend").also("background shell"),
    // First run.
    bind(Group::Tab, WELCOME, &[ch('1')], A::Choose(1), "Look around a sample book"),
    bind(Group::Tab, WELCOME, &[ch('2')], A::Choose(2), "Bring in a list I already have"),
    bind(Group::Tab, WELCOME, &[ch('3')], A::Choose(3), "Start with my first customer"),
    bind(Group::Tab, WELCOME, &[on(Code::Enter)], A::Open, "Begin").hint("", "begin", 20),
    bind(Group::Tab, WELCOME, &[ch('p')], A::BookPath, "Put the file somewhere else").hint("", "put the file somewhere else", 30),
    bind(Group::Tab, WELCOME, &[ch('l')], A::SwapTheme, "Light or dark").hint("", "light or dark", 31),
    bind(Group::Moving, WELCOME, &[on(Code::Esc)], A::Back, "One step back. Never quits"),
    // Lists and questions on top.
    bind(Group::Tab, &[S::Palette], &[on(Code::Enter)], A::Open, "Do it").hint("", "do it", 20),
    bind(Group::Tab, &[S::Palette], &[on(Code::Tab)], A::NextPanel, "Complete").hint("", "complete", 21),
    bind(Group::Tab, &[S::Help], &[on(Code::Enter)], A::Open, "Do it now").hint("", "do it now", 20),
    bind(Group::Tab, &[S::Help], &[on(Code::Tab)], A::NextPanel, "Keys of all screens").hint("", "all screens", 21),
    bind(Group::Tab, &[S::List], &[on(Code::Enter)], A::Open, "Go there, or do it").hint("", "go there", 20),
    bind(Group::Tab, &[S::List], &[ch('x')], A::Archive, "Archive (hidden, never deleted)").hint("", "archive", 21),
    bind(Group::Tab, &[S::Question], &[on(Code::Enter), ch(' ')], A::Press, "Press the button").hint("", "press", 20),
    bind(Group::Tab, &[S::Question], &[on(Code::Left), on(Code::Up), on(Code::BackTab)], A::Left, "Choose").hint("←→", "choose", 10),
    bind(Group::Tab, &[S::Question], &[on(Code::Right), on(Code::Down), on(Code::Tab)], A::Right, "Choose"),
    bind(Group::Moving, FINDING, &[on(Code::Up)], A::Up, "Move").hint("↑↓", "move", 10),
    bind(Group::Moving, FINDING, &[on(Code::Down)], A::Down, "Move"),
    bind(Group::Moving, &[S::Help, S::Palette, S::List], &[on(Code::Esc)], A::Back, "Close").hint("", "close", 94),
    bind(Group::Moving, &[S::Question], &[on(Code::Esc)], A::Back, "The safe answer").hint("", "back", 94),
    // The filter.
    bind(Group::Tab, &[S::Filter], &[on(Code::Enter)], A::Open, "Keep the filter").hint("", "keep it", 20),
    bind(Group::Tab, &[S::Filter], &[on(Code::Esc)], A::Back, "Clear the filter").hint("", "show all", 21),
    bind(Group::Tab, &[S::Filter], &[on(Code::Tab)], A::NextPanel, "Take the suggestion").hint("", "take suggestion", 22),
    bind(Group::Moving, &[S::Filter], &[on(Code::Up)], A::Up, "Move").hint("↑↓", "move", 10),
    bind(Group::Moving, &[S::Filter], &[on(Code::Down)], A::Down, "Move"),
    bind(Group::Moving, &[S::Filter], &[on(Code::PageUp)], A::PageUp, "A page at a time"),
    bind(Group::Moving, &[S::Filter], &[on(Code::PageDown)], A::PageDown, "A page at a time"),
    // Forms.
    bind(Group::Tab, FORMS, &[on(Code::Tab)], A::NextField, "Next field · the one before").hint("", "next field", 10),
    bind(Group::Tab, FORMS, &[on(Code::BackTab)], A::PreviousField, "Next field · the one before").hint("", "back", 11),
    bind(Group::Tab, &[S::Form, S::Choice], &[on(Code::Down)], A::NextField, "Next field · the one before"),
    bind(Group::Tab, &[S::Form, S::Choice], &[on(Code::Up)], A::PreviousField, "Next field · the one before"),
    bind(Group::Tab, FORMS, &[ctrl('s')], A::Save, "Save").hint("", "save", 20),
    bind(Group::Tab, &[S::Form], &[on(Code::Enter)], A::Press, "Next field, or save from the last"),
    bind(Group::Tab, &[S::Choice], &[on(Code::Enter), ch(' ')], A::Press, "Press, or tick").hint("", "press", 15),
    bind(Group::Tab, &[S::Choice], &[on(Code::Left)], A::Left, "Another choice").hint("←→", "choose", 14),
    bind(Group::Tab, &[S::Choice], &[on(Code::Right)], A::Right, "Another choice"),
    bind(Group::Tab, &[S::Choice], &[ch('1')], A::Choose(1), "Choose by its place"),
    bind(Group::Tab, &[S::Choice], &[ch('2')], A::Choose(2), "Choose by its place"),
    bind(Group::Tab, &[S::Choice], &[ch('3')], A::Choose(3), "Choose by its place"),
    bind(Group::Tab, &[S::Choice], &[ch('4')], A::Choose(4), "Choose by its place"),
    bind(Group::Tab, &[S::Choice], &[ch('5')], A::Choose(5), "Choose by its place"),
    bind(Group::Tab, &[S::Choice], &[ch('6')], A::Choose(6), "Choose by its place"),
    bind(Group::Tab, &[S::Choice], &[ch('7')], A::Choose(7), "Choose by its place"),
    bind(Group::Tab, &[S::Choice], &[ch('8')], A::Choose(8), "Choose by its place"),
    bind(Group::Tab, &[S::Choice], &[ch('9')], A::Choose(9), "Choose by its place"),
    bind(Group::Tab, FORMS, &[ctrl('d')], A::StartOver, "Start over: what the book says").also("draft revert"),
    bind(Group::Tab, FORMS, &[on(Code::Esc)], A::Back, "Cancel; asks if anything was changed").hint("", "cancel", 94),
    // Text.
    bind(Group::Text, TEXTS, &[on(Code::Backspace), ctrl('h')], A::Text(TextKey::Backspace), "Delete a character"),
    bind(Group::Text, TEXTS, &[on(Code::Delete)], A::Text(TextKey::Delete), "Delete a character"),
    bind(Group::Text, TEXTS, &[ctrl('w'), Key::with_ctrl(Code::Backspace), Key::with_alt(Code::Backspace)], A::Text(TextKey::DeleteWord), "Delete the word before"),
    bind(Group::Text, TEXTS, &[ctrl('u')], A::Text(TextKey::DeleteLine), "Delete to the beginning"),
    bind(Group::Text, TEXTS, &[on(Code::Left)], A::Text(TextKey::Left), "Move in the text"),
    bind(Group::Text, TEXTS, &[on(Code::Right)], A::Text(TextKey::Right), "Move in the text"),
    bind(Group::Text, TEXTS, &[Key::with_ctrl(Code::Left), Key::with_alt(Code::Left)], A::Text(TextKey::WordLeft), "Move by words"),
    bind(Group::Text, TEXTS, &[Key::with_ctrl(Code::Right), Key::with_alt(Code::Right)], A::Text(TextKey::WordRight), "Move by words"),
    bind(Group::Text, TEXTS, &[on(Code::Home), ctrl('a')], A::Text(TextKey::Home), "Beginning · end"),
    bind(Group::Text, TEXTS, &[on(Code::End), ctrl('e')], A::Text(TextKey::End), "Beginning · end"),
    bind(Group::Text, &[S::Notes], &[on(Code::Up)], A::Text(TextKey::Up), "Move in the text"),
    bind(Group::Text, &[S::Notes], &[on(Code::Down)], A::Text(TextKey::Down), "Move in the text"),
    bind(Group::Text, &[S::Notes], &[on(Code::Enter)], A::Text(TextKey::Newline), "New line").hint("", "new line", 15),
    // Commands without a key.
    command("backup", A::Backup, "Make a copy now", "Copies your book and verifies the copy.", "save safe copy"),
    command("restore", A::Restore, "Go back to an older copy", "Shows the copies keepnet made. Today's book is copied first, and a restore can be undone.", "recover older copies"),
    command("export", A::Export, "Write a spreadsheet file", "Everything as CSV files in a folder of your choice.", "csv excel files save as"),
    command("check", A::Check, "Check all is well", "Reads the whole book through, and its copies.", "health damaged verify integrity"),
    command("import", A::Import, "Bring in a list", "Says the command that reads the invoices another program exports.", "csv load invoices"),
    command("history", A::History, "What was done", "Every step with its time, newest first.", "log changes undo list"),
    command("messages", A::Messages, "What was said", "The last fifty messages.", "log errors notices"),
    command("draft", A::Draft, "Go on with a half-typed form", "Opens the form you left without saving.", "unsaved continue"),
    command("theme light", A::Theme(Mode::Light), "Colours for a light terminal", "Remembered for this book.", "white bright look"),
    command("theme dark", A::Theme(Mode::Dark), "Colours for a dark terminal", "Remembered for this book.", "black night look"),
    command("theme mono", A::Theme(Mode::Mono), "No colours", "Remembered for this book.", "monochrome black and white look"),
    command("mouse off", A::Mouse(false), "Leave the mouse to the terminal", "So that text can be selected without Shift.", "select text"),
    command("mouse on", A::Mouse(true), "Use the mouse here", "Click rows, headings, tabs and hints.", "click"),
    command("start my own", A::StartMyOwn, "Start my own book", "Leaves the sample and begins a book of your own.", "own book sample finish"),
    command("sample", A::Sample, "Look around the sample book", "Sixteen made-up customers in a file of their own.", "demo example"),
    command("period", A::NextPeriod, "Another period", "12m, 3m, 1m, all, 2026, 2026Q3; cal2026Q3 is the calendar's where your year starts later.", "quarter year month window")
        .argument("12m, 3m, 1m, all, 2026, 2026Q3"),
];
