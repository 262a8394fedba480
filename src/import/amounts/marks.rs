//! What the values of a column say about its decimal mark.
//!
//! Several columns and the owner's word are put together in `settle`.

use super::{Bare, DecimalMark, digits};

/// What the values of one column say about its decimal mark.
#[derive(Debug, Default, Clone)]
pub(in crate::import) struct Marks {
    point: Option<String>,
    comma: Option<String>,
    either: Option<String>,
    numbers: bool,
}

/// What was found out about a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) enum MarkVerdict {
    /// Either reading gives the same values.
    NoMatter,
    /// One mark.
    Settled(DecimalMark),
    /// This value has two readings.
    Ambiguous(String),
    /// These two contradict each other: a point, a comma.
    Mixed(String, String),
}

impl Marks {
    /// Takes a value into account; text that is no amount says nothing.
    pub(in crate::import) fn see(&mut self, text: &str) {
        let Some(bare) = Bare::of(text) else { return };
        if bare.body.bytes().all(|byte| byte.is_ascii_digit()) {
            self.numbers = true;
            return;
        }
        let slot = match (digits(bare.body, DecimalMark::Point), digits(bare.body, DecimalMark::Comma)) {
            (Ok(point), Ok(comma)) if point == comma => return,
            (Ok(_), Ok(_)) => &mut self.either,
            (Ok(_), Err(_)) => &mut self.point,
            (Err(_), Ok(_)) => &mut self.comma,
            (Err(_), Err(_)) => return,
        };
        self.numbers = true;
        slot.get_or_insert_with(|| text.to_owned());
    }

    /// Whether any value was a number.
    pub(in crate::import) fn any_number(&self) -> bool {
        self.numbers
    }

    /// What is known so far.
    pub(in crate::import) fn verdict(&self) -> MarkVerdict {
        match (&self.point, &self.comma, &self.either) {
            (Some(point), Some(comma), _) => MarkVerdict::Mixed(point.clone(), comma.clone()),
            (Some(_), None, _) => MarkVerdict::Settled(DecimalMark::Point),
            (None, Some(_), _) => MarkVerdict::Settled(DecimalMark::Comma),
            (None, None, Some(either)) => MarkVerdict::Ambiguous(either.clone()),
            (None, None, None) => MarkVerdict::NoMatter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(values: &[&str]) -> MarkVerdict {
        let mut marks = Marks::default();
        for value in values {
            marks.see(value);
        }
        marks.verdict()
    }

    #[test]
    fn a_column_settles_its_mark_or_asks() {
        assert_eq!(verdict(&["5", "1250", "1'250", "x"]), MarkVerdict::NoMatter);
        assert_eq!(verdict(&["1,250", "300.00"]), MarkVerdict::Settled(DecimalMark::Point));
        assert_eq!(verdict(&["625.00000"]), MarkVerdict::Settled(DecimalMark::Point));
        assert_eq!(verdict(&["0.125"]), MarkVerdict::Settled(DecimalMark::Point));
        assert_eq!(verdict(&["1,250,000"]), MarkVerdict::Settled(DecimalMark::Point));
        assert_eq!(verdict(&["1.250", "12,5"]), MarkVerdict::Settled(DecimalMark::Comma));
        assert_eq!(verdict(&["1,250", "980"]), MarkVerdict::Ambiguous("1,250".to_owned()));
        assert_eq!(verdict(&["1.250"]), MarkVerdict::Ambiguous("1.250".to_owned()));
        assert_eq!(verdict(&["1250.00", "1300,50"]), MarkVerdict::Mixed("1250.00".to_owned(), "1300,50".to_owned()));
    }
}
