//! Several currencies: rates of rows, of the import and of the book, and documents without one.

use serde_json::json;

use crate::harness::{Desk, owned, revenues};

/// A book kept in dollars.
fn in_dollars() -> Desk {
    let desk = Desk::new();
    desk.keepnet(&["set", "currency", "USD"]).fine();
    desk
}

/// The example of `metrics.md`: 1,200 at 1.25 + 900 at 1.18 = 1,500 + 1,062 = 2,562.
#[test]
fn rows_bring_their_own_rates() {
    let desk = in_dollars();
    desk.write(
        "euro.csv",
        "number,customer,date,amount,currency,rate\n1,Alder,2026-10-01,1200,EUR,1.25\n2,Birch,2026-10-02,900,EUR,1.18\n",
    );
    assert_eq!(desk.import(&["euro.csv"])["total_minor"], 256_200);
    assert_eq!(revenues(&desk.report()), owned(&[("Alder", 150_000), ("Birch", 106_200)]));
}

#[test]
fn a_rate_of_the_import_holds_for_its_rows() {
    let desk = in_dollars();
    desk.write("mixed.csv", "number,customer,date,amount,currency\n1,Alder,2026-10-01,1200.00,EUR\n2,Birch,2026-10-02,10.00,USD\n");
    let imported = desk.import(&["--rate", "EUR=1.25", "mixed.csv"]);
    assert_eq!(
        (&imported["total_minor"], &imported["without_rate"], &imported["currency"]),
        (&json!(151_000), &json!(0), &json!("USD"))
    );
}

#[test]
fn conversion_rounds_once_half_away_from_zero() {
    let desk = in_dollars();
    // 0.05 at 1.1 is 0.055: half a cent goes up, and down below zero.
    desk.write("half.csv", "number,customer,date,amount,currency\n1,Alder,2026-10-01,0.05,EUR\n2,Birch,2026-10-02,-0.05,EUR\n");
    desk.keepnet(&["import", "--rate", "EUR=1.1", "half.csv"]).fine();
    assert_eq!(revenues(&desk.report()), owned(&[("Alder", 6), ("Birch", -6)]));
}

#[test]
fn documents_without_a_rate_are_counted_and_enter_the_totals_once_there_is_one() {
    let desk = in_dollars();
    desk.write("mixed.csv", "number,customer,date,amount,currency\n1,Alder,2026-10-01,900.00,EUR\n2,Birch,2026-10-02,10.00,USD\n");
    let imported = desk.import(&["mixed.csv"]);
    assert_eq!(
        (&imported["without_rate"], &imported["total_minor"], &imported["imported"]["invoices"]),
        (&json!(1), &json!(1_000), &json!(2))
    );
    let revenue = |desk: &Desk| {
        let report = desk.report();
        (report["revenue"]["without_rate"].as_u64().unwrap(), report["revenue"]["total_minor"].as_i64().unwrap())
    };
    assert_eq!(revenue(&desk), (1, 1_000));
    assert!(desk.keepnet(&["report"]).fine().out.contains("without an exchange"));

    desk.keepnet(&["set", "rate.EUR", "1.18"]).fine();
    assert_eq!(revenue(&desk), (0, 107_200));
    desk.keepnet(&["undo"]).fine();
    assert_eq!(revenue(&desk), (1, 1_000));
    desk.keepnet(&["redo"]).fine();
    assert_eq!(revenue(&desk), (0, 107_200));
    desk.keepnet(&["check"]).fine();
}

#[test]
fn a_rate_from_a_day_on_leaves_earlier_documents_alone() {
    let desk = in_dollars();
    desk.keepnet(&["set", "rate.EUR", "2 from 2026-10-02"]).fine();
    desk.write("days.csv", "number,customer,date,amount,currency\n1,Alder,2026-10-01,1.00,EUR\n2,Birch,2026-10-02,1.00,EUR\n");
    assert_eq!(desk.import(&["days.csv"])["without_rate"], 1);
    assert_eq!(revenues(&desk.report()), owned(&[("Birch", 200)]));
}

#[test]
fn a_book_without_a_currency_does_not_choose_between_two() {
    let desk = Desk::new();
    desk.write("mixed.csv", "number,customer,date,amount,currency\n1,Alder,2026-10-01,1200.00,EUR\n2,Birch,2026-10-02,10.00,USD\n");
    let err = desk.keepnet(&["import", "mixed.csv"]).fails(1).err;
    assert!(err.contains("EUR and USD") && err.contains("keepnet set currency") && err.contains("--rate"), "{err}");
    assert!(!desk.path("book.keepnet").exists());
}

#[test]
fn the_first_documents_name_the_books_currency_and_it_stays() {
    let desk = Desk::new();
    desk.write("yen.csv", "number,customer,date,amount,currency\n1,Alder,2026-10-01,1200,JPY\n");
    let imported = desk.import(&["yen.csv"]);
    assert_eq!((&imported["currency"], &imported["total_minor"]), (&json!("JPY"), &json!(1_200)), "a yen has no smaller part");
    let err = desk.keepnet(&["set", "currency", "EUR"]).fails(1).err;
    assert!(err.contains("Nothing was changed"), "{err}");
    assert_eq!(desk.keepnet(&["get", "currency"]).fine().out.trim(), "JPY");
}

#[test]
fn a_currency_for_rows_that_name_none() {
    let desk = Desk::new();
    desk.write("plain.csv", "number,customer,date,amount\n1,Alder,2026-10-01,12.00\n");
    assert_eq!(desk.import(&["--currency", "EUR", "plain.csv"])["currency"], "EUR");
    assert_eq!(desk.report()["currency"], "EUR");
}

#[test]
fn a_rate_given_twice_or_for_the_books_own_currency_is_refused() {
    let desk = Desk::with(&[("Alder", "2026-10-01", 100)]);
    desk.write("euros.csv", "number,customer,date,amount,currency\n9,Alder,2026-10-02,10,EUR\n");
    for (rates, said) in [(&["EUR=1.1", "EUR=1.2"][..], "names EUR twice"), (&["USD=2"], "always counts 1")] {
        let words = rates.iter().flat_map(|rate| ["--rate", *rate]);
        let ran = desk.keepnet(&["import", "euros.csv"].into_iter().chain(words).collect::<Vec<_>>()).fails(1);
        assert!(ran.err.contains(said), "{ran:?}");
    }
    assert_eq!(desk.report()["revenue"]["documents"], 1);
}
