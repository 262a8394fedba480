//! The house is only as safe as the reading of its sources: wrong code in many spellings, and code that is fine.

use super::*;

fn arrows(place: &str, text: &str) -> Vec<String> {
    found(&Source::new(place, text), &wrong_arrow)
}

#[test]
fn a_wrong_arrow_is_found_however_it_is_written() {
    for text in [
        "use crate::report::Style;",
        "use crate::{domain::money, report::{self, Style}};",
        "use crate::{\n    domain::money,\n    report,\n};",
        "use crate::report as figures;",
        "use super::super::super::report::Style;",
        "pub(crate) use crate::report::Style;",
        "fn f() { use crate::report::Style; }",
        "fn f() -> crate::report::Style { g() }",
        "fn f(style: &dyn Into<crate::report::Style>) {}",
        "mod inner { use super::super::super::super::report::Style; }",
        "#[derive(crate::report::Marked)] struct S;",
        "macro_rules! m { () => { $crate::report::text() } }",
        "#[cfg(test)] mod tests { use crate::report::Style; }",
        "fn f<'a>(c: &'a str) -> char { let _ = ('\"', '\\'', \"\\\"\", r#\"\"\"#); crate::report::text(c) }",
    ] {
        assert!(!arrows("repository/take_in/who.rs", text).is_empty(), "{text}");
    }
    assert_eq!(
        arrows("repository/mod.rs", "\n\nuse crate::{\n    domain::id,\n    tasks::Setup,\n};"),
        ["src/repository/mod.rs:5: repository must not know tasks: tasks::Setup"]
    );
}

#[test]
fn what_is_allowed_or_not_code_is_left_alone() {
    for text in [
        "use crate::domain::money;",
        "use super::{error::Error, row};",
        "use super::super::place;",
        "// use crate::report::Style;",
        "/* /* */ use crate::report::Style; */",
        "const TEXT: &str = \"use crate::report::Style;\";",
        "const TEXT: &str = r#\"\" crate::report::Style \"#;",
        "mod report {} fn f() { report::Style; self.report::<u8>() }",
    ] {
        assert_eq!(arrows("repository/take_in/who.rs", text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_whole_crate_and_unknown_rooms_are_findings() {
    assert_eq!(arrows("cli/mod.rs", "use crate::*;").len(), 1);
    assert_eq!(arrows("cli/mod.rs", "use crate as everything;").len(), 1);
    assert_eq!(arrows("cellar/mod.rs", "use crate::domain::money;").len(), 1);
    assert_eq!(arrows("main.rs", "use keepnet::{cli, repository};").len(), 1);
}

#[test]
fn a_module_named_like_a_crate_is_not_the_crate() {
    let heads = |text: &str| -> Vec<String> {
        let references = Source::new("tasks/export.rs", text).references();
        references
            .into_iter()
            .filter_map(|reference| if let Target::Elsewhere(path) = reference.to { Some(path.join("::")) } else { None })
            .filter(|path| path.contains("csv"))
            .collect()
    };
    assert_eq!(heads("use crate::export::{csv, json}; fn f() { csv::write() }"), Vec::<String>::new());
    assert_eq!(heads("fn f() { csv::write() }"), ["csv::write"]);
    assert_eq!(heads("mod csv; use ::csv::Writer;"), ["csv::Writer"]);
    assert_eq!(heads("use csv as table;"), ["csv"]);
}

#[test]
fn files_time_network_and_printing_are_found() {
    let read = |text: &str| Source::new("report/text.rs", text);
    for text in ["use std::{fs, io};", "use std::fs::{self, File};", "fn f() { File::open(p) }", "fn f() { std::fs::read(p) }"] {
        assert!(!found(&read(text), &file_access).is_empty(), "{text}");
        assert!(found(&Source::new("tasks/open.rs", text), &file_access).is_empty(), "{text}");
    }
    assert_eq!(found(&Source::new("import/decode.rs", "use std::fs::File;"), &file_access), Vec::<String>::new());
    assert_eq!(found(&Source::new("import/decode.rs", "use std::fs::read;"), &file_access).len(), 1);
    assert_eq!(found(&read("fn f() { chrono::Local::now() }"), &asks_for_the_time).len(), 1);
    assert_eq!(
        found(&read("#[cfg(test)]\nmod tests { fn f() { Utc::now() } }\nfn g() { Utc::now() }"), &asks_for_the_time),
        ["src/report/text.rs:3: asks what time it is: Utc::now"]
    );
    assert_eq!(found(&read("use std::process::{self, Command};"), &reaches_out).len(), 1);
    assert_eq!(prints(&read("fn f() { println!(\"a\"); io::stdout(); // print!()\n }")).len(), 2);
    assert_eq!(prints(&Source::new("cli/output.rs", "fn f() { println!(\"a\") }")), Vec::<String>::new());
}

#[test]
fn built_sql_is_found_and_plain_words_are_not() {
    let count = |text: &str| built_sql(&Source::new("repository/mod.rs", text)).len();
    assert_eq!(count("fn f() { format!(\"SELECT {column} FROM invoice\") }"), 1);
    assert_eq!(count("fn f() { write!(sql, \" WHERE id = {id}\") }"), 1);
    assert_eq!(count("fn f() { sql.push_str(\" WHERE id = \") }"), 1);
    assert_eq!(count("fn f() { \"DELETE FROM \".to_owned() + name; \"DELETE FROM \" + name }"), 1);
    assert_eq!(count("fn f() { conn.execute(\"DELETE FROM invoice WHERE id = ?1\", [id]) }"), 0);
    assert_eq!(count("fn f() { format!(\"Restored the copy from {name}\") }"), 0);
}
