//! The whole picture: frame, tab, what lies on top, and how the book stands at the bottom.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::core::{App, view_of};
use super::frame;
use super::jobs::Running;
use crate::intent::{Notice, keymap};
use crate::ui::Canvas;

impl App {
    /// Draws the whole screen; returns where the text cursor stands.
    pub fn render(&mut self, buffer: &mut Buffer) -> Option<Position> {
        self.screen = buffer.area;
        let mut hits = std::mem::take(&mut self.hits);
        hits.clear();
        let mut canvas = Canvas::new(buffer, &mut hits, self.look);
        self.draw(&mut canvas);
        let cursor = canvas.cursor();
        self.hits = hits;
        self.pictured = (self.modals.len(), self.tab);
        cursor
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let screen = canvas.area();
        if screen.width < frame::LEAST.0 || screen.height < frame::LEAST.1 {
            frame::more_room(canvas);
            return;
        }
        let view = view_of(&self.desk, (self.look, frame::body(screen)));
        let badge = match (self.desk.is_sample, self.desk.is_view_only) {
            (_, true) => "view only",
            (true, _) => "sample",
            _ => "",
        };
        let title = if self.tab.is_some() { self.desk.book.settings.title() } else { "first time here" };
        frame::tabs(self.tab, title, badge, canvas);
        self.screens.on(self.tab).render(&view, canvas);
        for modal in &self.modals {
            if !modal.is_bare() {
                canvas.cover();
            }
            modal.render(&view, canvas);
        }
        let asked = self.modals.last().and_then(|modal| modal.asks(&view)).map(Notice::passing);
        let notice = asked.as_ref().or(self.messages.shown());
        let words = notice.map_or(Cow::Borrowed(""), |notice| self.desk.names.veil(&notice.words));
        frame::status(notice, &words, &self.state(), canvas);
        frame::hints(&self.hints(), canvas);
    }

    /// The hints of the footer.
    pub(super) fn hints(&self) -> Vec<keymap::Shown> {
        let scope = self.scope();
        let mut hints = keymap::hints(scope, self.look.glyphs.ascii, |action| self.refuses(action).is_some());
        if let Some(modal) = self.modals.last() {
            // Digits have the words of what they rate where there is room for all of them.
            let plain: Vec<&'static str> = hints.iter().map(|hint| hint.verb).collect();
            for hint in &mut hints {
                hint.verb = modal.verb(hint.action).unwrap_or(hint.verb);
            }
            if frame::hints_width(&hints) > usize::from(self.screen.width) {
                hints.iter_mut().zip(plain).filter(|(_, plain)| plain.is_empty()).for_each(|(hint, plain)| hint.verb = plain);
            }
        }
        hints
    }

    /// How the book stands, at the right of the bottom.
    fn state(&self) -> String {
        if let Some(running) = self.jobs.iter().map(Running::words).find(|words| !words.is_empty()) {
            return format!("{running}{}", self.look.glyphs.ellipsis());
        }
        if self.tab.is_none() {
            return String::new();
        }
        let unsaved = self.modals.iter().any(|modal| modal.draft().is_some());
        let saved = match self.saved_at {
            _ if unsaved => "not saved yet".to_owned(),
            Some(at) => format!("saved {}", at.format("%H:%M")),
            None => "all saved".to_owned(),
        };
        let copied = self.desk.last_copy.map(|copy| {
            let days = (self.desk.today() - (self.local)(copy).date()).num_days();
            match days {
                ..=0 => "backed up today".to_owned(),
                1 => "backed up yesterday".to_owned(),
                days => format!("backed up {days} days ago"),
            }
        });
        let dot = self.look.glyphs.dot();
        copied.map_or(saved.clone(), |copied| format!("{saved} {dot} {copied}"))
    }
}
