//! What is known of one customer: figures, group, people, note. What is missing says the key that adds it.
//!
//! [`Sheet`] is worked out when the cursor, the book or the width moves, not for every picture.

use chrono::NaiveDate;

use ratatui::layout::Rect;

use super::columns::{FOUR_YEARS, TWO_YEARS};
use super::list::{days_since, is_over, is_quiet};
use super::rooms::{Rooms, has_border};
use super::table::HIDDEN;
use crate::chart::cells::{cut, trend, width, wrap};
use crate::domain::customer::{Customer, Person};
use crate::domain::id::CustomerId;
use crate::domain::insight::one_off::Standing;
use crate::domain::money::{self, Minor, counted};
use crate::domain::people::still_there;
use crate::domain::period::spoken;
use crate::domain::roster::{Line, Roster};
use crate::intent::View;
use crate::ui::{Canvas, Click, Panel, Role, Span};

/// Clicks on the detail itself.
pub(super) const DETAIL: usize = 1;
/// Prose wider than this is hard to read.
const WIDEST_PROSE: usize = 88;
/// Labels and figures further apart than this do not read as one.
const WIDEST_PAIR: usize = 52;
/// Where a value stands that is not at the right.
const INDENT: usize = 2;

/// A row of the sheet: words at the left, a value at the right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Row {
    indent: usize,
    left: Vec<Span>,
    right: Vec<Span>,
}

/// What a sheet was made of: a sheet of the same is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    customer: CustomerId,
    revision: u64,
    /// People and segments come behind the first picture, without another revision.
    rest: (usize, usize),
    today: NaiveDate,
    width: usize,
    ascii: bool,
}

impl Key {
    fn now(customer: CustomerId, columns: u16, view: &View<'_>) -> Key {
        Key {
            customer,
            revision: view.book.revision(),
            rest: (view.book.people.len(), view.book.segments.len()),
            today: view.today,
            width: usize::from(columns.saturating_sub(2)),
            ascii: view.look.glyphs.ascii,
        }
    }
}

/// Everything the detail says of a customer, in rows of a width.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    key: Option<Key>,
    rows: Vec<Row>,
}

impl Sheet {
    /// The sheet of a customer.
    pub(super) fn of(customer: CustomerId, columns: u16, view: &View<'_>) -> Sheet {
        let key = Key::now(customer, columns, view);
        let mut writer = Writer { rows: Vec::new(), width: key.width.max(8), view };
        let roster = view.roster();
        if let (Some(customer), Some(line)) = (view.book.customer(customer), roster.line(customer)) {
            writer.customer(customer, line, &roster);
        }
        // Whose names may be told can change without the book.
        let key = if view.names.is_discreet() { None } else { Some(key) };
        Sheet { key, rows: writer.rows }
    }

    /// Whether it still says what is so.
    pub(super) fn is_of(&self, customer: CustomerId, columns: u16, view: &View<'_>) -> bool {
        self.key == Some(Key::now(customer, columns, view))
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Draws the rows from `scroll` on into the detail's panel.
    pub(super) fn render(&self, scroll: usize, title: &str, focused: bool, rect: Rect, canvas: &mut Canvas<'_>) {
        let inside = Rooms::inside(rect);
        let height = usize::from(inside.height);
        let scroll = scroll.min(self.len().saturating_sub(height));
        let below = self.len().saturating_sub(scroll + height);
        let place = if below > 0 { format!("{below} more {}", canvas.look().glyphs.falling()) } else { String::new() };
        if has_border(rect) {
            Panel { title, place: &place, focused, ..Panel::default() }.draw(rect, canvas);
        }
        canvas.hit(rect, Click::Panel(DETAIL));
        for (row, y) in self.rows.iter().skip(scroll).zip(inside.y..inside.bottom()) {
            let x = inside.x + 1 + row.indent as u16;
            let room = inside.width.saturating_sub(2 + row.indent as u16);
            let used = canvas.spans(x, y, room, &row.left);
            let cells = row.right.iter().map(|span| width(&span.text)).sum::<usize>() as u16;
            let room = room.min(WIDEST_PAIR as u16);
            if cells > 0 && used + cells < room.max(1) + 1 {
                canvas.spans(x + room - cells, y, cells, &row.right);
            }
        }
    }
}

/// Rows being written.
struct Writer<'a> {
    rows: Vec<Row>,
    width: usize,
    view: &'a View<'a>,
}

impl Writer<'_> {
    fn customer(&mut self, customer: &Customer, line: &Line, roster: &Roster) {
        let told = self.view.names.shows(customer.id);
        if customer.archived {
            self.prose("Archived: hidden from the list. x brings it back.", 0, Role::Care);
            self.blank();
        }
        let trade = customer.trade.as_ref().map_or("trade not known: e adds it", |trade| trade.as_str());
        let since = Roster::since(customer, line).map(|since| format!("since {}", since.format("%b %Y")));
        self.pair(
            Span::new(trade, if customer.trade.is_some() { Role::Text } else { Role::Muted }),
            &since.unwrap_or_default(),
            Role::Muted,
        );
        self.blank();
        self.figures(line, roster, customer);
        self.blank();
        self.standing(customer, line);
        if self.view.book.awaits_series() {
            // Nothing is called missing that may come with the rest of the book.
            return;
        }
        self.group(customer, roster, told);
        self.people(customer, told);
        self.note(customer, told);
    }

    fn figures(&mut self, line: &Line, roster: &Roster, customer: &Customer) {
        let view = self.view;
        let currency = view.book.settings.base();
        if line.first.is_none() {
            self.prose("No invoices yet, so there are no figures.", 0, Role::Muted);
            return;
        }
        self.value("12 months", Span::new(money::whole(line.revenue, currency), Role::Text).bold());
        if let Some(share) = roster.share(line) {
            let percent = format!("{}%", share.decimal(100, 1));
            self.value(
                "Share of book",
                if is_over(line, roster, view) {
                    Span::new(format!("{percent} {} over {}%", view.look.glyphs.care(), view.book.settings.limit), Role::Bad)
                } else {
                    Span::new(percent, Role::Text)
                },
            );
        }
        if line.prior != Minor::ZERO {
            self.value("Year before", Span::new(money::whole(line.prior, currency), Role::Text));
            self.value("Change", changed(line));
        } else if line.revenue.0 > 0 {
            self.value("Year before", Span::new("nothing", Role::Muted));
        }
        let (quarters, label) = if self.width >= 44 { (FOUR_YEARS, "4 years") } else { (TWO_YEARS, "2 years") };
        let nets: Vec<i64> = roster.trend(customer.id, usize::from(quarters)).iter().map(|net| net.0).collect();
        self.value(label, Span::new(trend(&nets, view.look.glyphs.ascii), Role::Text));
        self.value("Invoices", Span::new(format!("{} in 12 months", money::thousands(u128::from(line.documents))), Role::Text));
        if let (Some(last), Some(days)) = (line.last, days_since(line, view.today)) {
            let ago = match days {
                0 => "today".to_owned(),
                1 => "yesterday".to_owned(),
                days @ ..730 => format!("{days} days ago"),
                days => format!("{} years ago", days / 365),
            };
            let quiet = is_quiet(line, view.today) && !customer.archived;
            let care = if quiet { format!(" {}", view.look.glyphs.care()) } else { String::new() };
            let role = if quiet { Role::Care } else { Role::Text };
            self.value("Last invoice", Span::new(spoken(last.date()), Role::Text));
            self.value("", Span::new(format!("{ago}{care}"), role));
        }
    }

    fn standing(&mut self, customer: &Customer, line: &Line) {
        let (words, role) = match line.standing {
            Standing::Prospect => ("never bought", Role::Muted),
            Standing::TooEarly => ("too early to say", Role::Muted),
            Standing::OneOff => ("once, not since", Role::Care),
            Standing::Repeat => ("again and again", Role::Good),
        };
        self.value("Buys", Span::new(words, role));
        self.value(
            "Notice",
            match customer.notice_days {
                Some(days) => Span::new(counted(u64::from(days), "day", "days"), Role::Text),
                None => Span::new("none agreed: e adds it", Role::Muted),
            },
        );
        let segment = customer.segment.and_then(|id| self.view.book.segment(id));
        self.value(
            "Segment",
            match segment {
                Some(segment) => Span::new(segment.name.as_str(), Role::Text),
                None => Span::new("none: e adds it", Role::Muted),
            },
        );
    }

    fn group(&mut self, customer: &Customer, roster: &Roster, told: bool) {
        let (book, names) = (self.view.book, self.view.names);
        if roster.in_group(customer) {
            if let Some(parent) = customer.parent {
                self.value("Belongs to", Span::new(names.by_id(book, parent), Role::Text));
            }
            let members: Vec<&Customer> = book.customers().filter(|other| other.parent == Some(customer.id)).collect();
            if !members.is_empty() {
                self.heading(&format!("Group of {}", members.len() + 1));
            }
            for member in members {
                let revenue = roster.line(member.id).map_or(Minor::ZERO, |line| line.revenue);
                self.indented(names.of(member), &money::whole(revenue, book.settings.base()));
            }
        }
        self.value(
            "Came from",
            match (&customer.source, told) {
                (Some(_), false) => Span::new(HIDDEN, Role::Muted),
                (Some(source), true) => Span::new(names.veil(source.as_str()), Role::Text),
                (None, _) => Span::new("not known: e adds it", Role::Muted),
            },
        );
        let tags = customer.tags.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        self.value(
            "Tags",
            match (tags.as_str(), told) {
                ("", _) => Span::new("none: # adds some", Role::Muted),
                (_, false) => Span::new(HIDDEN, Role::Muted),
                (tags, true) => Span::new(tags, Role::Text),
            },
        );
        if told && !customer.external_ids.is_empty() {
            let ids = customer.external_ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            self.value("Known as", Span::new(ids, Role::Text));
        }
    }

    fn people(&mut self, customer: &Customer, told: bool) {
        self.heading("People");
        let people = self.view.book.people.at(customer.id);
        if !told {
            self.prose(HIDDEN, INDENT, Role::Muted);
            return;
        }
        let there: Vec<&Person> = still_there(people, self.view.today).collect();
        if there.is_empty() {
            self.prose("Nobody yet. Import a list with a column for people.", INDENT, Role::Muted);
        }
        for person in there {
            let role = match (&person.role, person.sponsor) {
                (Some(role), true) => format!("{role}, decides"),
                (Some(role), false) => role.to_string(),
                (None, true) => "decides".to_owned(),
                (None, false) => String::new(),
            };
            self.prose(person.name.as_str(), INDENT, Role::Text);
            self.prose(&role, INDENT + 1, Role::Muted);
            let mail = person.email.as_ref().map_or("", |mail| mail.as_str());
            // A long address breaks where one would break it.
            let at = if INDENT + 1 + width(mail) > self.width { mail.find('@').unwrap_or(0) } else { 0 };
            for words in [&mail[..at], &mail[at..], person.phone.as_ref().map_or("", |phone| phone.as_str())] {
                self.prose(words, INDENT + 1, Role::Muted);
            }
        }
    }

    fn note(&mut self, customer: &Customer, told: bool) {
        self.heading("Note");
        match (&customer.note, told) {
            (None, _) => self.prose("None yet. n writes one.", INDENT, Role::Muted),
            (Some(_), false) => self.prose(HIDDEN, INDENT, Role::Muted),
            (Some(note), true) => {
                // It may name others.
                for paragraph in self.view.names.veil(note.as_str()).lines() {
                    if paragraph.trim().is_empty() {
                        self.blank();
                    }
                    self.prose(paragraph, INDENT, Role::Text);
                }
            }
        }
    }

    fn blank(&mut self) {
        self.rows.push(Row::default());
    }

    fn heading(&mut self, words: &str) {
        self.blank();
        self.rows.push(Row { left: vec![Span::new(words, Role::Muted)], ..Row::default() });
    }

    /// Words over as many rows as they need.
    fn prose(&mut self, words: &str, indent: usize, role: Role) {
        for line in wrap(words, self.width.saturating_sub(indent).clamp(1, WIDEST_PROSE)) {
            self.rows.push(Row { indent, left: vec![Span::new(line, role)], right: Vec::new() });
        }
    }

    /// Words and a short value.
    fn pair(&mut self, left: Span, right: &str, role: Role) {
        if width(&left.text) + 2 + width(right) <= self.width.min(WIDEST_PAIR) {
            self.rows.push(Row { left: vec![left], right: vec![Span::new(right, role)], ..Row::default() });
        } else {
            self.prose(&left.text, 0, left.role);
            self.prose(right, 0, role);
        }
    }

    /// A name and its value at the right, the name cut where there is no room for both.
    fn indented(&mut self, name: &str, right: &str) {
        let room = self.width.min(WIDEST_PAIR).saturating_sub(INDENT);
        let name = cut(name, room.saturating_sub(width(right) + 2), self.view.look.glyphs.ellipsis());
        let (left, right) = (vec![Span::new(name, Role::Text)], vec![Span::new(right, Role::Text)]);
        self.rows.push(Row { indent: INDENT, left, right });
    }

    /// A label and its value at the right; a longer one goes below.
    fn value(&mut self, label: &str, value: Span) {
        let left = vec![Span::new(label, Role::Muted)];
        if width(label) + 2 + width(&value.text) <= self.width.min(WIDEST_PAIR) {
            self.rows.push(Row { left, right: vec![value], ..Row::default() });
        } else {
            self.rows.push(Row { left, ..Row::default() });
            self.prose(&value.text, INDENT, value.role);
        }
    }
}

/// `down 9%`, `up 12%`: the last 12 months against those before.
fn changed(line: &Line) -> Span {
    let (now, before) = (i128::from(line.revenue.0), i128::from(line.prior.0));
    if before <= 0 {
        return Span::new("more than the year before", Role::Good);
    }
    let percent = money::rounded((now - before) * 100, before);
    match percent {
        0 => Span::new("about the same", Role::Text),
        ..0 => Span::new(format!("down {}%", money::thousands(percent.unsigned_abs())), Role::Care),
        _ => Span::new(format!("up {}%", money::thousands(percent.unsigned_abs())), Role::Good),
    }
}
