//! Names beside dots, drawn as text.

use super::*;
use crate::chart::scatter::{Insets, Point};
use proptest::prelude::*;

/// A plot of one cell a score, `width` across, without cut lines in the way.
fn drawn(width: u16, dots: &[(u16, &str)], selected: Option<usize>) -> String {
    let plot = Plot::new(width, 1, Insets::default(), (101.0, 101.0)).unwrap();
    shown(&plot, width, dots, selected)
}

fn shown(plot: &Plot, width: u16, dots: &[(u16, &str)], selected: Option<usize>) -> String {
    let score = |column: u16| f64::from(column) * 100.0 / f64::from(width - 1);
    let points: Vec<Point> = dots.iter().map(|(column, _)| Point { x: score(*column), y: 0.0, importance: 0 }).collect();
    let names: Vec<&str> = dots.iter().map(|(_, name)| *name).collect();
    let stacks = Stacks::new(plot, &points);
    let mut row = vec![' '; usize::from(width)];
    if let Some(column) = plot.cut_column().filter(|column| plot.cell(100.0, 0.0).column > *column) {
        row[usize::from(column)] = ':';
    }
    for stack in 0..stacks.len() {
        row[usize::from(stacks.cell(stack).column)] = 'o';
    }
    for label in labels(Board::new(plot, &stacks), &stacks, |dot| names[dot], selected, "…").placed {
        for (at, letter) in label.text.chars().enumerate() {
            row[usize::from(label.cell.column) + at] = letter;
        }
    }
    row.into_iter().collect()
}

#[test]
fn a_name_stands_to_the_right_else_to_the_left_else_shortened_else_nowhere() {
    assert_eq!(drawn(33, &[(3, "Alder")], None), "   o Alder                       ");
    // The line of these plots lies out of all dots' way, in the last column but one.
    assert_eq!(drawn(33, &[(24, "Alder Works")], None), "            Alder Works o        ");
    assert_eq!(drawn(33, &[(2, "Alder"), (12, "Birch")], None), "  o Alder   o Birch              ");
    assert_eq!(drawn(33, &[(2, "Alderley"), (12, "Birch")], None), "  o Alderl… o Birch              ");
    assert_eq!(drawn(33, &[(2, "Alderley"), (9, "Birch")], None), "  o Ald… o Birch                 ");
    assert_eq!(drawn(33, &[(2, "Alderley"), (8, "Birch")], None), "  o     o Birch                  ");
}

#[test]
fn a_name_never_crosses_the_cut_line() {
    // Cut at 50 of 100 on 31 cells: the line has column 15.
    let plot = Plot::new(31, 1, Insets::default(), (50.0, 101.0)).unwrap();
    assert_eq!(shown(&plot, 31, &[(12, "Alder")], None), "      Alder o  :               ");
    assert_eq!(shown(&plot, 31, &[(5, "Alder Works")], None), "     o Alder…  :               ");
    assert_eq!(shown(&plot, 31, &[(16, "Alder Works")], None), "               :o Alder Works  ");
}

#[test]
fn the_more_important_is_named_first_and_the_selected_before_all() {
    let dots = [(10, "Alder"), (14, "Birch"), (18, "Cedar")];
    assert_eq!(drawn(40, &dots, None), "    Alder o   o   o Cedar               ");
    // Without room of its own the selected name lies over its neighbours.
    assert_eq!(drawn(40, &dots, Some(1)), "    Alder o   o Birch                   ");
}

#[test]
fn a_stack_says_how_many_more_lie_below() {
    assert_eq!(drawn(30, &[(3, "Alder"), (3, "Birch"), (3, "Cedar")], None), "   o Alder +2                 ");
    assert_eq!(drawn(30, &[(3, "Alder"), (3, "Birch"), (3, "Cedar")], Some(1)), "   o Birch +2                 ");
    assert_eq!(drawn(30, &[(0, "Alderley"), (0, "Birch"), (12, "Cedar")], None), "o Alder… +1 o Cedar           ");
    assert_eq!(drawn(30, &[(0, "Alderley"), (0, "Birch"), (7, "Cedar")], None), "o +1   o Cedar                ");
}

#[test]
fn wide_letters_count_as_what_they_take() {
    let plot = Plot::new(30, 1, Insets::default(), (101.0, 101.0)).unwrap();
    let stacks = Stacks::new(&plot, &[Point { x: 0.0, y: 0.0, importance: 0 }]);
    let placed = labels(Board::new(&plot, &stacks), &stacks, |_| "株式会社", None, "…").placed;
    assert_eq!(placed, [Label { stack: 0, cell: Cell { column: 2, row: 0 }, width: 8, text: "株式会社".into() }]);
}

proptest! {
    #[test]
    fn no_name_lies_on_a_dot_or_another_name_or_outside(
        width in 1u16..120, height in 1u16..30,
        dots in proptest::collection::vec((0.0f64..=100.0, 0.0f64..=100.0, "[a-z株]{0,20}", 0u8..3), 0..80),
        selected in proptest::option::of(0usize..90),
    ) {
        let Some(plot) = Plot::new(width, height, Insets { left: 1, right: 1, ..Insets::default() }, (60.0, 60.0)) else {
            return Ok(());
        };
        let points: Vec<Point> = dots.iter().map(|(x, y, _, importance)| Point { x: *x, y: *y, importance: *importance }).collect();
        let names: Vec<&str> = dots.iter().map(|(_, _, name, _)| name.as_str()).collect();
        let stacks = Stacks::new(&plot, &points);
        let chosen = selected.and_then(|dot| stacks.of(dot));
        let placed = labels(Board::new(&plot, &stacks), &stacks, |dot| names[dot], selected, "...");
        prop_assert_eq!(&placed, &labels(Board::new(&plot, &stacks), &stacks, |dot| names[dot], selected, "..."));
        let mut taken = std::collections::BTreeSet::new();
        for label in &placed.placed {
            prop_assert_eq!(usize::from(label.width), cells::width(&label.text));
            prop_assert!(label.cell.column + label.width <= width);
            for column in label.cell.column..label.cell.column + label.width {
                let cell = Cell { column, row: label.cell.row };
                prop_assert!(taken.insert(cell));
                prop_assert!(!placed.board.is_free(cell));
                prop_assert!(Some(label.stack) == chosen || stacks.at(cell).is_none());
                prop_assert!(Some(label.stack) == chosen || plot.cut_column() != Some(column));
            }
        }
        let first_is_chosen = placed.placed.first().map(|label| label.stack) == chosen;
        let has_name = selected.is_some_and(|dot| names.get(dot).is_some_and(|name| !name.is_empty()));
        prop_assert!(!has_name || width < 12 || first_is_chosen);
    }
}
