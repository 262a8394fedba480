//! The list as a table: rows on screen only, the total, and what the marks mean.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Customers;
use super::columns::{self, Column, Order};
use super::list::{ARCHIVED, QUIET_DAYS, days_since, is_over, is_quiet};
use super::rooms::{Body, Rooms, has_border};
use super::scored;
use crate::chart::cells::{cut, trend, width, wrap};
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::money;
use crate::domain::people::still_there;
use crate::domain::roster::{Column as Listed, Line, Roster};
use crate::domain::scores::{Measure, Scores};
use crate::intent::View;
use crate::ui::canvas::text_width;
use crate::ui::table::{self, Layout, Side};
use crate::ui::{Canvas, Click, Panel, Role, Span, pips};

/// Room a filter needs beside a suggestion.
const MEND: usize = 24;

/// Clicks on the list itself.
pub(super) const LIST: usize = 0;

/// What is not told of others in discreet mode.
pub(super) const HIDDEN: &str = "hidden";

/// Draws the list into its panel.
pub(super) fn render(tab: &Customers, rect: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
    if rect.is_empty() {
        return;
    }
    let list = &tab.list;
    let inside = Rooms::inside(rect);
    if has_border(rect) {
        let place =
            if list.rows.is_empty() { String::new() } else { format!("{} of {}", count(list.at + 1), count(list.rows.len())) };
        let room = usize::from(rect.width).saturating_sub("  > Customers   ".len() + 4);
        let state = state(tab, room, view);
        Panel { title: "Customers", state: &state, place: &place, focused: !tab.on_detail }.draw(rect, canvas);
    }
    canvas.hit(rect, Click::Panel(LIST));
    let body = Body::of(inside, tab.filter.line().is_some(), list.rows.len());
    filter_line(tab, inside, &body, view, canvas);
    if list.rows.is_empty() {
        nobody(tab, inside, &body, view, canvas);
        return;
    }
    let table = Table::new(tab, inside, view);
    table.headings(&body, list.order, canvas);
    let first = list.first_in(usize::from(body.height));
    for (at, id) in list.rows.iter().enumerate().skip(first).take(usize::from(body.height)) {
        let row = body.first + (at - first) as u16;
        canvas.hit(Rect { y: row, height: 1, ..inside }, Click::Row(at));
        table.row(at, *id, row, canvas);
    }
    table.total(&body, canvas);
    legend(tab, &table, &body, canvas);
}

/// Marks, filter and order at the right of the title, as far as there is room.
fn state(tab: &Customers, room: usize, view: &View<'_>) -> String {
    let list = &tab.list;
    let glyphs = view.look.glyphs;
    let order = format!("by {} {}", list.order.words(), if list.order.falling { glyphs.falling() } else { glyphs.rising() });
    let mut said = Vec::new();
    if !list.marks.is_empty() {
        said.push(format!("{} {} marked", glyphs.marked(), count(list.marks.len())));
    }
    if tab.filter.is_on() && tab.filter.line().is_none() {
        let everyone = tab.everyone();
        let count = format!("{} of {}", count(list.rows.len()), count(everyone));
        let taken: usize = said.iter().map(|part| width(part) + 3).sum::<usize>() + width(&count) + 2;
        let text = cut(tab.filter.text(), room.saturating_sub(taken + 2).clamp(8, 40), glyphs.ellipsis());
        said.push(format!("/{text}  {count}"));
    }
    said.push(order);
    let gap = format!(" {} ", glyphs.dot());
    while said.len() > 1 && width(&said.join(&gap)) > room {
        said.pop();
    }
    said.join(&gap)
}

/// A number of rows with its thousands parted.
pub(super) fn count(rows: usize) -> String {
    money::thousands(rows as u128)
}

/// The line the filter is typed in, and what is to be said of it.
fn filter_line(tab: &Customers, inside: Rect, body: &Body, view: &View<'_>, canvas: &mut Canvas<'_>) {
    let (Some(line), Some(row)) = (tab.filter.line(), body.filter) else { return };
    let (left, room) = (inside.x + 1, inside.width.saturating_sub(2));
    let mut right = format!("{} of {}", count(tab.list.rows.len()), count(tab.everyone()));
    if let Some(suggestion) = tab.filter.suggestion() {
        let tip = format!("Tab takes {suggestion}   {right}");
        if width(&tip) + MEND < usize::from(room) {
            right = tip;
        }
    }
    let right_width = width(&right) as u16;
    canvas.styled(left, row, room, "/", canvas.look().theme.bold(Role::Accent));
    let field = Rect::new(left + 2, row, room.saturating_sub(2 + right_width + 2), 1);
    line.render(field, true, canvas);
    canvas.right(left, row, room, &right, Role::Muted);
    if let Some(mistake) = tab.filter.mistake() {
        line.underline(mistake.span.clone(), field, canvas);
    }
    let Some((row, rows)) = body.words else { return };
    let (words, role) = filter_words(tab, view);
    let room = room.saturating_sub(2);
    let mut lines = wrap(&words, usize::from(room));
    if lines.len() > usize::from(rows) {
        // The last line says that there is more.
        lines = vec![words];
    }
    for (row, line) in (row..row + rows).zip(lines) {
        canvas.text(left + 2, row, room, &line, role);
    }
}

/// What is wrong with the filter, or how one is typed.
pub(super) fn filter_words(tab: &Customers, view: &View<'_>) -> (String, Role) {
    if let Some(mistake) = tab.filter.mistake() {
        return (format!("{} {}", view.look.glyphs.failed(), mistake.words), Role::Bad);
    }
    let ways = ["name, contact, note or tag", "revenue>10k", "mood<3", "last>60d", "is:one-off", "-tag:retainer", "is:booked"];
    (ways.join(&format!(" {} ", view.look.glyphs.dot())), Role::Muted)
}

/// Why there are no rows, and the key that helps.
fn nobody(tab: &Customers, inside: Rect, body: &Body, view: &View<'_>, canvas: &mut Canvas<'_>) {
    let words = tab.why_nobody(view);
    let row = body.headings.unwrap_or(body.first).min(inside.bottom().saturating_sub(1));
    let lines = wrap(&words, usize::from(inside.width.saturating_sub(4)));
    for (row, line) in (row + u16::from(inside.height > 4)..inside.bottom()).zip(lines) {
        canvas.text(inside.x + 3.min(inside.width), row, inside.width.saturating_sub(4), &line, Role::Muted);
    }
}

/// What the marks in the list mean, and who is not in it.
fn legend(tab: &Customers, table: &Table<'_>, body: &Body, canvas: &mut Canvas<'_>) {
    let (view, inside) = (table.view, table.inside);
    let totals = &tab.list.totals;
    let care = view.look.glyphs.care();
    let mut lines = Vec::new();
    if totals.quiet {
        lines.push((format!("{care} no invoice for {QUIET_DAYS} days or more"), Role::Care));
    }
    if totals.over {
        lines.push((format!("{care} more than {}% of your revenue, your limit", view.book.settings.limit), Role::Bad));
    }
    if tab.summary.over_served && table.shows(Column::Scored(Measure::OverService)) {
        lines.push((format!("{care} over 1.25 times the hours their revenue calls for"), Role::Care));
    }
    if tab.summary.carried && (table.shows(Column::Scored(Measure::Fit)) || table.shows(Column::Scored(Measure::Mood))) {
        let marks: String = pips::pips(3, true, view.look.glyphs).into_iter().map(|span| span.text).collect();
        lines.push((format!("{marks} carried over from last quarter: f and m confirm"), Role::Muted));
    }
    let gap = view.look.glyphs.dot();
    if totals.hidden > 0 {
        let (who, is) = archived(totals.hidden);
        lines.push((
            format!("{who} {is} hidden {gap} press A to show {}", if totals.hidden == 1 { "it" } else { "them" }),
            Role::Muted,
        ));
    } else if tab.list.archived && tab.summary.archived > 0 {
        let (who, is) = archived(tab.summary.archived);
        lines.push((
            format!("{who} {is} shown {gap} press A to hide {}", if tab.summary.archived == 1 { "it" } else { "them" }),
            Role::Muted,
        ));
    }
    let (from, room) = body.below;
    let air = u16::from(room > lines.len() as u16);
    for (row, (words, role)) in (from + air..from + room).zip(lines) {
        canvas.text(inside.x + 3, row, inside.width.saturating_sub(4), &words, role);
    }
}

fn archived(count: usize) -> (String, &'static str) {
    (money::counted(count as u64, "archived customer", "archived customers"), if count == 1 { "is" } else { "are" })
}

/// The table being drawn.
struct Table<'a> {
    tab: &'a Customers,
    view: &'a View<'a>,
    roster: std::sync::Arc<Roster>,
    scores: Option<std::sync::Arc<Scores>>,
    columns: Vec<table::Column>,
    layout: Layout,
    inside: Rect,
}

impl<'a> Table<'a> {
    fn new(tab: &'a Customers, inside: Rect, view: &'a View<'a>) -> Table<'a> {
        let (columns, gap) = columns::columns(tab.list.order, tab.list.widths, inside.width);
        let layout = Layout::new(&columns, inside, gap);
        Table { tab, view, roster: view.roster(), scores: scored::scores(view), columns, layout, inside }
    }

    fn shows(&self, column: Column) -> bool {
        columns::ALL.iter().position(|spec| spec.column == column).is_some_and(|at| self.layout.shows(at))
    }

    fn headings(&self, body: &Body, order: Order, canvas: &mut Canvas<'_>) {
        let Some(row) = body.headings else { return };
        self.layout.headings_sorted(&self.columns, order.at(), row, canvas);
        if let Some(rule) = body.rule {
            canvas.rule(self.inside.x, rule, self.inside.width, canvas.look().glyphs.horizontal(), Role::Faint);
        }
    }

    fn row(&self, at: usize, id: CustomerId, row: u16, canvas: &mut Canvas<'_>) {
        let (Some(customer), Some(line)) = (self.view.book.customer(id), self.roster.line(id)) else { return };
        let list = &self.tab.list;
        let glyphs = canvas.look().glyphs;
        let is_current = at == list.at;
        if is_current {
            let role = if self.tab.on_detail { Role::Faint } else { Role::Accent };
            canvas.text(self.inside.x, row, 1, glyphs.bar(), role);
        }
        if list.marks.contains(&id) {
            canvas.text(self.inside.x + 1, row, 1, glyphs.marked(), Role::Accent);
        }
        let theme = canvas.look().theme;
        let words = if customer.archived { Role::Muted } else { Role::Text };
        let style = if is_current { theme.bold(words) } else { theme.style(words) };
        self.name(customer, row, style, canvas);
        for (at, spec) in columns::ALL.iter().enumerate().skip(1) {
            let Some((x, room)) = self.layout.places[at] else { continue };
            let mut spans = match spec.column {
                Column::Listed(column) => {
                    let (text, role) = self.cell(column, usize::from(room), customer, line);
                    vec![Span::new(text, role)]
                }
                Column::Scored(measure) => self.score(measure, id),
            };
            if customer.archived {
                for span in &mut spans {
                    span.role = Role::Muted;
                }
            }
            let used: usize = spans.iter().map(|span| text_width(&span.text)).sum();
            let indent = if spec.side() == Side::Right { room.saturating_sub(used as u16) } else { 0 };
            canvas.spans(x + indent, row, room - indent, &spans);
        }
    }

    /// The name; that of an archived customer says so.
    fn name(&self, customer: &Customer, row: u16, style: Style, canvas: &mut Canvas<'_>) {
        let Some(Some((x, room))) = self.layout.places.first().copied() else { return };
        let name = self.view.names.of(customer);
        let tag = ARCHIVED.len() as u16 + 1;
        if !customer.archived || room < tag + 4 {
            canvas.styled(x, row, room, name, style);
            return;
        }
        let used = canvas.styled(x, row, room - tag, name, style);
        canvas.text(x + used + 1, row, tag, ARCHIVED, Role::Muted);
    }

    /// A customer's score in a column; nothing where it is missing.
    fn score(&self, measure: Measure, id: CustomerId) -> Vec<Span> {
        let known = self.scores.as_deref().and_then(|scores| Some((scores, scores.score(id)?)));
        known.map_or_else(Vec::new, |(scores, score)| scored::cell(scores, score, measure, self.view))
    }

    /// What a customer's row says in a column of the roster so wide.
    fn cell(&self, column: Listed, cells: usize, customer: &Customer, line: &Line) -> (String, Role) {
        let view = self.view;
        let care = view.look.glyphs.care();
        let told = view.names.shows(customer.id);
        let private = |text: &dyn Fn() -> String| if told { (text(), Role::Muted) } else { (HIDDEN.to_owned(), Role::Faint) };
        let bought = line.first.is_some();
        match column {
            Listed::Name => (view.names.of(customer).to_owned(), Role::Text),
            Listed::Revenue | Listed::Share | Listed::Trend if !bought => (String::new(), Role::Text),
            Listed::Revenue => (money::bare(line.revenue, view.book.settings.base()), Role::Text),
            Listed::Share => match self.roster.share(line).map(|share| share.decimal(100, 0)) {
                Some(share) if is_over(line, &self.roster, view) => (format!("{share}{care}"), Role::Bad),
                Some(share) => (format!("{share} "), Role::Text),
                None => (String::new(), Role::Text),
            },
            Listed::Trend => {
                let quarters: Vec<i64> = self.roster.trend(customer.id, cells).iter().map(|net| net.0).collect();
                // A full cell would run into the row above.
                (trend(&quarters, view.look.glyphs.ascii).replace('█', "▇"), Role::Muted)
            }
            Listed::Last => match days_since(line, view.today) {
                Some(days) if is_quiet(line, view.today) && !customer.archived => (format!("{}{care}", ago(days)), Role::Care),
                Some(days) => (format!("{} ", ago(days)), Role::Text),
                None => ("never ".to_owned(), Role::Muted),
            },
            Listed::Since => {
                let since = Roster::since(customer, line);
                (since.map(|since| since.format("%b %Y").to_string()).unwrap_or_default(), Role::Muted)
            }
            Listed::Contact => private(&|| {
                let people = view.book.people.at(customer.id);
                still_there(people, view.today).next().map(|person| person.name.to_string()).unwrap_or_default()
            }),
            Listed::Tags => private(&|| customer.tags.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
            Listed::Trade => (customer.trade.as_ref().map(ToString::to_string).unwrap_or_default(), Role::Muted),
            Listed::Invoices => (count(line.documents as usize), Role::Text),
            Listed::Notice => (customer.notice_days.map(|days| format!("{days}d")).unwrap_or_default(), Role::Text),
        }
    }

    fn total(&self, body: &Body, canvas: &mut Canvas<'_>) {
        let Some(row) = body.total else { return };
        let tab = self.tab;
        canvas.rule(self.inside.x, row - 1, self.inside.width, canvas.look().glyphs.horizontal(), Role::Faint);
        let (shown, all) = (tab.list.rows.len(), tab.everyone());
        let who = if tab.filter.is_on() { format!("{} of {}", count(shown), count(all)) } else { format!("All {}", count(shown)) };
        let at = |column| columns::ALL.iter().position(|spec| spec.column == Column::Listed(column)).unwrap_or(0);
        let totals = &tab.list.totals;
        let revenue = money::bare(totals.revenue, self.view.book.settings.base());
        let share = totals.share.map(|share| format!("{} ", share.decimal(100, 0))).unwrap_or_default();
        for (column, text) in [(Listed::Name, who), (Listed::Revenue, revenue), (Listed::Share, share)] {
            self.layout.cell(&self.columns, at(column), row, &text, Role::Text, canvas);
        }
    }
}

/// Days as a column says them: `41d`, `4y`.
fn ago(days: i32) -> String {
    if days < 1000 { format!("{days}d") } else { format!("{}y", days / 365) }
}
