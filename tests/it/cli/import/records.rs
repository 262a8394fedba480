//! Files of offerings, partners, assessments, referrals and the like: what they point to, what is there already.

use serde_json::json;

use crate::harness::Desk;

/// A book with two customers, and the file to be imported into it.
fn with(text: &str) -> Desk {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100), ("Birch", "2026-03-03", 100)]);
    desk.write("r.csv", text);
    desk
}

fn refused(desk: &Desk, kind: &str) -> String {
    desk.keepnet(&["import", "--as", kind, "r.csv"]).fails(2).err.lines().next().unwrap().to_owned()
}

#[test]
fn a_name_stands_for_one_row_however_it_is_written() {
    let desk = with("name,core,list_price\nCare plans,core,1600\nCARE PLANS,core,1600\n");
    let outcome = desk.import(&["--as", "offerings", "r.csv"]);
    assert_eq!((&outcome["imported"]["offerings"], &outcome["skipped_duplicates"]), (&json!(1), &json!(1)));
    desk.write("r.csv", "name,core,list_price\ncare plans,core,1700\n");
    assert_eq!(refused(&desk, "offerings"), "r.csv:2: list_price: \"$1,700\": differs from the one in the book, $1,600");
    desk.write("r.csv", "name,core\nHosting,core\nHosting,adjacent\n");
    assert_eq!(refused(&desk, "offerings"), "r.csv:3: core: \"adjacent\": differs from the one on a row above, core");
}

#[test]
fn a_variant_is_known_within_its_offering() {
    let desk = with("name,core\nCare plans,core\nHosting,off-core\n");
    desk.keepnet(&["import", "--as", "offerings", "r.csv"]).fine();
    desk.write("r.csv", "offering,name,supported\ncare PLANS,Quarterly,yes\nHosting,Quarterly,no\nHosting,quarterly,no\n");
    let outcome = desk.import(&["--as", "variants", "r.csv"]);
    assert_eq!((&outcome["imported"]["variants"], &outcome["skipped_duplicates"]), (&json!(2), &json!(1)));
    desk.write("r.csv", "offering,name\nGardens,Yearly\n");
    assert_eq!(
        refused(&desk, "variants"),
        "r.csv:2: offering: \"Gardens\": no such offering in the book: correct it, or import the offerings first"
    );
}

#[test]
fn there_is_one_assessment_a_quarter() {
    let desk = with(
        "customer,quarter,fit,feel,traits\nAlder,2026Q3,4,5,tight with money; stagnant\nAlder,2026-08-15,4,5,\"stagnant, tight\"\n",
    );
    let outcome = desk.import(&["--as", "assessments", "r.csv"]);
    assert_eq!((&outcome["imported"]["assessments"], &outcome["skipped_duplicates"]), (&json!(1), &json!(1)));
    assert!(
        desk.exported().contains("\"quarter\": \"2026-07-01\", \"fit\": \"4\", \"feel\": \"5\", \"traits\": \"stagnant; tight\"")
    );
    desk.write("r.csv", "customer,quarter,fit\nAlder,Q3 2026,2\n");
    assert_eq!(refused(&desk, "assessments"), "r.csv:2: fit: \"2\": differs from the one in the book, 4");
    for (row, reason) in [
        ("Alder,Q-1,2", "quarter: \"Q-1\": counts from today, which moves on: write the quarter's first day, or 2026Q3"),
        ("Alder,soon,2", "quarter: \"soon\": not a quarter: write its first day, or 2026Q3"),
        ("Alder,2026Q2,6", "fit: \"6\": no rating: they go from 1 to 5"),
        ("Cedar,2026Q2,5", "customer: \"Cedar\": no such customer in the book: correct it, or import the customers first"),
    ] {
        desk.write("r.csv", format!("customer,quarter,fit\n{row}\n"));
        assert_eq!(refused(&desk, "assessments"), format!("r.csv:2: {reason}"));
    }
}

#[test]
fn an_exclusive_customer_needs_a_reason_a_premium_and_an_end() {
    let desk = with("customer,exclusive,exclusive_reason,exclusive_premium\nAlder,yes,near,15\n");
    assert_eq!(
        refused(&desk, "profiles"),
        "r.csv:2: exclusive_ends: \"\": A premium needs an end, or it is forgotten. Say the day it ends."
    );
    desk.write("r.csv", "customer,best_work,integration\nAlder,yes,3 built in\n");
    assert_eq!(desk.import(&["--as", "profiles", "r.csv"])["imported"]["profiles"], 1);
    desk.write("r.csv", "customer,best_work,integration\nAlder,no,3\n");
    assert_eq!(refused(&desk, "profiles"), "r.csv:2: best_work: \"no\": differs from the one in the book, yes");
}

#[test]
fn referrals_bring_customers_and_close_no_circle() {
    let desk = with("customer,from_customer,date,outcome\nBirch,Alder,2026-01-05,won\nCedar,Birch,2026-01-06,open\n");
    let outcome = desk.import(&["--as", "referrals", "r.csv"]);
    assert_eq!((&outcome["imported"]["referrals"], &outcome["imported"]["customers"]), (&json!(2), &json!(1)));
    let before = desk.exported();
    assert_eq!(desk.import(&["--as", "referrals", "r.csv"])["written"], false);
    for (row, reason) in [
        (
            "Alder,Cedar,,2026-01-07,won",
            "from_customer: \"Cedar\": they would have been sent, by way of others, by somebody they sent themselves",
        ),
        ("Dogwood,dogwood,,2026-01-07,won", "from_customer: \"dogwood\": Nobody sends themselves. Name another customer."),
        (
            "Alder,,Ferro,2026-01-07,won",
            "from_partner: \"Ferro\": no such partner in the book: correct it, or import the partners first",
        ),
        ("Elm,,,2026-01-07,open", "from_customer: \"\": Say who sent them, or to which partner you did."),
    ] {
        desk.write("r.csv", format!("customer,from_customer,from_partner,date,outcome\n{row}\n"));
        assert_eq!(refused(&desk, "referrals"), format!("r.csv:2: {reason}"));
        // A row that is left out leaves nobody behind.
        desk.keepnet(&["import", "--skip-bad", "--as", "referrals", "r.csv"]).fails(2);
        assert_eq!(desk.exported(), before);
    }
}

#[test]
fn rivals_are_a_pair_whoever_stands_first() {
    let desk = with("one,other,note\nAlder,Birch,the market\n");
    assert_eq!(desk.import(&["--as", "rivals", "r.csv"])["imported"]["rivals"], 1);
    desk.write("r.csv", "one,other,note\nBirch,Alder,the market\n");
    assert_eq!(desk.import(&["--as", "rivals", "r.csv"])["skipped_duplicates"], 1);
    desk.write("r.csv", "one,other\nAlder,alder\n");
    assert_eq!(refused(&desk, "rivals"), "r.csv:2: other: \"alder\": Nobody competes with themselves. Name another customer.");
}

#[test]
fn amounts_are_in_the_books_currency() {
    let desk = with("name,core,list_price\nCare plans,core,€1600\n");
    assert_eq!(
        refused(&desk, "offerings"),
        "r.csv:2: list_price: \"1600\": is in EUR, and your book is kept in USD: write what it came to in USD, or add --rate EUR=N"
    );
    let yen = Desk::new();
    yen.keepnet(&["set", "currency", "JPY"]).fine();
    yen.write("r.csv", "name,core,list_price\nCare plans,core,1600\n");
    yen.keepnet(&["import", "--as", "offerings", "r.csv"]).fine();
    assert!(yen.exported().contains("\"list_price\": \"1600\""));
}

#[test]
fn a_column_can_be_named_and_what_is_missing_is_asked_for() {
    let desk = with("who,why,hm\nGrebe Marine,calm,x\n");
    let err = desk.keepnet(&["import", "--as", "prospects", "r.csv"]).fails(2).err;
    assert!(err.contains("no column was recognised as name") && err.contains("--map name=COLUMN"), "{err}");
    desk.keepnet(&["import", "--as", "prospects", "--map", "name=who", "r.csv"]).fine();
    assert!(
        desk.exported()
            .contains("{\"name\": \"Grebe Marine\", \"why\": \"calm\", \"homework_done\": \"no\", \"archived\": \"no\"}")
    );
}

#[test]
fn segments_can_be_archived_and_older_files_of_them_are_known() {
    let desk = with("segment,segment_kind,criteria,channels,phrases,archived\nShops,client,,,,yes\n");
    desk.keepnet(&["import", "r.csv"]).fine();
    desk.write("r.csv", "segment,segment_kind,criteria,channels,phrases\nMakers,client,,,\n");
    desk.keepnet(&["import", "r.csv"]).fine();
    let book = desk.exported();
    assert!(book.contains("{\"segment\": \"Shops\", \"segment_kind\": \"client\", \"archived\": \"yes\"}"), "{book}");
    assert!(book.contains("{\"segment\": \"Makers\", \"segment_kind\": \"client\", \"archived\": \"no\"}"), "{book}");
}
