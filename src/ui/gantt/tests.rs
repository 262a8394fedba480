//! What the bars mean: shapes, words, clicks, and that no size breaks them.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use super::*;
use crate::chart::gantt::{Scale, headings};
use crate::ui::{Depth, Glyphs, Hits, Look, Mode, Theme};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn drawn(width: u16, height: u16, ascii: bool, draw: impl FnOnce(&mut Canvas<'_>)) -> (Buffer, Hits, String) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let mut hits = Hits::default();
    let look = Look { theme: Theme { mode: Mode::Mono, depth: Depth::True }, glyphs: Glyphs { ascii } };
    draw(&mut Canvas::new(&mut buffer, &mut hits, look));
    let rows = buffer.content.chunks(usize::from(width)).map(|row| {
        let text: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
        text.trim_end().to_owned()
    });
    let picture = rows.collect::<Vec<_>>().join("\n");
    (buffer, hits, picture)
}

/// Four bars of the picture of the tab, what they are filled with, and one each before, behind and without dates.
fn bars(axis: Axis) -> Vec<(Fill, Option<crate::chart::gantt::Place>, Vec<String>)> {
    let place = |from: &str, to: &str| Some(axis.place(date(from), (!to.is_empty()).then(|| date(to))));
    let words = |text: &str| vec![format!("{text} 60%"), text.to_owned()];
    vec![
        (Fill::Sure, place("2026-11-16", "2026-12-11"), words("Route portal")),
        (Fill::Sure, place("2026-11-02", ""), words("Support")),
        (Fill::Sure, place("2026-11-30", "2026-12-04"), words("Catalogue")),
        (Fill::Likely(39), place("2026-11-23", "2026-12-18"), words("Rebrand")),
        (Fill::Likely(40), place("2026-11-25", "2027-03-31"), words("Dashboard")),
        (Fill::Likely(70), place("2026-11-25", "2026-12-02"), words("Depot")),
        (Fill::CountedIn, place("2026-11-23", "2026-12-18"), words("Depot app")),
        (Fill::CountedOut, place("2026-11-23", "2026-12-18"), words("Term site")),
        (Fill::Over, place("2026-11-16", "2026-12-04"), words("Audit")),
        (Fill::Gone, place("2026-11-16", "2026-12-04"), words("Shop")),
        (Fill::Sure, place("2026-10-16", "2026-10-30"), words("Old")),
        (Fill::Sure, place("2027-10-16", "2027-10-30"), words("New")),
        (Fill::Likely(50), None, words("Someday")),
    ]
}

fn picture(ascii: bool) -> (Buffer, Hits, String) {
    let axis = Axis::new(Scale::Weeks { weekends: false }, date("2026-11-16"), 40);
    let columns = headings(axis);
    let gantt = Gantt { axis, headings: &columns, today: axis.cell(date("2026-11-22")), chosen: Some(1), focused: true };
    drawn(42, 17, ascii, |canvas| {
        gantt.draw_headings(1, 0, canvas);
        gantt.draw_rule(Rect::new(0, 2, 42, 1), 1, canvas);
        let sand: Vec<bool> = (0..40).map(|cell| cell >= 30).collect();
        gantt.draw_ground(Rect::new(1, 3, 40, 13), &sand, canvas);
        for ((fill, place, labels), y) in bars(axis).iter().zip(3..) {
            let aside = Aside { before: "until 30 Oct", after: "from 16 Oct 2027" };
            Bar { place: *place, fill: *fill, tone: Tone::Calm, labels, aside }.draw(1, y, 40, canvas);
        }
        let figures = ["8.5", "over", "10.5", "0", "12345", "", "", "9"].map(|text| (text.to_owned(), Role::Text));
        gantt.draw_figures(1, 16, &figures, canvas);
        gantt.click_columns(Rect::new(1, 16, 40, 1), canvas);
    })
}

#[test]
fn what_is_sure_is_solid_and_what_may_come_is_hatched() {
    let expected = "
 Nov            Dec                 Jan
 16   23   30    7   14   21   28    4
─────▼━━━━────────────────────────────────
 █ Route portal 60% █          ~   ~   ~
 ◀ Support 60% █████████████████████████▶
     ┊     █████ Catalogue 60% ~   ~   ~
     ┊░ Rebrand 60% ░░░░░░       ~   ~
     ┊  ▒ Dashboard 60% ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▶
     ┊  ▓▓▓▓▓▓ Depot 60%         ~   ~
     ┊█ Depot app 60% ████     ~   ~   ~
     ┊· Term site 60% ····       ~   ~
 ━ Audit 60% ━━━               ~   ~   ~
 ┄ Shop 60% ┄┄┄┄                 ~   ~
 ‹ until 30 Oct                ~   ~   ~
     ┊                 from 16 Oct 2027 ›
 from 16 Oct 2027              ~   ~   ~
  8.5 over 10.5    0 12345             9
";
    let (_, _, seen) = picture(false);
    assert_eq!(format!("\n{seen}\n"), expected, "\n{seen}");
}

#[test]
fn in_ascii_every_shape_is_another() {
    let (_, _, seen) = picture(true);
    assert!(seen.is_ascii(), "{seen}");
    let all = [Fill::Sure, Fill::Likely(10), Fill::Likely(50), Fill::Likely(90), Fill::CountedOut, Fill::Over, Fill::Gone];
    let marks = all.map(|fill| fill.mark(Glyphs { ascii: true }));
    assert_eq!(marks, ["#", ":", "%", "&", ".", "=", "-"]);
    // Counted as sure it looks sure, and says that it is not.
    assert_eq!(Fill::CountedIn.mark(Glyphs { ascii: true }), "#");
}

#[test]
fn words_in_a_bar_are_inverted_and_nowhere_else() {
    let (buffer, ..) = picture(false);
    let reversed = |x, y| buffer[(x, y)].modifier.contains(Modifier::REVERSED);
    assert!(reversed(2, 3) && reversed(3, 3) && reversed(19, 3) && !reversed(1, 3) && !reversed(20, 3));
    assert!(reversed(13, 6), "a hatched bar is whole to the eye too");
}

#[test]
fn a_click_finds_the_column_it_is_over() {
    let (_, hits, _) = picture(false);
    assert_eq!([hits.at(1, 16), hits.at(5, 16), hits.at(6, 16)], [0, 0, 1].map(|column| Some(Click::Heading(column))));
    assert_eq!(hits.at(41, 16), None);
}

#[test]
fn no_size_breaks_it() {
    for (width, height) in [(1, 1), (2, 2), (5, 3), (12, 4), (300, 5)] {
        for cells in [0, 1, 4, 5, 9, 300] {
            let axis = Axis::new(Scale::Weeks { weekends: true }, date("2026-11-16"), cells);
            let columns = headings(axis);
            let gantt = Gantt { axis, headings: &columns, today: Some(0), chosen: Some(0), focused: false };
            drawn(width, height, false, |canvas| {
                gantt.draw_headings(1, 0, canvas);
                gantt.draw_rule(Rect::new(0, 2, 42, 1), 1, canvas);
                gantt.draw_ground(Rect::new(1, 1, cells, 9), &[true; 100], canvas);
                for (fill, place, labels) in bars(axis) {
                    Bar { place, fill, tone: Tone::Other, labels: &labels, aside: Aside::default() }.draw(1, 1, cells, canvas);
                }
            });
        }
    }
}
