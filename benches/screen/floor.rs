//! The floor: a table of ten thousand rows in memory, one picture per key. It knows nothing and keeps nothing.

use std::io::Write;

use crossterm::event::{Event, KeyCode, read};
use crossterm::{cursor, execute, terminal};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::style::Style;

const ROWS: usize = 10_000;

/// Shows the table until `q`.
pub(crate) fn table() {
    let rows: Vec<String> = (0..ROWS)
        .map(|at| format!("{:<40}{:>10}{:>14}{:>8}", format!("Customer {at}"), at * 37 % 10_007, at * 7_919 % 100_000, at % 100))
        .collect();
    terminal::enable_raw_mode().unwrap();
    execute!(std::io::stdout(), terminal::EnterAlternateScreen, cursor::Hide).unwrap();
    let mut screen = Terminal::new(CrosstermBackend::new(std::io::stdout())).unwrap();
    let (mut at, mut offset) = (0usize, 0usize);
    loop {
        let draw = |frame: &mut ratatui::Frame<'_>| {
            let area: Rect = frame.area();
            let height = usize::from(area.height).max(1);
            offset = offset.clamp((at + 1).saturating_sub(height), at);
            for (line, row) in rows[offset..].iter().take(height).enumerate() {
                let style = if offset + line == at { Style::new().reversed() } else { Style::new() };
                frame.buffer_mut().set_stringn(area.x, area.y + line as u16, row, usize::from(area.width), style);
            }
        };
        screen.draw(draw).unwrap();
        if let Event::Key(key) = read().unwrap() {
            match key.code {
                KeyCode::Char('q') => break,
                KeyCode::Char('j') => at = (at + 1).min(ROWS - 1),
                _ => {}
            }
        }
    }
    execute!(std::io::stdout(), terminal::LeaveAlternateScreen, cursor::Show).unwrap();
    terminal::disable_raw_mode().unwrap();
    std::io::stdout().flush().unwrap();
}
