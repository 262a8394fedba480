//! The rows of an open box, cell by cell.
//!
//! Which rows there are is [`super::items`]; what stands beside the list of the one under the cursor is [`super::detail`].

use crate::domain::insight::practice::PracticeFigures;
use crate::domain::money;
use crate::domain::period::spoken;
use crate::domain::practice::{Company, Offering, Prospect, Standing, Variant};
use crate::domain::record::Kind;
use crate::intent::View;
use crate::ui::{Role, Span};

use super::items::{Item, is_archived};
use super::lines::{Column, Grid, numbers, words};
use super::overview::{answers, end, pages};
use super::scope;
use super::section::Section;
use super::words::{Words, ago, lacking, mark, pips, setting};

/// The columns of a box.
fn columns(section: Section) -> Vec<Column> {
    match section {
        Section::Mood => vec![
            words("Answered", 14, 0),
            words("Words", 60, 0),
            words("Feels natural", 26, 3),
            words("Draws you in", 26, 4),
            words("Favourite people", 26, 5),
            words("Like to work in", 26, 6),
        ],
        Section::Targets => vec![words("Setting", 30, 0), words("Now", 80, 0)],
        Section::Offerings => vec![
            words("Offering", 44, 0),
            words("Class", 12, 3),
            numbers("Process", 9, 6),
            words("Goes to, or lacks", 28, 1),
            numbers("Jobs", 5, 2),
            numbers("12 mo", 5, 4),
            numbers("Days", 7, 5),
            words("Revised", 11, 7),
            numbers("List price", 12, 8),
            words("Good at", 7, 9),
            words("Enjoy", 7, 10),
            words("Standing", 11, 11),
            words("Done", 13, 12),
        ],
        Section::Partners => vec![
            words("Partner", 40, 0),
            words("Takes", 30, 1),
            numbers("Out", 5, 0),
            numbers("In", 5, 0),
            words("Last exchange", 14, 2),
            words("Person", 24, 3),
            words("Phone", 20, 4),
        ],
        Section::Segments => {
            vec![words("Segment", 44, 0), words("Kind", 10, 1), numbers("Customers", 9, 0), words("Who belongs to it", 60, 2)]
        }
        Section::Wanted => vec![words("Who", 70, 0), words("Why", 40, 2), words("Homework", 8, 1), words("In your book as", 26, 3)],
        Section::Rivals => vec![words("One", 34, 0), words("The other", 34, 0), words("Where they meet", 50, 1)],
    }
}

/// The rows of a box with their headings.
pub(super) fn grid(section: Section, items: &[Item], figures: &PracticeFigures, view: &View<'_>) -> Grid {
    let mut grid = Grid::new(columns(section));
    for item in items {
        let mut row = row(*item, figures, view);
        if is_archived(*item, view) == Some(true) {
            // Said in a word, so that it is not only quieter.
            for cell in &mut row {
                cell.role = Role::Muted;
            }
            if let Some(name) = row.first_mut() {
                name.text.push_str(" (archived)");
            }
        }
        grid.push(row);
    }
    grid
}

fn text(words: impl Into<String>) -> Span {
    Span::new(words, Role::Text)
}

fn muted(words: impl Into<String>) -> Span {
    Span::new(words, Role::Muted)
}

fn row(item: Item, figures: &PracticeFigures, view: &View<'_>) -> Vec<Span> {
    match item {
        Item::LookAgain => vec![text("Look again"), muted("the four questions, from your last answers")],
        Item::First(kind) => first(kind),
        Item::Scope => scope::row(figures),
        Item::Setting(name) => {
            vec![text(name.label()), setting(name, &view.book.settings).map_or_else(|| lacking("not set"), text)]
        }
        Item::Segment(id) => segment(id, figures, view),
        Item::Record(kind, id) => record(kind, id, figures, view).unwrap_or_default(),
    }
}

/// What stands where nothing of a kind is.
fn first(kind: Kind) -> Vec<Span> {
    match kind {
        Kind::MoodProfile => vec![text("Not asked yet"), muted("a asks the four questions")],
        Kind::Wanted => vec![lacking("nothing says who you want: a writes it down")],
        _ => vec![muted("Nobody by name yet: a names one")],
    }
}

fn segment(id: crate::domain::id::SegmentId, figures: &PracticeFigures, view: &View<'_>) -> Vec<Span> {
    let Some(segment) = view.book.segment(id) else { return Vec::new() };
    let clean = Words(view);
    let many = figures.segmented.by_segment.get(&id).copied().unwrap_or(0);
    let criteria = segment.criteria.as_ref().map_or_else(String::new, |text| clean.one_line(text));
    vec![text(clean.clean(&segment.name)), muted(segment.kind.word()), text(many.to_string()), muted(criteria)]
}

fn record(kind: Kind, id: i64, figures: &PracticeFigures, view: &View<'_>) -> Option<Vec<Span>> {
    let (records, clean) = (view.book.records(), Words(view));
    Some(match kind {
        Kind::MoodProfile => {
            let profile = records.mood_profiles.find(id)?;
            let dot = format!(" {} ", view.look.glyphs.dot());
            let own: Vec<String> = profile.words.iter().map(|word| clean.clean(word)).collect();
            let mut row = vec![text(spoken(profile.answered)), text(own.join(&dot))];
            row.extend(answers(profile).map(|(_, answer)| muted(answer.map_or_else(String::new, |answer| clean.clean(answer)))));
            row
        }
        Kind::Offering => offering(records.offerings.find(id)?, figures, view),
        Kind::Variant => {
            let own = records.variants.find(id)?;
            let mut row = variant(own, view);
            row.insert(2, text(""));
            row.extend(scope::cells(scope::of_variant(own.id, &figures.scope), figures));
            row
        }
        Kind::Partner => {
            let partner = records.partners.find(id)?;
            let balance = figures.balance(partner.id);
            let line = |line: &Option<crate::domain::text::Line>| line.as_ref().map_or_else(String::new, |line| clean.clean(line));
            let last = balance.last.map_or_else(String::new, |day| ago(day, view.today));
            vec![
                text(clean.clean(&partner.name)),
                muted(line(&partner.takes)),
                text(balance.sent.to_string()),
                text(balance.received.to_string()),
                muted(last),
                muted(line(&partner.person)),
                muted(line(&partner.phone)),
            ]
        }
        Kind::Wanted => {
            let wanted = records.wanted.find(id)?;
            vec![text(format!("\"{}\"", clean.one_line(&wanted.profile))), muted(format!("written {}", spoken(wanted.said)))]
        }
        Kind::Prospect => prospect(records.prospects.find(id)?, view),
        Kind::Rivals => {
            let pair = records.rivals.find(id)?;
            let note = pair.note.as_ref().map_or_else(String::new, |note| clean.clean(note));
            vec![text(clean.customer(pair.one)), text(clean.customer(pair.other)), muted(note)]
        }
        _ => return None,
    })
}

fn offering(offering: &Offering, figures: &PracticeFigures, view: &View<'_>) -> Vec<Span> {
    let price = offering.list_price.map_or_else(String::new, |price| money::whole(price, view.book.settings.base()));
    let end = end(offering, view);
    // Also where there is no room to say what lacks.
    let flag = if end.role == Role::Care { " !" } else { "" };
    let [jobs, recent, days] = scope::cells(figures.scope.offerings.get(&offering.id).copied(), figures);
    vec![
        text(format!("{} {}{flag}", mark(offering.core, view), Words(view).clean(&offering.name))),
        muted(offering.core.label()),
        text(pages(offering)),
        end,
        jobs,
        recent,
        days,
        muted(offering.process_revised.map_or_else(String::new, spoken)),
        text(price),
        text(pips(offering.good_at, view)),
        text(pips(offering.enjoy, view)),
        muted(offering.standing.map_or("", Standing::label)),
        muted(offering.company.map_or("", Company::label)),
    ]
}

/// A variant stands below its offering, a step to the right.
pub(super) fn variant(variant: &Variant, view: &View<'_>) -> Vec<Span> {
    let learned = variant.learned.map_or_else(String::new, |day| format!("since {}", spoken(day)));
    let name = format!("  {} {}", view.look.glyphs.dot(), Words(view).clean(&variant.name));
    let standing = if variant.supported { "supported" } else { "done once" };
    vec![text(name), muted(standing), muted(learned)]
}

fn prospect(prospect: &Prospect, view: &View<'_>) -> Vec<Span> {
    let clean = Words(view);
    let homework = match (&prospect.homework, prospect.homework_done) {
        (_, true) => "done",
        (Some(_), false) => "open",
        (None, false) => "",
    };
    vec![
        text(clean.prospect(prospect)),
        muted(prospect.why.as_ref().map_or_else(String::new, |why| clean.clean(why))),
        text(homework),
        muted(prospect.customer.map_or_else(String::new, |id| clean.customer(id))),
    ]
}
