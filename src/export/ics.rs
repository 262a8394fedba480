//! A calendar of days that ask for something (RFC 5545): terms that end, renewals to decide, when to start looking for work.
//!
//! Events last all day and keep their identity from one export to the next, so a calendar that reads the file again moves
//! them rather than doubling them. Which days these are is [`crate::domain::beach`]'s and the engagements' business.

use std::io;

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::domain::beach::{Beach, WhatIf};
use crate::domain::book::Book;
use crate::domain::names::Names;
use crate::domain::period::spoken;
use crate::domain::work::Renewal;

/// So many days before a term ends its renewal is to be decided.
const AHEAD: u64 = 90;
/// The most octets of a line, its end not counted.
const LONGEST: usize = 75;

/// A day in the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Event {
    uid: String,
    day: NaiveDate,
    summary: String,
}

/// How many days [`write`] would put into the calendar.
#[must_use]
pub fn count(book: &Book, today: NaiveDate) -> usize {
    events(book, &Names::Plain, today).len()
}

/// Writes the calendar as of a day; `made` is when. Gives the number of events.
pub fn write(book: &Book, names: &Names, today: NaiveDate, made: DateTime<Utc>, out: &mut dyn io::Write) -> io::Result<u64> {
    let events = events(book, names, today);
    let stamp = made.format("%Y%m%dT%H%M%SZ").to_string();
    let mut calendar = Lines(out);
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//keepnet//keepnet//EN", "CALSCALE:GREGORIAN"] {
        calendar.line(line)?;
    }
    for event in &events {
        calendar.line("BEGIN:VEVENT")?;
        calendar.line(&format!("UID:{}", event.uid))?;
        calendar.line(&format!("DTSTAMP:{stamp}"))?;
        calendar.line(&format!("DTSTART;VALUE=DATE:{}", event.day.format("%Y%m%d")))?;
        // The end is the first day that is not part of it.
        calendar.line(&format!("DTEND;VALUE=DATE:{}", (event.day + Days::new(1)).format("%Y%m%d")))?;
        calendar.line(&format!("SUMMARY:{}", escaped(&event.summary)))?;
        calendar.line("TRANSP:TRANSPARENT")?;
        calendar.line("END:VEVENT")?;
    }
    calendar.line("END:VCALENDAR")?;
    Ok(events.len() as u64)
}

/// Every event, by day.
fn events(book: &Book, names: &Names, today: NaiveDate) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let works = &book.records().engagements;
    for work in works.iter().filter(|work| work.stage.is_won() && !work.archived) {
        let Some(term_end) = work.term_end.filter(|term_end| *term_end >= today) else { continue };
        let called = names.work(book, work);
        let event = |what: &str, day, summary| Event { uid: format!("engagement-{}-{what}@keepnet", work.id.0), day, summary };
        events.push(event("term", term_end, format!("Term ends: {called}")));
        let goes_on = || works.iter().any(|next| next.renewal_of == Some(work.id) && next.stage.is_won() && !next.archived);
        if work.renewal == Some(Renewal::Ended) || work.renewal == Some(Renewal::Renewed) || goes_on() {
            continue;
        }
        let reason = work.expects.as_ref().map_or_else(|| "no reason recorded".into(), |reason| names.veil(reason.as_str()));
        events.push(event("renewal", term_end - Days::new(AHEAD), format!("Expect renewal? {called}: {reason}")));
    }
    let beach = Beach::of(book, today, &WhatIf::default());
    if let Some(outreach) = beach.outreach {
        let why = if outreach.is_before_thin { "thin weeks" } else { "beach" };
        let summary = format!("Start looking for work: {why} from {}", spoken(outreach.starts));
        events.push(Event { uid: "outreach@keepnet".to_owned(), day: outreach.by, summary });
    }
    events.sort_by(|one, other| (one.day, &one.uid).cmp(&(other.day, &other.uid)));
    events
}

/// A text as a value: what would end or split it is escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for piece in text.chars() {
        match piece {
            '\\' | ';' | ',' => out.extend(['\\', piece]),
            '\n' => out.push_str("\\n"),
            piece if piece.is_control() => {}
            piece => out.push(piece),
        }
    }
    out
}

/// Content lines: ended by CR and LF, folded where they are too long.
struct Lines<'a>(&'a mut dyn io::Write);

impl Lines<'_> {
    fn line(&mut self, line: &str) -> io::Result<()> {
        let mut rest = line;
        let mut room = LONGEST;
        while rest.len() > room {
            let cut = (0..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(room);
            self.0.write_all(&rest.as_bytes()[..cut])?;
            self.0.write_all(b"\r\n ")?;
            rest = &rest[cut..];
            // The space it is folded by counts.
            room = LONGEST - 1;
        }
        self.0.write_all(rest.as_bytes())?;
        self.0.write_all(b"\r\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::Customer;
    use crate::domain::id::{CustomerId, EngagementId};
    use crate::domain::record::{Kind, Record};
    use crate::domain::settings::Settings;
    use crate::domain::text::Line;
    use crate::domain::work::{Engagement, Stage};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn term(id: i64, ends: &str) -> Engagement {
        Engagement {
            id: EngagementId(id),
            customer: Some(CustomerId(1)),
            title: Line::some("Care; plan"),
            starts: Some(date("2026-01-01")),
            ends: Some(date(ends)),
            term_end: Some(date(ends)),
            ..Engagement::blank(Stage::Booked)
        }
    }

    fn calendar(works: &[Engagement], discreet: bool) -> String {
        let customer = Customer { id: CustomerId(1), ..Customer::named("Alder, Birch & Cedar".into()) };
        let mut book = Book::new(Settings::default(), vec![customer], Vec::new());
        for work in works {
            assert!(book.replace_record(Kind::Engagement, work.id.0, Some(&work.row())));
        }
        let names = if discreet { Names::discreet(&book) } else { Names::Plain };
        let made = "2026-11-22T09:30:00Z".parse().unwrap();
        let mut out = Vec::new();
        write(&book, &names, date("2026-11-22"), made, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// The lines as a calendar reads them: unfolded.
    fn read(calendar: &str) -> Vec<String> {
        assert!(calendar.ends_with("\r\n") && !calendar.replace("\r\n", "").contains(['\r', '\n']));
        assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "{calendar}");
        calendar.replace("\r\n ", "").lines().map(str::to_owned).collect()
    }

    fn about_terms(calendar: &str) -> Vec<String> {
        let lines = read(calendar);
        let kept = |line: &&String| {
            ["UID:eng", "DTSTART", "DTEND", "SUMMARY:Term", "SUMMARY:Expect"].iter().any(|key| line.starts_with(key))
        };
        lines.iter().filter(kept).cloned().collect()
    }

    #[test]
    fn a_term_ends_all_day_and_its_renewal_is_asked_for_90_days_before() {
        let text = calendar(&[term(7, "2027-03-31")], false);
        assert_eq!(
            about_terms(&text)[..8],
            [
                "UID:engagement-7-renewal@keepnet",
                "DTSTART;VALUE=DATE:20261231",
                "DTEND;VALUE=DATE:20270101",
                "SUMMARY:Expect renewal? Alder\\, Birch & Cedar: Care\\; plan: no reason recorded",
                "UID:engagement-7-term@keepnet",
                "DTSTART;VALUE=DATE:20270331",
                "DTEND;VALUE=DATE:20270401",
                "SUMMARY:Term ends: Alder\\, Birch & Cedar: Care\\; plan",
            ]
        );
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && text.ends_with("END:VCALENDAR\r\n"));
        assert!(text.contains("\r\nDTSTAMP:20261122T093000Z\r\n"));
    }

    #[test]
    fn what_is_decided_over_or_only_hoped_for_asks_for_nothing() {
        let decided = Engagement { renewal: Some(Renewal::Ended), ..term(1, "2027-03-31") };
        let over = term(2, "2026-11-21");
        let hoped = Engagement { stage: Stage::Proposal, ..term(3, "2027-03-31") };
        let away = Engagement { archived: true, ..term(4, "2027-03-31") };
        let renewed = term(5, "2027-03-31");
        let next = Engagement { renewal_of: Some(EngagementId(5)), term_end: None, ..term(6, "2027-12-31") };
        let lines = read(&calendar(&[decided, over, hoped, away, renewed, next], false));
        let uids: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("UID:eng")).collect();
        assert_eq!(uids, ["agement-1-term@keepnet", "agement-5-term@keepnet"]);
    }

    #[test]
    fn the_day_to_start_looking_says_what_it_counts_from() {
        // A single thin week, 14 December, then thin weeks for good from 4 January 2027: that is 56 days after 9 November.
        let busy = |id, starts: &str, ends: &str, days: i64| Engagement {
            starts: starts.parse().ok(),
            ends: ends.parse().ok(),
            term_end: None,
            days_per_week: Some(crate::domain::settings::Hundredths(days)),
            ..term(id, "2027-12-31")
        };
        let works =
            [busy(1, "2026-11-02", "2026-12-11", 300), busy(2, "2026-12-21", "2027-01-01", 300), busy(3, "2026-11-02", "", 100)];
        let lines = read(&calendar(&works, false));
        let about: Vec<&String> = lines.iter().filter(|line| line.starts_with("DTSTART") || line.starts_with("SUMMARY")).collect();
        assert_eq!(about, ["DTSTART;VALUE=DATE:20261109", "SUMMARY:Start looking for work: thin weeks from 4 Jan 2027"]);
    }

    #[test]
    fn names_can_be_hidden() {
        let work = Engagement { expects: Line::some("alder, birch & cedar said so"), ..term(7, "2027-03-31") };
        let text = calendar(&[work], true);
        assert!(text.contains("Customer A") && !text.to_lowercase().contains("birch"), "{text}");
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut out = Vec::new();
        Lines(&mut out).line(&format!("SUMMARY:{}", "é".repeat(80))).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "é".repeat(80)));
        assert_eq!(text.split("\r\n").next().map(str::len), Some(74), "67 octets of two-octet letters do not fit after 8");
    }
}
