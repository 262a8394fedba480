//! Single edits: what they write, what they are called, what is refused and in which words.

use keepnet::domain::change::{Change, DatedRate, Edit};
use keepnet::domain::currency::Currency;
use keepnet::domain::customer::{Customer, Segment, SegmentKind};
use keepnet::domain::id::{CustomerId, InvoiceId, RateId, SegmentId};
use keepnet::domain::invoice::{Invoice, Kind as Paper, Status};
use keepnet::domain::money::Minor;
use keepnet::domain::rate::Rate;
use keepnet::domain::settings::Name;
use keepnet::repository::{Kind, Repository};

use super::{Place, add_customers, assert_healthy, date, dump, edited, set};

fn invoice(customer: CustomerId, number: &str, amount: i64, currency: Currency) -> Invoice {
    Invoice {
        id: InvoiceId(0),
        customer,
        number: Some(number.into()),
        occurrence: None,
        issued: date("2026-01-05"),
        paid: None,
        amount: Minor(amount),
        currency,
        rate: None,
        base: None,
        kind: Paper::Invoice,
        status: Status::Open,
        title: None,
    }
}

fn rate(from: &str, rate: &str) -> Change {
    Change::Rate(DatedRate { id: RateId(0), currency: Currency::EUR, from: date(from), rate: Rate::parse(rate).unwrap() })
}

/// What the customer's documents add up to, all years.
fn total(repository: &Repository, id: CustomerId) -> i64 {
    repository.load_book().unwrap().series(id).iter().map(|entry| entry.minor).sum()
}

/// Applies what must be refused; gives its sentence. The book stays as it was.
fn refusal(place: &Place, repository: &mut Repository, change: &Change) -> String {
    let before = dump(&place.book());
    let error = repository.apply(change).unwrap_err();
    assert_eq!((error.kind, error.safe.as_str()), (Kind::Refused, "Nothing was changed."), "{error}");
    assert_eq!(dump(&place.book()), before);
    error.what
}

#[test]
fn a_document_is_converted_at_the_rate_of_its_day_and_stays_so() {
    let place = Place::new();
    let mut repository = place.open();
    set(&mut repository, Name::Currency, "USD");
    let osei = add_customers(&mut repository, &["Osei Dental"])[0].id;
    repository.apply(&rate("2026-01-01", "1.25")).unwrap();
    repository.apply(&rate("2026-02-01", "1.18")).unwrap();
    // metrics.md, conventions: 1,200 at 1.25 and 900 at 1.18 are 1,500 and 1,062.
    let touched = repository.apply(&Change::Invoice(Edit::new(invoice(osei, "1001", 120_000, Currency::EUR)))).unwrap();
    assert_eq!(touched.words, "Added invoice 1001 of Osei Dental, €1,200.00");
    assert_eq!(touched.series, [osei]);
    let second = Invoice { issued: date("2026-02-01"), ..invoice(osei, "1002", 90_000, Currency::EUR) };
    repository.apply(&Change::Invoice(Edit::new(second))).unwrap();
    assert_eq!(total(&repository, osei), 150_000 + 106_200);
    // A rate that changes later leaves what was converted at entry alone.
    repository.apply(&rate("2026-01-01", "2")).unwrap();
    assert_eq!(total(&repository, osei), 256_200);
    let kept: Vec<Invoice> = repository.invoices().map(Result::unwrap).collect();
    let void = Invoice { status: Status::Void, ..kept[0].clone() };
    assert_eq!(
        repository.apply(&Change::Invoice(Edit::of(kept[0].clone(), void))).unwrap().words,
        "Changed invoice 1001 of Osei Dental, €1,200.00"
    );
    assert_eq!(total(&repository, osei), 106_200);
    repository.undo().unwrap();
    assert_eq!(total(&repository, osei), 256_200);
    assert_healthy(&mut repository, "after the void was undone");
}

#[test]
fn documents_that_cannot_be_kept_are_refused_in_words() {
    let place = Place::new();
    let mut repository = place.open();
    set(&mut repository, Name::Currency, "USD");
    let osei = add_customers(&mut repository, &["Osei Dental"])[0].id;
    repository.apply(&Change::Invoice(Edit::new(invoice(osei, "1001", 100, Currency::USD)))).unwrap();
    let mut refused = |invoice| refusal(&place, &mut repository, &Change::Invoice(Edit::new(invoice)));
    assert_eq!(refused(invoice(osei, "1001", 200, Currency::USD)), "Osei Dental has a document 1001 already.");
    assert_eq!(refused(invoice(CustomerId(99), "1", 200, Currency::USD)), "The customer of this document is not in the book.");
    let most = Minor::LARGEST;
    assert_eq!(refused(invoice(osei, "2", most + 1, Currency::USD)), "The amount is larger than a book may hold.");
    let dear = Invoice { rate: Rate::parse("2"), ..invoice(osei, "2", most, Currency::EUR) };
    assert_eq!(refused(dear), "At this rate the amount is larger than a book may hold.");
    assert!(repository.apply(&Change::Invoice(Edit::new(invoice(osei, "2", most, Currency::USD)))).is_ok());
}

#[test]
fn a_rate_that_would_burst_a_document_is_refused_whole() {
    let place = Place::new();
    let mut repository = place.open();
    set(&mut repository, Name::Currency, "USD");
    let osei = add_customers(&mut repository, &["Osei Dental"])[0].id;
    repository.apply(&Change::Invoice(Edit::new(invoice(osei, "1", 100, Currency::EUR)))).unwrap();
    repository.apply(&Change::Invoice(Edit::new(invoice(osei, "2", Minor::LARGEST, Currency::EUR)))).unwrap();
    let what = refusal(&place, &mut repository, &rate("2020-01-01", "1.1"));
    assert_eq!(what, "At this rate the document of 5 Jan 2026 is larger than a book may hold.");
    let own = DatedRate { id: RateId(0), currency: Currency::USD, from: date("2020-01-01"), rate: Rate::ONE };
    assert_eq!(refusal(&place, &mut repository, &Change::Rate(own)), "USD is the book's own currency: it always counts 1.");
}

#[test]
fn customers_that_cannot_be_kept_are_refused_in_words() {
    let place = Place::new();
    let mut repository = place.open();
    let all = add_customers(&mut repository, &["Harbour", "Boats", "Sails"]);
    let harbour = all[0].clone();
    let boats = Customer { parent: Some(harbour.id), external_ids: vec!["B1".into()], ..all[1].clone() };
    let sails = Customer { parent: Some(boats.id), ..all[2].clone() };
    let linked = [Edit::of(all[1].clone(), boats.clone()), Edit::of(all[2].clone(), sails.clone())];
    repository.apply(&Change::Customers(linked.to_vec())).unwrap();
    let words = &repository.history(1).unwrap()[0].words;
    assert_eq!(words, "2 customers at once: Boats: ids B1 (was none), group changed, …");
    let circle = "A customer cannot belong to itself, not even by way of others.";
    let mut refused = |customer| refusal(&place, &mut repository, &edited(&harbour, customer));
    assert_eq!(refused(Customer { parent: Some(harbour.id), ..harbour.clone() }), circle);
    assert_eq!(refused(Customer { parent: Some(sails.id), ..harbour.clone() }), circle);
    assert_eq!(refused(Customer { name: "".into(), ..harbour.clone() }), "A customer needs a name.");
    let named = |id: &str| Customer { external_ids: vec![id.into()], ..harbour.clone() };
    assert_eq!(refused(named("B1")), "Another customer has the id B1 already.");
    assert_eq!(refused(named("a;b")), "a;b cannot be an id: a semicolon parts ids in files.");
    let nowhere = Customer { parent: Some(CustomerId(99)), ..harbour.clone() };
    assert_eq!(refused(nowhere), "The customer this edit is about is not in the book any more.");
    let strange = Customer { segment: Some(SegmentId(99)), ..harbour.clone() };
    assert_eq!(refused(strange), "The segment this edit is about is not in the book any more.");
    // One refused, none written.
    let good = Edit::of(sails.clone(), Customer { archived: true, ..sails });
    let bad = Edit::of(boats.clone(), Customer { name: "".into(), ..boats });
    refusal(&place, &mut repository, &Change::Customers(vec![good, bad]));
}

#[test]
fn an_id_passes_from_one_customer_to_another_in_one_step() {
    let place = Place::new();
    let mut repository = place.open();
    let all = add_customers(&mut repository, &["Old Mill", "New Mill"]);
    let old = Customer { external_ids: vec!["M1".into(), "M2".into()], ..all[0].clone() };
    repository.apply(&edited(&all[0], old.clone())).unwrap();
    let before = dump(&place.book());
    let without = Edit::of(old.clone(), Customer { external_ids: vec!["M2".into()], ..old });
    let with = Edit::of(all[1].clone(), Customer { external_ids: vec!["M1".into()], ..all[1].clone() });
    repository.apply(&Change::Customers(vec![without, with])).unwrap();
    let after = dump(&place.book());
    repository.undo().unwrap();
    assert_eq!(dump(&place.book()), before);
    repository.redo().unwrap();
    assert_eq!(dump(&place.book()), after);
}

#[test]
fn a_segment_has_a_name_of_its_own() {
    let place = Place::new();
    let mut repository = place.open();
    let segment = |name: &str| Segment {
        id: SegmentId(0),
        name: name.into(),
        kind: SegmentKind::Client,
        criteria: None,
        channels: None,
        phrases: None,
        archived: false,
    };
    assert_eq!(repository.apply(&Change::Segment(Edit::new(segment("Clinics")))).unwrap().words, "Added segment Clinics");
    let what = refusal(&place, &mut repository, &Change::Segment(Edit::new(segment(" CLINICS "))));
    assert_eq!(what, "There is a segment called CLINICS already.");
    assert_eq!(refusal(&place, &mut repository, &Change::Segment(Edit::new(segment(" ")))), "A segment needs a name.");
}

#[test]
fn what_an_edit_touched_is_all_that_has_to_be_read_again() {
    let place = Place::new();
    let mut repository = place.open();
    let mut book = repository.load_book().unwrap();
    let mut dice = super::Dice(9);
    let mut last = 0;
    for _ in 0..120 {
        super::deals::do_something(&mut repository, &mut dice);
        if dice.one_in(4) {
            let touched = repository.undo().unwrap();
            let step = repository.history(1).unwrap()[0].id.0;
            assert_eq!(touched.change.map(|change| change.0), Some(step));
            last = step;
        }
        assert!(repository.history(1).unwrap()[0].id.0 >= last);
    }
    // Edits whose answer was kept: reading again only what they name gives the whole book.
    repository.reload(&mut book, &keepnet::domain::change::Touched { everything: true, ..Default::default() }).unwrap();
    let osei = add_customers(&mut repository, &["Osei Dental"])[0].id;
    let named = repository.load_book().unwrap().customer(osei).unwrap().clone();
    for change in [
        Change::Invoice(Edit::new(invoice(osei, "1001", 100, Currency::USD))),
        edited(&named, Customer { archived: true, ..named.clone() }),
        rate("2026-01-01", "1.3"),
    ] {
        let touched = repository.apply(&change).unwrap();
        repository.reload(&mut book, &touched).unwrap();
    }
    let touched = repository.undo().unwrap();
    repository.reload(&mut book, &touched).unwrap();
    let whole = repository.load_book().unwrap();
    assert!(book.customers().eq(whole.customers()));
    assert_eq!((&book.settings, &book.rates), (&whole.settings, &whole.rates));
    assert!(whole.customers().all(|customer| book.series(customer.id) == whole.series(customer.id)));
}
