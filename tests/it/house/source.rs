//! The files of `src` and every path in them, those of `use` spread out. It follows names just far enough for the house.

use std::collections::BTreeSet;
use std::path::Path;

use super::tokens::{Piece, Token, tokens};

/// A path as it stands in the code, and what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) line: usize,
    pub(super) in_tests: bool,
    pub(super) to: Target,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// In this crate, from its root.
    Here(Vec<String>),
    /// In another crate, its name first; or a name of the language's own.
    Elsewhere(Vec<String>),
}

/// A file of `src`.
#[derive(Debug)]
pub(super) struct Source {
    /// Its path inside `src`, with `/`.
    pub(super) place: String,
    pub(super) text: String,
    pub(super) tokens: Vec<Token>,
    /// The module it is, from the crate's root.
    module: Vec<String>,
}

impl Source {
    pub(super) fn new(place: &str, text: &str) -> Source {
        let module: Vec<String> = place.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        let module = match module.last().map(String::as_str) {
            Some("mod" | "lib" | "main") => module[..module.len() - 1].to_vec(),
            _ => module,
        };
        Source { place: place.to_owned(), text: text.to_owned(), tokens: tokens(text), module }
    }

    /// `cli` for everything in `cli/`, `main` for `main.rs`.
    pub(super) fn room(&self) -> &str {
        self.place.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Every path in the file, those of `use` spread out.
    pub(super) fn references(&self) -> Vec<Reference> {
        let raw = self.raw_paths();
        let local = self.local_names(&raw);
        raw.into_iter().map(|raw| Reference { line: raw.line, in_tests: raw.in_tests, to: raw.resolved(&local) }).collect()
    }

    /// Names that stand for something in this crate, whatever crate is called the same.
    fn local_names(&self, raw: &[Raw]) -> BTreeSet<String> {
        let declared = self.tokens.windows(2).filter(|pair| pair[0].word() == Some("mod")).filter_map(|pair| pair[1].word());
        let imported = raw.iter().filter(|raw| raw.is_use && raw.starts_here()).filter_map(|raw| raw.known_as.as_deref());
        declared.chain(imported).map(str::to_owned).collect()
    }

    fn raw_paths(&self) -> Vec<Raw> {
        let mut paths = Vec::new();
        let mut module = self.module.clone();
        let mut open: Vec<usize> = Vec::new();
        let mut depth = 0;
        let mut at = 0;
        while at < self.tokens.len() {
            let token = &self.tokens[at];
            let next = self.tokens.get(at + 1);
            match &token.piece {
                Piece::Mark("{") => depth += 1,
                Piece::Mark("}") => {
                    depth -= 1;
                    if open.last() == Some(&depth) {
                        open.pop();
                        module.pop();
                    }
                }
                Piece::Word(word) if word == "mod" && self.tokens.get(at + 2).is_some_and(|token| token.is("{")) => {
                    module.extend(next.and_then(Token::word).map(str::to_owned));
                    open.push(depth);
                    at += 1;
                }
                Piece::Word(word) if word == "use" && !next.is_some_and(|next| next.is("<")) => {
                    at = self.use_tree(at + 1, &Raw::at(token, &module), &mut paths);
                    continue;
                }
                Piece::Word(_) => {
                    at = self.path(at, &Raw::at(token, &module), &mut paths);
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        paths
    }

    /// A path in an expression, a type or an attribute; the place after it.
    fn path(&self, start: usize, stem: &Raw, paths: &mut Vec<Raw>) -> usize {
        let mut raw = stem.clone();
        let before = |back: usize| start.checked_sub(back).map(|at| &self.tokens[at]);
        // `.name` is a field or a method, `<T>::name` belongs to the type.
        let is_member = before(1).is_some_and(|token| token.is("."))
            || before(1).is_some_and(|token| token.is("::")) && before(2).is_some_and(|token| token.is(">"));
        raw.is_absolute = before(1).is_some_and(|token| token.is("::"));
        let mut at = start;
        while let Some(word) = self.tokens.get(at).and_then(Token::word) {
            raw.segments.push(word.to_owned());
            at += 1;
            let goes_on = self.tokens.get(at).is_some_and(|token| token.is("::"))
                && self.tokens.get(at + 1).is_some_and(|token| token.word().is_some());
            if !goes_on {
                break;
            }
            at += 1;
        }
        // A single word names nothing beyond this file: what it stands for was imported, and is judged there.
        if !is_member && raw.segments.len() > 1 {
            paths.push(raw);
        }
        at
    }

    /// What stands after `use`, or one branch of a group; the place after it.
    fn use_tree(&self, start: usize, stem: &Raw, paths: &mut Vec<Raw>) -> usize {
        let mut raw = Raw { is_use: true, ..stem.clone() };
        let mut at = start;
        while let Some(token) = self.tokens.get(at) {
            match &token.piece {
                Piece::Mark("::") => raw.is_absolute |= raw.segments.is_empty(),
                Piece::Mark("{") => {
                    at += 1;
                    while !self.tokens.get(at).is_none_or(|token| token.is("}")) {
                        let branch = Raw { line: self.tokens[at].line, ..raw.clone() };
                        at = self.use_tree(at, &branch, paths);
                        at += usize::from(self.tokens.get(at).is_some_and(|token| token.is(",")));
                    }
                    return at + 1;
                }
                Piece::Word(word) if word == "as" => {
                    raw.known_as = self.tokens.get(at + 1).and_then(Token::word).map(str::to_owned);
                    at += 1;
                }
                Piece::Word(word) => raw.segments.push(word.clone()),
                Piece::Mark("*") => raw.segments.push("*".to_owned()),
                _ => break,
            }
            at += 1;
        }
        if raw.segments.len() > 1 && raw.segments.last().is_some_and(|last| last == "self") {
            raw.segments.pop();
        }
        raw.known_as = raw.known_as.or_else(|| raw.segments.last().cloned());
        paths.push(raw);
        at
    }
}

/// A path as written.
#[derive(Debug, Clone)]
struct Raw {
    segments: Vec<String>,
    module: Vec<String>,
    line: usize,
    in_tests: bool,
    is_use: bool,
    is_absolute: bool,
    known_as: Option<String>,
}

impl Raw {
    fn at(token: &Token, module: &[String]) -> Raw {
        let (line, in_tests) = (token.line, token.in_tests);
        Raw { segments: Vec::new(), module: module.to_vec(), line, in_tests, is_use: false, is_absolute: false, known_as: None }
    }

    fn starts_here(&self) -> bool {
        !self.is_absolute && matches!(self.segments.first().map(String::as_str), Some("crate" | "keepnet" | "self" | "super"))
    }

    fn resolved(self, local: &BTreeSet<String>) -> Target {
        let head = self.segments.first().cloned().unwrap_or_default();
        if !self.starts_here() {
            if !self.is_absolute && local.contains(&head) {
                return Target::Here(self.module.into_iter().chain(self.segments).collect());
            }
            return Target::Elsewhere(self.segments);
        }
        let mut base = if matches!(head.as_str(), "crate" | "keepnet") { Vec::new() } else { self.module };
        for segment in self.segments.into_iter().skip(usize::from(head != "super")) {
            if segment == "super" {
                base.pop();
            } else {
                base.push(segment);
            }
        }
        Target::Here(base)
    }
}

/// Every file of `src`, tests in files of their own marked as such.
pub(super) fn all(folder: &Path) -> Vec<Source> {
    let mut sources = Vec::new();
    gather(folder, "", &mut sources);
    let for_tests: Vec<String> = sources.iter().flat_map(test_files).collect();
    for source in &mut sources {
        let is_one = |file: &String| {
            source.place == *file || file.strip_suffix("rs").is_some_and(|stem| source.place.starts_with(&stem.replace('.', "/")))
        };
        if for_tests.iter().any(is_one) {
            source.tokens.iter_mut().for_each(|token| token.in_tests = true);
        }
    }
    sources
}

fn gather(folder: &Path, prefix: &str, sources: &mut Vec<Source>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().into_string().unwrap();
        let place = format!("{prefix}{name}");
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{place}/"), sources);
        } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
            sources.push(Source::new(&place, &std::fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

/// Files that hold modules declared for tests: `mod tests;`, with or without a `#[path = "..."]` before it.
fn test_files(source: &Source) -> Vec<String> {
    let folder = source.place.rsplit_once('/').map_or("", |(folder, _)| folder);
    let tokens = &source.tokens;
    let declares = |at: &usize| tokens[*at].word() == Some("mod") && tokens[*at].in_tests && tokens[*at + 2].is(";");
    let named = |at: usize| match at.checked_sub(2).map(|at| &tokens[at].piece) {
        Some(Piece::Text(path)) => format!("{folder}/{path}"),
        _ => format!("{}/{}.rs", source.module.join("/"), tokens[at + 1].word().unwrap_or_default()),
    };
    (0..tokens.len().saturating_sub(2)).filter(declares).map(named).collect()
}
