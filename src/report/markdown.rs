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
        Block::Prose(words) => format!("{}\n", escaped_line(words)),
        Block::List(points) => points.iter().fold(String::new(), |list, point| list + "- " + &escaped_line(point) + "\n"),
        Block::Commands(commands) => commands.iter().fold(String::new(), |list, (command, meaning)| {
            list + &format!("- `{}`: {}\n", command.replace('`', "'"), escaped(meaning))
        }),
        Block::Table(table) => rows(table),
    }
}

fn rows(table: &Table) -> String {
    let places: Vec<usize> =
        (0..table.columns.len()).filter(|place| table.columns[*place].kind != Kind::Bar && !table.is_blank(*place)).collect();
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
        let is_mark = match piece {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' => true,
            '&' => is_entity(&text[at + 1..]),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(piece);
    }
    out
}

/// The same for text that begins a line, where a name could begin a heading or a list.
fn escaped_line(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'#' | b'+' | b'-' | b'=') if digits == 0 => format!("\\{}", escaped(text)),
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], escaped(&text[digits..])),
        _ => escaped(text),
    }
}

/// `&amp;` and `&#38;` stand for something else; `R&D` and `Sons & Co` for themselves.
fn is_entity(after: &str) -> bool {
    after
        .split_once(';')
        .is_some_and(|(word, _)| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::page::Column;

    #[test]
    fn no_name_becomes_a_mark() {
        assert_eq!(escaped("A|B *c* _d_ [e](f) <g> `h` \\"), "A\\|B \\*c\\* \\_d\\_ \\[e\\](f) \\<g\\> \\`h\\` \\\\");
        assert_eq!(
            ["# one", "- one", "1. one", "12) one", "1.5 x"].map(escaped_line),
            ["\\# one", "\\- one", "1\\. one", "12\\) one", "1\\.5 x"]
        );
        assert_eq!(escaped("3M & Co. #1, $5 - R&D;"), "3M & Co. #1, $5 - R\\&D;");
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
