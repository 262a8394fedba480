//! What a file leaves open is asked, never guessed; what the owner says is taken.

use serde_json::json;

use crate::harness::Desk;

#[test]
fn dates_that_fit_both_orders_are_refused_naming_the_flag_that_settles_them() {
    let desk = Desk::new();
    desk.write("dates.csv", "number,customer,date,amount\n1,Alder,03/04/2026,10.00\n2,Birch,05/06/2026,20.00\n");
    let before = desk.everything();
    let err = desk.keepnet(&["import", "dates.csv"]).fails(2).err;
    assert!(err.starts_with("dates.csv: \"03/04/2026\" may be day/month or month/day") && err.contains("--dates dmy"), "{err}");
    assert_eq!(desk.everything(), before);
    for (order, day) in [("dmy", "2026-04-03"), ("mdy", "2026-03-04")] {
        let desk = Desk::new();
        desk.write("dates.csv", "number,customer,date,amount\n1,Alder,03/04/2026,10.00\n2,Birch,05/06/2026,20.00\n");
        assert_eq!(desk.import(&["--dates", order, "dates.csv"])["guessed"]["dates"], order);
        assert!(desk.exported().contains(&format!("\"date\": \"{day}\"")), "{}", desk.exported());
    }
}

#[test]
fn one_date_that_fits_one_order_only_settles_the_file() {
    let desk = Desk::new();
    desk.write("dates.csv", "number,customer,date,amount\n1,Alder,03/04/2026,10.00\n2,Birch,31/10/2026,20.00\n");
    assert_eq!(desk.import(&["dates.csv"])["guessed"]["dates"], "dmy");
    assert!(desk.exported().contains("\"date\": \"2026-04-03\""));
}

/// Ten thousand rows leave the order open, the last one settles it.
#[test]
fn the_row_that_settles_the_dates_may_stand_at_the_end() {
    let desk = Desk::new();
    let open = (1..=10_000).map(|n| format!("{n},Alder,03/04/2026,1.00\n")).collect::<Vec<_>>().concat();
    desk.write("dates.csv", format!("number,customer,date,amount\n{open}x,Birch,10/31/2026,1.00\n"));
    let imported = desk.import(&["dates.csv"]);
    assert_eq!((&imported["guessed"]["dates"], &imported["imported"]["invoices"]), (&json!("mdy"), &json!(10_001)));
    assert_eq!(desk.report()["first_document"], "2026-03-04");
}

#[test]
fn amounts_that_fit_both_marks_are_refused_naming_the_flag_that_settles_them() {
    let rows = "number;customer;date;amount\n1;Alder;2026-10-01;1.234\n2;Birch;2026-10-02;5.678\n";
    let desk = Desk::new();
    desk.write("marks.csv", rows);
    let err = desk.keepnet(&["import", "marks.csv"]).fails(2).err;
    assert!(err.contains("\"1.234\" in column amount") && err.contains("--decimal comma"), "{err}");
    assert!(!desk.path("book.keepnet").exists());
    assert_eq!(desk.import(&["--decimal", "comma", "marks.csv"])["total_minor"], 691_200);
    let desk = Desk::new();
    desk.write("marks.csv", rows);
    // 1.234 and 5.678 rounded to cents.
    assert_eq!(desk.import(&["--decimal", "point", "marks.csv"])["total_minor"], 691);
}

#[test]
fn one_amount_that_fits_one_mark_only_settles_the_column() {
    let desk = Desk::new();
    desk.write("marks.csv", "number;customer;date;amount\n1;Alder;2026-10-01;1.234\n2;Birch;2026-10-02;1.234,50\n");
    let imported = desk.import(&["marks.csv"]);
    assert_eq!((&imported["guessed"]["decimal"], &imported["total_minor"]), (&json!("comma"), &json!(246_850)));
}

#[test]
fn two_orders_or_two_marks_in_one_file_are_refused() {
    let desk = Desk::new();
    desk.write("dates.csv", "number,customer,date,amount\n1,Alder,31/10/2026,10.00\n2,Birch,10/31/2026,20.00\n");
    let err = desk.keepnet(&["import", "dates.csv"]).fails(2).err;
    assert!(err.contains("cannot be written in the same order"), "{err}");
    desk.write("marks.csv", "number;customer;date;amount\n1;Alder;2026-10-01;1,50\n2;Birch;2026-10-02;1.50\n");
    let err = desk.keepnet(&["import", "marks.csv"]).fails(2).err;
    assert!(err.contains("in one column") && err.contains("--decimal"), "{err}");
}

#[test]
fn two_columns_of_one_name_are_not_chosen_between() {
    let desk = Desk::new();
    desk.write("twice.csv", "number,customer,date,amount,amount\n1,Alder,2026-10-01,121,100\n");
    let ran = desk.keepnet(&["import", "twice.csv"]).fails(2);
    assert!(ran.err.contains("two columns are called \"amount\""), "{ran:?}");
}
