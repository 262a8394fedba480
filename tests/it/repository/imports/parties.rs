//! Whose a row is: by id, then by name, else somebody new (`product.md`, settled questions).

use keepnet::domain::customer::Customer;
use keepnet::domain::intake::{CustomerRow, PersonRow, Row};
use keepnet::repository::Repository;

use super::refusals;
use crate::repository::rows::{by_both, by_id, by_name, customer, document, rows, skipping_bad, take, take_with};
use crate::repository::{Place, add_customers, assert_healthy, count, date, dump};

/// Name, ids and number of documents of everyone in the book.
fn everyone(repository: &Repository) -> Vec<(String, Vec<String>, usize)> {
    let book = repository.load_book().unwrap();
    let ids = |customer: &Customer| customer.external_ids.iter().map(ToString::to_string).collect();
    book.customers().map(|customer| (customer.name.to_string(), ids(customer), book.series(customer.id).len())).collect()
}

fn one(name: &str, ids: &[&str], documents: usize) -> (String, Vec<String>, usize) {
    (name.to_owned(), ids.iter().map(|id| (*id).to_owned()).collect(), documents)
}

#[test]
fn an_id_counts_before_a_name_and_a_name_before_somebody_new() {
    let place = Place::new();
    let mut repository = place.open();
    let mut line = 0;
    let mut row = |who| {
        line += 1;
        document(line, who, &line.to_string(), "2026-01-05", 100)
    };
    let file = rows([
        row(by_both("1", "Acme")),
        // The id decides, whatever the name says.
        row(by_both("1", "Acme renamed")),
        // Names match whatever their case, width and spaces; endings do not.
        row(by_name("  ＡＣＭＥ ")),
        row(by_name("Acme Ltd")),
        // Another id under a known name is another firm.
        row(by_both("2", "Acme")),
        // A customer without an id takes the first that comes with its name.
        row(by_both("3", "acme ltd")),
        row(by_id("3")),
    ]);
    take(&mut repository, file).unwrap();
    assert_eq!(everyone(&repository), [one("Acme", &["1"], 3), one("Acme Ltd", &["3"], 3), one("Acme", &["2"], 1)]);
    let outcome = take(&mut repository, rows([document(9, by_name("Acme"), "9", "2026-01-05", 100)])).unwrap();
    assert_eq!(refusals(&outcome), ["9: customer: \"Acme\": 2 customers in the book have this name: add a column with their ids"]);
}

#[test]
fn a_customer_known_by_id_only_takes_the_first_real_name() {
    let place = Place::new();
    let mut repository = place.open();
    take(&mut repository, rows([document(1, by_id("2"), "1", "2026-01-05", 100)])).unwrap();
    assert_eq!(everyone(&repository), [one("Customer 2", &["2"], 1)]);
    let unnamed = dump(&place.book());
    let outcome = take(&mut repository, rows([customer(1, by_both("2", "Heron")), customer(2, by_both("2", "Gull"))])).unwrap();
    assert_eq!((outcome.imported.customers, outcome.updated), (0, 1));
    assert_eq!(everyone(&repository), [one("Heron", &["2"], 1)]);
    repository.undo().unwrap();
    assert_eq!(dump(&place.book()), unnamed);
}

#[test]
fn a_row_fills_in_what_is_missing_and_leaves_the_owners_entries() {
    let place = Place::new();
    let mut repository = place.open();
    let heron = add_customers(&mut repository, &["Heron"]).remove(0);
    let entered = Customer { trade: Some("boats".into()), ..heron.clone() };
    repository.apply(&crate::repository::edited(&heron, entered)).unwrap();
    let told = CustomerRow {
        trade: Some("ships".into()),
        source: Some("fair".into()),
        segment: Some("Clients".into()),
        notice_days: Some(30),
        archived: true,
        more_ids: vec!["H1".into()],
        person: Some(PersonRow { line: 1, name: "Ama".into(), ..PersonRow::default() }),
        ..customer(1, by_name("Heron"))
    };
    let file = || vec![Row::Customer(Box::new(told.clone_fresh()))];
    let outcome = take(&mut repository, file()).unwrap();
    assert_eq!((outcome.imported.customers, outcome.imported.people, outcome.imported.segments, outcome.updated), (0, 1, 1, 1));
    let book = repository.load_book().unwrap();
    let heron = book.customers().next().unwrap();
    assert_eq!((heron.trade.as_ref().unwrap().as_str(), heron.source.as_ref().unwrap().as_str()), ("boats", "fair"));
    assert_eq!((heron.notice_days, heron.archived), (Some(30), false));
    assert_eq!(heron.external_ids, ["H1".into()]);
    let again = take(&mut repository, file()).unwrap();
    assert_eq!((again.change, again.skipped_duplicates), (None, 1));
    repository.undo().unwrap();
    assert_eq!(everyone(&repository), [one("Heron", &[], 0)]);
    assert_healthy(&mut repository, "undone");
}

/// The same row as a file read again would give it: nobody looked up yet.
trait Fresh {
    fn clone_fresh(&self) -> Self;
}

impl Fresh for CustomerRow {
    fn clone_fresh(&self) -> CustomerRow {
        let who = keepnet::domain::intake::Who::new(self.who.id.clone(), self.who.name.clone());
        CustomerRow { who: who.into(), ..self.clone() }
    }
}

#[test]
fn keys_of_an_export_tell_namesakes_apart_and_are_kept_nowhere() {
    let place = Place::new();
    let mut repository = place.open();
    let file = |at: u64| rows([customer(at, by_both("keepnet#1", "Acme")), customer(at + 1, by_both("keepnet#2", "Acme"))]);
    assert_eq!(take(&mut repository, file(1)).unwrap().imported.customers, 2);
    // The documents come in a file of their own, in the same run.
    let documents = |at: u64| {
        rows([
            document(at, by_id("keepnet#2"), "1", "2026-01-05", 100),
            document(at + 1, by_id("keepnet#2"), "2", "2026-01-05", 100),
            document(at + 2, by_id("keepnet#1"), "1", "2026-01-05", 100),
        ])
    };
    take(&mut repository, documents(1)).unwrap();
    assert_eq!(everyone(&repository), [one("Acme", &[], 1), one("Acme", &[], 2)]);
    assert_eq!(count(&place.book(), "SELECT count(*) FROM external_id"), 0);
    repository.close().unwrap();
    // In another run the same key is somebody else's.
    let mut repository = place.open();
    take(&mut repository, rows([customer(1, by_both("keepnet#1", "Heron"))])).unwrap();
    assert_eq!(everyone(&repository).last(), Some(&one("Heron", &[], 0)));
}

#[test]
fn keys_outlive_a_refused_file_and_die_with_an_undone_one() {
    let place = Place::new();
    let mut repository = place.open();
    let people = || rows([customer(1, by_both("keepnet#1", "Acme")), customer(2, by_both("keepnet#2", "Acme"))]);
    take(&mut repository, people()).unwrap();
    let document = |at: u64, amount| document(at, by_id("keepnet#2"), "1", "2026-01-05", amount);
    let too_much = keepnet::domain::money::Minor::LARGEST + 1;
    assert_eq!(take(&mut repository, rows([document(1, too_much)])).unwrap().refused_count, 1);
    take(&mut repository, rows([document(1, 100)])).unwrap();
    assert_eq!(everyone(&repository), [one("Acme", &[], 0), one("Acme", &[], 1)]);
    repository.undo().unwrap();
    repository.undo().unwrap();
    assert_eq!(everyone(&repository), []);
    take(&mut repository, people()).unwrap();
    take(&mut repository, rows([document(1, 100)])).unwrap();
    assert_eq!(everyone(&repository), [one("Acme", &[], 0), one("Acme", &[], 1)]);
    assert_healthy(&mut repository, "imported anew");
}

fn child(at: u64, name: &str, parent: &str) -> CustomerRow {
    CustomerRow { parent: Some(by_name(parent)), ..customer(at, by_name(name)) }
}

#[test]
fn groups_are_linked_at_the_end_and_circles_are_refused() {
    let place = Place::new();
    let mut repository = place.open();
    // Harbour is named as a parent first, told of later; Quay is only ever named.
    let file = rows([child(1, "Boats", "Harbour"), child(2, "Harbour", "Quay")]);
    take(&mut repository, file).unwrap();
    let parents = |repository: &Repository| -> Vec<(String, Option<String>)> {
        let book = repository.load_book().unwrap();
        let name = |id| book.customer(id).unwrap().name.to_string();
        book.customers().map(|customer| (customer.name.to_string(), customer.parent.map(name))).collect()
    };
    let is = |name: &str, parent: Option<&str>| (name.to_owned(), parent.map(str::to_owned));
    assert_eq!(parents(&repository), [is("Boats", Some("Harbour")), is("Harbour", Some("Quay")), is("Quay", None)]);
    let before = dump(&place.book());
    let circle = || vec![rows([child(3, "Quay", "Boats"), child(4, "Reed", "Reed"), child(5, "Sedge", "Quay")])];
    let outcome = take_with(&mut repository, circle(), &keepnet::domain::intake::Terms::default()).unwrap();
    assert_eq!(
        refusals(&outcome),
        [
            "3: parent: \"Quay\": a customer cannot belong to itself, not even by way of others",
            "4: parent: \"Reed\": a customer cannot belong to itself, not even by way of others",
        ]
    );
    assert_eq!(dump(&place.book()), before);
    take_with(&mut repository, circle(), &skipping_bad()).unwrap();
    assert_eq!(parents(&repository)[2..], [is("Quay", None), is("Reed", None), is("Sedge", Some("Quay"))]);
    // A group the owner chose stays.
    take(&mut repository, rows([child(6, "Sedge", "Harbour")])).unwrap();
    assert_eq!(parents(&repository)[4], is("Sedge", Some("Quay")));
}

#[test]
fn people_are_matched_by_name_within_their_customer() {
    let place = Place::new();
    let mut repository = place.open();
    let person = |at, who: &str, role: Option<&str>| {
        Row::Person(Box::new(PersonRow {
            line: at,
            customer: by_name(who),
            name: "Ama Osei".into(),
            role: role.map(Into::into),
            left_on: role.map(|_| date("2026-02-01")),
            ..PersonRow::default()
        }))
    };
    let outcome = take(&mut repository, vec![person(1, "Heron", None), person(2, "Gull", None), person(3, "Heron", Some("owner"))]);
    assert_eq!(outcome.unwrap().imported.people, 2);
    let people = repository.load_book().unwrap().people;
    assert_eq!(people[0].role.as_ref().unwrap().as_str(), "owner");
    let outcome = take(&mut repository, vec![person(1, "Gull", Some("buyer")), person(2, "Heron", Some("cook"))]).unwrap();
    // Gull's gets a role; Heron's has one already.
    assert_eq!((outcome.updated, outcome.imported.people), (1, 0));
    let roles: Vec<String> =
        repository.load_book().unwrap().people.iter().map(|at| at.role.as_ref().unwrap().to_string()).collect();
    assert_eq!(roles, ["owner", "buyer"]);
    assert_eq!(dump(&place.book()).matches("Ama Osei").count(), 2);
}
