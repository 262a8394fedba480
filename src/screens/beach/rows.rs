//! The rows of the list: names at the left, bars over the columns; in a small window names and one figure.
//!
//! How a bar is drawn is [`crate::ui::gantt`]'s business; what is listed is `plan`'s.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::domain::beach::{Bar as Figures, Counted};
use crate::domain::work::{Engagement, Stage};
use crate::intent::View;
use crate::ui::gantt::{Aside, Bar, Fill, Tone};
use crate::ui::{Canvas, Click, Glyphs, Role};

use super::Beach;
use super::grid::Grid;
use super::plan::{self, Group, Plan, Row, Work};
use super::rooms::Focus;
use super::words;

/// How sure work is.
fn fill(work: &Work, engagement: &Engagement, figures: Option<&Figures>, view: &View<'_>) -> Fill {
    match (work.group, figures) {
        (Group::Gone, _) if engagement.archived || engagement.stage == Stage::Lost => Fill::Gone,
        (Group::Gone, _) => Fill::Over,
        (_, Some(figures)) if plan::is_over(figures, view.today) => Fill::Over,
        (_, Some(figures)) if figures.stage.is_open() => match figures.counted {
            Some(Counted::In) => Fill::CountedIn,
            Some(Counted::Out) => Fill::CountedOut,
            None => Fill::Likely(((figures.odds.0 + 50) / 100).clamp(0, 100) as u8),
        },
        _ => Fill::Sure,
    }
}

/// The words of a bar, the longest first.
fn labels(fill: Fill, title: &str, engagement: &Engagement) -> Vec<String> {
    let more = match fill {
        Fill::Likely(odds) => format!("{title} {odds}%"),
        Fill::CountedIn => format!("{title}: won"),
        Fill::CountedOut => format!("{title}: lost"),
        Fill::Over => format!("{title}: over"),
        Fill::Gone if engagement.stage == Stage::Lost => format!("{title}: lost"),
        Fill::Gone => format!("{title}: archived"),
        Fill::Sure => return vec![title.to_owned()],
    };
    vec![more, title.to_owned()]
}

/// What stands before the name: how the question counts it.
fn mark(fill: Fill, glyphs: Glyphs) -> (&'static str, Role) {
    match fill {
        Fill::CountedIn => (glyphs.counted_in(), Role::Good),
        Fill::CountedOut => (glyphs.lost(), Role::Care),
        _ => (" ", Role::Text),
    }
}

impl Beach {
    /// Draws the rows in sight.
    pub(super) fn draw_rows(&self, plan: &Plan, grid: &Grid, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let first = self.first_row(plan, grid);
        let current = self.place(plan);
        for (row, y) in plan.rows(grid.is_tight).iter().skip(first).zip(grid.list.y..grid.list.bottom()) {
            let line = Rect { y, height: 1, ..grid.list };
            match row {
                Row::Air => {}
                Row::Heading(group) => {
                    let bold = canvas.look().theme.bold(Role::Text);
                    canvas.styled(line.x + 1, y, line.width.saturating_sub(2), group.heading(), bold);
                }
                Row::Work(place) => {
                    let Some(work) = plan.works().get(*place) else { continue };
                    let Some(engagement) = view.book.records().engagements.find(work.id.0) else { continue };
                    canvas.hit(line, Click::Row(*place));
                    let bar = plan.bar(work);
                    let fill = fill(work, engagement, bar, view);
                    self.draw_name(line, *place == current, fill, work, engagement, grid, view, canvas);
                    if grid.is_list() {
                        draw_figure(line, fill, bar, canvas);
                    } else {
                        let tone = if *place == current { Tone::Current } else { Tone::of_row(*place) };
                        draw_bar(line, (fill, tone), work, engagement, grid, view, canvas);
                    }
                }
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn draw_name(
        &self,
        line: Rect,
        is_current: bool,
        fill: Fill,
        work: &Work,
        engagement: &Engagement,
        grid: &Grid,
        view: &View<'_>,
        canvas: &mut Canvas<'_>,
    ) {
        let (theme, glyphs) = (canvas.look().theme, canvas.look().glyphs);
        if is_current {
            let role = if self.focus == Focus::Gantt { Role::Accent } else { Role::Faint };
            canvas.text(line.x, line.y, 1, glyphs.bar(), role);
        }
        let (mark, role) = mark(fill, glyphs);
        canvas.text(line.x + 1, line.y, 1, mark, role);
        let role = if work.group == Group::Gone || fill == Fill::Over { Role::Muted } else { Role::Text };
        let style = if is_current { theme.bold(role) } else { theme.style(role) };
        let room = names(grid).saturating_sub(3);
        let name = if grid.is_list() {
            words::whole(engagement, view)
        } else {
            words::customer(engagement, view).unwrap_or_else(|| words::title(engagement, view))
        };
        canvas.styled(line.x + 2, line.y, room, &name, style);
    }
}

/// Cells of the names.
fn names(grid: &Grid) -> u16 {
    if grid.is_list() { grid.inner.width.saturating_sub(7) } else { grid.x - grid.inner.x }
}

/// The one figure of a list: how likely, or how many days a week.
fn draw_figure(line: Rect, fill: Fill, bar: Option<&Figures>, canvas: &mut Canvas<'_>) {
    let (text, role) = match (fill, bar) {
        (Fill::Likely(odds), _) => (format!("{odds}%"), Role::Text),
        (Fill::CountedIn, _) => ("won".to_owned(), Role::Good),
        (Fill::CountedOut, _) => ("lost".to_owned(), Role::Muted),
        (Fill::Over, _) => ("over".to_owned(), Role::Muted),
        (Fill::Gone, _) => ("gone".to_owned(), Role::Muted),
        (Fill::Sure, Some(Figures { per_week: Some(days), .. })) => (format!("{}d", days.shown()), Role::Text),
        (Fill::Sure, _) => ("?".to_owned(), Role::Muted),
    };
    canvas.right(line.right().saturating_sub(7), line.y, 6, &text, role);
}

fn draw_bar(
    line: Rect,
    (fill, tone): (Fill, Tone),
    work: &Work,
    engagement: &Engagement,
    grid: &Grid,
    view: &View<'_>,
    canvas: &mut Canvas<'_>,
) {
    let title = words::title(engagement, view);
    let labels = labels(fill, &title, engagement);
    let whole = &labels[0];
    // What is seen may lie in another year than today.
    let (first, last) = (grid.axis.start(0), grid.axis.last());
    let said = |day: Option<NaiveDate>, edge| day.map(|day| words::dated_from(day, view.today, edge)).unwrap_or_default();
    let before = format!("{whole}, until {}", said(work.to, first));
    let after = match work.from {
        Some(_) => format!("{whole}, from {}", said(work.from, last)),
        None => whole.clone(),
    };
    let place = work.from.map(|from| grid.axis.place(from, work.to));
    let aside = Aside { before: &before, after: &after };
    Bar { place, fill, tone, labels: &labels, aside }.draw(grid.x, line.y, grid.axis.width(), canvas);
}
