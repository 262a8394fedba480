//! The rows below the list: what each column comes to against the days of the team, and what that means in a word.
//!
//! A state is told by a word or a shape, never by colour alone: `gap`, `beach` and waves, `over`, `off`.

use ratatui::layout::Rect;

use crate::chart::cells;
use crate::domain::beach::{Days, State};
use crate::domain::settings::Hundredths;
use crate::intent::View;
use crate::ui::gantt::Gantt;
use crate::ui::{Canvas, Role};

use super::column::Column;
use super::grid::{Grid, Lower};
use super::words::fitted;

/// Draws one of the rows of figures.
pub(super) fn draw(
    row: Lower,
    y: u16,
    columns: &[Column],
    gantt: &Gantt<'_>,
    grid: &Grid,
    view: &View<'_>,
    canvas: &mut Canvas<'_>,
) {
    let width = grid.axis.scale().width();
    let ascii = view.look.glyphs.ascii;
    let figures: Vec<(String, Role)> = match row {
        Lower::Booked => columns.iter().map(|column| (fitted(column.booked, width - 1), Role::Text)).collect(),
        Lower::Blocks => columns.iter().map(|column| blocks(column, width - 2, ascii)).collect(),
        Lower::Capacity => columns.iter().map(|column| (fitted(column.capacity, width - 1), Role::Muted)).collect(),
        // Where there is no row for the words they stand in place of the days they are about.
        Lower::Free if !grid.has(Lower::State) => return states(y, "Free days", columns, gantt, grid, canvas),
        Lower::Free => columns.iter().map(|column| free(column.state, column.free(), width - 1)).collect(),
        Lower::Maybes => {
            let days = |column: &Column| free(column.state_with_maybes(), column.capacity - column.expected, width - 1);
            columns.iter().map(days).collect()
        }
        Lower::State => return states(y, "Looks like", columns, gantt, grid, canvas),
        Lower::FullTime => columns.iter().map(|column| full_time(column, width - 1, ascii)).collect(),
        Lower::Chosen | Lower::Work | Lower::Legend => return,
    };
    let label = label(row, columns, grid, view);
    canvas.text(grid.inner.x + 2, y, (grid.x - grid.inner.x).saturating_sub(3), &label, Role::Muted);
    gantt.draw_figures(grid.x, y, &figures, canvas);
}

fn label(row: Lower, columns: &[Column], grid: &Grid, view: &View<'_>) -> String {
    match row {
        Lower::Booked => "Days booked".to_owned(),
        Lower::Blocks => match (columns.first(), grid.axis.scale()) {
            (Some(first), _) if columns.iter().all(|column| column.capacity == first.capacity) => {
                format!("of {}", first.capacity.shown())
            }
            (_, crate::chart::gantt::Scale::Weeks { .. }) => format!("of {}, fewer when off", team(view).shown()),
            _ => "of the team's".to_owned(),
        },
        Lower::Capacity => "Days of the team".to_owned(),
        Lower::Free => "Free days".to_owned(),
        Lower::Maybes => "with maybes".to_owned(),
        Lower::FullTime => "All on one job".to_owned(),
        Lower::State | Lower::Chosen | Lower::Work | Lower::Legend => String::new(),
    }
}

/// Days the team has in a week like the others.
pub(super) fn team(view: &View<'_>) -> Days {
    let settings = &view.book.settings;
    Days::from(settings.team_days.unwrap_or(Hundredths(i64::from(settings.work_days.count()) * 100)))
}

/// As many cells, as high as the part that is booked.
fn blocks(column: &Column, cells: u16, ascii: bool) -> (String, Role) {
    let [booked, capacity] = [column.booked, column.capacity].map(|days| days.hundredths().0);
    if capacity <= 0 {
        return (String::new(), Role::Muted);
    }
    let block = cells::trend(&[booked.min(capacity), capacity], ascii).chars().next().unwrap_or(' ');
    let role = if column.state == State::Over { Role::Bad } else { Role::Calm };
    (block.to_string().repeat(usize::from(cells)), role)
}

fn free(state: State, days: Days, cells: u16) -> (String, Role) {
    match state {
        State::Off => ("off".to_owned(), Role::Muted),
        State::OffBooked => ("off!".to_owned(), Role::Bad),
        State::Over => ("over".to_owned(), Role::Bad),
        _ => (fitted(days.max(Days::ZERO), cells), Role::Text),
    }
}

fn full_time(column: &Column, cells: u16, ascii: bool) -> (String, Role) {
    let line = if ascii { "=" } else { "━" };
    (if column.is_full_time { line.repeat(usize::from(cells)) } else { String::new() }, Role::Care)
}

/// The word of each column, of one that is well the free days where no other row has them; a beach is named where it
/// begins and goes on as waves; a week that is empty by itself is no beach.
fn states(y: u16, label: &str, columns: &[Column], gantt: &Gantt<'_>, grid: &Grid, canvas: &mut Canvas<'_>) {
    let width = grid.axis.scale().width();
    let tells_days = !grid.has(Lower::State);
    canvas.text(grid.inner.x + 2, y, (grid.x - grid.inner.x).saturating_sub(3), label, Role::Muted);
    let glyphs = canvas.look().glyphs;
    let is_empty = |at: usize| columns.get(at).is_some_and(|column| column.state == State::Beach && !column.is_sand);
    let mut figures: Vec<(String, Role)> = Vec::with_capacity(columns.len());
    for (at, column) in columns.iter().enumerate() {
        figures.push(match column.state {
            State::Gap | State::Beach if column.is_unknown => ("?".to_owned(), Role::Care),
            // Before anything was ever booked there was nothing to run out of.
            State::Beach if column.is_before => (String::new(), Role::Muted),
            State::Beach if !column.is_sand && at > 0 && is_empty(at - 1) => ("-".to_owned(), Role::Muted),
            State::Beach if !column.is_sand => ("empty".to_owned(), Role::Care),
            State::Beach => (glyphs.wave().repeat(usize::from(width) - 1), Role::Sand),
            State::Gap => ("gap".to_owned(), Role::Care),
            State::Over => ("over".to_owned(), Role::Bad),
            State::Full => ("full".to_owned(), Role::Good),
            State::Off => ("off".to_owned(), Role::Muted),
            State::OffBooked => ("off!".to_owned(), Role::Bad),
            State::Ok if tells_days => free(column.state, column.free(), width - 1),
            State::Ok => ("ok".to_owned(), Role::Muted),
        });
    }
    gantt.draw_figures(grid.x, y, &figures, canvas);
    let is_beach = |at: usize| columns.get(at).is_some_and(|column| column.state == State::Beach && column.is_sand);
    for at in (0..columns.len()).filter(|at| is_beach(*at) && (*at == 0 || !is_beach(at - 1))) {
        let x = grid.x + at as u16 * width;
        canvas.blank(Rect { x, y, width, height: 1 });
        canvas.styled(x, y, width, "beach", canvas.look().theme.bold(Role::Text));
    }
}
