//! The table of keys in README.md is the program's own.
//!
//! `KEEPNET_ACCEPT=1 cargo test --test it keys` writes it anew; read it before keeping it.

use std::fmt::Write as _;
use std::path::Path;

use keepnet::intent::manual;

const BEGIN: &str = "<!-- keys -->\n";
const END: &str = "<!-- /keys -->";

/// Every key and command by place, as Markdown.
fn table() -> String {
    let code = |keys: &[String]| keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect::<Vec<_>>().join(" ");
    let mut table = "\n| Key | What it does |\n| --- | --- |\n".to_owned();
    for chapter in manual::everything(false) {
        writeln!(table, "| | **{}** |", chapter.heading).unwrap();
        for line in chapter.lines {
            let also = if line.others.is_empty() { String::new() } else { format!(" (also {})", code(&line.others)) };
            writeln!(table, "| {} | {}{also} |", code(&line.gathered()), line.name).unwrap();
        }
    }
    table + "\n"
}

#[test]
fn the_page_lists_every_key() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let from = page.find(BEGIN).expect("the page has a place for the keys") + BEGIN.len();
    let to = from + page[from..].find(END).expect("the place ends");
    if std::env::var_os("KEEPNET_ACCEPT").is_some() {
        std::fs::write(&path, format!("{}{}{}", &page[..from], table(), &page[to..])).unwrap();
    } else {
        assert_eq!(page[from..to], table(), "the keys have changed: run this test with KEEPNET_ACCEPT=1");
    }
}
