//! A page as Markdown: the same words and figures as the plain text, in tables, with every mark escaped.
//!
//! Lays out what [`super::compose`] wrote and adds no word of its own.

use super::page::{Block, Cell, Kind, Table};

/// The page as Markdown, ending in a line break.
#[must_use]
pub(crate) fn laid_out(page: &[Block]) -> String {
    page.iter().map(block).collect::<Vec<_>>().join("\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(title, aside) if aside.is_empty() => format!("# {}\n", escaped(title)),
        Block::Title(title, aside) => format!("# {}\n\n*{}*\n", escaped(title), escaped(aside)),
        Block::Heading(words) => format!("## {}\n", escaped(words)),
        Block::Prose(words) => format!("{}\n", escaped(words)),
        Block::List(points) => points.iter().fold(String::new(), |list, point| list + "- " + &escaped(point) + "\n"),
        Block::Commands(commands) => commands.iter().fold(String::new(), |list, (command, meaning)| {
            list + &format!("- `{}`: {}\n", command.replace('`', "'"), escaped(meaning))
        }),
        Block::Table(table) => rows(table),
    }
}

fn rows(table: &Table) -> String {
    let places: Vec<usize> = (0..table.columns.len()).filter(|place| table.columns[*place].kind != Kind::Bar).collect();
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut lines = row(places.iter().map(|place| escaped(&table.columns[*place].head)).collect());
    let rule = |place: &usize| if table.columns[*place].kind == Kind::Number { "---:" } else { "---" }.to_owned();
    lines += &row(places.iter().map(rule).collect());
    let shown = |cells: &[Cell], bold: bool| {
        let cell = |place: &usize| match escaped(cells[*place].text()) {
            text if bold && !text.is_empty() => format!("**{text}**"),
            text => text,
        };
        row(places.iter().map(cell).collect())
    };
    for cells in &table.rows {
        lines += &shown(cells, false);
    }
    if let Some(total) = &table.total {
        lines += &shown(total, true);
    }
    lines
}

/// The text with everything Markdown or HTML would take for a mark made plain.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, piece) in text.char_indices() {
        // These mean something at the start of a line only, where a name may well stand.
        let leads = at == 0 && matches!(piece, '#' | '+' | '-' | '=' | ':') || is_numbering(text, at, piece);
        let anywhere = matches!(piece, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&');
        if leads || anywhere {
            out.push('\\');
        }
        out.push(piece);
    }
    out
}

/// `1.` or `1)` at the start would begin a numbered list.
fn is_numbering(text: &str, at: usize, piece: char) -> bool {
    matches!(piece, '.' | ')') && at > 0 && text[..at].bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::page::Column;

    #[test]
    fn no_name_becomes_a_mark() {
        assert_eq!(escaped("A|B *c* _d_ [e](f) <g> `h` \\"), "A\\|B \\*c\\* \\_d\\_ \\[e\\](f) \\<g\\> \\`h\\` \\\\");
        assert_eq!(escaped("# one"), "\\# one");
        assert_eq!(escaped("1. one"), "1\\. one");
        assert_eq!(escaped("3M & Co. #1, $5 - ok!"), "3M \\& Co. #1, $5 - ok!");
    }

    #[test]
    fn tables_keep_their_columns_whatever_the_names_hold() {
        let table = Table {
            columns: vec![Column::new("Customer", Kind::Name), Column::new("", Kind::Bar), Column::new("%", Kind::Number)],
            rows: vec![vec!["a | b".into(), Cell::Bar(1.0), "5.0".into()]],
            total: Some(vec!["All".into(), Cell::Bar(0.0), "".into()]),
        };
        assert_eq!(rows(&table), "| Customer | % |\n| --- | ---: |\n| a \\| b | 5.0 |\n| **All** |  |\n");
    }
}
