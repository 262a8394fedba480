//! `keepnet import --as time`: hours, from other programs' time sheets and from an owner's own list.
//!
//! The sums are worked out beside each test. That these can fail was seen with rows of the file itself taken for
//! rows of the book: of two honest repeats one was left out.

use serde_json::json;

use crate::harness::Desk;

/// The style of one program: times of day, a mark in front of the file, work for nobody.
const TIMERS: &str = "\u{feff}User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (USD)\n\
    Ida,ida@example.com,Alder,Menu,,\"Type, colours\",Yes,2026-03-02,09:00:00,2026-03-02,12:20:00,03:20:00,print,300.00\n\
    Ida,ida@example.com,Alder,Menu,,Call,No,2026-03-03,09:00:00,2026-03-03,09:10:29,00:10:29,,\n\
    Ida,ida@example.com,,Course,,Letterpress,No,2026-03-04,09:00:00,2026-03-04,10:15:30,01:15:30,,\n\
    Ida,ida@example.com,,,,Newsletter,No,2026-03-05,23:30:00,2026-03-06,00:15:00,00:45:00,,\n\
    Ida,ida@example.com,Alder,Menu,,Slip,Yes,2026-03-06,09:00:00,2026-03-06,09:00:12,00:00:12,,\n";

/// Of another: decimal hours under a comma, days first.
const DECIMALS: &str = "Date;Client;Project;Project Code;Task;Notes;Hours;Billable?;Invoiced?;First Name;Cost Amount\n\
    26.01.2026;Alder;Menu;AM-1;Design;Cover;7,5;Yes;No;Ida;337,50\n\
    02.02.2026;Birch;Site;;Build;;0,33;No;No;Ida;0,00\n";

/// Of a third: the time twice, exact and rounded, months first.
const TWICE: &str = "Project,Client,Description,Task,User,Tags,Billable,Start Date,Start Time,Duration (h),Duration (decimal),Billable Amount (USD)\n\
    Menu,Alder,Cover,Design,Ida,,Yes,01/13/2026,09:00:00 AM,03:20:00,3.33,316.35\n\
    Menu,Alder,Cover,Menu,Ida,\"a, b\",No,01/14/2026,09:00:00 AM,02:00:00,2.00,0.00\n";

fn with(text: &str) -> Desk {
    let desk = Desk::new();
    desk.write("t.csv", text);
    desk
}

fn time_of(desk: &Desk) -> String {
    desk.keepnet(&["export", "--out", "out", "--force"]).fine();
    String::from_utf8(desk.read("out/time.csv")).unwrap()
}

#[test]
fn timers_come_to_the_minute_and_say_what_they_went_into() {
    let desk = with(TIMERS);
    let outcome = desk.import(&["t.csv"]);
    assert_eq!(outcome["guessed"]["as"], "time");
    assert_eq!((&outcome["imported"]["time"], &outcome["imported"]["customers"]), (&json!(4), &json!(1)));
    // 200 + 10 (29 seconds go down) + 76 (half a minute goes up) + 45.
    assert_eq!(outcome["minutes"], 331);
    assert_eq!(
        time_of(&desk),
        "customer,customer_id,date,kind,hours,cost,note,archived\n\
         Alder,,2026-03-02,delivery,3:20,,\"Menu · Type, colours\",no\n\
         Alder,,2026-03-03,unbilled,0:10,,Menu · Call,no\n\
         ,,2026-03-04,learning,1:16,,Course · Letterpress,no\n\
         ,,2026-03-05,marketing,0.75,,Newsletter,no\n"
    );
    let notes = outcome["notes"].to_string();
    for said in [
        "billable time taken as delivery, the rest as unbilled",
        "1 row without a customer taken as marketing",
        "1 row without a customer taken as learning",
        "2 rows not in whole minutes: rounded, half a minute up",
        "1 row of less than half a minute left out",
    ] {
        assert!(notes.contains(said), "{said}: {notes}");
    }
}

#[test]
fn decimal_hours_and_foreign_dates_are_settled_by_the_file() {
    let desk = with(DECIMALS);
    let outcome = desk.import(&["t.csv"]);
    let guessed = &outcome["guessed"];
    assert_eq!((&guessed["as"], &guessed["dates"], &guessed["decimal"]), (&json!("time"), &json!("dmy"), &json!("comma")));
    // 7.5 hours are 450 minutes, 0.33 are 19.8. What the tool calls a cost is worked out from the hours already.
    assert_eq!(outcome["minutes"], 470);
    assert_eq!(
        time_of(&desk),
        "customer,customer_id,date,kind,hours,cost,note,archived\n\
         Alder,,2026-01-26,delivery,7.5,,Menu · Design · Cover,no\n\
         Birch,,2026-02-02,unbilled,0:20,,Site · Build,no\n"
    );
}

#[test]
fn the_exact_time_is_taken_where_a_file_has_both() {
    let desk = with(TWICE);
    let said = desk.keepnet(&["import", "--as", "time", "t.csv"]).fine().out;
    // 200 and 120 minutes.
    assert!(said.starts_with("t.csv: brought in 1 customer, 2 time entries, 5:20 hours in all.\n"), "{said}");
    assert!(time_of(&desk).contains("2026-01-13,delivery,3:20,,Menu · Design · Cover,no\n"), "{}", time_of(&desk));
    // What is said twice is noted once.
    assert!(time_of(&desk).contains("2026-01-14,unbilled,2,,Menu · Cover,no\n"), "{}", time_of(&desk));
}

#[test]
fn a_kind_of_its_own_wins_and_costs_are_the_owners() {
    let desk =
        with("client,date,hours,kind,billable,cost\nAlder,2026-01-05,3h 30m,Acquisition,yes,40\n,2026-01-06,,marketing,,12.50\n");
    desk.keepnet(&["set", "currency", "EUR"]).fine();
    desk.keepnet(&["import", "t.csv", "--as", "time"]).fine();
    assert_eq!(
        time_of(&desk),
        "customer,customer_id,date,kind,hours,cost,note,archived\n\
         Alder,,2026-01-05,acquisition,3.5,40.00,,no\n,,2026-01-06,marketing,,12.50,,no\n"
    );
}

#[test]
fn the_same_hours_twice_are_there_once_and_honest_repeats_are_kept() {
    let desk = with("client,date,hours\nAlder,2026-01-05,1\nAlder,2026-01-05,1\nAlder,2026-01-06,2\n");
    let empty = desk.keepnet(&["import", "t.csv", "--dry-run", "--json"]).fine().json();
    assert_eq!((&empty["written"], &empty["imported"]["time"]), (&json!(false), &json!(3)));
    assert_eq!(desk.import(&["t.csv"])["imported"]["time"], 3);
    let before = desk.exported();
    let again = desk.import(&["t.csv"]);
    assert_eq!((&again["written"], &again["skipped_duplicates"]), (&json!(false), &json!(3)));
    assert_eq!(desk.exported(), before);
    // A third of the same day is one more.
    desk.write("more.csv", "client,date,hours\nAlder,2026-01-05,1\nAlder,2026-01-05,1\nAlder,2026-01-05,1\n");
    let more = desk.import(&["more.csv"]);
    assert_eq!((&more["imported"]["time"], &more["skipped_duplicates"]), (&json!(1), &json!(2)));
    desk.keepnet(&["undo"]).fine();
    assert_eq!(desk.exported(), before);
    desk.keepnet(&["undo"]).fine();
    assert!(!desk.exported().contains("Alder"));
    desk.keepnet(&["redo"]).fine();
    assert_eq!(desk.exported(), before);
}

#[test]
fn what_cannot_be_taken_is_named_by_its_cell() {
    let desk = with(
        "client,date,hours,kind,billable,project\n\
         Alder,2026-01-05,x,,,\n\
         Alder,,2,,,\n\
         Alder,2026-01-05,,,,\n\
         Alder,2026-01-05,2,golf,,\n\
         ,2026-01-05,2,delivery,,\n\
         Alder,2026-01-05,2,,perhaps,\n\
         Alder,2026-01-05,-2,,,\n\
         Total,,8,,,\n\
         Birch,2026-01-05,2,,,\n",
    );
    let ran = desk.keepnet(&["import", "t.csv"]).fails(2);
    assert!(
        ran.err.starts_with(
            "t.csv:2: hours: \"x\": not a time: write 3.5 or 3:30\n\
             t.csv:3: date: \"\": no date\n\
             t.csv:4: hours: \"\": no hours\n\
             t.csv:5: kind: \"golf\": not one of delivery, unbilled, acquisition, marketing, learning\n\
             t.csv:6: customer: \"\": Work of the kind delivery is for a customer. Name one, or choose another kind.\n\
             t.csv:7: billable: \"perhaps\": neither yes nor no\n\
             t.csv:8: hours: \"-2\": time cannot be below 0\n\
             7 rows were refused"
        ),
        "{}",
        ran.err
    );
    let outcome = desk.keepnet(&["import", "t.csv", "--skip-bad", "--json"]).fails(2).json();
    assert_eq!((&outcome["imported"]["time"], &outcome["imported"]["customers"]), (&json!(1), &json!(1)));
}

#[test]
fn a_list_of_documents_with_hours_is_still_one_of_documents() {
    let desk = with("client,date,hours,amount\nAlder,2026-01-05,2,190.00\n");
    assert_eq!(desk.import(&["t.csv"])["guessed"]["as"], "invoices");
    assert_eq!(desk.import(&["t.csv", "--as", "time"])["minutes"], 120);
}
