//! The weeks ahead and terms on the command line: `metrics.md` F5 and F4 through files, in every format.

use serde_json::{Value, json};

use crate::harness::{Desk, close};

/// The day of F5.
const DAY: &str = "2026-03-31";

/// Words and figures, one space between them.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beach in words, of a book of this work as of the day of F5.
fn beach_of(work: &str) -> String {
    let desk = Desk::new();
    desk.write("w.csv", work);
    at(&desk, &["import", "--as", "engagements", "w.csv"]);
    flat(&at(&desk, &["report", "--section", "beach"]))
}

/// The book of F5: two booked engagements, two maybes, a day off.
fn f5() -> Desk {
    let desk = Desk::new();
    desk.write(
        "deals.csv",
        "customer,title,stage,starts,ends,days_per_week,odds,term_end,expects\n\
         Pine,P,booked,2026-04-06,2026-04-24,3,,2026-04-24,\nQuince,Q,booked,2026-04-06,2026-05-08,1,,2026-05-08,they asked for it\n\
         Oak,O1,proposal,2026-04-27,2026-05-22,2,50,,\nYew,O2,talking,2026-05-04,2026-05-29,4,25,,\n",
    );
    at(&desk, &["import", "deals.csv"]);
    for (name, value) in
        [("days-off", "2026-04-22"), ("outgo", "6500"), ("reserve", "18000"), ("target", "90000"), ("day-rate", "1800")]
    {
        at(&desk, &["set", name, value]);
    }
    desk
}

fn at(desk: &Desk, words: &[&str]) -> String {
    desk.bare(&[&["--book", "book.keepnet", "--today", DAY], words].concat()).fine().out
}

fn json_at(desk: &Desk, section: &str) -> Value {
    serde_json::from_str(&at(desk, &["report", "--format", "json", "--section", section])).unwrap()
}

#[test]
fn f5_comes_out_of_a_file_to_the_printed_digit() {
    let beach = json_at(&f5(), "beach")["beach"].clone();
    assert_eq!(
        (&beach["days_until"], &beach["starts"], &beach["outreach_by"], beach.get("reason")),
        (&json!(41), &json!("2026-05-11"), &json!("2026-03-16"), None)
    );
    assert_eq!(beach["first_empty"], json!([{"monday": "2026-05-11", "odds": 37.5}, {"monday": "2026-05-25", "odds": 37.5}]));
    assert_eq!(beach["none_odds"], 25.0);
    let weeks = beach["weeks"].as_array().unwrap();
    let column = |key: &str| weeks.iter().map(|week| week[key].clone()).collect::<Vec<_>>();
    assert_eq!(column("monday")[0], "2026-04-06");
    assert_eq!(column("capacity"), [5.0, 5.0, 4.0, 5.0, 5.0, 5.0, 5.0, 5.0]);
    assert_eq!(column("booked"), [4.0, 4.0, 4.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
    assert_eq!(column("expected"), [4.0, 4.0, 4.0, 2.0, 3.0, 2.0, 2.0, 1.0]);
    assert_eq!(column("empty_odds"), [0.0, 0.0, 0.0, 0.0, 0.0, 37.5, 37.5, 75.0]);
    assert_eq!(column("state"), ["ok", "ok", "full", "gap", "gap", "beach", "beach", "beach"]);
}

#[test]
fn f5_reads_as_the_owner_needs_it() {
    let desk = f5();
    let text = at(&desk, &["report", "--section", "beach"]);
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "The beach comes in 41 days, on 11 May 2026.",
        "! The day to start looking for work was 16 Mar 2026: 15 days late",
        "If the beach lasts, the money ends on 3 Aug 2026.",
        "Odds of the first empty week: 11 May 2026 37.5%, 25 May 2026 37.5%; none of the 8 25.0%.",
        "Pine: P, until 24 Apr 2026: 58.3% of the days it frees are covered.",
        "Pine: P ends on 24 Apr 2026, in 24 days: ! no reason recorded to expect a renewal",
        "Quince: Q ends on 8 May 2026, in 38 days: renewal expected: they asked for it",
        "A billable day brings $1,800, 2.0% of the $90,000 you want in a year: 50 days in all.",
        "The next 8 weeks bring 28.0% booked and 16.0% hoped for; 28 days stay open.",
        "20 Apr 2026 4 4 4 100.0 0.0 full",
        "25 May 2026 5 0 1 0.0 75.0 beach",
    ] {
        assert!(flat.contains(said), "{said}\n{text}");
    }
    let hidden = at(&desk, &["--discreet", "report", "--section", "beach"]);
    assert!(hidden.contains("Customer A: work") && !hidden.contains("Pine"), "{hidden}");
    let page = at(&desk, &["report", "--section", "beach", "--format", "markdown"]);
    assert!(
        page.contains("## When your work runs out") && page.contains("| 25 May 2026 | 5 | 0 | 1 | 0.0 | 75.0 | beach |"),
        "{page}"
    );
}

#[test]
fn a_week_just_short_of_half_does_not_read_as_half() {
    let desk = Desk::new();
    desk.write("w.csv", "customer,stage,starts,days_per_week\nAlder,booked,2026-11-23,2.48\n");
    desk.keepnet(&["import", "--as", "engagements", "w.csv"]).fine();
    let text = desk.keepnet(&["report", "--section", "beach"]).fine().out;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("23 Nov 2026 5 2.5 2.5 49.6 0.0 gap"), "{text}");
}

#[test]
fn a_book_without_work_says_what_would_tell() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    let text = desk.keepnet(&["report", "--section", "beach"]).fine().out;
    assert!(text.contains("No work is planned") && text.contains("keepnet import deals.csv"), "{text}");
    let beach = desk.keepnet(&["report", "--format", "json"]).fine().json()["beach"].clone();
    assert_eq!((&beach["days_until"], &beach["reason"], &beach["starts"]), (&json!(0), &json!("nothing booked yet"), &json!(null)));
}

#[test]
fn work_without_an_end_has_no_beach_and_says_why() {
    let desk = Desk::new();
    desk.write("w.csv", "customer,stage,starts,days_per_week\nAlder,booked,2026-11-02,5\n");
    desk.keepnet(&["import", "--as", "engagements", "w.csv"]).fine();
    let beach = desk.keepnet(&["report", "--format", "json"]).fine().json()["beach"].clone();
    assert_eq!((&beach["days_until"], &beach["reason"]), (&json!(null), &json!("booked for the next 26 weeks")));
    assert_eq!((&beach["starts"], &beach["none_odds"], &beach["first_empty"]), (&json!(null), &json!(100.0), &json!([])));
}

/// metrics F4: eight terms of a year, what each brought, and what its renewal brings; 0: it was not renewed.
const F4: [(u32, u32); 8] =
    [(10_000, 12_000), (8_000, 0), (6_000, 6_000), (6_000, 5_000), (5_000, 5_000), (5_000, 5_000), (4_000, 4_000), (4_000, 0)];

fn f4() -> Desk {
    let desk = Desk::new();
    let mut lines = vec!["customer,title,stage,starts,ends,value,term_end,renewal_of,reference,booked_on".to_owned()];
    for (n, (old, new)) in F4.into_iter().enumerate() {
        lines.push(format!("C{n},Care,done,2025-02-01,2026-01-31,{old},2026-01-31,,T{n},"));
        if new > 0 {
            lines.push(format!("C{n},Care,booked,2026-02-01,2027-01-31,{new},2027-01-31,T{n},N{n},2026-01-15"));
        }
    }
    desk.write("terms.csv", lines.join("\n"));
    desk.keepnet(&["import", "terms.csv"]).fine();
    desk
}

#[test]
fn f4_terms_say_who_renewed() {
    let desk = f4();
    let retention = || desk.keepnet(&["report", "--format", "json", "--section", "retention"]).fine().json()["retention"].clone();
    let said = retention();
    assert_eq!(
        (&said["basis"], &said["ended"], &said["renewed"], &said["undecided"]),
        (&json!("terms"), &json!(8), &json!(6), &json!(0))
    );
    assert_eq!(said["logo"], 75.0);
    close(&said["grr"], 72.916_667, 6);
    close(&said["nrr"], 77.083_333, 6);
    close(&said["band"][0], 40.9, 1);
    close(&said["band"][1], 92.9, 1);
    assert_eq!((&said["refill_customers"], &said["refill_minor"]), (&json!(null), &json!(null)));
    assert_eq!(said["refill_reason"], "fewer than 20 terms have ended, and renewal is not set");
    // Four customers with revenue and a guess of 75 %: one of them each year.
    desk.write(
        "i.csv",
        "number,customer,date,amount\n1,C0,2026-10-01,100\n2,C1,2026-10-01,100\n3,C2,2026-10-01,100\n4,C3,2026-10-01,100\n",
    );
    desk.keepnet(&["import", "i.csv"]).fine();
    desk.keepnet(&["set", "renewal", "75"]).fine();
    let said = retention();
    assert_eq!((&said["refill_customers"], &said["refill_minor"]), (&json!(1.0), &json!(10_000)));
    let text = desk.keepnet(&["report", "--section", "retention"]).fine().out;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains(
            "Of 8 terms that ended in the last 12 months, 6 were renewed (75.0%). With so few, the true rate may be anything from \
             40.9% to 92.9%. Of what they brought, 72.9% stays, 77.1% with what grew. ! A quarter or more was not renewed. To stay \
             as large you must win 1.0 customers anew each year, or $100 by your own guess of who stays."
        ),
        "{text}"
    );
}

#[test]
fn terms_are_told_before_the_first_invoice_and_where_none_ended_of_late() {
    let desk = f4();
    let retention = |day: &str, format: &str| {
        let words = ["--book", "book.keepnet", "--today", day, "report", "--section", "retention", "--format", format];
        flat(&desk.bare(&words).fine().out)
    };
    for format in ["text", "markdown"] {
        let page = retention("2026-11-22", format);
        assert!(page.contains("Who stayed") && page.contains("6 were renewed (75.0%)"), "{page}");
        assert!(page.contains("72.9% stays, 77.1% with what grew."), "{page}");
    }
    let before = retention("2026-01-30", "text");
    assert!(before.ends_with("No term ended in the last 12 months; the next ends on 31 Jan 2026."), "{before}");
    let after = retention("2029-01-01", "text");
    assert!(after.ends_with("No term ended in the last 12 months, and none is to end."), "{after}");
    let none = at(&Desk::with(&[("Alder", "2026-03-02", 100)]), &["report", "--section", "retention"]);
    assert!(none.contains("Who stayed") && !none.contains("term"), "no terms at all: {none}");
}

#[test]
fn terms_ahead_come_before_those_that_wait() {
    let text = beach_of(
        "customer,title,stage,starts,ends,days_per_week,term_end\n\
         Alder,Old,booked,2025-04-01,2026-03-20,1,2026-03-20\nBirch,New,booked,2025-05-01,2026-04-24,1,2026-04-24\n",
    );
    assert!(
        text.contains(
            "Terms that end within 90 days: • Birch: New ends on 24 Apr 2026, in 24 days: ! no reason recorded to expect a renewal \
             Terms that ended and wait for an outcome: • Alder: Old ended on 20 Mar 2026, 11 days ago: ! no reason recorded"
        ),
        "{text}"
    );
}

#[test]
fn weeks_over_and_off_are_called_so_and_json_keeps_its_words() {
    let desk = Desk::new();
    desk.write(
        "w.csv",
        "customer,stage,starts,ends,days_per_week\nPine,booked,2026-03-30,2026-05-22,5\nQuince,booked,2026-03-30,2026-04-17,3\n",
    );
    at(&desk, &["import", "--as", "engagements", "w.csv"]);
    at(&desk, &["set", "days-off", "2026-04-13..2026-04-19"]);
    let text = flat(&at(&desk, &["report", "--section", "beach"]));
    for said in [
        "6 Apr 2026 5 8 8 160.0 0.0 over",
        "13 Apr 2026 0 8 8 off, booked",
        "20 Apr 2026 5 5 5 100.0 0.0 full",
        "This week you work for 2 customers; you want 3 at once.",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let weeks = json_at(&desk, "beach")["beach"]["weeks"].clone();
    assert_eq!([&weeks[0]["state"], &weeks[1]["state"], &weeks[2]["state"]], ["full", "off", "full"]);
    at(&desk, &["set", "parallel", "1"]);
    assert!(flat(&at(&desk, &["report", "--section", "beach"])).contains("you want 1 at once."));
    // A week off says nothing of it.
    at(&desk, &["set", "days-off", "2026-03-30..2026-04-05"]);
    assert!(!at(&desk, &["report", "--section", "beach"]).contains("at once"));
}

#[test]
fn work_without_days_is_said_first_where_no_other_is_booked() {
    let head = "customer,title,stage,starts,ends,days_per_week\n";
    let two = beach_of(&format!("{head}Alder,A,booked,2026-03-02,2026-12-31,\nBirch,B,booked,2026-03-02,2026-12-31,\n"));
    assert!(
        two.contains(
            "When your work runs out ─────────────────────── 2 booked jobs say no days a week, so the weeks below do not count them. \
             This week you work for 2 customers; you want 3 at once."
        ),
        "{two}"
    );
    assert!(!two.contains("Nothing is booked"), "{two}");
    let over = beach_of(&format!("{head}Alder,A,booked,2026-03-02,2026-12-31,\nBirch,B,booked,2026-03-02,2026-03-13,5\n"));
    let on_it = "1 booked job says no days a week, so the weeks below do not count it. You have been on the beach for";
    assert!(over.contains(on_it) && over.contains("days: no days are booked."), "{over}");
    let ahead = beach_of(&format!("{head}Alder,A,booked,2026-03-02,2026-12-31,\nBirch,B,booked,2026-03-02,,5\n"));
    let (beach, uncounted) = (ahead.find("No beach within"), ahead.find("1 booked job says no days a week"));
    assert!(beach.is_some() && beach < uncounted, "{ahead}");
}

#[test]
fn weeks_to_come_are_thin_without_a_count_of_none() {
    // Full until 31 May, the ninth week; thin from 1 June on, which is week 9.
    let text = beach_of("customer,stage,starts,ends,days_per_week\nPine,booked,2026-03-02,2026-05-31,5\n");
    assert!(text.contains("It gets thin on 1 Jun 2026, the first week less than half booked. "), "{text}");
}

#[test]
fn half_days_off_are_set_and_count_as_half() {
    let desk = f5();
    at(&desk, &["set", "days-off", "2026-04-22 half,2026-04-27..2026-05-01"]);
    assert_eq!(at(&desk, &["get", "days-off"]).trim(), "2026-04-22 half,2026-04-27..2026-05-01");
    let weeks = json_at(&desk, "beach")["beach"]["weeks"].clone();
    assert_eq!((&weeks[2]["capacity"], &weeks[3]["capacity"], &weeks[3]["state"]), (&json!(4.5), &json!(0.0), &json!("off")));
    assert_eq!(weeks[3]["empty_odds"], json!(null), "a week off has no odds");
}

#[test]
fn the_settings_of_the_plan_are_set_and_shown() {
    let desk = Desk::new();
    for (name, typed, shown) in [
        ("stage-odds", "5,20,40,90", "5,20,40,90"),
        ("parallel", "4", "4"),
        ("marketing-share", "25", "25"),
        ("tax", "30", "30"),
        ("overhead", "18,000", "18,000"),
    ] {
        desk.keepnet(&["set", name, typed]).fine();
        assert!(desk.keepnet(&["get", name]).fine().out.contains(shown), "{name}");
    }
    for (name, wrong) in
        [("stage-odds", "5,20"), ("parallel", "0"), ("marketing-share", "95"), ("tax", "100"), ("days-off", "2026-04-22 third")]
    {
        let err = desk.keepnet(&["set", name, wrong]).err;
        assert!(!err.is_empty() && err.contains("Nothing was changed") || err.contains(name), "{name}: {err}");
    }
}
