//! Whose row it is: by id, then by name; names that arrive later; groups; customers of one name.

use serde_json::json;

use crate::harness::{Desk, owned, revenues};

#[test]
fn names_match_whatever_their_case_width_and_spaces_but_not_their_endings() {
    let desk = Desk::new();
    desk.write(
        "names.csv",
        "number,customer,date,amount\n1,Café Miró,2026-10-01,1.00\n2,  CAFÉ   MIRÓ,2026-10-01,2.00\n\
         3,Cafe\u{301} Miro\u{301},2026-10-01,4.00\n4,Ｃａｆé Ｍｉｒó,2026-10-01,8.00\n5,Café Miró Ltd,2026-10-01,16.00\n",
    );
    assert_eq!(desk.import(&["names.csv"])["imported"]["customers"], 2);
    assert_eq!(revenues(&desk.report()), owned(&[("Café Miró Ltd", 1_600), ("Café Miró", 1_500)]));
}

#[test]
fn one_name_under_two_ids_is_two_customers() {
    let desk = Desk::new();
    desk.write("ids.csv", "number,customer_id,customer,date,amount\n1,7,Acme,2026-10-01,10.00\n2,8,Acme,2026-10-01,20.00\n");
    assert_eq!(desk.import(&["ids.csv"])["imported"]["customers"], 2);
    assert_eq!(revenues(&desk.report()), owned(&[("Acme", 2_000), ("Acme", 1_000)]));
    desk.write("bare.csv", "number,customer,date,amount\n3,Acme,2026-10-02,1.00\n");
    let err = desk.keepnet(&["import", "bare.csv"]).fails(2).err;
    assert!(err.starts_with("bare.csv:2: customer: \"Acme\": 2 customers in the book have this name"), "{err}");
}

#[test]
fn one_id_is_one_customer_whatever_name_a_row_gives_it() {
    let desk = Desk::new();
    desk.write("ids.csv", "number,customer_id,customer,date,amount\n1,7,Acme,2026-10-01,10.00\n2,7,Acme Ltd,2026-10-01,20.00\n");
    assert_eq!(desk.import(&["ids.csv"])["imported"]["customers"], 1);
    assert_eq!(revenues(&desk.report()), owned(&[("Acme", 3_000)]));
}

#[test]
fn a_customer_known_by_id_only_takes_its_name_when_it_arrives() {
    let desk = Desk::new();
    desk.write("invoices.csv", "number,customer_id,date,amount\n1,2,2026-10-01,10.00\n");
    desk.keepnet(&["import", "invoices.csv"]).fine();
    assert_eq!(revenues(&desk.report()), owned(&[("Customer 2", 1_000)]));
    desk.write("customers.csv", "customer_id,customer\n2,Birch\n3,Cedar\n");
    let imported = desk.import(&["customers.csv"]);
    assert_eq!((&imported["imported"]["customers"], &imported["updated"]), (&json!(1), &json!(1)));
    assert_eq!(revenues(&desk.report()), owned(&[("Birch", 1_000)]));
    desk.write("later.csv", "customer_id,customer\n2,Birch Ltd\n");
    desk.keepnet(&["import", "later.csv"]).fine();
    assert_eq!(revenues(&desk.report()), owned(&[("Birch", 1_000)]), "a real name stays");
}

#[test]
fn names_and_documents_in_one_go_need_no_order() {
    let desk = Desk::new();
    desk.write("a-invoices.csv", "number,customer_id,date,amount\n1,2,2026-10-01,10.00\n");
    desk.write("b-customers.csv", "customer_id,customer\n2,Birch\n");
    desk.keepnet(&["import", "a-invoices.csv", "b-customers.csv"]).fine();
    assert_eq!(revenues(&desk.report()), owned(&[("Birch", 1_000)]));
    assert_eq!(desk.report()["customers"]["total"], 1);
}

#[test]
fn a_person_stands_in_where_there_is_no_company() {
    let desk = Desk::new();
    desk.write(
        "customers.csv",
        "CustomerId,FirstName,LastName,Company,Email\n1,Ann,Lee,,ann@example.com\n2,Bo,Ash,Birch,bo@example.com\n",
    );
    desk.keepnet(&["import", "--as", "customers", "customers.csv"]).fine();
    let exported = desk.exported();
    assert!(exported.contains("\"customer\": \"Ann Lee\"") && exported.contains("\"customer\": \"Birch\""), "{exported}");
    assert!(exported.contains("bo@example.com"), "{exported}");
}

#[test]
fn a_group_of_groups_counts_under_its_topmost_parent() {
    let desk = Desk::new();
    desk.write("customers.csv", "customer,parent\nTwig,Branch\nBranch,Trunk\nTrunk,\n");
    desk.write(
        "invoices.csv",
        "number,customer,date,amount\n1,Twig,2026-10-01,1.00\n2,Branch,2026-10-01,2.00\n3,Trunk,2026-10-01,4.00\n4,Moss,2026-10-01,3.00\n",
    );
    desk.keepnet(&["import", "customers.csv", "invoices.csv"]).fine();
    let report = desk.report();
    assert_eq!(revenues(&report), owned(&[("Trunk", 700), ("Moss", 300)]));
    assert_eq!(report["customers"]["with_revenue"], 4);
}

#[test]
fn a_circle_of_groups_is_refused() {
    let desk = Desk::new();
    desk.write("customers.csv", "customer,parent\nHen,Egg\nEgg,Hen\n");
    let err = desk.keepnet(&["import", "customers.csv"]).fails(2).err;
    assert!(err.contains("a customer cannot belong to itself, not even by way of others"), "{err}");
    assert!(!desk.path("book.keepnet").exists());
}
