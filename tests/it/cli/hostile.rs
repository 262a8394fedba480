//! No byte of a file reaches the terminal as a control sequence, whatever somebody called themselves.

use crate::harness::Desk;

/// Names as they may stand in a file, each with letters that must come through.
fn hostile() -> Vec<(String, &'static str)> {
    let fixed = [
        ("a\x1b[2J\x1b[31mred", "red"),
        ("b\x1b]0;title\x07bell", "bell"),
        ("c\x1b]52;c;cHduZWQ=\x1b\\clip", "clip"),
        ("d\x1b]8;;http://example.com\x07link\x1b]8;;\x07", "link"),
        ("e\x1bP1$r0m\x1b\\device", "device"),
        ("f\x1b_app\x1b\\command", "command"),
        ("g\u{9b}31mc1", "c1"),
        ("h\u{90}q\u{9c}dcs", "dcs"),
        ("i\u{85}next", "next"),
        ("j\x08\x08back", "back"),
        ("k\x7fdelete", "delete"),
        ("m\rreturn", "return"),
        ("n\u{202e}abc\u{202c}over", "over"),
        ("o\u{2066}isolate\u{2069}", "isolate"),
        ("p\u{200b}\u{feff}\u{2060}zero", "zero"),
        ("q\u{e0041}\u{e0042}tags", "tags"),
        ("r\u{2028}\u{2029}lines", "lines"),
        ("株式会社", "株式会社"),
        ("👩‍🔧 Blue Foods", "Blue Foods"),
        ("شركة النور", "شركة"),
        ("t\x1b", "t"),
    ];
    let mut all: Vec<(String, &str)> = fixed.map(|(name, kept)| (name.to_owned(), kept)).into();
    all.push((format!("u{}pile", "\u{301}".repeat(500)), "pile"));
    all
}

/// Control characters but line ends, bidi controls, invisible ones; piles of more than a few marks.
#[track_caller]
fn harmless(said: &str, what: &str) {
    let mut pile = 0;
    for letter in said.chars() {
        let direction = matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let invisible =
            matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{e0000}'..='\u{e0fff}');
        assert!(letter == '\n' || !letter.is_control(), "{letter:?} in {what}: {said:?}");
        assert!(!direction && !invisible, "{letter:?} in {what}: {said:?}");
        pile = if ('\u{300}'..='\u{36f}').contains(&letter) { pile + 1 } else { 0 };
        assert!(pile <= 4, "a pile of marks in {what}");
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[test]
fn hostile_names_and_texts_are_harmless_wherever_they_are_printed() {
    let desk = Desk::new();
    let names = hostile();
    let row = |(n, (name, _)): (usize, &(String, &str))| {
        let name = quoted(name);
        format!("{name},{name},2026-10-{:02},{}.00,{name}\n", n % 28 + 1, 1_000 - n)
    };
    let rows: String = names.iter().enumerate().map(row).collect();
    let file = "out\x1b[31m\u{202e}voices.csv";
    desk.write(file, format!("number,customer,date,amount,title\n{rows}"));
    harmless(&desk.keepnet(&["import", file]).fine().said(), "import");
    harmless(&desk.keepnet(&["import", file]).fine().said(), "import again");
    desk.keepnet(&["set", "book", "Wren\x1b[2J\u{202e} & Marlow"]).fine();
    for words in [
        &["report"][..],
        &["report", "--format", "markdown"],
        &["report", "--format", "json"],
        &["history"],
        &["get"],
        &["get", "book"],
        &["check"],
        &["undo"],
        &["redo"],
    ] {
        let ran = desk.keepnet(words).fine();
        harmless(&ran.said(), &words.join(" "));
    }
    let report = desk.keepnet(&["report", "--format", "json"]).fine().out;
    for (_, kept) in &names {
        assert!(report.contains(kept), "{kept} is lost");
    }
    harmless(&desk.exported(), "export");
}

#[test]
fn refusals_quote_hostile_cells_harmlessly_and_cut_them() {
    let desk = Desk::new();
    let rows = hostile().iter().map(|(name, _)| format!("1,Alder,{},10.00\n", quoted(name))).collect::<Vec<_>>().concat();
    let heading = "date\x1b[2J";
    desk.write("bad.csv", format!("number,customer,{},amount\n{rows}", quoted(heading)));
    let words = ["import", "--map", &format!("date={heading}"), "bad.csv"];
    let ran = desk.keepnet(&words).fails(2);
    harmless(&ran.said(), "refusals");
    harmless(&desk.keepnet(&["import", "--as", "invoices", "bad.csv"]).fails(2).said(), "headings");
    desk.write("long.csv", format!("number,customer,date,amount\n1,Alder,{},10.00\n", "9".repeat(10_000)));
    let err = desk.keepnet(&["import", "long.csv"]).fails(2).err;
    assert!(err.lines().all(|line| line.chars().count() < 300), "{err}");
}

#[test]
fn a_name_of_ten_thousand_characters_is_refused_with_its_line_and_a_wide_one_lines_up() {
    let desk = Desk::new();
    desk.write("long.csv", format!("number,customer,date,amount\n1,{},2026-10-01,10.00\n", "x".repeat(10_000)));
    let ran = desk.keepnet(&["import", "long.csv"]);
    if ran.code == 0 {
        let shown = desk.keepnet(&["report"]).fine().out;
        assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
    } else {
        assert!(ran.fails(2).err.starts_with("long.csv:2: customer: \"xxx"));
    }
}

#[test]
fn hostile_words_on_the_command_line_come_back_harmless() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    let nasty = "x\x1b[31m\u{202e}\u{9b}y";
    for words in [
        &["set", nasty, "1"][..],
        &["set", "reserve", nasty],
        &["set", "rate.EUR", nasty],
        &["get", nasty],
        &["import", nasty],
        &["restore", nasty],
        &["import", "--encoding", nasty, "documents.csv"],
        &["import", "--map", &format!("{nasty}=customer"), "documents.csv"],
        &["import", "--map", &format!("customer={nasty}"), "documents.csv"],
    ] {
        let ran = desk.keepnet(words);
        assert_ne!(ran.code, 0, "{words:?}");
        harmless(&ran.said(), &format!("{words:?}"));
    }
    harmless(&desk.keepnet_on(nasty, &["report"]).fails(3).said(), "book");
}
