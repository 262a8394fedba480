//! What was done to work and to the days of a week, in words. What all records have in common is [`super`]'s.

use chrono::{Datelike, NaiveDate};

use super::{Told, differences};
use crate::domain::period::spoken;
use crate::domain::record::{Record, Row};
use crate::domain::work::{Agreed, CapacityWeek, Engagement, Stage};

/// `Booked Kestrel Robotics, Dashboard (was proposal)`, `Lost …: no budget`, `Moved … to 16 Nov – 18 Dec`. `None`: it is
/// told as any record is.
pub(super) fn engagement(before: Option<&Row>, after: &Row, title: &str, told: &Told<'_>) -> Option<String> {
    let work = Engagement::of_row(after)?;
    let Some(before) = before else { return Some(added(&work, title)) };
    let was = Engagement::of_row(before)?;
    if was.stage != work.stage {
        let deed = moved(&work, title);
        let mut words = vec![format!("{deed} (was {})", was.stage.label())];
        words.extend(differences(before, after, told, &|name| name != "stage" && (name != "reason" || work.stage != Stage::Lost)));
        return Some(words.join("; "));
    }
    if was.starts != work.starts
        && let Some(starts) = work.starts
    {
        let mut words = vec![format!("Moved {title} to {}", between(starts, work.ends, told.year))];
        words.extend(differences(before, after, told, &|name| name != "starts" && name != "ends"));
        return Some(words.join("; "));
    }
    None
}

fn added(work: &Engagement, title: &str) -> String {
    match (work.stage, work.agreed) {
        (Stage::Lost, Some(Agreed::Declined)) => format!("Declined {title}{}", because(work)),
        (Stage::Lost, _) => format!("Lost {title}{}", because(work)),
        (stage, _) => format!("Added engagement {title} ({})", stage.label()),
    }
}

fn moved(work: &Engagement, title: &str) -> String {
    match work.stage {
        Stage::Booked => format!("Booked {title}"),
        Stage::Done => format!("Finished {title}"),
        Stage::Lost => format!("Lost {title}{}", because(work)),
        stage => format!("Moved {title} to {}", stage.label()),
    }
}

fn because(work: &Engagement) -> String {
    work.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default()
}

/// `16 Nov – 18 Dec` of this year, `18 Jan – 12 Feb 2027` of another, `16 Nov 2026 – 12 Feb 2027`; without an end
/// `16 Nov on`.
fn between(starts: NaiveDate, ends: Option<NaiveDate>, this_year: Option<i32>) -> String {
    let Some(ends) = ends else { return format!("{} on", day(starts, this_year)) };
    if starts.year() == ends.year() {
        return format!("{} – {}", starts.format("%-d %b"), day(ends, this_year));
    }
    format!("{} – {}", spoken(starts), spoken(ends))
}

fn day(day: NaiveDate, this_year: Option<i32>) -> String {
    if Some(day.year()) == this_year { day.format("%-d %b").to_string() } else { spoken(day) }
}

/// `Week of 21 Dec: 6 days (was 12)`, `Week of 21 Dec: its usual days again (was 6 days)`.
pub(super) fn week(before: Option<&Row>, after: &Row, told: &Told<'_>) -> String {
    let [was, is] = [before, Some(after)].map(|row| row.and_then(CapacityWeek::of_row));
    let Some(is) = is else { return "Changed the days of a week".to_owned() };
    let days = |week: &CapacityWeek| format!("{} {}", week.days, if week.days.0 == 100 { "day" } else { "days" });
    let of = format!("Week of {}", day(is.monday, told.year));
    // One brought back counts anew: what it was before counted nowhere.
    match was.filter(|was| !was.archived) {
        Some(was) if is.archived => format!("{of}: its usual days again (was {})", days(&was)),
        _ if is.archived => format!("{of}: its usual days"),
        Some(was) if was.monday != is.monday => format!("{of}: {} (was the week of {})", days(&is), day(was.monday, told.year)),
        Some(was) if was.days != is.days => format!("{of}: {} (was {})", days(&is), was.days),
        Some(_) => match &is.note {
            Some(note) => format!("{of}: {note}"),
            None => format!("{of}: no reason any more"),
        },
        None => format!("{of}: {}", days(&is)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;
    use crate::domain::currency::Currency;
    use crate::domain::id::{CapacityWeekId, CustomerId};
    use crate::domain::record::{Kind, Target, Value};
    use crate::domain::settings::Hundredths;
    use crate::domain::text::Line;

    fn said(before: Option<&Row>, after: &Row) -> String {
        words(before, after, &Told { base: Currency::USD, year: Some(2026), name: &|_: Target, _| "Kestrel Robotics".to_owned() })
    }

    fn work(stage: Stage) -> Engagement {
        let starts = "2026-11-09".parse().ok();
        let ends = "2026-12-11".parse().ok();
        let (customer, title) = (Some(CustomerId(3)), Line::some("Dashboard"));
        Engagement { customer, title, starts, ends, ..Engagement::blank(stage) }
    }

    #[test]
    fn a_move_from_stage_to_stage_has_a_verb_and_what_it_was() {
        let from = |stage| work(stage).row();
        let day = "2026-11-22".parse().unwrap();
        let to = |stage| work(Stage::Proposal).moved_to(stage, day).row();
        let proposal = from(Stage::Proposal);
        assert_eq!(said(None, &proposal), "Added engagement Kestrel Robotics, Dashboard (proposal)");
        assert_eq!(said(Some(&proposal), &to(Stage::Booked)), "Booked Kestrel Robotics, Dashboard (was proposal)");
        assert_eq!(said(Some(&proposal), &to(Stage::Verbal)), "Moved Kestrel Robotics, Dashboard to verbal yes (was proposal)");
        assert_eq!(said(Some(&from(Stage::Booked)), &to(Stage::Done)), "Finished Kestrel Robotics, Dashboard (was booked)");
        let lost = to(Stage::Lost).with("reason", Value::Text("no budget".to_owned()));
        assert_eq!(said(Some(&proposal), &lost), "Lost Kestrel Robotics, Dashboard: no budget (was proposal)");
        let priced = to(Stage::Booked).with("value", Value::Number(800_000));
        assert_eq!(said(Some(&proposal), &priced), "Booked Kestrel Robotics, Dashboard (was proposal); value $8,000 (was none)");
        let signed = to(Stage::Booked).with("reason", Value::Text("the referral".to_owned()));
        assert_eq!(
            said(Some(&proposal), &signed),
            "Booked Kestrel Robotics, Dashboard (was proposal); why won or lost the referral (was none)"
        );
        let declined = lost.with("agreed", Value::Text("declined".to_owned()));
        assert_eq!(said(None, &declined), "Declined Kestrel Robotics, Dashboard: no budget");
    }

    #[test]
    fn a_shift_says_where_it_went() {
        let before = work(Stage::Booked).row();
        let shifted = before.clone().with("starts", Value::Text("2026-11-16".to_owned()));
        let both = shifted.clone().with("ends", Value::Text("2026-12-18".to_owned()));
        assert_eq!(said(Some(&before), &both), "Moved Kestrel Robotics, Dashboard to 16 Nov – 18 Dec");
        let open = shifted.with("ends", Value::Nothing);
        assert_eq!(said(Some(&before), &open), "Moved Kestrel Robotics, Dashboard to 16 Nov on");
        let later = before.clone().with("starts", Value::Text("2027-01-18".to_owned()));
        let within = later.clone().with("ends", Value::Text("2027-02-12".to_owned()));
        assert_eq!(said(Some(&before), &within), "Moved Kestrel Robotics, Dashboard to 18 Jan – 12 Feb 2027");
        let across = both.clone().with("ends", Value::Text("2027-02-12".to_owned()));
        assert_eq!(said(Some(&before), &across), "Moved Kestrel Robotics, Dashboard to 16 Nov 2026 – 12 Feb 2027");
        let from_then_on = later.with("ends", Value::Nothing);
        assert_eq!(said(Some(&before), &from_then_on), "Moved Kestrel Robotics, Dashboard to 18 Jan 2027 on");
        let longer = before.clone().with("ends", Value::Text("2026-12-18".to_owned()));
        assert_eq!(said(Some(&before), &longer), "Kestrel Robotics, Dashboard: ends 18 Dec 2026 (was 11 Dec 2026)");
    }

    #[test]
    fn the_days_of_a_week_are_told_by_its_monday() {
        let week = |days, archived| CapacityWeek {
            id: CapacityWeekId(1),
            monday: "2026-12-21".parse().unwrap(),
            days: Hundredths(days),
            note: Line::some("a fair"),
            archived,
        };
        let (twelve, six) = (week(1_200, false).row(), week(600, false).row());
        assert_eq!(said(None, &six), "Week of 21 Dec: 6 days");
        assert_eq!(said(None, &week(100, false).row()), "Week of 21 Dec: 1 day");
        assert_eq!(said(Some(&twelve), &six), "Week of 21 Dec: 6 days (was 12)");
        assert_eq!(said(Some(&six), &week(600, true).row()), "Week of 21 Dec: its usual days again (was 6 days)");
        assert_eq!(said(Some(&week(1_200, true).row()), &six), "Week of 21 Dec: 6 days");
        assert_eq!(said(Some(&six.clone().with("note", Value::Nothing)), &six), "Week of 21 Dec: a fair");
        let later = six.clone().with("monday", Value::Text("2026-12-28".to_owned()));
        assert_eq!(said(Some(&six), &later), "Week of 28 Dec: 6 days (was the week of 21 Dec)");
        let next_year = six.clone().with("monday", Value::Text("2027-01-04".to_owned()));
        assert_eq!(said(None, &next_year), "Week of 4 Jan 2027: 6 days");
        assert_eq!(six.kind, Kind::CapacityWeek);
    }
}
