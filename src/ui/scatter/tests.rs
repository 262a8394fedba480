//! What the plot means: marks, styles, clicks, moves, and that no size breaks it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Modifier;

use super::pictures::{customers, draw, look, rows, scatter};
use super::{Class, Dot};
use crate::chart::scatter::Direction;
use crate::ui::{Canvas, Click, Glyphs, Hits, Role};

fn one(dot: Dot<'_>, ascii: bool) -> (Buffer, Hits) {
    draw(&scatter(&[dot], None), 40, 12, ascii)
}

fn plain() -> Dot<'static> {
    Dot {
        x: 100.0,
        y: 100.0,
        from: None,
        name: "".into(),
        class: Class::Large,
        is_open: false,
        on_the_line: false,
        role: Role::Text,
    }
}

/// The cell that shows a mark.
fn find(buffer: &Buffer, mark: &str) -> Option<(u16, u16)> {
    let at = buffer.content.iter().position(|cell| cell.symbol() == mark)? as u16;
    Some((at % buffer.area.width, at / buffer.area.width))
}

/// Where a text begins.
fn find_text(buffer: &Buffer, text: &str) -> (u16, u16) {
    let rows = rows(buffer);
    let (row, line) = rows.iter().enumerate().find(|(_, line)| line.contains(text)).unwrap();
    (line[..line.find(text).unwrap()].chars().count() as u16, row as u16)
}

#[test]
fn the_size_class_and_what_is_carried_over_show_in_the_mark() {
    let marks = [(Class::Large, "●", "○", "*", "C"), (Class::Middle, "•", "◦", "o", "c"), (Class::Small, "·", "∘", ".", ",")];
    for (class, full, open, plain_full, plain_open) in marks {
        for (is_open, ascii, mark) in
            [(false, false, full), (true, false, open), (false, true, plain_full), (true, true, plain_open)]
        {
            let (buffer, hits) = one(Dot { class, is_open, ..plain() }, ascii);
            let empty = draw(&scatter(&[], None), 40, 12, ascii).0;
            let at = buffer.content.iter().zip(&empty.content).position(|(cell, before)| cell != before).unwrap();
            assert_eq!(buffer.content[at].symbol(), mark);
            assert_eq!(hits.at(at as u16 % 40, at as u16 / 40), Some(Click::Dot(0)));
        }
    }
}

#[test]
fn a_dot_on_the_line_is_underlined_with_its_name() {
    for on_the_line in [false, true] {
        let buffer = one(Dot { on_the_line, name: "Zed".into(), ..plain() }, false).0;
        for mark in ["●", "Z"] {
            let (column, row) = find(&buffer, mark).unwrap();
            assert_eq!(buffer[(column, row)].modifier.contains(Modifier::UNDERLINED), on_the_line, "{mark}");
        }
    }
}

#[test]
fn the_selected_dot_stands_between_bars_and_is_turned_around_in_focus() {
    let dots = customers();
    for focused in [true, false] {
        let mut plot = scatter(&dots, Some(1));
        plot.focused = focused;
        let (buffer, _) = draw(&plot, 70, 20, false);
        let (column, row) = find(&buffer, "▐").unwrap();
        assert_eq!(rows(&buffer)[usize::from(row)].split('▐').nth(1).unwrap().trim_end(), "● Osei▌");
        assert_eq!(buffer[(column + 1, row)].modifier.contains(Modifier::REVERSED), focused);
        assert!(buffer[(column + 3, row)].modifier.contains(Modifier::BOLD));
        // Nobody else is.
        let (column, row) = find_text(&buffer, "Tallow");
        assert!(!buffer[(column, row)].modifier.intersects(Modifier::REVERSED | Modifier::BOLD));
    }
}

#[test]
fn a_stack_shows_its_selected_dot() {
    let dots = customers();
    let seen = |selected| rows(&draw(&scatter(&dots, selected), 120, 30, false).0).join("\n");
    assert!(seen(None).contains("• Brightwater +1"), "{}", seen(None));
    assert!(seen(Some(8)).contains("▐• Lumen +1▌"), "{}", seen(Some(8)));
}

#[test]
fn a_click_on_a_dot_or_its_name_finds_it() {
    let dots = customers();
    let (buffer, hits) = draw(&scatter(&dots, Some(0)), 70, 20, false);
    for (index, name) in [(0, "Harbourline"), (2, "Tallow"), (9, "Parry"), (12, "Fenwick")] {
        let (column, row) = find_text(&buffer, name);
        assert_eq!([hits.at(column, row), hits.at(column - 2, row)], [Some(Click::Dot(index)); 2], "{name}");
    }
    assert_eq!(hits.at(0, 19), None);
}

#[test]
fn keys_lead_from_dot_to_dot() {
    let dots = customers();
    let placed = scatter(&dots, None).place(Size::new(70, 20), Glyphs::default());
    let step = |from, direction| placed.nearest(Some(from), direction);
    // From Ashdown down to Brightwater, through Lumen below it, right to Tallow, up to Osei.
    assert_eq!(step(7, Direction::Down), Some(4));
    assert_eq!(step(4, Direction::Down), Some(8));
    assert_eq!(step(8, Direction::Up), Some(4));
    assert_eq!(step(4, Direction::Right), Some(2));
    assert_eq!(step(2, Direction::Up), Some(1));
    assert_eq!(step(1, Direction::Up), None);
    assert_eq!(placed.nearest(None, Direction::Down), Some(0));
}

#[test]
fn the_arrow_comes_from_the_place_before() {
    let dot = Dot { from: Some((0.0, 0.0)), ..plain() };
    // 29 columns and 7 rows: level but for seven steps, and the last is level.
    let buffer = one(dot, false).0;
    let (column, row) = find(&buffer, "●").unwrap();
    assert_eq!(find(&buffer, "→"), Some((column - 1, row)));
    assert_eq!(buffer.content.iter().filter(|cell| cell.symbol() == "╱").count(), 7);
    let still = one(Dot { from: Some((100.0, 100.0)), ..plain() }, false).0;
    assert_eq!(still, one(plain(), false).0);
}

#[test]
fn nothing_unclean_is_drawn() {
    let buffer = one(Dot { name: "Zed\u{1b}[31m\u{202e}x".into(), ..plain() }, false).0;
    assert!(buffer.content.iter().all(|cell| !cell.symbol().contains(['\u{1b}', '\u{202e}'])));
}

#[test]
fn no_size_and_no_place_breaks_it() {
    let dots = customers();
    for selected in [None, Some(0), Some(8), Some(99)] {
        let plot = scatter(&dots, selected);
        for width in (0..40).chain([70, 240]) {
            for height in (0..16).chain([30, 70]) {
                let (buffer, _) = draw(&plot, width, height, width % 2 == 0);
                assert_eq!(buffer.area.area(), u32::from(width) * u32::from(height));
            }
        }
        // Placed for one size, drawn into less, and half outside.
        let placed = plot.place(Size::new(70, 20), Glyphs::default());
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 10));
        let mut hits = Hits::default();
        let mut canvas = Canvas::new(&mut buffer, &mut hits, look(false));
        for rect in [Rect::new(20, 5, 70, 20), Rect::new(0, 0, 3, 3), Rect::new(29, 9, 1, 1), Rect::new(200, 200, 9, 9)] {
            plot.draw(&placed, rect, &mut canvas);
        }
        let outside = hits.iter().any(|(rect, _)| rect.right() > 30 || rect.bottom() > 10);
        assert!(!outside);
    }
}

#[test]
fn a_plot_drawn_into_less_keeps_to_its_rectangle() {
    let dots = customers();
    let plot = scatter(&dots, Some(0));
    let placed = plot.place(Size::new(70, 20), Glyphs::default());
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 30));
    let mut hits = Hits::default();
    plot.draw(&placed, Rect::new(5, 5, 40, 12), &mut Canvas::new(&mut buffer, &mut hits, look(false)));
    for row in 0..30 {
        for column in 0..80 {
            let is_inside = (5..45).contains(&column) && (5..17).contains(&row);
            assert!(is_inside || buffer[(column, row)].symbol() == " ", "{column} {row}");
        }
    }
}
