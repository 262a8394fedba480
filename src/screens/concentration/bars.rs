//! The list: a bar per customer, largest first, with the line of 80 % between those who bring it and the rest. Who loses
//! money has no bar: one to the left of nothing would lie about its length.
//!
//! It formats the rows on screen only; what they show is read from the `ranking`, what stands below them is `foot`.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::chart::cells;
use crate::chart::columns::Ask;
use crate::chart::scroll;
use crate::domain::id::CustomerId;
use crate::domain::insight::attention::Line;
use crate::domain::insight::concentration::Holding;
use crate::domain::insight::stress::Runway;
use crate::domain::money;
use crate::intent::View;
use crate::ui::table::{Column, Layout, Side};
use crate::ui::{Canvas, Click, Role};

use super::foot::Foot;
use super::measures;
use super::ranking::Ranking;
use super::words::{self, tenths};

const NAME: usize = 0;
const BAR: usize = 1;
const AMOUNT: usize = 2;
const SHARE: usize = 3;
const MARK: usize = 4;
const SUM: usize = 5;
/// By another measure this and the next two are what the measure is made of.
const RUNWAY: usize = 6;
const NOTICE: usize = 7;
const TREND: usize = 8;

/// Wider than any screen: a column that is not asked for.
const ABSENT: Ask = Ask::fixed(9_999, 99);
/// The longest a name is drawn.
const LONGEST: usize = 34;
/// The names that settle how wide their column is.
const MEASURED: usize = 100;
/// From so many columns of the panel on, how long the money would last stands in the row.
const WITH_RUNWAY: u16 = 88;
/// From so many on notice and trend too.
const WITH_TREND: u16 = 130;

/// What the list shows beside the ranking.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing<'a> {
    /// The row under the cursor.
    pub(super) at: usize,
    /// The first row of the list on screen before it is drawn.
    pub(super) from: usize,
    /// Who is counted out.
    pub(super) lost: &'a [CustomerId],
    /// Whether keys go here.
    pub(super) focused: bool,
}

/// Where everything of the panel lies.
#[derive(Debug)]
pub(super) struct Plan {
    columns: Vec<Column>,
    layout: Layout,
    head: Rect,
    /// The rows of the list.
    pub(super) list: Rect,
    foot: Foot,
}

impl Plan {
    /// Lays the inside of the panel out.
    pub(super) fn new(ranking: &Ranking, view: &View<'_>, inner: Rect) -> Plan {
        let columns = columns(ranking, view, inner.width);
        let layout = Layout::new(&columns, inner, 1);
        let head = Rect { height: if inner.height >= 8 { 2 } else { u16::from(inner.height >= 4) }, ..inner };
        let below = Rect { y: inner.y + head.height, height: inner.height - head.height, ..inner };
        let lines = shown(ranking.count(), ranking);
        let foot = Foot::new(ranking, view, below, lines, layout.shows(BAR));
        // The total stands right below a short list.
        let height = (below.height - foot.height()).min(u16::try_from(lines).unwrap_or(u16::MAX));
        let list = Rect { height, ..below };
        Plan { columns, layout, head, list, foot }
    }

    /// The first line of the list on screen, so that the cursor's row is.
    pub(super) fn from(&self, ranking: &Ranking, at: usize, before: usize) -> usize {
        let height = usize::from(self.list.height);
        scroll::offset(before, shown(at, ranking), shown(ranking.count(), ranking), height)
    }

    /// Draws all of it.
    pub(super) fn draw(&self, ranking: &Ranking, view: &View<'_>, standing: &Standing<'_>, canvas: &mut Canvas<'_>) {
        if self.head.height > 0 {
            self.layout.headings(&self.columns, self.head.y, canvas);
        }
        if self.head.height > 1 {
            canvas.rule(self.head.x, self.head.y + 1, self.head.width, view.look.glyphs.horizontal(), Role::Faint);
        }
        let from = self.from(ranking, standing.at, standing.from);
        for (line, y) in (from..).zip(self.list.y..self.list.bottom()) {
            match at(line, ranking) {
                None => self.cut(ranking, y, canvas),
                Some(at) => self.row(at, y, ranking, view, standing, canvas),
            }
        }
        self.foot.draw(self.list.bottom(), ranking, view, &self.layout, &self.columns, canvas);
    }

    /// The line between those who bring 80 % and the rest.
    fn cut(&self, ranking: &Ranking, y: u16, canvas: &mut Canvas<'_>) {
        let Rect { x, width, .. } = self.list;
        let many = format!(" {} of {} ", ranking.pareto.unwrap_or(0), ranking.list().holdings().len());
        let what = format!("80% of {} ", measures::word(ranking.measure));
        let taken = canvas.text(x + 3, y, width.saturating_sub(4), &what, Role::Muted);
        let room = width.saturating_sub(4 + taken);
        canvas.rule(x + 3 + taken, y, room, canvas.look().glyphs.dashed(), Role::Faint);
        if cells::width(&many) + 2 < usize::from(room) {
            canvas.right(x + 3 + taken, y, room, &many, Role::Muted);
        }
    }

    fn row(&self, at: usize, y: u16, ranking: &Ranking, view: &View<'_>, standing: &Standing<'_>, canvas: &mut Canvas<'_>) {
        let Some(holding) = ranking.row(at) else { return };
        let glyphs = view.look.glyphs;
        let x = self.list.x;
        let is_current = at == standing.at;
        let is_lost = standing.lost.contains(&holding.unit);
        canvas.hit(Rect { y, height: 1, ..self.list }, Click::Row(at));
        if is_current {
            canvas.text(x, y, 1, glyphs.bar(), if standing.focused { Role::Accent } else { Role::Faint });
        }
        if is_lost {
            canvas.text(x + 1, y, 1, glyphs.lost(), Role::Bad);
        }
        self.name(holding, is_current, y, ranking, view, canvas);
        self.bar(at, holding, is_lost, y, ranking, view, canvas);
        let mut cell = |column, text: &str, role| self.layout.cell(&self.columns, column, y, text, role, canvas);
        cell(AMOUNT, &money::bare(holding.net, view.book.settings.base()), measures::role(holding.net, ranking));
        match ranking.share(at) {
            Some((share, sum)) => {
                cell(SHARE, &tenths(share), Role::Text);
                cell(SUM, &tenths(sum), Role::Muted);
            }
            None => cell(SHARE, "0.0", Role::Muted),
        }
        if let Some(line) = ranking.line(at, view.book) {
            cell(MARK, words::mark(line, glyphs), words::role(line));
        }
        if let Some(measured) = ranking.measured() {
            for (column, text) in (RUNWAY..).zip(measures::made_of(holding.unit, measured, view)) {
                cell(column, &text, Role::Muted);
            }
            return;
        }
        if self.layout.shows(RUNWAY) {
            let (text, role) = runway(holding.unit, ranking, view);
            cell(RUNWAY, &text, role);
        }
        if let Some(days) = view.book.customer(holding.unit).and_then(|customer| customer.notice_days) {
            cell(NOTICE, &format!("{days} days"), Role::Muted);
        }
        if self.layout.shows(TREND) {
            cell(TREND, &cells::trend(&ranking.trend(holding.unit, view.book), glyphs.ascii), Role::Muted);
        }
    }

    /// The name, and behind it what else the row stands for.
    fn name(&self, holding: &Holding, is_current: bool, y: u16, ranking: &Ranking, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let Some(Some((x, width))) = self.layout.places.get(NAME).copied() else { return };
        let theme = view.look.theme;
        let name = view.names.by_id(view.book, holding.unit);
        let (long, short) = tag(holding.unit, ranking, view);
        let fits = cells::width(name) + cells::width(&long) <= usize::from(width);
        let tag = if fits { long } else { short };
        let room = width.saturating_sub(cells::width(&tag) as u16);
        let style = if is_current { theme.bold(Role::Text) } else { theme.style(Role::Text) };
        let used = canvas.styled(x, y, room, name, style);
        canvas.text(x + used, y, width - used, &tag, Role::Muted);
    }

    /// The bar on the scale of the largest, and the word of the line it is over: behind the bar, or inside a long one.
    #[allow(clippy::too_many_arguments)]
    fn bar(&self, at: usize, holding: &Holding, lost: bool, y: u16, ranking: &Ranking, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let Some(Some((x, width))) = self.layout.places.get(BAR).copied() else { return };
        let glyphs = view.look.glyphs;
        let most = ranking.row(0).map_or(1, |first| first.net.0.max(1));
        let drawn = cells::bar(holding.net.0 as f64 / most as f64, usize::from(width), glyphs.ascii);
        let line = ranking.line(at, view.book);
        let above = ranking.pareto.is_some_and(|cut| at < cut);
        let role = match line {
            Some(line) if line >= Line::Caution => words::role(line),
            _ if above => Role::Accent,
            _ => Role::Faint,
        };
        let used = cells::width(&drawn) as u16;
        if lost {
            canvas.rule(x, y, used, glyphs.shade(), Role::Faint);
        } else {
            canvas.text(x, y, width, &drawn, role);
        }
        let word = match line {
            Some(line) => words::named(line),
            None if holding.net.0 < 0 => measures::below_nothing(ranking.measure),
            None => return,
        };
        let word_role = line.map_or(if ranking.measured().is_some() { Role::Bad } else { Role::Muted }, words::role);
        let fits = |word: &str, room: u16| word.len() + 2 <= usize::from(room);
        let either = [word.0, word.1];
        if let Some(word) = either.into_iter().find(|word| fits(word, width - used)) {
            canvas.text(x + used + 1, y, width - used - 1, word, word_role);
        } else if let Some(word) = either.into_iter().find(|word| fits(word, used)) {
            let theme = view.look.theme;
            let inside = if lost { theme.style(word_role) } else { theme.style(role).add_modifier(Modifier::REVERSED) };
            canvas.styled(x + 1, y, used - 1, word, inside);
        }
    }
}

/// The line of the list a row is drawn on: one further below the line of 80 %.
fn shown(at: usize, ranking: &Ranking) -> usize {
    at + usize::from(ranking.cut().is_some_and(|cut| at >= cut))
}

/// The row drawn on a line of the list; `None` on the line of 80 %.
pub(super) fn at(line: usize, ranking: &Ranking) -> Option<usize> {
    match ranking.cut() {
        Some(cut) if line == cut => None,
        Some(cut) if line > cut => Some(line - 1),
        _ => Some(line),
    }
}

/// What a name stands for beside itself, and the same where there is little room.
fn tag(unit: CustomerId, ranking: &Ranking, view: &View<'_>) -> (String, String) {
    if let Some(members) = ranking.figures.groups.get(&unit) {
        return (format!(" group of {}", members.len()), format!(" ({})", members.len()));
    }
    let is_archived = view.book.customer(unit).is_some_and(|customer| customer.archived);
    (if is_archived { " archived".to_owned() } else { String::new() }, String::new())
}

/// How long the money would last without a customer, and whether that is enough.
fn runway(unit: CustomerId, ranking: &Ranking, view: &View<'_>) -> (String, Role) {
    let figures = &ranking.figures;
    let tolerance = view.book.settings.tolerance;
    let Some(holding) = ranking.year(unit) else { return (String::new(), Role::Muted) };
    match figures.stress.losing(&[figures.part(view.book, holding)]) {
        // Income that covers everything is enough by any measure.
        Ok(runway @ Runway::SelfSustaining) => (words::lasts(runway, tolerance), Role::Muted),
        Ok(runway) if runway.passes(tolerance) => (format!("{} enough", words::lasts(runway, tolerance)), Role::Muted),
        Ok(runway) => (format!("{} too short !", words::lasts(runway, tolerance)), Role::Bad),
        Err(_) => (String::new(), Role::Muted),
    }
}

fn columns(ranking: &Ranking, view: &View<'_>, width: u16) -> Vec<Column> {
    let column = |heading: &str, ask, side| Column { heading: heading.to_owned(), ask, side, sorts: false };
    let named = |at| {
        let unit = ranking.row(at)?.unit;
        Some(cells::width(view.names.by_id(view.book, unit)) + cells::width(&tag(unit, ranking, view).0))
    };
    let longest = (0..MEASURED).map_while(named).max().unwrap_or(0).clamp(8, LONGEST) as u16;
    let currency = view.book.settings.base();
    let ends = [ranking.row(0), ranking.row(ranking.count().saturating_sub(1))];
    let amounts = ends.into_iter().flatten().map(|holding| holding.net).chain(ranking.total());
    let widest = amounts.map(|amount| money::bare(amount, currency).len()).max().unwrap_or(0);
    let of = measures::heading(ranking);
    let beyond = |least: u16, ask| if width >= least { ask } else { ABSENT };
    let runway = if ranking.figures.stress.missing().is_none() { beyond(WITH_RUNWAY, Ask::fixed(24, 6)) } else { ABSENT };
    let shares = |ask| if ranking.total().is_some() { ask } else { ABSENT };
    let mut columns = vec![
        column("Name", Ask { least: longest.min(19), most: longest, rank: 0 }, Side::Left),
        column("", Ask { least: 14, most: 48, rank: 5 }, Side::Left),
        column(&of, Ask::fixed(widest.max(of.len()) as u16, 2), Side::Right),
        column("%", shares(Ask::fixed(5, 0)), Side::Right),
        column("", Ask::fixed(3, 1), Side::Left),
        column("sum %", shares(Ask::fixed(5, 4)), Side::Right),
    ];
    columns.extend(match measures::parts(ranking.measure) {
        None => vec![
            column("Money lasts", runway, Side::Right),
            column("Notice", beyond(WITH_TREND, Ask::fixed(9, 7)), Side::Right),
            column("12 months", beyond(WITH_TREND, Ask::fixed(12, 8)), Side::Left),
        ],
        Some(parts) => {
            let ask = |rank| beyond(WITH_RUNWAY, Ask::fixed(widest.max(9) as u16, rank));
            parts.into_iter().zip(6..).map(|(part, rank)| column(part, ask(rank), Side::Right)).collect()
        }
    });
    columns
}
