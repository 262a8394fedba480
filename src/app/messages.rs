//! What is said at the bottom of the screen: one message at a time, and the last fifty to look back on.

use std::collections::VecDeque;
use std::time::Duration;

use crate::intent::{Notice, Tone};

/// How many are kept.
const KEPT: usize = 50;

/// The message shown and those before it.
#[derive(Debug, Default)]
pub(super) struct Messages {
    shown: Option<(Notice, Option<Duration>)>,
    said: VecDeque<Notice>,
}

impl Messages {
    /// Says something; it takes the place of what was said before.
    pub(super) fn say(&mut self, notice: Notice, now: Duration) {
        let until = match notice.tone {
            Tone::Done => Some(now + Duration::from_secs(4)),
            Tone::Care | Tone::Refused | Tone::Passing => Some(now + Duration::from_secs(8)),
            Tone::Error => None,
        };
        self.said.push_front(notice.clone());
        self.said.truncate(KEPT);
        self.shown = Some((notice, until));
    }

    /// Shows a tip, which is not looked back on.
    pub(super) fn tip(&mut self, words: &str, now: Duration) {
        self.shown = Some((Notice::passing(words), Some(now + Duration::from_secs(8))));
    }

    /// What is shown now.
    pub(super) fn shown(&self) -> Option<&Notice> {
        self.shown.as_ref().map(|(notice, _)| notice)
    }

    /// When it goes by itself.
    pub(super) fn until(&self) -> Option<Duration> {
        self.shown.as_ref().and_then(|(_, until)| *until)
    }

    /// Takes away what has been shown long enough.
    pub(super) fn tick(&mut self, now: Duration) {
        if self.until().is_some_and(|until| until <= now) {
            self.shown = None;
        }
    }

    /// A key was pressed: an error was seen, and so was why the last key did nothing; what was only in passing is over.
    pub(super) fn seen(&mut self) {
        if self.shown().is_some_and(|notice| matches!(notice.tone, Tone::Error | Tone::Refused | Tone::Passing)) {
            self.shown = None;
        }
    }

    /// The newest first.
    pub(super) fn said(&self) -> impl Iterator<Item = &Notice> {
        self.said.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_goes_after_its_time_and_an_error_with_the_next_key() {
        let at = Duration::from_secs;
        let mut messages = Messages::default();
        messages.say(Notice::done("Saved"), at(1));
        messages.tick(at(4));
        assert!(messages.shown().is_some());
        messages.tick(at(5));
        assert_eq!(messages.shown(), None);
        messages.say(Notice::error("No"), at(6));
        messages.tick(at(600));
        assert_eq!(messages.shown(), Some(&Notice::error("No")));
        messages.seen();
        assert_eq!(messages.shown(), None);
        messages.say(Notice::refused("Not here"), at(7));
        messages.seen();
        assert_eq!(messages.shown(), None);
        messages.tip("Tip", at(7));
        assert_eq!(messages.shown(), Some(&Notice::passing("Tip")));
        messages.seen();
        assert_eq!(messages.shown(), None);
        assert_eq!(messages.said().count(), 3, "tips are not looked back on");
        for number in 0..60 {
            messages.say(Notice::care(number.to_string()), at(7));
        }
        assert_eq!((messages.said().count(), messages.said().next().unwrap().words.as_str()), (50, "59"));
    }
}
