//! The program: asks the machine for today, the time and the terminal, and leaves the rest to the library.

use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;

use keepnet::app::{self, crash, look};
use keepnet::cli::{self, Ended, Screen, Surroundings, Theme};
use keepnet::ui::Mode;

fn main() -> ExitCode {
    let clock = Arc::new(chrono::Utc::now);
    // Without it a fault in keepnet is told less calmly, and nothing else is different.
    let _ = crash::install(clock.clone());
    keep_running_past_a_file_size_limit();
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let surroundings = Surroundings {
        book: std::env::var_os("KEEPNET_BOOK").filter(|book| !book.is_empty()).map(Into::into),
        today: chrono::Local::now().date_naive(),
        clock,
        columns: columns(),
        is_watched: std::io::stderr().is_terminal(),
        ascii: look::shows_ascii_only(&variable),
        screen: screen(&variable),
    };
    let code = match cli::run(std::env::args_os(), &surroundings) {
        Ended::Code(code) => code,
        Ended::Dashboard(dashboard) => open(&dashboard, &variable),
    };
    ExitCode::from(code)
}

/// Opens the dashboard; its exit code.
fn open(dashboard: &cli::Dashboard, variable: look::Variable<'_>) -> u8 {
    crash::keep_beside(&dashboard.setup.book);
    if let Some(fault) = &dashboard.fault {
        app::fault::arm(fault);
    }
    let look = look::Look::of(variable);
    let asked = app::Asked {
        setup: dashboard.setup.clone(),
        local: Arc::new(|at| at.with_timezone(&chrono::Local).naive_local()),
        follows_clock: !dashboard.is_dated,
        theme: dashboard.theme.map(|theme| match theme {
            Theme::Light => Mode::Light,
            Theme::Dark => Mode::Dark,
            Theme::Mono => Mode::Mono,
        }),
        ascii: dashboard.ascii,
        discreet: dashboard.discreet,
        own_book: dashboard.own_book.clone(),
    };
    app::run(asked, look).unwrap_or_else(|failure| cli::complain(&failure))
}

/// What there is to draw the dashboard on.
fn screen(variable: look::Variable<'_>) -> Screen {
    if !std::io::stdout().is_terminal() || !look::can_draw(variable) {
        Screen::Plain
    } else if std::io::stdin().is_terminal() {
        Screen::Terminal
    } else {
        Screen::NoKeyboard
    }
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
