//! The house keeps its shape: who may import whom, which room may touch what, and how a file is kept.
//!
//! The front page of `src/lib.rs` says the same in words. A wall is moved there and in [`ROOMS`] together.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the sources has failed")]

mod reading;
mod source;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use source::{Source, Target};
use tokens::Piece;

/// A room of `src`: a folder, or `main.rs` and `lib.rs`.
struct Room {
    name: &'static str,
    /// Arrows run from a higher floor to a lower one.
    floor: u32,
    /// The rooms it may name.
    names: &'static [&'static str],
    /// The crates it may name, beside the standard library.
    crates: &'static [&'static str],
}

const ROOMS: [Room; 15] = [
    Room { name: "main", floor: TOP, names: &["app", "cli", "ui"], crates: &["chrono", "rustix", "signal_hook"] },
    Room { name: "lib", floor: TOP, names: &[], crates: &[] },
    Room {
        name: "app",
        floor: 4,
        names: &["screens", "modals", "tasks", "intent", "repository", "ui", "domain", "chart"],
        crates: &["chrono", "color_eyre", "crossterm", "ratatui", "rustix", "signal_hook"],
    },
    Room {
        name: "cli",
        floor: 4,
        names: &["tasks", "repository", "import", "report", "domain", "chart"],
        crates: &["chrono", "clap", "clap_complete", "clap_mangen", "serde_json", "signal_hook", "unicode_width"],
    },
    Room { name: "screens", floor: 3, names: &["intent", "ui", "domain", "chart"], crates: &["chrono", "ratatui"] },
    Room {
        name: "modals",
        floor: 3,
        names: &["intent", "ui", "domain", "chart"],
        crates: &["chrono", "nucleo_matcher", "ratatui"],
    },
    Room {
        name: "tasks",
        floor: 3,
        names: &["repository", "import", "export", "report", "domain"],
        crates: &["chrono", "directories", "tempfile", "thiserror"],
    },
    Room { name: "intent", floor: 2, names: &["ui", "domain", "chart"], crates: &["chrono", "ratatui"] },
    Room { name: "repository", floor: 2, names: &["domain"], crates: &["chrono", "rusqlite", "rustix", "serde_json", "tempfile"] },
    Room {
        name: "import",
        floor: 2,
        names: &["domain"],
        crates: &["chardetng", "chrono", "csv", "encoding_rs", "serde", "serde_json", "thiserror", "unicode_normalization"],
    },
    Room { name: "export", floor: 2, names: &["domain"], crates: &["chrono", "csv", "serde_json", "thiserror"] },
    Room { name: "report", floor: 2, names: &["domain", "chart"], crates: &["chrono", "serde", "serde_json"] },
    Room { name: "ui", floor: 1, names: &["chart"], crates: &["ratatui", "tui_input", "unicode_segmentation", "unicode_width"] },
    Room { name: "domain", floor: 0, names: &[], crates: &["chrono", "serde", "smol_str", "thiserror", "unicode_normalization"] },
    Room { name: "chart", floor: 0, names: &[], crates: &["chrono", "unicode_segmentation", "unicode_width"] },
];

/// The floor nobody is above of.
const TOP: u32 = 5;

/// Longer than [`LONGEST`], each for a reason; the number is how long it may become.
const LONG_FILES: [(&str, usize, &str); 0] = [];

/// Lines a file may have.
const LONGEST: usize = 450;

/// A file that came down to so many needs no exception any more.
const SHORT_AGAIN: usize = 400;

/// Words by which a text betrays that it is SQL.
const SQL: [&str; 14] = [
    "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "PRAGMA", "ATTACH", "VACUUM", "REPLACE", "WHERE", "VALUES",
    "FROM",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `src`, read once.
fn program() -> &'static [Source] {
    static PROGRAM: LazyLock<Vec<Source>> = LazyLock::new(|| source::all(&root().join("src")));
    &PROGRAM
}

fn room(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}

/// Shows every finding at once and fails where there is one.
fn none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

/// What `judge` says of each reference in the program; `None` is fine.
fn judged(judge: impl Fn(&Source, &Target, bool) -> Option<String>) -> Vec<String> {
    let mut findings = Vec::new();
    for source in program() {
        findings.extend(found(source, &judge));
    }
    findings
}

fn found(source: &Source, judge: &impl Fn(&Source, &Target, bool) -> Option<String>) -> Vec<String> {
    let said = |reference: source::Reference| {
        judge(source, &reference.to, reference.in_tests).map(|what| format!("src/{}:{}: {what}", source.place, reference.line))
    };
    source.references().into_iter().filter_map(said).collect()
}

fn wrong_arrow(source: &Source, to: &Target, _: bool) -> Option<String> {
    let Target::Here(path) = to else { return None };
    let Some(from) = room(source.room()) else { return Some(format!("{} is a room nobody knows", source.room())) };
    match path.first().map(String::as_str) {
        None | Some("*") => Some("names the whole crate".to_owned()),
        // `main.rs` and `lib.rs` are no folders: what stands in them leads to itself.
        Some(name) if name == from.name || room(name).is_none() && from.floor == TOP => None,
        Some(name) if from.names.contains(&name) => None,
        Some(name) => Some(format!("{} must not know {name}: {}", from.name, path.join("::"))),
    }
}

/// The crates of `Cargo.toml` the program itself is built from, as they are named in code.
fn dependencies() -> BTreeSet<String> {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut names = BTreeSet::new();
    let mut counts = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            counts = line.ends_with("dependencies]") && !line.contains("dev-");
        } else if let Some((name, _)) = line.split_once('=').filter(|_| counts) {
            names.insert(name.trim().replace('-', "_"));
        }
    }
    names
}

#[test]
fn arrows_only_run_down() {
    for from in &ROOMS {
        for name in from.names {
            let to = room(name).unwrap_or_else(|| panic!("{} names {name}, which is no room", from.name));
            assert!(to.floor < from.floor, "{} -> {name} does not run down", from.name);
        }
    }
}

#[test]
fn no_room_names_one_it_must_not_know() {
    none(&judged(wrong_arrow));
}

#[test]
fn the_front_of_the_library_only_lists_its_rooms() {
    let text = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let code: Vec<&str> = text.lines().filter(|line| !line.starts_with("//") && !line.is_empty()).collect();
    let rooms: BTreeSet<String> =
        ROOMS.iter().filter(|room| room.floor < TOP).map(|room| format!("pub mod {};", room.name)).collect();
    assert_eq!(code.iter().map(ToString::to_string).collect::<BTreeSet<_>>(), rooms);
}

#[test]
fn crates_are_used_where_they_belong() {
    let known = dependencies();
    let mut used = BTreeMap::new();
    for source in program() {
        for reference in source.references().into_iter().filter(|reference| !reference.in_tests) {
            let Target::Elsewhere(path) = reference.to else { continue };
            if let Some(name) = path.first().filter(|name| known.contains(*name)) {
                used.entry((source.room().to_owned(), name.clone())).or_insert(format!("src/{}:{}", source.place, reference.line));
            }
        }
    }
    let allowed: BTreeSet<(String, String)> =
        ROOMS.iter().flat_map(|room| room.crates.iter().map(|name| (room.name.to_owned(), (*name).to_owned()))).collect();
    let strange =
        used.iter().filter(|(pair, _)| !allowed.contains(pair)).map(|((room, name), at)| format!("{at}: {name} in {room}"));
    none(&strange.collect::<Vec<_>>());
    // A permission nobody uses, or a crate nobody names, would only hide the next mistake.
    let idle = allowed
        .iter()
        .filter(|pair| !used.contains_key(pair))
        .map(|(room, name)| format!("{room} is allowed {name} and does not use it"));
    none(&idle.collect::<Vec<_>>());
    let named: BTreeSet<&String> = used.keys().map(|(_, name)| name).collect();
    none(&known.iter().filter(|name| !named.contains(name)).map(|name| format!("nobody uses {name}")).collect::<Vec<_>>());
}

fn file_access(source: &Source, to: &Target, in_tests: bool) -> Option<String> {
    let Target::Elsewhere(path) = to else { return None };
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    if in_tests || matches!(source.room(), "repository" | "tasks") {
        return None;
    }
    let reads_an_open_file = source.room() == "import" && path == ["std", "fs", "File"];
    let opens = matches!(path[..], ["File", "open" | "create" | "create_new" | "options", ..] | ["OpenOptions", ..]);
    (opens || path.starts_with(&["std", "fs"]) && !reads_an_open_file).then(|| format!("touches files: {}", path.join("::")))
}

#[test]
fn only_repository_and_tasks_touch_files() {
    none(&judged(file_access));
}

fn asks_for_the_time(source: &Source, to: &Target, in_tests: bool) -> Option<String> {
    let Target::Elsewhere(path) = to else { return None };
    let asks = path.windows(2).any(|two| matches!(two[0].as_str(), "Local" | "Utc" | "SystemTime") && two[1] == "now");
    (asks && !in_tests && source.place != "main.rs").then(|| format!("asks what time it is: {}", path.join("::")))
}

#[test]
fn only_main_asks_what_time_it_is() {
    none(&judged(asks_for_the_time));
}

fn reaches_out(_: &Source, to: &Target, _: bool) -> Option<String> {
    let Target::Elsewhere(path) = to else { return None };
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    matches!(path[..], ["std", "net", ..] | ["std", "os", _, "net", ..] | ["std", "process", "Command", ..])
        .then(|| format!("reaches out of the program: {}", path.join("::")))
}

#[test]
fn nothing_is_sent_and_no_program_is_started() {
    none(&judged(reaches_out));
}

fn prints(source: &Source) -> Vec<String> {
    // The one door to the terminal, for the dashboard.
    if matches!(source.room(), "main" | "cli") || source.place.starts_with("app/term/tty") {
        return Vec::new();
    }
    let macros = source.tokens.windows(2).filter(|two| {
        let word = two[0].word();
        !two[0].in_tests && two[1].is("!") && matches!(word, Some("print" | "println" | "eprint" | "eprintln" | "dbg"))
    });
    let streams = source.tokens.iter().filter(|token| !token.in_tests && matches!(token.word(), Some("stdout" | "stderr")));
    macros
        .map(|two| two[0].line)
        .chain(streams.map(|token| token.line))
        .map(|line| format!("src/{}:{line}: prints", source.place))
        .collect()
}

#[test]
fn only_the_command_line_prints() {
    none(&program().iter().flat_map(prints).collect::<Vec<_>>());
}

/// Texts that are SQL and made at run time: `format!`, `write!`, or pieces put together.
fn built_sql(source: &Source) -> Vec<String> {
    let is_sql = |text: &str| text.split(|letter: char| !letter.is_ascii_alphabetic()).any(|word| SQL.contains(&word));
    let mut findings = Vec::new();
    for (at, token) in source.tokens.iter().enumerate() {
        let Piece::Text(text) = &token.piece else { continue };
        let before: Vec<_> = source.tokens[at.saturating_sub(5)..at].iter().collect();
        let in_a_format =
            before.windows(2).any(|two| two[1].is("!") && matches!(two[0].word(), Some("format" | "write" | "writeln")));
        let put_together = before.iter().any(|token| matches!(token.word(), Some("push_str" | "push")))
            || source.tokens.get(at + 1).is_some_and(|next| next.is("+"));
        if !token.in_tests && is_sql(text) && (in_a_format || put_together) {
            findings.push(format!("src/{}:{}: builds SQL: {text}", source.place, token.line));
        }
    }
    findings
}

#[test]
fn sql_is_never_built_from_values() {
    let repository = program().iter().filter(|source| source.room() == "repository");
    none(&repository.flat_map(built_sql).collect::<Vec<_>>());
}

#[test]
fn every_file_opens_with_what_it_is() {
    let mut findings = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for source in source::all(&root().join(folder)) {
            if !source.text.starts_with("//! ") {
                findings.push(format!("{folder}/{}: does not open with //!", source.place));
            }
        }
    }
    none(&findings);
}

#[test]
fn files_stay_short() {
    let mut findings = Vec::new();
    for source in program() {
        let lines = source.text.lines().count();
        match LONG_FILES.iter().find(|(place, ..)| *place == source.place) {
            Some((_, most, _)) if lines > *most => {
                findings.push(format!("src/{}: {lines} lines, more than its {most}", source.place));
            }
            Some(_) if lines <= SHORT_AGAIN => findings.push(format!("src/{}: {lines} lines need no exception", source.place)),
            None if lines > LONGEST => {
                findings.push(format!("src/{}: {lines} lines: what second thing lives in it?", source.place));
            }
            _ => {}
        }
    }
    let gone = LONG_FILES.iter().filter(|(place, ..)| !program().iter().any(|source| source.place == *place));
    findings.extend(gone.map(|(place, ..)| format!("src/{place}: is not there and needs no exception")));
    none(&findings);
}

#[test]
fn nothing_is_left_to_do_later() {
    let mut findings = Vec::new();
    for source in program() {
        for (number, line) in source.text.lines().enumerate() {
            let words = |word: &str| line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|this| this == word);
            if ["TODO", "FIXME", "XXX"].into_iter().any(words) || line.contains("todo!") || line.contains("unimplemented!") {
                findings.push(format!("src/{}:{}: {}", source.place, number + 1, line.trim()));
            }
        }
    }
    none(&findings);
}
