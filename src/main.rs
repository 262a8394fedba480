//! The program: asks the machine for today, the time and the terminal, and leaves the rest to the library.

use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;

use keepnet::cli::{self, Surroundings};

fn main() -> ExitCode {
    keep_running_past_a_file_size_limit();
    let surroundings = Surroundings {
        book: std::env::var_os("KEEPNET_BOOK").filter(|book| !book.is_empty()).map(Into::into),
        today: chrono::Local::now().date_naive(),
        clock: Arc::new(chrono::Utc::now),
        columns: columns(),
        is_watched: std::io::stderr().is_terminal(),
        ascii: shows_ascii_only(),
    };
    ExitCode::from(cli::run(std::env::args_os(), &surroundings))
}

/// Unheard, the signal of a file size limit kills the program; heard, the write fails and can be explained.
fn keep_running_past_a_file_size_limit() {
    #[cfg(unix)]
    {
        let heard = Arc::new(std::sync::atomic::AtomicBool::new(false));
        // 25 is SIGXFSZ wherever keepnet runs. Where it cannot be heard, the old behaviour stays.
        let _ = signal_hook::flag::register(25, heard);
    }
}

/// Columns of the terminal on standard output.
fn columns() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    #[cfg(unix)]
    {
        rustix::termios::tcgetwinsize(std::io::stdout()).ok().map(|size| usize::from(size.ws_col)).filter(|columns| *columns > 0)
    }
    #[cfg(not(unix))]
    {
        None
    }
}

/// A terminal or a locale that cannot show more than ASCII.
fn shows_ascii_only() -> bool {
    let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    if matches!(variable("TERM").as_deref(), Some("dumb" | "linux")) {
        return true;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    })
}
