//! The panel "Who stays": this year against the year before, and the cohorts (`metrics.md` item 19).
//!
//! The figures are over all customers and the last 24 months, whatever period the list shows.

use chrono::Datelike;

use crate::domain::figures::Figures;
use crate::domain::insight::ratio::Ratio;
use crate::domain::insight::retention::Cohort;
use crate::domain::money::{counted, thousands};
use crate::intent::View;
use crate::ui::{Role, Span};

use super::aside::{Row, Rows};
use super::ranking::Ranking;
use super::words::whole;

/// The newest cohorts shown.
const COHORTS: usize = 12;
/// The cells of a year: `(100)`.
const YEAR: u16 = 6;
/// The cells of the first two columns: year and customers.
const FIRST: u16 = 14;

/// The lines of the panel.
pub(super) fn rows(ranking: &Ranking, view: &View<'_>, width: u16) -> Rows {
    let mut rows = Rows::default();
    let figures = &ranking.figures;
    rows.air();
    year_on_year(figures, view, width, &mut rows);
    rows.air();
    standing(figures, &mut rows);
    rows.air();
    cohorts(figures, width, &mut rows);
    rows
}

fn year_on_year(figures: &Figures, view: &View<'_>, width: u16, rows: &mut Rows) {
    let retention = &figures.retention;
    let percent = |ratio: Ratio| format!("{}%", ratio.decimal(100, 1));
    let (Some(logo), Some(gross), Some(net), Some(gained)) =
        (retention.logo(), retention.gross(), retention.net(), retention.gained())
    else {
        rows.say("No revenue in the 12 months before the last 12, so there is nothing to compare with yet.", Role::Text, width);
        return;
    };
    rows.heading("Against the 12 months before");
    let (before, kept) = (retention.before, retention.kept);
    rows.pair(&format!("Stayed, {kept} of {before}"), percent(logo), Role::Text);
    rows.pair("They brought then", whole(retention.prior_revenue(), view), Role::Text);
    rows.pair("Came again", percent(gross), Role::Text);
    rows.pair("With what grew", percent(net), Role::Text);
    let new = counted(retention.new as u64, "new customer", "new customers");
    rows.pair(&new, percent(gained), Role::Text);
}

/// Who bought once, and who came back (`metrics.md` item 16).
fn standing(figures: &Figures, rows: &mut Rows) {
    let one_off = &figures.customers.one_off;
    let Some(rate) = one_off.rate() else { return };
    rows.heading("Over all time");
    let judged = one_off.judgeable();
    let share = format!("{}%", rate.decimal(100, 1));
    rows.pair(&format!("Bought once, {} of {judged}", one_off.one_off), share, Role::Text);
    if one_off.too_early > 0 {
        rows.pair("Too early to say", one_off.too_early.to_string(), Role::Text);
    }
}

/// A row per year of first purchase: customers, and how many in 100 had revenue that year and in each one since.
fn cohorts(figures: &Figures, width: u16, rows: &mut Rows) {
    let all = &figures.cohorts.0;
    if all.len() < 2 {
        return;
    }
    let room = usize::from(width.saturating_sub(FIRST) / YEAR);
    let today = figures.today;
    let running = (today.month(), today.day()) != (12, 31);
    let listed: Vec<(&i32, &Cohort)> = all.iter().skip(all.len().saturating_sub(COHORTS)).collect();
    let followed = listed.iter().map(|(_, cohort)| cohort.active.len()).max().unwrap_or(0).min(room);
    rows.heading("First bought in");
    let since = (0..followed).map(|since| if since == 0 { "then".to_owned() } else { format!("+{since}") });
    let years: Vec<String> = since.map(|words| format!("{words:>5} ")).collect();
    let head = format!("{:<5}{:>9}{}", "", "customers", years.concat());
    rows.0.push(Row::Words(vec![Span::new(head, Role::Muted)]));
    for (first, cohort) in listed {
        let mut spans = vec![
            Span::new(format!("{first:<5}"), Role::Text),
            Span::new(format!("{:>9}", thousands(cohort.size as u128)), Role::Muted),
        ];
        for since in 0..followed.min(cohort.active.len()) {
            let rate = cohort.rate(since).map_or_else(String::new, |rate| rate.decimal(100, 0));
            let hollow = running && first + since as i32 == today.year();
            let shown = if hollow { format!("{:>6}", format!("({rate})")) } else { format!("{rate:>5} ") };
            spans.push(Span::new(shown, if hollow { Role::Muted } else { Role::Text }));
        }
        rows.0.push(Row::Words(spans));
    }
    rows.say("In 100, with revenue that year and so many years later. The year still running is in brackets.", Role::Muted, width);
}
