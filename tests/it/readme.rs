//! What README.md shows is what the program does: its transcripts are run, its command lines parse, its files exist.
//!
//! A block marked `console` is a session in an empty folder: after `$` a command, then what it prints. A line with
//! nothing but `…` stands for any number of lines. A block marked `csv NAME` is a file the owner has.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the page has failed")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use clap::Parser;
use keepnet::cli::Arguments;

/// The sample's anchor, so that the pages are of a day on which the sample is exactly as it was written.
const TODAY: &str = "2026-11-22";

/// A fenced block: what stands after the fence, and its lines.
struct Block {
    kind: String,
    lines: Vec<String>,
}

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(kind), None) => open = Some(Block { kind: kind.to_owned(), lines: Vec::new() }),
            (Some(_), Some(block)) => blocks.push(block),
            (None, Some(mut block)) => {
                block.lines.push(line.to_owned());
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is left open");
    blocks
}

/// A command and what it prints. A block opens with its command.
struct Shown {
    command: String,
    output: Vec<String>,
}

fn session(blocks: &[Block]) -> Vec<Shown> {
    let mut session: Vec<Shown> = Vec::new();
    for block in blocks.iter().filter(|block| block.kind == "console") {
        for line in &block.lines {
            match line.strip_prefix("$ ") {
                Some(command) => session.push(Shown { command: command.to_owned(), output: Vec::new() }),
                None => session.last_mut().unwrap().output.push(line.clone()),
            }
        }
    }
    session
}

/// The words of a command line, quotes taken off; what stands behind `#` is a remark.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in command.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' | '\n' if !quoted => words.push(String::new()),
            '#' if !quoted => break,
            _ => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The words of `keepnet ...`, or of the command that builds and runs it.
fn of_keepnet(command: &str) -> Option<Vec<String>> {
    let words = words(command);
    let program = if words.starts_with(&["cargo".to_owned(), "run".to_owned()]) {
        words.iter().position(|word| word == "--")?
    } else {
        words.iter().position(|word| word == "keepnet").filter(|at| *at == 0)?
    };
    Some(words[program + 1..].to_vec())
}

/// Whether `printed` is what is shown, `…` standing for anything.
fn agrees(shown: &[String], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line == "…" => (0..=printed.len()).any(|skipped| agrees(rest, &printed[skipped..])),
        Some((line, rest)) => printed.split_first().is_some_and(|(first, others)| first == line && agrees(rest, others)),
    }
}

#[test]
fn the_sessions_print_what_the_page_shows() {
    let page = page();
    let blocks = blocks(&page);
    let folder = tempfile::tempdir().unwrap();
    for block in &blocks {
        if let Some(name) = block.kind.strip_prefix("csv ") {
            fs::write(folder.path().join(name), block.lines.join("\n") + "\n").unwrap();
        }
    }
    let mut run = 0;
    for shown in session(&blocks) {
        let Some(words) = of_keepnet(&shown.command) else { continue };
        if shown.output.is_empty() {
            continue;
        }
        let mut keepnet = Command::new(env!("CARGO_BIN_EXE_keepnet"));
        keepnet.current_dir(folder.path()).env_clear().env("LC_ALL", "C.UTF-8").env("TZ", "UTC");
        let done = keepnet.env("KEEPNET_BOOK", "book.keepnet").args(["--today", TODAY]).args(&words).output().unwrap();
        let printed = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
        let lines: Vec<&str> = printed.lines().collect();
        assert!(
            agrees(&shown.output, &lines),
            "$ {}\nis shown as\n{}\nand prints\n{printed}",
            shown.command,
            shown.output.join("\n")
        );
        run += 1;
    }
    assert!(run >= 15, "only {run} commands were run");
}

#[test]
fn every_command_line_of_the_page_is_one() {
    let page = page();
    let shown = session(&blocks(&page)).into_iter().map(|shown| shown.command);
    // In prose, between backticks; a bare `keepnet report` names the command and is no line to type.
    let prose = page.split('`').skip(1).step_by(2).filter(|code| code.split_whitespace().count() > 2).map(str::to_owned);
    let lines: Vec<Vec<String>> = shown.chain(prose).filter_map(|command| of_keepnet(&command)).collect();
    assert!(lines.len() >= 30, "only {} command lines were found", lines.len());
    for line in lines {
        if let Err(error) = Arguments::try_parse_from(std::iter::once("keepnet".to_owned()).chain(line.clone())) {
            // Help is asked for and given as an "error"; a wrong word is one.
            assert!(!error.use_stderr(), "keepnet {}\n{error}", line.join(" "));
        }
    }
}

#[test]
fn flags_and_settings_named_alone_exist() {
    let page = page();
    let help: String = ["import", "report", "export", "backup", "demo", "history"]
        .map(|command| Arguments::try_parse_from(["keepnet", command, "--help"]).unwrap_err().to_string())
        .concat();
    let manifests = ["--bench", "--release", "--path", "--test", "--open"];
    let marks = |letter: char| letter.is_whitespace() || "`.,;:()=".contains(letter);
    let is_flag = |word: &&str| word.strip_prefix("--").is_some_and(|name| name.starts_with(|letter: char| letter.is_alphabetic()));
    for flag in page.split(marks).filter(is_flag) {
        let known = help.contains(&format!("{flag} ")) || help.contains(&format!("{flag}\n")) || manifests.contains(&flag);
        assert!(known || flag == "--help", "{flag} is no flag");
    }
    for name in ["book", "fiscal-start", "basis", "limit", "tolerance", "outgo", "reserve", "currency"] {
        assert!(keepnet::domain::settings::Name::parse(name).is_some() && page.contains(name), "{name}");
    }
}

#[test]
fn files_the_page_points_to_are_there() {
    let page = page();
    let links = page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target.to_owned());
    let named = page.split('`').skip(1).step_by(2).map(str::to_owned);
    let inside = |word: &String| ["src", "tests/", "assets/", "benches/", ".ci/"].iter().any(|folder| word.starts_with(folder));
    let targets: Vec<String> = links.filter(|link| !link.contains("://")).chain(named.filter(inside)).collect();
    assert!(targets.len() >= 10, "{targets:?}");
    for target in targets {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(&target).exists(), "{target} is not there");
    }
}

#[test]
fn dots_stand_for_any_lines_and_nothing_else_does() {
    let shown = |lines: &[&str]| lines.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(agrees(&shown(&["a", "…", "d"]), &["a", "b", "c", "d"]));
    assert!(agrees(&shown(&["…", "d", "…"]), &["d"]));
    assert!(!agrees(&shown(&["a", "d"]), &["a", "b", "d"]));
    assert!(!agrees(&shown(&["a"]), &["a", "b"]));
    assert!(!agrees(&shown(&["a", "…", "e"]), &["a", "b"]));
    assert_eq!(words("import x --map amount=\"Net price\"  # why"), ["import", "x", "--map", "amount=Net price"]);
    assert_eq!(of_keepnet("cargo run --release -- demo").unwrap(), ["demo"]);
    assert_eq!(of_keepnet("cargo test"), None);
}
