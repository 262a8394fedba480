//! A place as an owner types it: `~` is the home folder, and what names no folder begins where the program was started.
//!
//! Whether anything lies there, and whether it can be used, is found out by who uses it.

use std::path::{Component, Path, PathBuf};

/// The folders typed places begin in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// Where the program was started.
    pub here: PathBuf,
    /// The home folder of this account, where it has one.
    pub home: Option<PathBuf>,
}

impl Places {
    /// Those of this run.
    #[must_use]
    pub fn of_this_run() -> Places {
        Places {
            // Without a folder to be in, places are taken as they are typed, and failing says so.
            here: std::env::current_dir().unwrap_or_default(),
            home: directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned()),
        }
    }

    /// The path of a typed place.
    #[must_use]
    pub fn find(&self, typed: &str) -> PathBuf {
        let typed = Path::new(typed.trim());
        let mut parts = typed.components();
        match (parts.next(), &self.home) {
            (Some(Component::Normal(first)), Some(home)) if first == "~" => home.join(parts.as_path()),
            _ => self.here.join(typed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_alone_or_before_a_slash_is_the_home_folder() {
        let places = Places { here: PathBuf::from("/work/firm"), home: Some(PathBuf::from("/home/wren")) };
        for (typed, found) in [
            ("~", "/home/wren"),
            ("~/books/firm.keepnet", "/home/wren/books/firm.keepnet"),
            (" ~/out ", "/home/wren/out"),
            ("out", "/work/firm/out"),
            ("/srv/out", "/srv/out"),
            // Another account's home is none of ours; nor is a file whose name begins so.
            ("~marlow/out", "/work/firm/~marlow/out"),
            ("old/~", "/work/firm/old/~"),
        ] {
            assert_eq!(places.find(typed), Path::new(found), "{typed}");
        }
        assert_eq!(Places { home: None, ..places }.find("~/out"), Path::new("/work/firm/~/out"));
    }
}
