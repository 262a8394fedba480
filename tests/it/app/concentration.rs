//! The Concentration tab: its figures, its what-if, its keys, and what it says where something is missing.
//!
//! Figures of the sample are those of its pictures; F1 is the fixture of the metrics, worked out by hand there.

#![allow(clippy::unwrap_used)]

use keepnet::app::msg::{Input, Request};
use keepnet::ui::{Glyphs, Look, Mode, Theme};

use super::stage::{DARK, Stage};
use crate::harness::{BOOK, Desk};

/// F1: 100,000 in the last twelve months, and one older document so that the history is not short.
const F1: [(&str, &str, i64); 7] = [
    ("Alder", "2026-06-01", 48_000),
    ("Birch", "2026-06-01", 24_000),
    ("Cedar", "2026-06-01", 12_000),
    ("Dogwood", "2026-06-01", 9_000),
    ("Elm", "2026-06-01", 6_000),
    ("Fir", "2026-06-01", 1_000),
    ("Alder", "2025-01-01", 1),
];

/// The tab on the book of a desk.
fn tab(desk: &Desk) -> Stage {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(BOOK), desk.read(BOOK)).unwrap();
    let mut stage = Stage::open(folder, DARK).sized(120, 36);
    stage.press("3");
    stage
}

fn with_money(documents: &[(&str, &str, i64)]) -> Desk {
    let desk = Desk::with(documents);
    desk.keepnet(&["set", "outgo", "6500"]).fine();
    desk.keepnet(&["set", "reserve", "18000"]).fine();
    desk
}

fn sample() -> Stage {
    let mut stage = Stage::sample().sized(120, 36);
    stage.press("3");
    stage
}

/// The row of the list that names somebody.
fn row(stage: &Stage, name: &str) -> String {
    let rows = stage.rows();
    let list = rows.iter().map(|row| row.chars().take(77).collect::<String>());
    list.filter(|row| row.starts_with('│'))
        .find(|row| row.contains(name))
        .unwrap_or_else(|| panic!("no {name}:\n{}", stage.picture()))
}

#[test]
fn the_sample_reads_as_in_its_picture() {
    let stage = sample();
    stage.shows("Your book behaves like 8.7 equal customers   biggest 23% ! over your limit   top three 47%   top five 64%");
    let first = row(&stage, "Harbourline Freight");
    assert!(first.starts_with("│▌  Harbourline Freight █over your limit█") && first.contains("142,300  23.2 !    23.2"), "{first}");
    assert!(row(&stage, "Osei Dental Group").contains("over 10%    86,500  14.1 ·    37.4"), "{}", stage.picture());
    assert!(row(&stage, "All 16").contains("612,400 100.0"));
    let rows = stage.rows();
    let at = |text: &str| rows.iter().position(|row| row.contains(text)).unwrap();
    assert_eq!(at("80% of revenue"), at("Ashdown Vets") + 1, "eight of them bring 80%");
    assert_eq!(at("Lumen Physio"), at("80% of revenue") + 1);
    stage.shows("8 of 16").shows("last 12 months").shows("1 of 16").shows("sum %  ├");
    Stage::sample().sized(140, 40).press("3").shows("moderate, HHI 1,144");
}

#[test]
fn losing_the_biggest_of_the_sample_is_told_before_and_after_it_is_counted_out() {
    let mut stage = sample();
    let figures = [
        "−$142,300",
        "Revenue now                  $612,400",
        "Revenue after                $470,100",
        "Change                         −23.2%",
        "Goes out a month              $42,000",
        "Set aside                     $60,000",
        "Money lasts               21.2 months",
        "✓ enough, you want 6",
        "4.5 average customers",
        "Osei Dental Group 18.4%",
        "9.8 equal ones",
    ];
    stage.shows("Space counts out").hides("✕");
    for figure in figures {
        stage.shows(figure);
    }
    stage.press("space").shows("✕ marked 1").shows("✕ Harbourline Freight");
    for figure in figures {
        stage.shows(figure);
    }
    let lost = row(&stage, "Harbourline Freight");
    assert!(lost.starts_with("│▌✕ Harbourline Freight ░over your limit░"), "{lost}");
    // The other one as well: 612,400 - 142,300 - 86,500.
    stage.press("down space").shows("✕ marked 2").shows("$383,600");
    stage.press("space").shows("✕ marked 1").shows("$470,100");
    stage.press("c").hides("✕").shows("−$86,500");
}

#[test]
fn moving_the_cursor_tells_of_the_one_under_it() {
    let mut stage = sample();
    stage.press("down*2").shows("Tallow & Pine                −$61,200").shows("$551,200");
    stage.press("G").shows("16 of 16").shows("Juniper Florist               −$2,000");
    stage.press("g").shows("1 of 16");
    stage.press("pagedown pageup k").shows("1 of 16");
    // 612,400 - 2,000 still covers 504,000 a year.
    stage.press("end").shows("income covers it");
}

#[test]
fn the_worked_example_of_the_metrics_holds() {
    let mut stage = tab(&with_money(&F1));
    stage.shows("behaves like 3.2 equal customers").shows("biggest 48% ! over your limit   top three 84%   top five 99%");
    stage.shows("3 of 6").shows("Money lasts                8.3 months").shows("✓ enough");
    assert!(row(&stage, "Alder").contains("danger") && row(&stage, "Alder").contains("48.0 !!"), "{}", row(&stage, "Alder"));
    assert!(row(&stage, "Birch").contains("over your limit") && row(&stage, "Birch").contains("24.0 !"));
    assert!(row(&stage, "Cedar").contains("over 10%"));
    // Birch alone: 108.0 months; both: 4.3, too short.
    stage.press("down").shows("108.0 months");
    stage.press("up space down space").shows("4.3 months").shows("✗ too short, you want 6");
    // All six: 18,000 over 6,500 is 2.8 months, and nobody is left.
    stage.press("down space down space down space down space").shows("2.8 months").shows("Nobody with revenue would be left.");
}

#[test]
fn notice_and_a_short_history_are_told() {
    let desk = with_money(&F1);
    desk.write("customers.csv", "customer,notice_days\nAlder,30\n");
    desk.keepnet(&["import", "customers.csv"]).fine();
    // 30 days are 0.986 months: (18,000 + 0.986 x 1,833.33) / 2,166.67 = 9.14 more.
    tab(&desk).shows("10.1 months").shows("Their notice is counted").hides("Short history");
    // Without the older document the history begins on 1 June: five full months up to 22 November.
    let young = tab(&with_money(&F1[..6]));
    young.shows("Short history: income is").shows("over 5 months").hides("notice is counted");
}

#[test]
fn a_group_counts_once_and_can_be_looked_into() {
    let desk = Desk::with(&F1);
    desk.write("customers.csv", "customer,parent\nElm,Birch\n");
    desk.keepnet(&["import", "customers.csv"]).fine();
    let mut stage = tab(&desk);
    // Birch with Elm 30,000; grouped the metrics give 2.92.
    stage.shows("behaves like 2.9 equal customers").shows("All 5");
    assert!(row(&stage, "Birch").contains("Birch group of 2") && row(&stage, "Birch").contains("30,000  30.0"));
    stage.press("down enter").shows("▸ Birch").shows("24,000   80.0%").shows("6,000   20.0%").shows("count once");
    stage.press("esc").shows("What if I lost").hides("▸ Birch");
    stage.press("enter down enter");
    stage.hides("Your book behaves");
}

#[test]
fn enter_goes_to_the_customer_and_escape_goes_one_step_back() {
    let mut stage = sample();
    stage.press("space tab").shows("▸ What if I lost…");
    stage.press("esc").shows("▸ Concentration").shows("✕ marked 1");
    stage.press("esc").hides("✕ marked 1");
    stage.press("esc").shows("▸ Concentration");
    stage.press("enter").hides("behaves like");
}

#[test]
fn periods_follow_each_other_and_the_what_if_stays_over_the_year() {
    let mut stage = sample();
    stage
        .press("space p")
        .shows("last 3 months")
        .shows("3 mo")
        .shows("✕ marked 1")
        .shows("Over the last 12 months:")
        .shows("$470,100");
    stage.press("p").shows("─ last month ─");
    stage.press("p").shows("all years").shows("$470,100");
    stage.press("p").shows("last 12 months").hides("Over the last 12 months:").shows("✕ marked 1");
    stage.press("p r").shows("last 12 months").hides("✕ marked 1");
}

#[test]
fn who_brought_nothing_this_year_cannot_be_counted_out() {
    let mut stage = tab(&with_money(&[("Alder", "2026-06-01", 100), ("Birch", "2025-01-01", 900)]));
    stage.press("p p p").shows("all years");
    stage.press("g").shows("Nothing came from them in the last 12");
    stage.press("space");
    stage.shows("Birch brought nothing in the last 12 months: losing them changes nothing.").hides("✕");
    stage.press("j space").shows("✕ marked 1");
}

#[test]
fn without_settings_it_says_what_is_missing_and_the_key_for_it() {
    let desk = Desk::with(&F1);
    let words = |stage: Stage| stage.picture().replace(['│', '\n'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let said = |desk: &Desk, text: &str| {
        let stage = tab(desk);
        let aside: String = stage.rows().iter().map(|row| row.chars().skip(78).collect::<String>() + "\n").collect();
        let aside = aside.replace(['│', '\n'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(aside.contains(text), "{text:?} is not in {aside}");
        words(stage)
    };
    assert!(!said(&desk, "needs what goes out in a month and what you have set aside: , adds them.").contains("Money lasts"));
    desk.keepnet(&["set", "outgo", "6500"]).fine();
    said(&desk, "needs what you have set aside: , adds it.");
    desk.keepnet(&["set", "reserve", "18000"]).fine();
    assert!(said(&desk, "Money lasts").contains("8.3 months"));
}

#[test]
fn a_spike_is_told_from_an_alarm() {
    let names = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gull", "Hazel", "Ivy", "Jay"];
    let mut documents: Vec<(&str, &str, i64)> = names.iter().map(|name| (*name, "2026-09-15", 100)).collect();
    let calm = tab(&Desk::with(&documents));
    calm.shows("Nobody is over your limit of 20%.").shows("biggest 10%   ").hides("10% !");
    documents.push(("Alder", "2026-11-10", 30));
    // The last month is all Alder's; of 3 months, 12 and all years 130 in 1,030.
    let stage = tab(&Desk::with(&documents));
    stage.shows("a spike, not yet a").shows("1 month   Alder").shows("100.0%!").shows("12.6%").hides("12.6%!");
    sample().shows("! Harbourline Freight is over your").shows("16.5%").shows("24.5%!");
}

#[test]
fn net_credits_and_those_without_revenue_are_named() {
    let mut documents = F1.to_vec();
    documents[5] = ("Fir", "2026-06-01", -2_000);
    documents.extend([("Gull", "2026-06-01", 50), ("Gull", "2026-06-02", -50)]);
    let stage = tab(&Desk::with(&documents));
    // F1b: shares of 99,000, the plain total is 97,000.
    assert!(row(&stage, "Alder").contains("48.5") && row(&stage, "All 6").contains("97,000 100.0"), "{}", stage.picture());
    assert!(row(&stage, "Fir").contains("net credit") && row(&stage, "Fir").contains("-2,000   0.0"), "{}", stage.picture());
    stage
        .shows("Shares are of the revenue without 1 net credit.")
        .shows("1 customer with documents in this period brought nothing.");
}

#[test]
fn an_old_book_shows_all_years_and_says_so() {
    let mut stage = tab(&Desk::with(&[("Alder", "1998-05-06", 300), ("Birch", "1997-01-01", 100)]));
    stage.shows("all years").shows("Nothing since 6 May 1998, so all years are shown.").shows("75.0");
    // A key that would seem to do nothing says why.
    stage.press("p").shows("Nothing in the last 3 months: all years are shown instead.");
    stage.press("p p").shows("all years");
    stage.pass(9_000).hides("shown instead");
    tab(&Desk::with(&[("Alder", "2026-05-06", 300)])).shows("Everything hangs on Alder").hides("Nothing since");
}

#[test]
fn an_empty_book_says_what_goes_here_and_refuses_the_rest() {
    let desk = Desk::new();
    desk.write("customers.csv", "customer\nAlder\n");
    desk.keepnet(&["import", "customers.csv"]).fine();
    let mut stage = tab(&desk);
    stage.shows("Add revenue to see who you lean on.").shows(": import").hides("What if I lost");
    stage.press("space").shows("There is no revenue in your book yet.");
    stage.press("c").shows("Nobody is counted out.");
    stage.press("down pagedown G tab enter y p esc").shows("Add revenue");
}

#[test]
fn the_cursor_and_the_lost_are_kept_by_id_when_the_book_moves() {
    let mut stage = tab(&with_money(&F1));
    stage.press("space down space down").shows("✕ marked 2").shows("3 of 6");
    let beside = Desk::new();
    let book = stage.book();
    let import = |rows: &str| {
        beside.write("more.csv", format!("number,customer,date,amount\n{rows}"));
        beside.bare(&["--book", book.to_str().unwrap(), "--today", crate::harness::TODAY, "import", "more.csv"]).fine();
    };
    // Cedar becomes the biggest: the cursor goes with it. Alder's revenue is credited in full: nobody to lose.
    import("90,Cedar,2026-11-01,90000.00\n91,Alder,2026-11-01,-48000.00\n");
    stage.press("tab tab tab").shows("1 of 5").shows("✕ marked 1").shows("✕ Birch");
    assert!(row(&stage, "Cedar").starts_with("│▌"), "{}", stage.picture());
}

#[test]
fn copies_name_the_figures() {
    let mut stage = sample();
    stage.press("y");
    let first = "Harbourline Freight: $142,300 in the last 12 months, 23.2%\n";
    assert_eq!(stage.asked(), [Request::Copy(first.to_owned())]);
    stage.press("space y");
    let lost = "Without Harbourline Freight: $470,100 left of $612,400 (-23.2%); money lasts: 21.2 months, enough\n";
    assert_eq!(stage.asked()[1], Request::Copy(format!("{first}{lost}")));
}

#[test]
fn clicks_and_the_wheel_do_what_keys_do() {
    let mut stage = Stage::sample().sized(100, 20);
    stage.press("3").click("Tallow & Pine").shows("3 of 16");
    stage.click("Revenue now").shows("▸ What if I lost…");
    stage.click("Osei Dental").shows("▸ Concentration").shows("2 of 16");
    stage.send(Input::Wheel(2, 20, 8));
    stage.hides("Osei Dental Group  ").shows("▌");
    stage.send(Input::Wheel(-9, 20, 8));
    stage.shows("Osei Dental Group");
}

#[test]
fn the_second_panel_tells_who_stays() {
    let mut stage = sample();
    stage.press("tab tab").shows("▸ Who stays").shows("Stayed, 12 of 12").shows("They brought then").shows("Bought once, 2 of 14");
    stage.press("tab").shows("▸ Concentration");
    stage.press("shift-tab").shows("▸ Who stays");
    Stage::sample().sized(200, 60).press("3").shows("─ Who stays ─").shows("─ What if I lost… ─").shows("(100)");
    let mut small = Stage::sample().sized(80, 24);
    small.press("3").hides("What if I lost…");
    small.press("tab").shows("▸ What if I lost…").hides("▸ Concentration");
}

#[test]
fn small_windows_keep_name_and_share() {
    let mut stage = Stage::sample().sized(40, 12);
    stage.press("3").shows("like 8.7 equal ones   biggest 23% !").shows("Harbourline Freight  23.2 !").shows("1 of 16");
    stage.press("space").shows("$470,100   21.2 months enough").shows("✕ Harbourline Freight");
    for (width, height) in [(20, 5), (21, 6), (30, 9), (89, 11), (90, 7), (140, 44), (300, 100)] {
        stage.resize(width, height);
        stage.press("G tab down pagedown tab end tab g");
    }
}

#[test]
fn wide_screens_tell_each_customers_runway_notice_and_year() {
    let stage = Stage::sample().sized(140, 40);
    let mut stage = stage;
    stage.press("3").shows("Money lasts").shows("21.2 months enough").hides("Notice");
    stage.resize(200, 60);
    stage.shows("Notice").shows("60 days").shows("12 months        │");
    let mut f1 = tab(&with_money(&F1));
    f1.resize(140, 40);
    // Each lost alone: Alder 8.3, Birch 108.0, the others nothing to speak of; at 9 months Alder is the only one to fail.
    f1.shows("8.3 months enough").shows("108.0 months enough");
    let desk = with_money(&F1);
    desk.keepnet(&["set", "tolerance", "9"]).fine();
    let mut strict = tab(&desk);
    strict.resize(140, 40);
    strict.shows("8.3 months too short !").shows("1 of 6 !");
}

#[test]
fn hostile_names_keep_the_columns_straight() {
    let long = "A".repeat(10_000);
    let names = ["\u{1b}[31mEvil\u{1b}]0;x\u{7}", "a\u{202e}dcb", "株式会社ありがとうございました本当に", "👩‍🔧 Works", &long];
    let documents: Vec<(&str, &str, i64)> =
        names.iter().zip(1..).map(|(name, amount)| (*name, "2026-06-01", amount * 100)).collect();
    let desk = Desk::new();
    let line = |(n, (name, day, amount)): (usize, &(&str, &str, i64))| format!("{n},\"{name}\",{day},{amount}.00\n");
    let rows: Vec<String> = documents.iter().enumerate().map(line).collect();
    desk.write("hostile.csv", format!("number,customer,date,amount\n{}", rows.concat()));
    desk.keepnet(&["import", "hostile.csv", "--skip-bad"]);
    let mut stage = tab(&desk);
    for (width, height) in [(40, 12), (80, 24), (120, 36), (200, 60)] {
        stage.resize(width, height);
        stage.press("g space down");
        let buffer = stage.buffer();
        for y in 3..height - 3 {
            let edge = buffer[(width - 1, y)].symbol();
            assert!(["│", "╮", "╯"].contains(&edge), "row {y} of {width}x{height} ends in {edge:?}:\n{}", stage.picture());
        }
        assert!(!stage.picture().contains(['\u{1b}', '\u{202e}', '\u{7}']), "{}", stage.picture());
    }
}

#[test]
fn nothing_is_told_by_colour_alone() {
    let plain = |mode, ascii| {
        let look = Look { theme: Theme { mode, ..DARK.theme }, glyphs: Glyphs { ascii } };
        let mut stage = Stage::sample_looking(look).sized(120, 36);
        stage.press("3 space");
        stage
    };
    assert_eq!(plain(Mode::Dark, false).picture(), plain(Mode::Light, false).picture());
    let mono = plain(Mode::Mono, false);
    assert_eq!(mono.picture(), plain(Mode::Dark, false).picture());
    let ascii = plain(Mode::Mono, true).picture();
    assert!(ascii.is_ascii(), "{ascii}");
    for mark in [">x Harbourline Freight .over your limit.", "####", "over 10%", "23.2 !", "ok enough, you want 6"] {
        assert!(ascii.contains(mark), "{mark}:\n{ascii}");
    }
}

#[test]
fn discreet_mode_hides_names_in_every_panel() {
    let mut stage = sample();
    stage.press("down D");
    for keys in ["", "space", "up", "tab tab", "tab"] {
        stage.press(keys).hides("Harbourline").hides("Tallow");
    }
    stage.press("y");
    assert!(!format!("{:?}", stage.asked()).contains("Harbourline"));
}

#[test]
fn a_panel_too_short_for_its_lines_says_so_and_scrolls() {
    let mut stage = Stage::sample().sized(100, 20);
    stage.press("3").shows("─ more ↓ ─").hides("Lost alone, too short");
    stage.press("tab down*40").shows("Lost alone, too short   nobody").hides("more ↓");
    stage.press("up*40").shows("Revenue now").shows("more ↓");
    // The wheel scrolls what lies under the pointer, wherever the keys go.
    stage.press("esc");
    stage.send(Input::Wheel(9, 80, 8));
    stage.shows("▸ Concentration").shows("Lost alone, too short").shows("▌  Harbourline Freight");
    stage.press("down").shows("Revenue now").shows("more ↓");
    Stage::sample().sized(120, 36).press("3").shows("Lost alone, too short").hides("more ↓");
}

#[test]
fn any_period_can_be_asked_for_by_name() {
    let mut stage = sample();
    stage.press(":").write("period 2026Q3");
    stage.press("enter").shows("2026 Q3").shows("2026Q3").shows("Over the last 12 months:");
    stage.press(":").write("period all");
    stage.press("enter").shows("all years");
    stage.press(":").write("period 1990");
    stage.press("enter").shows("No revenue in 1990").shows("p shows another period.");
    stage.press("p").shows("last 12 months");
}

#[test]
fn its_settings_are_one_key_away_and_change_what_is_told() {
    let mut stage = tab(&Desk::with(&F1));
    stage.press(",");
    assert_eq!(stage.scope(), keepnet::intent::Scope::Form);
    stage.write("6500").press("tab").write("18000").press("ctrl-s");
    stage.shows("8.3 months").shows("✓ enough, you want 6");
}
