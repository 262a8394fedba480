//! A bare loop: the customers' names, what was typed and the size. It holds the edge until the dashboard's own loop does.

use std::sync::Arc;
use std::sync::mpsc;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::fault::{self, Point};
use super::look::{Background, Look};
use super::signals::{self, Event};
use super::term::input::{self, Input};
use super::term::{self, Options, Terminal};
use crate::tasks::{Failure, Setup};

struct Shown {
    names: Vec<String>,
    typed: String,
    background: Option<Background>,
}

/// Runs until `q`, a signal or the end of the terminal; the exit code.
pub fn run(setup: &Setup, look: Look) -> Result<u8, Failure> {
    let repository = setup.open()?;
    let book = repository.load_book()?;
    let names = book.customers().map(|customer| customer.name.to_string()).collect();
    let mut shown = Shown { names, typed: String::new(), background: look.background };
    let (sender, events) = mpsc::channel();
    let post: signals::Post = Arc::new(move |event| drop(sender.send(event)));
    let trouble = |error: std::io::Error| term::cannot_take_over(&error);
    signals::listen(post.clone()).map_err(trouble)?;
    let options = Options { mouse: true, title: look.is_able, ask_background: look.is_able };
    let mut terminal = Terminal::enter(options).map_err(trouble)?;
    input::listen(post).map_err(trouble)?;
    terminal.draw(|buffer| draw(&shown, buffer)).map_err(trouble)?;
    loop {
        let Ok(event) = events.recv() else { return Ok(0) };
        if fault::is_armed(Point::Deaf) {
            continue;
        }
        match event {
            Event::Gone => return Ok(signals::exit_code(signals::HANG_UP)),
            Event::Signal(signal) => return Ok(signals::exit_code(signal)),
            Event::Suspend => terminal.suspend().map_err(trouble)?,
            Event::Resume => terminal.resume().map_err(trouble)?,
            Event::Input(batch) => {
                let letters = batch.iter().filter(|input| matches!(input, Input::Key(key) if matches!(key.code, KeyCode::Char(_))));
                let batch = if letters.count() >= 6 { vec![Input::Paste("bare".to_owned())] } else { batch };
                for input in batch {
                    if act(&mut shown, input) {
                        return Ok(0);
                    }
                }
            }
        }
        if terminal.draw(|buffer| draw(&shown, buffer)).is_err() {
            return Ok(signals::exit_code(signals::HANG_UP));
        }
    }
}

fn act(shown: &mut Shown, input: Input) -> bool {
    match input {
        Input::Key(key) => {
            fault::trip(Point::Update);
            if key.code == KeyCode::Char('q') && key.modifiers == KeyModifiers::NONE {
                return true;
            }
            shown.typed = format!("{:?}", key.code);
        }
        Input::Paste(text) => shown.typed = format!("pasted {}", text.chars().count()),
        Input::Background(background) => shown.background = Some(background),
        _ => {}
    }
    false
}

fn draw(shown: &Shown, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let (columns, rows) = (buffer.area.width, buffer.area.height);
    let lines = [format!("keepnet {columns}x{rows}"), shown.typed.clone(), format!("{:?}", shown.background)];
    for (row, line) in lines.iter().chain(&shown.names).enumerate().take(usize::from(rows)) {
        buffer.set_stringn(0, row as u16, line, usize::from(columns), Style::new().bold());
    }
    None
}
