//! Rust source as words: just enough to tell code from comments, texts and tests.

/// A piece of code. Comments are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Word(String),
    Mark(&'static str),
    Text(String),
}

#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) piece: Piece,
    pub(super) line: usize,
    /// Only compiled for tests.
    pub(super) in_tests: bool,
}

impl Token {
    pub(super) fn word(&self) -> Option<&str> {
        if let Piece::Word(word) = &self.piece { Some(word) } else { None }
    }

    pub(super) fn is(&self, mark: &str) -> bool {
        matches!(&self.piece, Piece::Mark(this) if *this == mark)
    }
}

const MARKS: [&str; 30] = [
    "::", "{", "}", "(", ")", "[", "]", "<", ">", ";", ",", ".", "!", "#", "*", "&", "=", ":", "+", "-", "/", "|", "?", "$", "@",
    "%", "^", "~", "'", "\\",
];

/// The words, marks and texts of a file.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (piece, length) = piece(rest, first);
        if let Some(piece) = piece {
            tokens.push(Token { piece, line, in_tests: false });
        }
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    mark_tests(&mut tokens);
    tokens
}

/// Marks what follows `#[cfg(test)]`, to the end of its item.
fn mark_tests(tokens: &mut [Token]) {
    let cfg_test = |at: usize| {
        let pieces = || tokens[at..].iter().take(7).map(|token| shown(&token.piece)).collect::<String>();
        tokens[at].is("#") && pieces() == "#[cfg(test)]"
    };
    let starts: Vec<usize> = (0..tokens.len()).filter(|at| cfg_test(*at)).collect();
    for start in starts {
        let mut depth = 0_usize;
        for token in &mut tokens[start + 7..] {
            token.in_tests = true;
            match token.piece {
                Piece::Mark("{") => depth += 1,
                Piece::Mark("}") => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                Piece::Mark(";") if depth == 0 => break,
                _ => {}
            }
        }
    }
}

fn shown(piece: &Piece) -> String {
    match piece {
        Piece::Word(text) | Piece::Text(text) => text.clone(),
        Piece::Mark(mark) => (*mark).to_owned(),
    }
}

/// The first piece and its length in bytes; space and comments are none.
fn piece(rest: &str, first: char) -> (Option<Piece>, usize) {
    if first.is_whitespace() {
        return (None, first.len_utf8());
    }
    if rest.starts_with("//") {
        return (None, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (None, comment(rest));
    }
    if let Some((inner, length)) = string(rest) {
        return (Some(Piece::Text(inner.to_owned())), length);
    }
    if first == '\'' {
        return (None, letter_or_lifetime(rest));
    }
    let word = rest.strip_prefix("r#").unwrap_or(rest);
    let length = word.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(word.len());
    if length > 0 {
        let is_number = first.is_ascii_digit();
        return ((!is_number).then(|| Piece::Word(word[..length].to_owned())), rest.len() - word.len() + length);
    }
    let mark = MARKS.into_iter().find(|mark| rest.starts_with(mark));
    (mark.map(Piece::Mark), mark.map_or(first.len_utf8(), str::len))
}

/// The length of a comment, comments within it included.
fn comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        let here = &rest[at..];
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            match here.chars().next() {
                Some(letter) => at += letter.len_utf8(),
                None => return at,
            }
        }
    }
}

/// A string of any kind: what is in it, and its whole length.
fn string(rest: &str) -> Option<(&str, usize)> {
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        rest.strip_prefix(prefix).is_some_and(|after| {
            let after = if prefix.ends_with('r') { after.trim_start_matches('#') } else { after };
            after.starts_with('"')
        })
    })?;
    let body = &rest[prefix.len()..];
    let hashes = body.find('"')?;
    let inner = &body[hashes + 1..];
    let end = if prefix.ends_with('r') {
        inner.find(&format!("\"{}", "#".repeat(hashes))).unwrap_or(inner.len())
    } else {
        let mut escaped = false;
        inner
            .find(|letter| {
                let ends = letter == '"' && !escaped;
                escaped = letter == '\\' && !escaped;
                ends
            })
            .unwrap_or(inner.len())
    };
    Some((&inner[..end], (prefix.len() + hashes + 1 + end + 1 + hashes).min(rest.len())))
}

/// `'a'`, `'\n'`, `'\u{1f}'` or `'static`.
fn letter_or_lifetime(rest: &str) -> usize {
    let inner = &rest[1..];
    if let Some(escape) = inner.strip_prefix('\\') {
        // The letter after the backslash may itself be a quote.
        let skipped = escape.chars().next().map_or(0, char::len_utf8);
        return 2 + skipped + escape[skipped..].find('\'').map_or(0, |end| end + 1);
    }
    let first = inner.chars().next().map_or(0, char::len_utf8);
    if inner[first..].starts_with('\'') {
        return 1 + first + 1;
    }
    1 + inner.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(inner.len())
}
