//! What the tab asks for, on a book of three.

use std::cell::RefCell;

use ratatui::layout::Rect;

use super::*;
use crate::domain::assessment::Assessment;
use crate::domain::book::Book;
use crate::domain::effort::{Effort, EffortKind};
use crate::domain::figures;
use crate::domain::id::{AssessmentId, EffortId};
use crate::domain::invoice::Kind;
use crate::domain::money::Minor;
use crate::domain::names::Names;
use crate::domain::record::{Rating, Records};
use crate::domain::roster;
use crate::domain::scores;
use crate::domain::series::{Entry, Series};
use crate::domain::settings::Settings;
use crate::ui::{Depth, Glyphs, Look, Mode, Theme};

const LOOK: Look = Look { theme: Theme { mode: Mode::Dark, depth: Depth::True }, glyphs: Glyphs { ascii: false } };

/// The tab with its book, and what a view of it needs.
struct Room {
    tab: Customers,
    book: Book,
    memory: RefCell<figures::Memory>,
    rosters: RefCell<roster::Memory>,
    scores: RefCell<scores::Memory>,
    beaches: RefCell<crate::domain::beach::Memory>,
}

impl Room {
    /// Ash, Birch and Cedar with 300, 200 and 100 in the year.
    fn of_three() -> Room {
        let customer = |(id, name): (i64, &str)| Customer { id: CustomerId(id), ..Customer::named(name.into()) };
        let customers = [(1, "Ash"), (2, "Birch"), (3, "Cedar")].map(customer);
        let day = "2026-11-01".parse::<chrono::NaiveDate>().unwrap().into();
        let paper = |id| Entry { day, minor: (4 - id) * 10_000, paid: None, kind: Kind::Invoice, rated: true };
        let series = [1, 2, 3].map(|id| (CustomerId(id), Series::pack(vec![paper(id)])));
        Room::of(Book::new(Settings::default(), customers.into(), series.into()))
    }

    fn of(book: Book) -> Room {
        let mut room = Room {
            tab: Customers::default(),
            book,
            memory: RefCell::default(),
            rosters: RefCell::default(),
            scores: RefCell::default(),
            beaches: RefCell::default(),
        };
        room.with(|tab, view| tab.book_changed(view, None));
        room
    }

    fn with<T>(&mut self, ask: impl FnOnce(&mut Customers, &View<'_>) -> T) -> T {
        let view = View {
            book: &self.book,
            today: "2026-11-22".parse().unwrap(),
            names: &Names::Plain,
            look: LOOK,
            area: Rect::new(0, 2, 100, 26),
            memory: &self.memory,
            rosters: &self.rosters,
            scores: &self.scores,
            beaches: &self.beaches,
        };
        ask(&mut self.tab, &view)
    }

    fn does(&mut self, action: Action) -> Vec<Effect> {
        self.with(|tab, view| tab.update(Event::Action(action), view))
    }

    fn customer(&self, id: i64) -> Customer {
        self.book.customer(CustomerId(id)).unwrap().clone()
    }
}

#[test]
fn keys_open_what_they_say_for_the_one_under_the_cursor_or_all_marked() {
    let mut room = Room::of_three();
    let (ash, birch) = (CustomerId(1), CustomerId(2));
    assert_eq!(room.does(Action::Add), [Effect::Open(Opening::AddCustomer(Vec::new()))]);
    assert_eq!(room.does(Action::Edit), [Effect::Open(Opening::EditCustomer(ash))]);
    assert_eq!(room.does(Action::Note), [Effect::Open(Opening::Note(ash))]);
    assert_eq!(room.does(Action::Tag), [Effect::Open(Opening::Tag(vec![ash]))]);
    assert_eq!(room.does(Action::Settings), [Effect::Open(Opening::Settings(Tab::Customers))]);
    room.does(Action::Mark);
    room.does(Action::Mark);
    assert_eq!(room.does(Action::Edit), [Effect::Open(Opening::EditCustomers(vec![ash, birch]))]);
    assert_eq!(room.does(Action::Tag), [Effect::Open(Opening::Tag(vec![ash, birch]))]);
    let away = |customer: Customer| Edit::of(customer.clone(), Customer { archived: true, ..customer });
    let edits = vec![away(room.customer(1)), away(room.customer(2))];
    assert_eq!(room.does(Action::Archive), [Effect::Save(Change::Customers(edits))]);
}

#[test]
fn the_order_is_remembered_and_comes_back() {
    let mut room = Room::of_three();
    assert_eq!(room.does(Action::ReverseSort), [Effect::Remember(SORT, "revenue+".to_owned())]);
    assert_eq!(room.tab.current(), Some(CustomerId(1)));
    assert_eq!(room.tab.list.rows, [3, 2, 1].map(CustomerId));
    let mut other = Room::of_three();
    other.tab.restore("nothing known");
    other.tab.restore("revenue+");
    other.with(|tab, view| tab.book_changed(view, None));
    assert_eq!(other.tab.list.rows, [3, 2, 1].map(CustomerId));
}

#[test]
fn a_customer_asked_for_by_name_is_found_wherever_it_is() {
    let mut room = Room::of_three();
    let birch = room.customer(2);
    room.book.replace_customer(CustomerId(2), Some(Customer { archived: true, ..birch }));
    // A change about an archived customer leaves the list as it is.
    room.with(|tab, view| tab.book_changed(view, Some(CustomerId(2))));
    assert_eq!((room.tab.current(), room.tab.list.rows.len()), (Some(CustomerId(1)), 2));
    // Going there shows it.
    room.with(|tab, view| tab.book_changed(view, Some(CustomerId(2))));
    assert_eq!((room.tab.current(), room.tab.list.rows.len()), (Some(CustomerId(2)), 3));
}

#[test]
fn what_cannot_work_says_why() {
    let mut empty = Room::of(Book::default());
    for action in [Action::Edit, Action::Note, Action::Tag, Action::Archive, Action::Mark, Action::Copy, Action::Sort, Action::Open]
    {
        let why = empty.with(|tab, view| tab.refuses(action, view));
        assert_eq!(why.as_deref(), Some("No customers yet. a adds one, : import brings a list."), "{action:?}");
    }
    assert_eq!(empty.with(|tab, view| tab.refuses(Action::Add, view)), None);
    let mut room = Room::of_three();
    assert_eq!(room.with(|tab, view| tab.refuses(Action::ShowArchived, view)).as_deref(), Some("No customer is archived."));
    assert_eq!(room.with(|tab, view| tab.refuses(Action::Edit, view)), None);
}

#[test]
fn a_group_is_told_with_its_members() {
    let mut room = Room::of_three();
    let cedar = room.customer(3);
    room.book.replace_customer(CustomerId(3), Some(Customer { parent: Some(CustomerId(1)), ..cedar }));
    room.with(|tab, view| tab.book_changed(view, None));
    let words = format!("{:?}", room.tab.sheet);
    assert!(words.contains("Group of 2") && words.contains("Cedar") && words.contains("$100"), "{words}");
}

#[test]
fn a_book_of_documents_alone_is_sorted_by_scores_without_making_any() {
    let mut room = Room::of_three();
    for look in ["margin-", "margin+", "fit-", "value-"] {
        room.tab.restore(look);
        room.with(|tab, view| tab.book_changed(view, None));
        assert_eq!(room.tab.list.rows, [1, 2, 3].map(CustomerId), "{look}");
    }
    assert!(format!("{:?}", room.scores).contains("kept: None"));
    // The order the scores would have come to.
    let by_scores = room.with(|tab, view| {
        let found = view.roster().finding(view.book, tab.filter.filter(), false);
        view.scores().ordering(view.book, &view.roster(), crate::domain::scores::Measure::Margin, false, &found)
    });
    assert_eq!(by_scores, room.tab.list.rows);
}

#[test]
fn what_is_rated_otherwise_than_the_numbers_say_is_marked() {
    let mut room = Room::of_three();
    let [day, quarter] = ["2026-06-01", "2026-10-01"].map(|day| day.parse::<chrono::NaiveDate>().unwrap());
    // Ash leaves 250 of 300, 83 %: a five.
    let spent = Effort {
        id: EffortId(1),
        customer: Some(CustomerId(1)),
        date: day,
        kind: EffortKind::Delivery,
        hours: None,
        cost: Some(Minor(5_000)),
        note: None,
        archived: false,
    };
    let mut rated = |margin| {
        let margin = Rating::new(margin);
        let answers = Assessment { id: AssessmentId(1), margin, ..Assessment::blank(CustomerId(1), quarter) };
        let fit = Rating::new(4);
        let records = Records {
            efforts: vec![spent.clone()].into(),
            assessments: vec![Assessment { fit, ..answers }].into(),
            ..Records::default()
        };
        room.book.take_records(records);
        room.with(|tab, view| tab.book_changed(view, None));
        format!("{:?}", room.tab.sheet).contains("you rate otherwise")
    };
    assert_eq!([rated(1), rated(5)], [true, false]);
}

#[test]
fn twenty_terms_of_its_own_tell_a_book_what_is_to_come() {
    use crate::domain::id::EngagementId;
    use crate::domain::work::{Engagement, Stage};

    let over = "2026-06-30".parse().ok();
    let term = |id| Engagement {
        id: EngagementId(id),
        customer: Some(CustomerId(1)),
        term_end: over,
        renewal: crate::domain::work::Renewal::of_word(if id > 5 { "renewed" } else { "ended" }),
        ..Engagement::blank(Stage::Booked)
    };
    let mut room = Room::of_three();
    let mut tells = |terms: i64| {
        let engagements: Vec<Engagement> = (1..=terms).map(term).collect();
        room.book.take_records(Records { engagements: engagements.into(), ..Records::default() });
        room.tab.restore("value-");
        room.with(|tab, view| tab.book_changed(view, None));
        (room.tab.list.widths.worth, room.with(|_, view| scored::scores(view).is_some()))
    };
    // Nineteen say no more than the owner's guess, of which there is none.
    assert_eq!([tells(19), tells(20)], [(false, false), (true, true)]);
}
