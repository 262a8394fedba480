//! What a window learns of another one on the same book, and edits of both that meet (`reliability.md` R7); the long run
//! of both is in `promises`.

use keepnet::domain::book::Book;
use keepnet::domain::change::{Change, Edit, Touched};
use keepnet::domain::customer::{Customer, Person, Segment, SegmentKind};
use keepnet::domain::id::{ChangeId, CustomerId, PersonId, SegmentId};
use keepnet::domain::settings::Name;
use keepnet::domain::text::Line;
use keepnet::repository::{Kind, Repository};

use super::rows::{by_name, document, rows, take};
use super::{Place, add_customers, dump, edited, set};

/// A window: the book's file, the book in memory, and the newest step that is in it.
pub(super) struct Window {
    pub(super) repository: Repository,
    pub(super) book: Book,
    last: ChangeId,
}

impl Window {
    pub(super) fn open(place: &Place) -> Window {
        let repository = place.open();
        let last = repository.last_change().unwrap();
        let book = repository.load_book().unwrap();
        Window { repository, book, last }
    }

    /// What the dashboard does at every event. What the other window did, if anything.
    pub(super) fn look(&mut self) -> Option<Touched> {
        if !self.repository.moved().unwrap() {
            return None;
        }
        let touched = self.repository.touched_since(self.last).unwrap();
        self.repository.reload(&mut self.book, &touched).unwrap();
        self.last = touched.change.unwrap_or(self.last);
        Some(touched)
    }

    /// What it does after an edit of its own.
    pub(super) fn take(&mut self, touched: &Touched) {
        self.repository.reload(&mut self.book, touched).unwrap();
        self.last = touched.change.unwrap_or(self.last);
    }

    fn apply(&mut self, change: &Change) -> Touched {
        let touched = self.repository.apply(change).unwrap();
        self.take(&touched);
        touched
    }

    fn customer(&self, name: &str) -> Customer {
        self.book.customers().find(|customer| customer.name.as_str() == name).unwrap().clone()
    }

    /// Whether the book in memory is the one in the file.
    pub(super) fn assert_current(&self, when: &str) {
        let fresh = self.repository.load_book().unwrap();
        assert!(self.book.customers().eq(fresh.customers()), "{when}: customers");
        assert_eq!((&self.book.settings, &self.book.rates), (&fresh.settings, &fresh.rates), "{when}");
        assert_eq!((&self.book.people, &self.book.segments), (&fresh.people, &fresh.segments), "{when}");
        for customer in fresh.customers() {
            assert_eq!(self.book.series(customer.id), fresh.series(customer.id), "{when}: documents of {}", customer.name);
        }
    }
}

fn tags(all: &[&str]) -> Vec<Line> {
    all.iter().map(|tag| (*tag).into()).collect()
}

#[test]
fn own_edits_are_no_news_and_another_windows_are_once() {
    let place = Place::new();
    let (mut left, mut right) = (Window::open(&place), Window::open(&place));
    add_customers(&mut left.repository, &["Heron", "Gull"]);
    set(&mut left.repository, Name::Reserve, "60k");
    assert!(left.look().is_none());
    let touched = right.look().unwrap();
    assert_eq!(touched.words, "Another window: Set reserve $60,000 (was not set)");
    assert_eq!((touched.customers.as_slice(), touched.settings), ([CustomerId(1), CustomerId(2)].as_slice(), true));
    assert_eq!((touched.change, touched.everything), (Some(ChangeId(2)), false));
    assert!(right.look().is_none());
    right.assert_current("after the news");
    // Undo is news like any edit.
    left.repository.undo().unwrap();
    let touched = right.look().unwrap();
    assert_eq!(touched.words, "Another window: Undone: Set reserve $60,000 (was not set)");
    assert_eq!((touched.customers.len(), touched.settings), (0, true));
    right.assert_current("after the undo");
}

#[test]
fn a_step_of_the_other_window_before_an_own_one_is_not_missed() {
    let place = Place::new();
    let (mut left, mut right) = (Window::open(&place), Window::open(&place));
    add_customers(&mut left.repository, &["Heron"]);
    // Written before anybody asked whether the book moved.
    right.apply(&Change::Customers(vec![Edit::new(Customer::named("Gull".into()))]));
    assert_eq!(right.last, ChangeId(2));
    let touched = right.look().unwrap();
    assert_eq!((touched.customers.as_slice(), touched.words.as_str()), ([CustomerId(1)].as_slice(), "Another window: Added Heron"));
    right.assert_current("after both");
}

#[test]
fn documents_people_and_ids_name_whose_they_are() {
    let place = Place::new();
    let mut left = Window::open(&place);
    take(&mut left.repository, rows([document(1, by_name("Heron"), "1", "2026-01-05", 5_000)])).unwrap();
    add_customers(&mut left.repository, &["Gull"]);
    let mut right = Window::open(&place);
    let invoice = left.repository.invoices().next().unwrap().unwrap();
    let moved = keepnet::domain::invoice::Invoice { customer: CustomerId(2), ..invoice.clone() };
    left.repository.apply(&Change::Invoice(Edit::of(invoice, moved))).unwrap();
    let touched = right.look().unwrap();
    // Both: it went from one to the other.
    assert_eq!((touched.series.as_slice(), touched.invoices.len()), ([CustomerId(1), CustomerId(2)].as_slice(), 1));
    let named = right.customer("Heron");
    left.repository.apply(&edited(&named, Customer { external_ids: tags(&["H1"]), ..named.clone() })).unwrap();
    left.repository.apply(&Change::Person(Edit::new(ama(CustomerId(1))))).unwrap();
    let touched = right.look().unwrap();
    assert_eq!((touched.customers.as_slice(), touched.people.as_slice()), ([CustomerId(1)].as_slice(), [PersonId(1)].as_slice()));
    right.assert_current("after all");
}

#[test]
fn an_import_of_the_other_window_its_undo_and_very_many_rows_mean_everything() {
    let place = Place::new();
    let (mut left, mut right) = (Window::open(&place), Window::open(&place));
    take(&mut left.repository, rows([document(1, by_name("Heron"), "1", "2026-01-05", 5_000)])).unwrap();
    assert!(right.look().unwrap().everything);
    right.assert_current("after the import");
    left.repository.undo().unwrap();
    assert!(right.look().unwrap().everything);
    right.assert_current("after its undo");
    let many = |from: usize, count: usize| {
        Change::Customers((from..from + count).map(|at| Edit::new(Customer::named(format!("C{at}").as_str().into()))).collect())
    };
    left.repository.apply(&many(0, 1_000)).unwrap();
    let touched = right.look().unwrap();
    assert_eq!((touched.everything, touched.customers.len()), (false, 1_000));
    assert_eq!(touched.words, "Another window: Added 1000 customers");
    left.repository.apply(&many(1_000, 1_001)).unwrap();
    assert!(right.look().unwrap().everything);
    right.assert_current("after very many");
}

#[test]
fn a_restore_of_the_other_window_and_its_undo_are_noticed_whatever_the_ids_are_then() {
    let place = Place::new();
    let mut left = Window::open(&place);
    add_customers(&mut left.repository, &["Heron"]);
    let copy = left.repository.back_up(Some(&place.folder.path().join("monday.keepnet"))).unwrap();
    add_customers(&mut left.repository, &["Gull"]);
    add_customers(&mut left.repository, &["Reed"]);
    let mut right = Window::open(&place);
    left.repository.restore(&copy).unwrap();
    assert!(!left.repository.moved().unwrap());
    // As many steps as there were before.
    add_customers(&mut left.repository, &["Wren"]);
    let touched = right.look().unwrap();
    assert_eq!((touched.everything, touched.words.as_str()), (true, "Another window: Added Wren"));
    right.assert_current("after the restore");
    // The one that was Gull's or Reed's is nobody's again.
    assert_eq!(right.customer("Wren").id, CustomerId(4));
    left.repository.undo().unwrap();
    assert!(left.repository.undo().unwrap().everything);
    assert!(right.look().unwrap().everything);
    right.assert_current("after the restore was undone");
    assert_eq!(right.customer("Reed").id, CustomerId(3));
    assert!(right.look().is_none());
}

#[test]
fn another_file_in_the_place_of_the_book_is_said_once() {
    let place = Place::new();
    let mut window = Window::open(&place);
    std::fs::rename(place.book(), place.folder.path().join("moved.keepnet")).unwrap();
    assert!(window.repository.moved().unwrap());
    let error = window.repository.touched_since(window.last).unwrap_err();
    assert!(error.what.ends_with("was replaced or moved while it was open."), "{error}");
    assert!(!window.repository.moved().unwrap());
}

#[test]
fn edits_of_different_fields_and_tags_of_both_windows_are_all_kept() {
    let place = Place::new();
    let mut left = Window::open(&place);
    add_customers(&mut left.repository, &["Osei Dental"]);
    let mut right = Window::open(&place);
    let seen = right.customer("Osei Dental");
    left.repository.apply(&edited(&seen, Customer { trade: Some("dentist".into()), tags: tags(&["a"]), ..seen.clone() })).unwrap();
    // The right window has not looked since.
    let touched = right.apply(&edited(&seen, Customer { notice_days: Some(30), tags: tags(&["b"]), ..seen.clone() }));
    assert_eq!(touched.words, "Osei Dental: tags a; b (was a), notice 30 days (was none)");
    let merged = Customer { trade: Some("dentist".into()), notice_days: Some(30), tags: tags(&["a", "b"]), ..seen };
    assert_eq!(right.customer("Osei Dental"), merged);
    // The same once more changes nothing and is no step.
    assert_eq!(right.repository.apply(&edited(&merged, merged.clone())).unwrap().change, None);
}

/// Applies what another window's edit stands against; the sentence. The book stays as it was.
fn moved(place: &Place, repository: &mut Repository, change: &Change) -> String {
    let before = dump(&place.book());
    let error = repository.apply(change).unwrap_err();
    assert_eq!(error.kind, Kind::Moved);
    assert_eq!(error.safe, "What you typed is still here; nothing was overwritten.");
    assert_eq!(error.next, "Look at both and save again.");
    assert_eq!(dump(&place.book()), before);
    error.what
}

fn ama(customer: CustomerId) -> Person {
    let (role, email, phone, left_on) = (None, None, None, None);
    Person { id: PersonId(0), customer, name: "Ama".into(), role, sponsor: false, email, phone, left_on }
}

#[test]
fn the_same_field_is_not_overwritten_and_said_in_the_owners_words() {
    let place = Place::new();
    let (mut left, mut right) = (place.open(), place.open());
    let seen = add_customers(&mut left, &["Osei Dental", "Heron"]);
    let note = |text: &str| Customer { note: Some(text.into()), ..seen[0].clone() };
    left.apply(&edited(&seen[0], note("left"))).unwrap();
    // One of a group that clashes: none of it is written.
    let group = Change::Customers(vec![
        Edit::of(seen[1].clone(), Customer { archived: true, ..seen[1].clone() }),
        Edit::of(seen[0].clone(), note("right")),
    ]);
    assert_eq!(moved(&place, &mut right, &group), "Osei Dental: note was changed by another window meanwhile.");
    // The same value is no clash.
    assert_eq!(right.apply(&edited(&seen[0], note("left"))).unwrap().change, None);

    left.apply(&Change::Person(Edit::new(ama(seen[0].id)))).unwrap();
    let person = Person { id: PersonId(1), ..ama(seen[0].id) };
    let role = |role: &str| Change::Person(Edit::of(person.clone(), Person { role: Some(role.into()), ..person.clone() }));
    left.apply(&role("owner")).unwrap();
    assert_eq!(moved(&place, &mut right, &role("buyer")), "Ama: role was changed by another window meanwhile.");
    let sponsor = Person { sponsor: true, ..person.clone() };
    right.apply(&Change::Person(Edit::of(person.clone(), sponsor))).unwrap();
    let known = &right.load_book().unwrap().people[0];
    assert_eq!((known.sponsor, known.role.as_ref().map(Line::as_str)), (true, Some("owner")));

    let fresh = Segment {
        id: SegmentId(0),
        name: "Clinics".into(),
        kind: SegmentKind::Client,
        criteria: None,
        channels: None,
        phrases: None,
        archived: false,
    };
    left.apply(&Change::Segment(Edit::new(fresh.clone()))).unwrap();
    let segment = Segment { id: SegmentId(1), ..fresh };
    let phrases =
        |text: &str| Change::Segment(Edit::of(segment.clone(), Segment { phrases: Some(text.into()), ..segment.clone() }));
    left.apply(&phrases("one")).unwrap();
    assert_eq!(moved(&place, &mut right, &phrases("two")), "Segment Clinics: phrases were changed by another window meanwhile.");

    take(&mut left, rows([document(1, by_name("Heron"), "1002", "2026-01-05", 5_000)])).unwrap();
    let invoice = left.invoices().next().unwrap().unwrap();
    let amount = |minor: i64| {
        let after = keepnet::domain::invoice::Invoice { amount: keepnet::domain::money::Minor(minor), ..invoice.clone() };
        Change::Invoice(Edit::of(invoice.clone(), after))
    };
    left.apply(&amount(6_000)).unwrap();
    let said = "Invoice 1002 of Heron: amount was changed by another window meanwhile.";
    assert_eq!(moved(&place, &mut right, &amount(7_000)), said);
}

#[test]
fn undo_says_where_to_go_and_when_the_other_window_stands_in_its_way() {
    let place = Place::new();
    let (mut left, mut right) = (place.open(), place.open());
    let seen = add_customers(&mut left, &["Osei Dental", "Heron"]);
    let archived = |at: usize| Customer { archived: true, ..seen[at].clone() };
    left.apply(&edited(&seen[1], archived(1))).unwrap();
    assert_eq!(left.undo().unwrap().customers, [seen[1].id]);
    assert_eq!(left.redo().unwrap().customers, [seen[1].id]);
    // The other window gave another field of the same row a value.
    right.apply(&edited(&seen[1], Customer { notice_days: Some(5), ..seen[1].clone() })).unwrap();
    let error = left.undo().unwrap_err();
    assert_eq!(error.what, "Something this step touched was changed again since, by another window.");
    assert_eq!((error.kind, error.safe.as_str()), (Kind::Refused, "Nothing was changed."));
    right.undo().unwrap();
    assert_eq!(left.undo().unwrap().customers, [seen[1].id]);
    let error = right.undo().unwrap_err();
    assert_eq!((error.what.as_str(), error.next.as_str()), ("There is nothing to undo.", "The history shows what was done."));
}
