//! Completions and the manual page, made from the grammar itself.

use clap::CommandFactory;

use super::Arguments;
use super::output::{Stop, print};

pub(super) fn completions(shell: clap_complete::Shell) -> Result<(), Stop> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "keepnet", &mut text);
    print(&String::from_utf8_lossy(&text))
}

pub(super) fn man() -> Result<(), Stop> {
    let mut text = Vec::new();
    let command = Arguments::command();
    clap_mangen::Man::new(command.clone()).render(&mut text)?;
    // The commands follow on the same page, so that one page holds everything.
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help") {
        let page = clap_mangen::Man::new(sub.clone().bin_name(format!("keepnet {}", sub.get_name())));
        for section in [
            clap_mangen::Man::render_synopsis_section,
            clap_mangen::Man::render_description_section,
            clap_mangen::Man::render_options_section,
        ] {
            section(&page, &mut text)?;
        }
    }
    print(&String::from_utf8_lossy(&text))
}
