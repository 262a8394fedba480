//! What each box says while all of them are in sight.
//!
//! Figures are [`crate::domain::insight::practice`]'s; where the boxes lie is `rooms`, what one lists once open is `list`.

use crate::domain::beach::{Beach, Days, TABLE, WhatIf};
use crate::domain::customer::SegmentKind;
use crate::domain::insight::practice::{
    PracticeFigures, Unfinished, billable_day, lacks_process, newest_mood, next_break, taker, team_days,
};
use crate::domain::insight::scope::Times;
use crate::domain::period::spoken;
use crate::domain::practice::{CoreClass, MoodProfile, Offering};
use crate::domain::record::{Kind, Record};
use crate::domain::settings::Name;
use crate::domain::text::Line;
use crate::intent::View;
use crate::ui::{Role, Span};

use super::items::{Item, items};
use super::lines::{Grid, TextLine, numbers, prose, words};
use super::scope;
use super::section::Section;
use super::words::{Words, ago, count, lacking, mark, setting};

/// More rows than any screen has.
const ENOUGH: usize = 80;

/// From so many rows on boxes tell what else they hold: variants, who belongs to a segment, homework.
const ROOMY: u16 = 48;

/// What a box says, so many cells wide.
pub(super) fn lines(section: Section, figures: &PracticeFigures, view: &View<'_>, width: u16) -> Vec<TextLine> {
    let roomy = view.area.height >= ROOMY;
    let said = match section {
        Section::Mood => mood(view, width),
        Section::Targets => targets(view, width, roomy),
        Section::Offerings => offerings(figures, view, width, roomy),
        Section::Partners => partners(figures, view, width),
        Section::Segments => segments(figures, view, width, roomy),
        Section::Wanted => wanted(view, width, roomy),
        Section::Rivals => rivals(view, width),
    };
    if said.is_empty() { empty(section, width) } else { said }
}

/// What goes here and the key that fills it.
pub(super) fn empty(section: Section, width: u16) -> Vec<TextLine> {
    let (what, key) = section.empty();
    [prose(what, Role::Text, width), prose(key, Role::Muted, width)].concat()
}

/// What is left to finish in a box, for its title.
pub(super) fn to_finish(section: Section, figures: &PracticeFigures) -> usize {
    figures.unfinished.iter().filter(|unfinished| Section::of(**unfinished) == section).count()
}

/// One figure of a box, where there is room for no more.
pub(super) fn figure(section: Section, figures: &PracticeFigures, view: &View<'_>) -> String {
    let records = view.book.records();
    let shown =
        |kind| items(section, false, view).into_iter().filter(|item| matches!(item, Item::Record(of, _) if *of == kind)).count();
    match section {
        Section::Mood => newest_mood(view.book, view.today).map_or("not asked yet".to_owned(), |profile| spoken(profile.answered)),
        Section::Targets => billable_day(&view.book.settings)
            .map_or_else(|lacks| lack(lacks).to_owned(), |day| format!("{} days to go for", day.needed)),
        Section::Offerings => count(shown(Kind::Offering), "offering", "offerings"),
        Section::Partners => count(shown(Kind::Partner), "partner", "partners"),
        Section::Segments => {
            let many = view.book.segments.iter().filter(|segment| !segment.archived).count();
            if figures.segmented.colleagues > 0 {
                format!("{many}, colleagues {}", figures.segmented.colleagues)
            } else {
                count(many, "segment", "segments")
            }
        }
        Section::Wanted => count(shown(Kind::Prospect), "prospect", "prospects"),
        Section::Rivals => count(records.rivals.iter().filter(|pair| !pair.archived).count(), "pair", "pairs"),
    }
}

fn text(words: impl Into<String>) -> Span {
    Span::new(words, Role::Text)
}

fn muted(words: impl Into<String>) -> Span {
    Span::new(words, Role::Muted)
}

/// What lacks where a setting is not there.
fn lack(name: Name) -> &'static str {
    match name {
        Name::Target => "no income target",
        _ => "no list day rate",
    }
}

/// The answers of a version, with the labels of their questions.
pub(super) fn answers(profile: &MoodProfile) -> [(&'static str, Option<&str>); 4] {
    let label = |name: &str| MoodProfile::FIELDS.iter().find(|field| field.name == name).map_or("", |field| field.label);
    [
        (label("natural"), profile.natural.as_ref().map(Line::as_str)),
        (label("attracts"), profile.attracts.as_ref().map(Line::as_str)),
        (label("favourites"), profile.favourites.as_ref().map(Line::as_str)),
        (label("work_in"), profile.work_in.as_ref().map(Line::as_str)),
    ]
}

fn mood(view: &View<'_>, width: u16) -> Vec<TextLine> {
    let Some(profile) = newest_mood(view.book, view.today) else { return Vec::new() };
    let clean = Words(view);
    let mut grid = Grid::new(vec![words("", 20, 0), words("", 200, 0)]);
    for (at, (label, answer)) in answers(profile).into_iter().enumerate() {
        let answer = answer.map_or_else(|| lacking("no answer"), |answer| text(clean.clean(answer)));
        grid.push(vec![muted(format!("{} {label}", at + 1)), answer]);
    }
    let mut lines = grid.lay(width).1;
    lines.push(TextLine::Air);
    if !profile.words.is_empty() {
        let dot = format!(" {} ", view.look.glyphs.dot());
        let own: Vec<String> = profile.words.iter().map(|word| clean.clean(word)).collect();
        lines.push(TextLine::Words(vec![muted("words  "), text(own.join(&dot))]));
    }
    let mut answered = vec![muted(format!("answered {}", spoken(profile.answered)))];
    if profile.answered < crate::domain::period::months_before(view.today, crate::domain::insight::practice::MOOD_MONTHS) {
        answered.extend([text("  "), lacking("over a year ago")]);
    }
    lines.push(TextLine::Ends(answered, vec![Span::new("a", Role::Accent), muted(" look again")]));
    lines
}

/// What is wanted, what goes out, how far booked work takes it; the rest of the settings where there is room.
fn targets(view: &View<'_>, width: u16, roomy: bool) -> Vec<TextLine> {
    let settings = &view.book.settings;
    let beach = view.beach(&WhatIf::default());
    let dot = view.look.glyphs.dot();
    let said = |name| setting(name, settings);
    let beside = |words: Option<String>| words.map_or_else(String::new, |words| format!(" {dot} {words}"));
    let or_lacks = |name, more| said(name).map_or_else(|| lacking("not set · , sets it"), |value| text(value + &beside(more)));
    // Two settings share a row where both are set.
    let and = |name: Name, other: Name| {
        let shares = said(name).is_some() && settings.kept(other).is_some();
        shares.then(|| format!("{} {}", other.label().trim_end_matches(" a year").to_lowercase(), settings.shown(other)))
    };
    let mut grid = Grid::new(vec![words("", 18, 0), words("", 200, 0)]);
    let mut row = |label: &str, value: Span| grid.push(vec![muted(label), value]);
    let overhead = and(Name::Target, Name::Overhead);
    row(Name::Target.label(), or_lacks(Name::Target, overhead.clone()));
    if let Some(value) = said(Name::Overhead).filter(|_| overhead.is_none()) {
        row(Name::Overhead.label(), text(value));
    }
    if let Some(value) = said(Name::Tax).filter(|_| settings.tax.0 > 0) {
        row(Name::Tax.label(), text(value));
    }
    match billable_day(settings) {
        Ok(day) => {
            let part = day.part.decimal(100, 1);
            row("A billable day", text(format!("brings {part}% of it: {} of your {}", day.needed, settings.billable_days)));
        }
        Err(lacks) => row("A billable day", muted(format!("brings what? {}", lack(lacks)))),
    }
    if !beach.bars.is_empty() {
        row("Days in 8 weeks", text(ahead(&beach)));
    }
    let hold = beach.price_hold.map(|hold| format!("price hold {}%", hold.decimal(100, 0)));
    row(Name::DayRate.label(), or_lacks(Name::DayRate, hold));
    row(Name::HourCost.label(), or_lacks(Name::HourCost, None));
    let reserve = and(Name::Outgo, Name::Reserve);
    row(Name::Outgo.label(), or_lacks(Name::Outgo, reserve.clone()));
    if reserve.is_none() {
        row(Name::Reserve.label(), or_lacks(Name::Reserve, None));
    }
    let off = next_break(settings, view.today).map(|span| format!("off {}", super::words::days(span)));
    row(Name::TeamDays.label(), text(format!("{} days a week{}", team_days(settings), beside(off))));
    let kept = beach.marketing.map(|marketing| format!("kept {} of 13", marketing.kept));
    row(Name::MarketingHours.label(), text(said(Name::MarketingHours).unwrap_or_default() + &beside(kept)));
    for name in [Name::MarketingShare, Name::StageOdds, Name::Parallel, Name::Weights].into_iter().filter(|_| roomy) {
        let cuts = (name == Name::Weights).then(|| format!("cuts {}, {}", settings.cut_fit, settings.cut_mood));
        row(name.label(), text(said(name).unwrap_or_default() + &beside(cuts)));
    }
    grid.lay(width).1
}

/// `booked 28.5 · likely 12`: days of weeks 1 to 8.
fn ahead(beach: &Beach) -> String {
    let weeks: Vec<_> = beach.ahead().skip(1).take(TABLE).collect();
    let booked: Days = weeks.iter().map(|week| week.booked).sum();
    let expected: Days = weeks.iter().map(|week| week.expected).sum();
    format!("booked {}, likely {} more", booked.shown(), (expected - booked).shown())
}

/// What an offering still needs, or where its work goes; a written process where it is ours.
pub(super) fn end(offering: &Offering, view: &View<'_>) -> Span {
    let onward = view.look.glyphs.onward();
    match (taker(offering, view.book), offering.core) {
        (Some(partner), _) => text(format!("{onward} {}", Words(view).partner(partner))),
        (None, CoreClass::OffCore) => lacking("nobody takes it"),
        _ if lacks_process(offering) => lacking("no process"),
        _ => text(""),
    }
}

/// `14 pages`; nothing where there are none.
pub(super) fn pages(offering: &Offering) -> String {
    offering.process_pages.filter(|pages| *pages > 0).map_or_else(String::new, |pages| count(pages as usize, "page", "pages"))
}

fn offerings(figures: &PracticeFigures, view: &View<'_>, width: u16, roomy: bool) -> Vec<TextLine> {
    let records = view.book.records();
    let jobs = |times: Option<Times>| match times.map_or(0, |times| times.in_window) {
        0 => muted(""),
        many => muted(count(many, "job", "jobs")),
    };
    let mut grid =
        Grid::new(vec![words("", 36, 0), words("", 9, 3), words("", 30, 1), words("", 9, 2), words("", 11, 4), words("", 12, 5)]);
    for item in items(Section::Offerings, false, view) {
        let id = match item {
            Item::Record(Kind::Offering, id) => id,
            Item::Record(Kind::Variant, id) if roomy => {
                let Some(own) = records.variants.find(id) else { continue };
                let mut row = super::list::variant(own, view);
                row.push(jobs(scope::of_variant(own.id, &figures.scope)));
                grid.push(row);
                continue;
            }
            _ => continue,
        };
        let Some(offering) = records.offerings.find(id) else { continue };
        let variants = records.variants.iter().filter(|variant| variant.offering.0 == id && !variant.archived).count();
        let variants = if variants == 0 || roomy { String::new() } else { count(variants, "variant", "variants") };
        let revised = offering.process_revised.map_or_else(String::new, |day| day.format("%b %Y").to_string());
        let name = format!("{} {}", mark(offering.core, view), Words(view).clean(&offering.name));
        let own = pages(offering);
        let end = if offering.core == CoreClass::OffCore || own.is_empty() { end(offering, view) } else { text(own) };
        let often = jobs(figures.scope.offerings.get(&offering.id).copied());
        grid.push(vec![text(name), muted(offering.core.label()), end, often, muted(revised), muted(variants)]);
    }
    let mut lines: Vec<TextLine> = grid.lay(width).1.into_iter().take(ENOUGH).collect();
    if !lines.is_empty() {
        lines.extend(scope::summary(figures, view, width));
    }
    lines
}

fn partners(figures: &PracticeFigures, view: &View<'_>, width: u16) -> Vec<TextLine> {
    let clean = Words(view);
    let mut grid = Grid::new(vec![words("", 30, 0), words("", 28, 3), words("", 9, 1), words("", 9, 1), numbers("", 12, 2)]);
    for item in items(Section::Partners, false, view) {
        let Item::Record(_, id) = item else { continue };
        let Some(partner) = view.book.records().partners.find(id) else { continue };
        let balance = figures.balance(partner.id);
        let last = balance.last.map_or_else(String::new, |day| ago(day, view.today));
        grid.push(vec![
            text(clean.clean(&partner.name)),
            muted(partner.takes.as_ref().map_or_else(String::new, |takes| clean.clean(takes))),
            text(format!("out {}", balance.sent)),
            text(format!("in {}", balance.received)),
            muted(last),
        ]);
    }
    let mut lines: Vec<TextLine> = grid.lay(width).1.into_iter().take(ENOUGH).collect();
    if !lines.is_empty() {
        let last = figures.balances.values().filter_map(|balance| balance.last).max();
        let words =
            last.map_or("nobody was sent either way yet".to_owned(), |day| format!("last exchange {}", ago(day, view.today)));
        lines.extend([TextLine::Air, TextLine::Words(vec![muted(words)])]);
    }
    lines
}

/// The clients and colleagues in one line.
pub(super) fn headcount(figures: &PracticeFigures, view: &View<'_>) -> Vec<Span> {
    let segmented = &figures.segmented;
    let gap = format!(" {} ", view.look.glyphs.dot());
    let mut spans = vec![muted("clients "), text(segmented.clients.to_string())];
    spans.extend([muted(format!("{gap}colleagues ")), text(segmented.colleagues.to_string())]);
    if segmented.without > 0 {
        spans.extend([muted(format!("{gap}in no segment ")), text(segmented.without.to_string())]);
    }
    spans
}

fn segments(figures: &PracticeFigures, view: &View<'_>, width: u16, roomy: bool) -> Vec<TextLine> {
    let clean = Words(view);
    let mut grid = Grid::new(vec![words("", 40, 0), words("", 10, 2), numbers("", 14, 1)]);
    let mut criteria = Vec::new();
    for item in items(Section::Segments, false, view) {
        let Item::Segment(id) = item else { continue };
        let Some(segment) = view.book.segment(id) else { continue };
        let many = figures.segmented.by_segment.get(&id).copied().unwrap_or(0);
        criteria.push(segment.criteria.as_ref().map_or_else(String::new, |kept| clean.one_line(kept)));
        let kind = if segment.kind == SegmentKind::Client { "clients" } else { "colleagues" };
        grid.push(vec![text(clean.clean(&segment.name)), muted(kind), text(count(many, "customer", "customers"))]);
    }
    let rows = grid.lay(width).1;
    if rows.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![TextLine::Words(headcount(figures, view)), TextLine::Air];
    for (row, criteria) in rows.into_iter().zip(criteria) {
        lines.push(row);
        if roomy && !criteria.is_empty() {
            lines.push(TextLine::Words(vec![muted(format!("  {criteria}"))]));
        }
    }
    lines.truncate(ENOUGH);
    lines
}

/// `prospects 3 · homework 1 open`.
fn prospects(view: &View<'_>) -> Vec<Span> {
    let known = || view.book.records().prospects.iter().filter(|prospect| !prospect.archived);
    let open = known().filter(|prospect| prospect.homework.is_some() && !prospect.homework_done).count();
    let mut spans = vec![muted("prospects "), text(known().count().to_string())];
    if open > 0 {
        spans.extend([muted(format!(" {} homework ", view.look.glyphs.dot())), text(format!("{open} open"))]);
    }
    spans
}

fn wanted(view: &View<'_>, width: u16, roomy: bool) -> Vec<TextLine> {
    let (records, clean) = (view.book.records(), Words(view));
    let mut lines = Vec::new();
    let mut grid = Grid::new(vec![words("", 30, 0), words("", 60, 1)]);
    let mut homework = Vec::new();
    for item in items(Section::Wanted, false, view) {
        match item {
            Item::Record(Kind::Wanted, id) => {
                let Some(wanted) = records.wanted.find(id) else { continue };
                lines.extend(prose(&format!("\"{}\"", clean.one_line(&wanted.profile)), Role::Text, width));
            }
            Item::Record(Kind::Prospect, id) => {
                let Some(prospect) = records.prospects.find(id) else { continue };
                let why = prospect.why.as_ref().map_or_else(String::new, |why| clean.clean(why));
                grid.push(vec![text(clean.prospect(prospect)), muted(why)]);
                let open = prospect.homework.as_ref().filter(|_| !prospect.homework_done);
                homework.push(open.map(|open| format!("  to find out: {}", clean.one_line(open))));
            }
            _ => {}
        }
    }
    let rows = grid.lay(width).1.into_iter().zip(homework);
    let named: Vec<TextLine> = rows
        .flat_map(|(row, homework)| {
            let below = homework.filter(|_| roomy).map(|words| TextLine::Words(vec![muted(words)]));
            [Some(row), below].into_iter().flatten()
        })
        .collect();
    if lines.is_empty() && named.is_empty() {
        return Vec::new();
    }
    if lines.is_empty() {
        lines.push(TextLine::Words(vec![lacking("nothing says who you want")]));
    }
    lines.extend([TextLine::Air, TextLine::Words(prospects(view))]);
    lines.into_iter().chain(named).take(ENOUGH).collect()
}

fn rivals(view: &View<'_>, width: u16) -> Vec<TextLine> {
    let clean = Words(view);
    let mut grid = Grid::new(vec![words("", 60, 0), words("", 60, 1)]);
    for item in items(Section::Rivals, false, view) {
        let Item::Record(_, id) = item else { continue };
        let Some(pair) = view.book.records().rivals.find(id) else { continue };
        let note = pair.note.as_ref().map_or_else(String::new, |note| clean.clean(note));
        grid.push(vec![text(format!("{} and {}", clean.customer(pair.one), clean.customer(pair.other))), muted(note)]);
    }
    grid.lay(width).1.into_iter().take(ENOUGH).collect()
}

/// What is left to finish, in a few words each.
pub(super) fn unfinished_words(unfinished: Unfinished, view: &View<'_>) -> String {
    match unfinished {
        Unfinished::NoMood => "the four mood questions".to_owned(),
        Unfinished::MoodGaps(open) => count(open, "mood question", "mood questions"),
        Unfinished::MoodOld => "your mood, answered over a year ago".to_owned(),
        Unfinished::NotSet(name) => match name {
            Name::Target => "your income target",
            Name::DayRate => "your list day rate",
            Name::Outgo => "your costs a month",
            Name::Reserve => "your reserve",
            _ => "what an hour costs you",
        }
        .to_owned(),
        Unfinished::NoOffering => "what you do".to_owned(),
        Unfinished::NoProcess(id) => format!("the process of {}", Words(view).offering(id)),
        Unfinished::NobodyToSend(id) => format!("who takes {}", Words(view).offering(id)),
        Unfinished::NoWanted => "who you want more of".to_owned(),
    }
}
