//! Files of engagements and opportunities: keepnet's own words, plain lists, and the deals and contracts of other programs.

use serde_json::{Value, json};

use crate::harness::Desk;

/// The engagements of the book as they are exported, without what says nothing.
pub(super) fn works(desk: &Desk) -> Vec<Value> {
    let book: Value = serde_json::from_str(&desk.exported()).unwrap();
    let plain = |row: &Value| {
        let mut row = row.as_object().unwrap().clone();
        row.retain(|key, value| key != "archived" && !value.as_str().unwrap_or_default().is_empty());
        Value::Object(row)
    };
    book["engagements"].as_array().unwrap().iter().map(plain).collect()
}

pub(super) fn refused(desk: &Desk, words: &[&str]) -> String {
    desk.keepnet(&[&["import"], words].concat()).fails(2).err.lines().next().unwrap().to_owned()
}

pub(super) fn with(text: &str) -> Desk {
    let desk = Desk::new();
    desk.write("w.csv", text);
    desk
}

#[test]
fn a_plain_list_of_projects_is_known_by_its_headings() {
    let desk = with(
        "Client,Project,Start,End,Days per week,Amount,Number\n\
         Alder,Portal,2026-10-05,2026-12-18,3,\"$12,000.00\",P1\nBirch,Audit,2026-01-12,2026-02-13,2.5,4000,P2\n",
    );
    let outcome = desk.import(&["w.csv"]);
    assert_eq!((&outcome["guessed"]["as"], &outcome["imported"]["engagements"]), (&json!("engagements"), &json!(2)));
    assert_eq!(outcome["imported"]["customers"], 2, "whom work is for is a customer");
    assert_eq!(
        works(&desk),
        [
            json!({"customer": "Alder", "title": "Portal", "stage": "booked", "starts": "2026-10-05", "ends": "2026-12-18",
                   "days_per_week": "3", "value": "12000.00", "reference": "P1"}),
            // Over before today.
            json!({"customer": "Birch", "title": "Audit", "stage": "done", "starts": "2026-01-12", "ends": "2026-02-13",
                   "days_per_week": "2.5", "value": "4000.00", "reference": "P2"}),
        ]
    );
}

#[test]
fn opportunities_without_a_stage_are_talked_about() {
    let desk = with("company,deal name,probability,due\nAlder,Portal,30,\n,Somebody's wish,,\n");
    let outcome = desk.import(&["--as", "opportunities", "w.csv"]);
    assert_eq!(outcome["guessed"]["as"], "opportunities");
    assert_eq!(
        works(&desk),
        [
            json!({"customer": "Alder", "title": "Portal", "stage": "talking", "odds": "30"}),
            json!({"title": "Somebody's wish", "stage": "talking"}),
        ]
    );
    assert_eq!(desk.import(&["--as", "opportunities", "w.csv"])["written"], false);
}

const HUBSPOT: &str = "\
Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Create Date,Associated Company,Associated Company IDs,Associated Contact IDs
7001,Fjord – rebrand,Contract Sent,2026-03-01 00:00,Sam Sales,15000,Sales Pipeline,2025-12-01 09:30,Fjord & Sons,9001,8001;8002
7002,Miró – site,Closed won,2025-11-15 00:00,Sam Sales,7500.50,Sales Pipeline,2025-09-01 09:30,Café Miró,9002,
7003,No amount yet,Appointment scheduled,,,,Sales Pipeline,2026-01-05 10:00,,,
";

#[test]
fn deals_of_one_program_come_with_their_stages_and_days_and_no_day_made_up() {
    let desk = with(HUBSPOT);
    let outcome = desk.import(&["w.csv"]);
    assert_eq!((&outcome["guessed"]["as"], &outcome["imported"]["engagements"]), (&json!("engagements"), &json!(3)));
    assert_eq!(
        works(&desk),
        [
            json!({"customer": "Fjord & Sons", "title": "Fjord – rebrand", "stage": "verbal", "value": "15000.00",
                   "first_contact": "2025-12-01", "lead_on": "2025-12-01", "reference": "7001",
                   "note": "Expected to close on 1 Mar 2026."}),
            json!({"customer": "Café Miró", "title": "Miró – site", "stage": "booked", "value": "7500.50",
                   "first_contact": "2025-09-01", "lead_on": "2025-09-01", "booked_on": "2025-11-15", "reference": "7002"}),
            json!({"title": "No amount yet", "stage": "lead", "first_contact": "2026-01-05", "lead_on": "2026-01-05",
                   "reference": "7003"}),
        ]
    );
    assert_eq!(desk.import(&["w.csv"])["written"], false);
}

const PIPEDRIVE: &str = "\
Deal - Title,Deal - Organization,Deal - Contact person,Deal - Value,Deal - Currency of value,Deal - Stage,Deal - Pipeline,Deal - Status,Deal - Probability,Deal - Expected close date,Deal - Owner,Deal - Label
Fjord rebrand,Fjord & Sons,Liv Fjord,15000,EUR,Proposal Made,Sales,Open,100,2026-03-01,Sam Sales,
Miró site,Café Miró,Ana Miró,7500.5,EUR,Won deal,Sales,Won,100,2025-11-15,Sam Sales,Hot
Old,Café Miró,,10,EUR,Proposal Made,Sales,Lost,,2025-10-01,,
";

#[test]
fn deals_in_another_currency_need_a_rate() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.keepnet(&["set", "currency", "USD"]).fine();
    desk.write("w.csv", PIPEDRIVE);
    assert_eq!(
        refused(&desk, &["w.csv"]),
        "w.csv:2: value: \"15000\": is in EUR, and your book is kept in USD: write what it came to in USD, or add --rate EUR=N"
    );
    desk.keepnet(&["import", "--rate", "EUR=1.2", "w.csv"]).fine();
    assert_eq!(
        works(&desk),
        [
            // The 100 % every open deal has there says nothing.
            json!({"customer": "Fjord & Sons", "title": "Fjord rebrand", "stage": "proposal", "value": "18000.00",
                   "note": "Expected to close on 1 Mar 2026."}),
            json!({"customer": "Café Miró", "title": "Miró site", "stage": "booked", "value": "9000.60", "booked_on": "2025-11-15"}),
            json!({"customer": "Café Miró", "title": "Old", "stage": "lost", "value": "12.00", "lost_on": "2025-10-01"}),
        ]
    );
    let fresh = with(PIPEDRIVE);
    fresh.keepnet(&["import", "w.csv"]).fine();
    assert!(fresh.keepnet(&["get", "currency"]).fine().out.contains("EUR"), "a book without a currency takes the file's");
}

#[test]
fn a_term_in_months_ends_the_day_before_and_adds_up() {
    let desk = with(
        "contract_id,customer_id,contract_start,contract_term,deposit,monthly_amt\n\
         1,7,1/31/19,1,\"$1,000.00 \",\"$200.00 \"\n2,7,8/17/19,12,\"$53,000.00 \",\"$11,600.00 \"\n",
    );
    let outcome = desk.import(&["w.csv"]);
    assert_eq!((&outcome["guessed"]["as"], &outcome["guessed"]["dates"]), (&json!("engagements"), &json!("mdy")));
    assert_eq!(
        works(&desk),
        [
            json!({"customer": "Customer 7", "customer_id": "7", "stage": "done", "starts": "2019-01-31", "ends": "2019-02-27",
                   "value": "1200.00", "reference": "1"}),
            json!({"customer": "Customer 7", "customer_id": "7", "stage": "done", "starts": "2019-08-17", "ends": "2020-08-16",
                   "value": "192200.00", "reference": "2"}),
        ]
    );
}

#[test]
fn a_term_is_one_to_renew_only_where_the_file_knows_of_renewals() {
    let desk = with("contract_id,customer_id,contract_start,contract_term,renewal_of\n1,7,2019-01-31,1,\n2,7,2019-02-28,12,1\n");
    desk.keepnet(&["import", "w.csv"]).fine();
    let ends: Vec<_> = works(&desk).iter().map(|work| work["term_end"].clone()).collect();
    assert_eq!(ends, ["2019-02-27", "2020-02-27"]);
    // Of contracts no renewal is recorded of, none says that it was not renewed.
    let desk = with("contract_id,customer_id,contract_start,contract_term\n1,7,2026-01-31,1\n2,7,2026-02-28,3\n");
    desk.keepnet(&["import", "w.csv"]).fine();
    assert_eq!(desk.report()["retention"]["ended"], 0);
}

#[test]
fn deposit_and_months_are_in_one_currency() {
    let value = |deposit: &str, monthly: &str| {
        let desk =
            with(&format!("customer,contract_start,contract_term,deposit,monthly\nAlder,2026-01-01,12,{deposit},{monthly}\n"));
        desk.keepnet(&["set", "currency", "USD"]).fine();
        let ended = desk.keepnet(&["import", "--rate", "EUR=2", "w.csv"]);
        if ended.code == 0 {
            works(&desk)[0]["value"].as_str().unwrap().to_owned()
        } else {
            ended.err.lines().next().unwrap().to_owned()
        }
    };
    // (500 + 12 x 1,000) x 2.
    assert_eq!(value("500", "\"EUR 1,000.00\""), "25000.00");
    assert_eq!(value("EUR 500", "\"1,000.00\""), "25000.00");
    assert_eq!(value("$500", "\"USD 1,000.00\""), "12500.00");
    let two = "is in another currency than the deposit: write both in one";
    assert_eq!(value("$500", "\"EUR 1,000.00\""), format!("w.csv:2: monthly: \"EUR 1,000.00\": {two}"));
    assert_eq!(value("€500", "\"£1,000.00\""), format!("w.csv:2: monthly: \"£1,000.00\": {two}"));
}

#[test]
fn odds_and_the_day_a_deal_may_close_follow_the_file() {
    let file = |stage: &str, odds: &str, closes: &str| {
        format!("Deal Name,Deal Stage,Probability,Expected close date,Company\nPortal,{stage},{odds},{closes},Alder\n")
    };
    let desk = with(&file("proposal", "40", "2027-03-01"));
    desk.keepnet(&["import", "w.csv"]).fine();
    desk.write("w.csv", file("proposal", "45", "2027-03-01"));
    let outcome = desk.import(&["w.csv"]);
    assert!(outcome["notes"].to_string().contains("1 row says something else than your book"), "{outcome}");
    assert_eq!(works(&desk)[0]["odds"], "40", "at the same stage they are the owner's");
    desk.write("w.csv", file("verbal", "90", "2027-04-15"));
    let outcome = desk.import(&["w.csv"]);
    assert_eq!((&outcome["updated"], outcome["notes"].to_string().contains("something else")), (&json!(1), false), "{outcome}");
    let work = works(&desk)[0].clone();
    assert_eq!(
        (&work["stage"], &work["odds"], &work["note"]),
        (&json!("verbal"), &json!("90"), &json!("Expected to close on 15 Apr 2027."))
    );
    let outcome = desk.import(&["w.csv"]);
    assert_eq!((&outcome["written"], outcome["notes"].to_string().contains("something else")), (&json!(false), false));
}

#[test]
fn what_moved_in_the_file_moves_in_the_book() {
    let desk = with("customer,title,stage,starts,value\nAlder,Portal,proposal,,5000\nAlder,Audit,booked,2026-12-01,100\n");
    desk.keepnet(&["import", "w.csv"]).fine();
    desk.write(
        "w.csv",
        "customer,title,stage,starts,ends,value\nalder,portal,won,2027-01-11,,5000\nAlder,Audit,booked,2026-12-01,2026-12-31,900\n",
    );
    let outcome = desk.import(&["w.csv"]);
    assert_eq!(
        (&outcome["imported"]["engagements"], &outcome["updated"], &outcome["skipped_duplicates"]),
        (&json!(0), &json!(2), &json!(0))
    );
    assert!(
        outcome["notes"]
            .to_string()
            .contains("1 row says something else than your book, which kept its own (first: line 3, value)"),
        "{outcome}"
    );
    assert_eq!(
        works(&desk),
        [
            json!({"customer": "Alder", "title": "Portal", "stage": "booked", "starts": "2027-01-11", "value": "5000.00", "booked_on": "2026-11-22"}),
            json!({"customer": "Alder", "title": "Audit", "stage": "booked", "starts": "2026-12-01", "ends": "2026-12-31", "value": "100.00"}),
        ]
    );
    assert_eq!(desk.import(&["w.csv"])["updated"], 0);
    desk.keepnet(&["undo"]).fine();
    assert_eq!(works(&desk)[0]["stage"], "proposal");
}

#[test]
fn identical_rows_of_one_file_stay_and_a_second_import_adds_none() {
    let desk = with("customer,title,starts,ends\nAlder,Visit,2026-10-01,2026-10-01\nAlder,Visit,2026-10-01,2026-10-01\n");
    assert_eq!(desk.import(&["w.csv"])["imported"]["engagements"], 2);
    assert_eq!(desk.import(&["w.csv"])["written"], false);
}

#[test]
fn a_renewal_names_the_one_before_by_number_or_title_above_or_below() {
    let desk = with(
        "customer,title,stage,starts,ends,reference,renewal_of\n\
         Alder,Care plan 2,booked,2026-01-01,2026-12-31,,A-1\nAlder,Care plan 1,done,2025-01-01,2025-12-31,A-1,\n\
         Alder,Care plan 3,talking,2027-01-01,,,Care plan 2\n",
    );
    desk.keepnet(&["import", "w.csv"]).fine();
    assert_eq!(
        works(&desk).iter().map(|work| work["renewal_of"].as_str()).collect::<Vec<_>>(),
        [Some("A-1"), None, Some("Care plan 2")]
    );
    assert_eq!(desk.import(&["w.csv"])["written"], false);
    desk.write("w.csv", "customer,title,stage,renewal_of\nBirch,Care,booked,Care plan 2\n");
    assert_eq!(
        refused(&desk, &["w.csv"]),
        "w.csv:2: renewal_of: \"Care plan 2\": no engagement with this number, and not exactly one of the customer's with this title: correct it, or import that one first"
    );
    let before = works(&desk);
    desk.keepnet(&["import", "--skip-bad", "w.csv"]).fails(2);
    assert_eq!(works(&desk), before, "a row that is left out leaves nothing behind");
    desk.write("w.csv", "customer,title,stage,reference,renewal_of\nBirch,One,booked,1,2\nBirch,Two,booked,2,1\n");
    assert!(refused(&desk, &["w.csv"]).ends_with("it would go on, by way of others, from itself"));
}

#[test]
fn a_variant_is_looked_for_within_its_offering() {
    let desk = with("customer,title,stage,offering,variant\nAlder,Care,booked,Care plans,Quarterly\n");
    desk.write("offerings.csv", "name,core\nCare plans,core\nHosting,off-core\n");
    desk.write("variants.csv", "offering,name\nCare plans,Quarterly\nHosting,Quarterly\nHosting,Yearly\n");
    desk.keepnet(&["import", "--as", "offerings", "offerings.csv"]).fine();
    desk.keepnet(&["import", "--as", "variants", "variants.csv"]).fine();
    desk.keepnet(&["import", "w.csv"]).fine();
    assert_eq!((&works(&desk)[0]["offering"], &works(&desk)[0]["variant"]), (&json!("Care plans"), &json!("Quarterly")));
    for (row, reason) in [
        (
            "Care plans,Yearly",
            "variant: \"Yearly\": no such variant of this offering in the book: correct it, or import the variants first",
        ),
        (
            ",Quarterly",
            "variant: \"Quarterly\": not exactly one variant in the book has this name: name its offering too, or import the variants first",
        ),
    ] {
        desk.write("w.csv", format!("customer,title,stage,offering,variant\nAlder,More,booked,{row}\n"));
        assert_eq!(refused(&desk, &["w.csv"]), format!("w.csv:2: {reason}"));
    }
}

#[test]
fn what_cannot_be_is_refused_by_line_with_the_reason() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    for (row, reason) in [
        ("Alder,P,booked,2026-04-06,2026-04-05,1", "ends: \"5 Apr 2026\": It ends before it starts. Change one of the two days."),
        (
            "Alder,P,booked,1926-04-06,2326-04-06,1",
            "ends: \"6 Apr 2326\": That is more than 20 years. Leave the end empty for work that goes on.",
        ),
        (
            "Alder,P,almost,2026-04-06,,1",
            "stage: \"almost\": not a stage keepnet knows: lead, talking, proposal, verbal, booked, done or lost; won and closed won are booked",
        ),
        ("Alder,P,booked,2026-02-30,,1", "starts: \"2026-02-30\": there is no such day"),
        ("Alder,P,booked,,2026-04-05,1", "starts: \"\": Say when it starts, or leave the end empty."),
        ("Alder,P,booked,2026-04-06,,-5", "value: \"-5\": cannot be below 0"),
        (",,booked,2026-04-06,,5", "customer: \"\": no customer and no title"),
    ] {
        desk.write("w.csv", format!("customer,title,stage,starts,ends,value\n{row}\n"));
        assert_eq!(refused(&desk, &["w.csv"]), format!("w.csv:2: {reason}"));
    }
    desk.write("w.csv", "customer,contract_start,contract_term\nAlder,2026-04-06,forty\n");
    assert_eq!(refused(&desk, &["w.csv"]), "w.csv:2: contract_term: \"forty\": not a number of months from 1 to 240");
}

#[test]
fn odds_that_may_be_a_part_of_one_are_refused_and_those_below_one_percent_go_round() {
    let desk = Desk::new();
    for (odds, reason) in [("0.5", "may mean 50% or 0.5%: write 50 or 0.5%"), ("0.25", "may mean 25% or 0.25%: write 25 or 0.25%")]
    {
        desk.write("w.csv", format!("customer,stage,odds\nAlder,proposal,{odds}\n"));
        assert_eq!(refused(&desk, &["w.csv"]), format!("w.csv:2: odds: \"{odds}\": {reason}"));
    }
    desk.write(
        "w.csv",
        "customer,stage,odds\nAlder,proposal,0.5%\nBirch,proposal,50\nCedar,proposal,1\nDogwood,proposal,0\nElm,lead,12.5\n",
    );
    desk.keepnet(&["import", "w.csv"]).fine();
    let odds = |desk: &Desk| works(desk).iter().map(|work| work["odds"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(odds(&desk), ["0.5%", "50", "1", "0", "12.5"]);
    // What is written out reads back.
    let other = Desk::new();
    other.write("book.json", desk.exported());
    other.keepnet(&["import", "book.json"]).fine();
    assert_eq!(odds(&other), ["0.5%", "50", "1", "0", "12.5"]);
    // Other programs write parts of 1, or whole percentages.
    let deals = with("deal name,deal stage,probability\nA,proposal,0.4\nB,proposal,40\n");
    deals.keepnet(&["import", "w.csv"]).fine();
    assert_eq!(odds(&deals), ["40", "40"]);
}

#[test]
fn a_week_has_one_number_of_days() {
    let desk = with("monday,days,note\n2026-12-21,2.5,fair\n2026-12-28,0,\n");
    let outcome = desk.import(&["--as", "weeks", "w.csv"]);
    assert_eq!(outcome["imported"]["weeks"], 2);
    assert_eq!(desk.import(&["--as", "weeks", "w.csv"])["written"], false);
    desk.write("w.csv", "week of,capacity\n2026-12-21,3\n");
    assert_eq!(refused(&desk, &["--as", "weeks", "w.csv"]), "w.csv:2: days: \"3\": differs from the one in the book, 2.5");
    desk.write("w.csv", "week of,capacity\n2026-12-22,3\n");
    assert_eq!(
        refused(&desk, &["--as", "weeks", "w.csv"]),
        "w.csv:2: monday: \"22 Dec 2026\": A week begins on its Monday. That one is 21 Dec 2026."
    );
}
