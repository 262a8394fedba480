//! The Customers tab with fit, mood, hours and referrals: columns, orders, filters, the detail, pictures.
//!
//! The sample book, to which answers, efforts, referrals and profiles are added the way the dashboard adds them. Hours
//! cost 40 each. In 12 months Harbourline Freight (142,300) took 400 hours and 20 unbilled, 6,000 of expenses and 1,200 to
//! win; Osei Dental Group (86,500) 100 hours, Fenwick Boats (11,600) 200.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use keepnet::domain::change::{Change, Edit};
use keepnet::domain::record::{Kind, Row, Value};
use keepnet::domain::settings::Name;
use keepnet::ui::Look;

use super::pictures::{LOOKS, SIZES, compare};
use super::stage::{DARK, Stage, setup, styles};

/// Rows of records about customers by name.
struct Draft {
    ids: BTreeMap<String, i64>,
    rows: Vec<Row>,
}

impl Draft {
    fn id(&self, name: &str) -> Value {
        Value::Number(*self.ids.get(name).unwrap_or_else(|| panic!("no {name}")))
    }

    fn row(&mut self, kind: Kind, fields: &[(&str, Value)]) {
        let row = fields.iter().fold(Row::blank(kind), |row, (field, value)| row.with(field, value.clone()));
        self.rows.push(row);
    }

    /// The two keys of a quarter; 0: not pressed.
    fn answer(&mut self, name: &str, quarter: &str, (fit, feel): (i64, i64), traits: &str) {
        let rating = |rating: i64| if rating == 0 { Value::Nothing } else { Value::Number(rating) };
        let traits = if traits.is_empty() { Value::Nothing } else { text(traits) };
        let customer = self.id(name);
        let fields = [
            ("customer", customer),
            ("quarter", text(quarter)),
            ("fit", rating(fit)),
            ("feel", rating(feel)),
            ("traits", traits),
            ("fit_confirmed", Value::Number(1)),
            ("mood_confirmed", Value::Number(1)),
        ];
        self.row(Kind::Assessment, &fields);
    }

    fn effort(&mut self, name: &str, kind: &str, hours: i64, cost: i64) {
        let customer = self.id(name);
        let number = |number: i64| if number == 0 { Value::Nothing } else { Value::Number(number) };
        let fields = [
            ("customer", customer),
            ("date", text("2026-06-01")),
            ("kind", text(kind)),
            ("hours", number(hours * 60)),
            ("cost", number(cost * 100)),
        ];
        self.row(Kind::Effort, &fields);
    }

    fn referral(&mut self, by: &str, who: Option<&str>, weight: i64) {
        let (by, who) = (self.id(by), who.map_or(Value::Nothing, |who| self.id(who)));
        let outcome = text(if who.is_nothing() { "word of mouth" } else { "won" });
        let weight = if weight == 0 { Value::Nothing } else { Value::Number(weight) };
        let fields =
            [("from_customer", by), ("customer", who), ("date", text("2026-01-05")), ("outcome", outcome), ("weight", weight)];
        self.row(Kind::Referral, &fields);
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// The sample book with records, and settings typed.
fn with(settings: &[(Name, &str)], fill: impl FnOnce(&mut Draft), look: Look) -> Stage {
    let stage = Stage::sample_looking(look);
    let mut window = setup(&stage.book()).open().unwrap();
    let book = window.load_book().unwrap();
    let ids = book.customers().map(|customer| (customer.name.to_string(), customer.id.0)).collect();
    let mut draft = Draft { ids, rows: Vec::new() };
    fill(&mut draft);
    let mut next = book.settings.clone();
    for (name, typed) in settings {
        next = next.enter(*name, typed).unwrap();
    }
    let changes = book.settings.changes_to(&next);
    if !changes.is_empty() {
        window.apply(&Change::Settings(changes)).unwrap();
    }
    window.apply(&Change::Records(draft.rows.into_iter().map(Edit::new).collect())).unwrap();
    window.close().unwrap();
    let mut stage = stage.again_looking(look);
    stage.pass(20_000);
    stage
}

/// Somebody in every state.
fn fill(draft: &mut Draft) {
    draft.answer("Harbourline Freight", "2026-07-01", (4, 4), "");
    draft.answer("Harbourline Freight", "2026-10-01", (4, 2), "tight");
    draft.answer("Osei Dental Group", "2026-10-01", (5, 5), "");
    draft.answer("Tallow & Pine", "2026-07-01", (5, 4), "");
    draft.answer("Northgate Council", "2026-10-01", (2, 3), "stagnant; boring");
    draft.answer("Brightwater Schools", "2026-10-01", (4, 0), "");
    draft.answer("Sable Coffee", "2026-10-01", (2, 5), "");
    draft.effort("Harbourline Freight", "delivery", 400, 6_000);
    draft.effort("Harbourline Freight", "unbilled", 20, 0);
    draft.effort("Harbourline Freight", "acquisition", 0, 1_200);
    draft.effort("Osei Dental Group", "delivery", 100, 0);
    draft.effort("Fenwick Boats", "delivery", 200, 0);
    draft.referral("Osei Dental Group", Some("Lumen Physio"), 1);
    draft.referral("Ashdown Vets", Some("Lumen Physio"), 2);
    draft.referral("Osei Dental Group", Some("Ashdown Vets"), 0);
    draft.referral("Osei Dental Group", None, 0);
    let customer = draft.id("Harbourline Freight");
    let fields = [
        ("customer", customer),
        ("integration", text("3")),
        ("pace", text("hurried")),
        ("need_state", text("aware")),
        ("preferences", text("Mail before ten, never on Fridays.")),
        ("best_work", Value::Number(1)),
        ("exclusive", Value::Number(1)),
        ("exclusive_reason", text("They pay for the whole depot app.")),
        ("exclusive_premium", Value::Number(1_500)),
        ("exclusive_ends", text("2026-06-30")),
    ];
    draft.row(Kind::Profile, &fields);
}

const SETTINGS: [(Name, &str); 2] = [(Name::HourCost, "40"), (Name::Renewal, "75")];

fn scored(look: Look) -> Stage {
    with(&SETTINGS, fill, look)
}

/// Cells of a customer's row, from its name on.
#[track_caller]
fn row(stage: &Stage, name: &str) -> String {
    let rows = stage.rows();
    let row = rows.iter().find(|row| row.chars().skip(1).take(40).collect::<String>().contains(name));
    let row = row.unwrap_or_else(|| panic!("no {name}:\n{}", stage.picture()));
    row.split('│').nth(1).unwrap().trim_start_matches(['▌', ' ']).trim_end().to_owned()
}

fn first(stage: &Stage) -> String {
    let rows = stage.rows();
    let at = rows.iter().position(|row| row.contains("   Name  ")).unwrap();
    let name: String = rows[at + 2].chars().skip(4).take(19).collect();
    name.trim().to_owned()
}

#[test]
fn pips_say_what_is_confirmed_carried_over_and_missing() {
    let mut stage = scored(DARK).sized(80, 24);
    for (name, cells) in [
        ("Harbourline Freight", "●●●●○  ●●○○○  142,300   23!"),
        ("Osei Dental Group", "●●●●●  ●●●●●   86,500   14"),
        ("Tallow & Pine", "○○○○○  ○○○○·   61,200   10"),
        ("Northgate Council", "●●○○○  ●●○○○   54,800    9"),
        ("Brightwater Schools", "●●●●○          48,600    8"),
        ("Kestrel Robotics", "               41,900    7"),
    ] {
        assert!(row(&stage, name).contains(cells), "{cells}:\n{}", stage.picture());
    }
    stage.resize(100, 36);
    stage.shows("○○○·· carried over from last quarter: f and m confirm");
}

#[test]
fn at_every_width_name_and_scores_stand_beside_the_money() {
    let mut stage = scored(DARK);
    for (width, height) in [(80, 24), (100, 30), (120, 36), (200, 60)] {
        stage.resize(width, height);
        for heading in ["Name", "Fit", "Mood", "12 mo", "%", "years", "Last"] {
            stage.shows(heading);
        }
    }
    // 142,300 less 6,000, 1,200 and 420 hours at 40: 118,300, which is 83.1 %; (142,300 - 6,000) / 420 an hour.
    stage.shows(" 118,300      83.1    324.52").shows("! over 1.25 times the hours their revenue calls for");
    // 420 of 720 hours and 142,300 of 612,400; 100 and 86,500.
    assert!(row(&stage, "Harbourline Freight").contains("2.51!"), "{}", stage.picture());
    assert!(row(&stage, "Osei Dental Group").contains("0.98 "), "{}", stage.picture());
    stage.resize(40, 12);
    stage.shows("▌  Harbourline Freight  142,300").hides("Fit");
    // Round the columns to fit, which takes the place of the money.
    stage.press("s*17").shows("by fit ↓").shows("Fit").hides("142,300");
}

#[test]
fn what_is_sorted_by_comes_on_screen_and_is_remembered() {
    let mut stage = scored(DARK).sized(80, 24);
    for (says, who) in [
        ("by share ↓", "Harbourline Freight"),
        ("by change ↓", "Osei Dental Group"),
        ("by last invoice ↓", "Old Mill Theatre"),
        ("by margin ↓", "Harbourline Freight"),
        ("by margin % ↓", "Osei Dental Group"),
        ("by rate per hour ↓", "Osei Dental Group"),
        ("by hours ↓", "Harbourline Freight"),
        ("by over-service ↓", "Fenwick Boats"),
        ("by relationship value ↓", "Harbourline Freight"),
    ] {
        stage.press("s g").shows(says);
        assert_eq!(first(&stage), who, "{says}");
    }
    stage.press("S").shows("by relationship value ↑");
    let mut stage = stage.again().sized(80, 24);
    stage.pass(1).shows("by relationship value ↑");
    stage.click("Fit").press("g").shows("by fit ↓");
    assert_eq!(first(&stage), "Osei Dental Group");
    // Sable and Northgate tie at two pips; the nine without any come last either way.
    stage.click("Fit").press("g").shows("by fit ↑");
    assert_eq!(first(&stage), "Northgate Council");
    stage.click("Mood").shows("by mood ↓");
}

#[test]
fn filters_ask_for_scores() {
    let mut stage = scored(DARK);
    for (filter, count) in [
        ("fit>=4", "4 of 16"),
        ("fit>=4 mood<3", "1 of 16"),
        ("is:unplaced", "11 of 16"),
        ("is:grinder", "1 of 16"),
        ("margin>80k", "2 of 16"),
        ("hours>=200", "2 of 16"),
        ("service>1.25", "2 of 16"),
        ("trait:tight", "1 of 16"),
    ] {
        stage.press("/").write(filter).shows(count);
        stage.press("esc");
    }
    stage.press("/").write("fit>9").shows("✗ fit is a number from 1 to 5, for example fit>=4");
}

#[test]
fn the_sentence_counts_grinders_and_the_unplaced() {
    scored(DARK).sized(120, 36).shows("top three 47%     1 grinder     11 unplaced");
    let stage = Stage::sample().sized(140, 36);
    stage.shows("16 unplaced     2 bought once     P places the unplaced");
}

#[test]
fn the_detail_says_fit_mood_and_money_in_words() {
    let mut stage = scored(DARK).sized(100, 90);
    for words in [
        "│ Fit          ●●●●○  good match │",
        // Tired, and tight with money: 25 less 10 is 15 points, two pips.
        "│ Mood              ●●○○○  tired │",
        "│                    was 4 in Q3 │",
        "│ Quadrant       Grinder: repair │",
        "was Keeper in Q3",
        "tight with money",
        // Margin 83.1 % is 5, over-service 2.51 is 1, sent nobody is 2: 95 of 200 points.
        "! your gut says 4, your",
        "Delivery                 400 h │",
        "Unbilled                  20 h │",
        "Expenses                $6,000 │",
        "Acquisition             $1,200 │",
        "$118,300, 83.1%",
        "$324.52",
        "2.51 !",
        "by your guess of 75% renewal",
        "3 built in",
        "hurried",
        "aware of it",
        "somebody to do your best work",
        "Mail before ten, never on",
        "ended 30 Jun 2026 !",
        "15% on top",
    ] {
        assert!(stage.picture().contains(words), "{words}:\n{}", stage.picture());
    }
    stage.press("down down").shows("carried over: f confirms").shows("carried over: m confirms");
    stage.shows("no hours of theirs logged").hides("$0");
}

#[test]
fn the_tree_shows_whom_they_sent() {
    let mut stage = scored(DARK).sized(100, 90);
    stage.press("down");
    // Lumen is owed to Osei by a third and to Ashdown by two. Margins of all years are revenue where no hours are logged.
    stage.shows("├ Ashdown Vets").shows("│ └ Lumen Phys… (67%)").shows("└ Lumen Physio (33%)").shows("Word of mouth");
    stage.shows("Worth of the tree");
    stage.press("G").press("/").write("lumen").press("enter").shows("Ashdown Vets (67%)").shows("Osei Dental Group");
}

#[test]
fn what_is_missing_is_named_with_its_key() {
    let mut stage = Stage::sample().sized(100, 60);
    stage.shows("none: f rates it").shows("none: m rates it").hides("Effort and cost").hides("Relationship").hides("Quadrant");
    stage.press("G");
    let stage = with(&[], |draft| draft.effort("Osei Dental Group", "delivery", 100, 0), DARK).sized(100, 60);
    stage.shows("no hours of theirs logged").shows("value: needs your guess of how");
    let mut stage = stage;
    stage.press("down").shows("what an hour costs is not set").hides("Margin  ");
    let stage = with(&[], |draft| draft.effort("Osei Dental Group", "delivery", 0, 500), DARK).sized(100, 60);
    stage.shows("no hours logged: margin").shows("out cost to serve");
}

#[test]
fn hostile_names_stay_inside_the_tree() {
    let mut stage = scored(DARK);
    let path = stage.book();
    let odd = format!("{}\u{1b}[31m\u{202e}株式会社", "x".repeat(300));
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute("UPDATE customer SET name = ?1 || id, name_key = ?1 || id", [&odd]).unwrap();
    drop(conn);
    stage = stage.again();
    for (width, height) in [(100, 60), (140, 60), (60, 60), (40, 20)] {
        stage.resize(width, height);
        stage.press("g enter down esc down enter");
        for cell in &stage.buffer().content {
            assert!(!cell.symbol().contains(|letter: char| letter.is_control() || letter == '\u{202e}'), "{:?}", cell.symbol());
        }
        for y in 4..height - 3 {
            let edge = stage.buffer()[(width - 1, y)].symbol();
            assert!(["│", "╮", "╯"].contains(&edge), "{edge:?} in row {y}:\n{}", stage.picture());
        }
        stage.press("esc");
    }
}

#[test]
fn discreet_mode_hides_who_sent_them_and_what_was_agreed() {
    let mut stage = scored(DARK).sized(100, 90);
    stage.press("down D").shows("Osei Dental Group").shows("├ Customer ").hides("Ashdown").hides("Lumen");
    stage.press("up").hides("Mail before ten").hides("depot app");
}

#[test]
fn the_list_looks_as_it_did() {
    let scenes: [(&str, &str); 3] = [("scored", ""), ("scored-detail", "enter"), ("scored-margin", "s s s s")];
    let mut differing = Vec::new();
    for (name, keys) in scenes {
        let mut paint = |file: String, look: Look, (width, height): (u16, u16)| {
            let mut stage = scored(look).sized(width, height);
            stage.press(keys);
            differing.extend(compare(&file, &format!("{}\n{}", stage.picture(), styles(stage.buffer()))));
        };
        for (width, height) in SIZES {
            paint(format!("customers-{name}-{width}x{height}.txt"), DARK, (width, height));
        }
        for (word, look) in LOOKS {
            paint(format!("customers-{name}-{word}.txt"), look, (120, 36));
        }
    }
    assert!(differing.is_empty(), "{} pictures differ, first:\n{}", differing.len(), differing[0]);
}
