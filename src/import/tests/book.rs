//! The whole book as JSON.

use super::*;

/// One of everything, and a few things wrong.
pub(super) const BOOK: &str = r##"{"keepnet": 1,
 "settings": {"currency": "EUR", "book": "Wren & Marlow", "nonsense": "1"},
 "rates": [{"currency": "USD", "from": "2025-01-01", "rate": "0.92"}, {"currency": "USD", "from": "x", "rate": "1"}],
 "segments": [{"segment": "Dentists", "segment_kind": "client", "criteria": "two chairs\nor more"}],
 "customers": [{"customer": "Osei Dental", "customer_id": "D1; D2", "placeholder": "no", "archived": "yes", "parent": "Osei Group",
   "parent_id": "#2", "notice_days": "30", "since": "2024-02-29", "tags": "a; b", "note": null, "later": {"x": [1]}}],
 "people": [{"customer": "Osei Dental", "customer_id": "D1", "person": "Ama Osei", "sponsor": "yes", "left_on": ""}],
 "invoices": [{"customer": "Osei Dental", "customer_id": "D1", "number": "7", "date": "2025-01-10", "amount": "-12.50", "currency": "USD",
   "rate": "0.92", "kind": "credit", "status": "paid", "paid": "2025-01-12", "title": "'=x"}, {"customer": ""}, {"amount": "5"}]}"##;

#[test]
fn an_exported_book_is_read_as_it_streams() {
    let plan = plan(file(BOOK.as_bytes()), &Request { shift_days: 7, ..Request::default() }).unwrap();
    assert_eq!((plan.contents(), plan.guessed().kind.as_str()), (Contents::Book, "book"));
    let items = drained(&mut plan.read()).unwrap();
    let said: Vec<String> = items.iter().map(said).collect();
    assert_eq!(said[0], "Setting { name: Currency, kept: \"EUR\" }");
    assert_eq!(said[2], "refused 3: nonsense: \"1\": not a setting of this keepnet");
    assert_eq!(said[3], "Rate(DatedRate { id: RateId(0), currency: USD, from: 2025-01-01, rate: Rate { digits: 92, scale: 2 } })");
    assert_eq!(said[4], "refused 5: from: \"x\": not a date");
    assert!(said[5].contains("criteria: Some(Prose(\"two chairs\\nor more\"))"), "{}", said[5]);
    let Item::Row(Row::Customer(customer)) = &items[6] else { panic!("{:?}", items[6]) };
    assert_eq!((customer.line, customer.archived, customer.placeholder, customer.notice_days), (7, true, false, Some(30)));
    assert_eq!(customer.more_ids, ["D2".into()]);
    assert_eq!(customer.tags, ["a".into(), "b".into()]);
    assert_eq!(customer.since.unwrap().to_string(), "2024-03-07");
    assert_eq!(customer.parent.as_ref().unwrap().id, Some("#2".into()));
    let Item::Row(Row::Person(person)) = &items[7] else { panic!("{:?}", items[7]) };
    assert_eq!((person.name.as_str(), person.sponsor), ("Ama Osei", true));
    assert_eq!(said[8], "D1|Osei Dental|7|2025-01-17|-1250 USD at 0.92 credit paid on 2025-01-19|'=x");
    assert_eq!(said[9..], ["refused 11: customer: \"\": no customer"]);
}

#[test]
fn a_damaged_book_says_so() {
    for damaged in
        [&BOOK[..BOOK.len() - 30], &BOOK.replace("\"30\"", "3.5"), &format!("{BOOK} x"), "{\"keepnet\": 1, \"people\": {}}"]
    {
        let mut reader = plan(file(damaged.as_bytes()), &Request::default()).unwrap().read();
        let unreadable = drained(&mut reader).unwrap_err().to_string();
        assert!(unreadable.starts_with("the exported book is damaged: "), "{unreadable}");
    }
}
