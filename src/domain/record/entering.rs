//! A field's value as an owner types and reads it. What files hold is stricter and `import`'s own business.

use super::{Kept, Minutes, Rating, Shape, Target, Value, Word};
use crate::domain::currency::Currency;
use crate::domain::customer::split;
use crate::domain::money;
use crate::domain::money::Minor;
use crate::domain::period::{Quarter, spoken};
use crate::domain::settings::Hundredths;
use crate::domain::text::{Line, Prose, shown as fit};
use crate::domain::typed::{typed_amount, typed_hundredths};
use crate::domain::typed_date::{Calendar, Lean, typed_date};

/// What typed text is read by.
pub struct Typing<'a> {
    /// The currency amounts are in.
    pub base: Currency,
    /// The day it is and where the firm's year starts.
    pub calendar: Calendar,
    /// Finds the row a name stands for, or says why not, with a fix.
    pub find: &'a dyn Fn(Target, &str) -> Result<i64, String>,
}

/// What an owner typed into a field; nothing typed is nothing. Else the reason why not, with a fix.
pub fn typed(shape: Shape, text: &str, typing: &Typing<'_>) -> Result<Value, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(if matches!(shape, Shape::Flag(_)) { false.keep() } else { Value::Nothing });
    }
    let seen = fit(text, 30);
    match shape {
        Shape::Line => Ok(Line::clean(text).keep()),
        Shape::Prose => Ok(Prose::clean(text).keep()),
        Shape::Lines => Ok(split(&text.replace([',', '·', '\n'], ";")).keep()),
        Shape::Date { ahead } => {
            let lean = if ahead { Lean::Coming } else { Lean::Past };
            typed_date(text, Calendar { lean, ..typing.calendar }).map(|date| date.keep()).map_err(|problem| problem.0)
        }
        Shape::Quarter => {
            let start = typing.calendar.year_start;
            let date = typed_date(text, Calendar { lean: Lean::Past, ..typing.calendar }).map_err(|problem| problem.0)?;
            Ok(Quarter::of(date, start).window(start).from.keep())
        }
        Shape::Money { signed } => match typed_amount(text, typing.base).filter(|amount| amount.fits()) {
            Some(Minor(amount)) if amount < 0 && !signed => Err("This cannot be below 0.".to_owned()),
            Some(amount) => Ok(amount.keep()),
            None => Err(format!("\"{seen}\" is not an amount. Try 1,200")),
        },
        Shape::Hours => {
            typed_hours(text).map(|minutes| minutes.keep()).ok_or_else(|| format!("\"{seen}\" is no time. Try 3.5 or 3:30"))
        }
        Shape::Count { least, most } => match text.replace([',', ' '], "").parse::<i64>() {
            Ok(number) if (least..=most).contains(&number) => Ok(Value::Number(number)),
            _ => Err(format!("\"{seen}\" is not a whole number from {least} to {most}")),
        },
        Shape::Days { most } => match typed_hundredths(text.trim_end_matches(['d', 'D']).trim_end()) {
            Some(Hundredths(days)) if days <= most * 100 && !text.contains('%') => Ok(Value::Number(days)),
            _ => Err(format!("\"{seen}\" is no number of days. Try 2.5")),
        },
        Shape::Percent => match typed_hundredths(text) {
            Some(Hundredths(percent)) if percent <= 1_000_000 => Ok(Value::Number(percent)),
            _ => Err(format!("\"{seen}\" is not a percentage. Try 15")),
        },
        Shape::Rating(_) => text
            .parse()
            .ok()
            .and_then(Rating::new)
            .map(|rating| rating.keep())
            .ok_or_else(|| format!("\"{seen}\" is no rating: they go from 1 to 5")),
        Shape::Flag(_) => match text.to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" => Ok(true.keep()),
            "no" | "n" | "false" | "0" => Ok(false.keep()),
            _ => Err(format!("\"{seen}\" is neither yes nor no")),
        },
        Shape::OneOf(words) => word_of(words, text)
            .map(|word| Value::Text(word.to_owned()))
            .ok_or_else(|| format!("\"{seen}\" is not one of {}", listed(words))),
        Shape::SomeOf(words) => {
            let mut chosen = Vec::new();
            for piece in text.split([',', ';', '·']).map(str::trim).filter(|piece| !piece.is_empty()) {
                let found =
                    word_of(words, piece).ok_or_else(|| format!("\"{}\" is not one of {}", fit(piece, 30), listed(words)))?;
                chosen.push(found);
            }
            let all: Vec<&str> = words.iter().map(|(word, _)| *word).filter(|word| chosen.contains(word)).collect();
            Ok(Value::Text(all.join(crate::domain::customer::SEPARATOR)))
        }
        Shape::Link(target) => (typing.find)(target, text).map(Value::Number),
    }
}

/// A value as an owner reads it; nothing is empty.
#[must_use]
pub fn shown(shape: Shape, value: &Value, base: Currency, name: &dyn Fn(Target, i64) -> String) -> String {
    let words = |words: &[Word], kept: &str| {
        words.iter().find(|(word, _)| *word == kept).map_or(kept.to_owned(), |(_, label)| (*label).to_owned())
    };
    match (shape, value) {
        (_, Value::Nothing) => String::new(),
        (Shape::Date { .. }, Value::Text(date)) => date.parse().map_or_else(|_| date.clone(), spoken),
        (Shape::OneOf(known), Value::Text(word)) => words(known, word),
        (Shape::SomeOf(known), Value::Text(kept)) => {
            kept.split(';').map(|word| words(known, word.trim())).collect::<Vec<_>>().join(", ")
        }
        (Shape::Lines, Value::Text(lines)) => lines.replace(crate::domain::customer::SEPARATOR, ", "),
        (_, Value::Text(text)) => text.clone(),
        (Shape::Money { .. }, Value::Number(minor)) => money::exact(Minor(*minor), base).trim_end_matches(".00").to_owned(),
        (Shape::Hours, Value::Number(minutes)) => hours(Minutes(*minutes)),
        (Shape::Days { .. }, Value::Number(days)) => Hundredths(*days).to_string(),
        (Shape::Percent, Value::Number(percent)) => format!("{}%", Hundredths(*percent)),
        (Shape::Flag(_), Value::Number(flag)) => if *flag == 0 { "no" } else { "yes" }.to_owned(),
        (Shape::Link(target), Value::Number(id)) => name(target, *id),
        (_, Value::Number(number)) => number.to_string(),
    }
}

/// `3.5`, or `1:40` where decimals would not do.
#[must_use]
pub fn hours(Minutes(minutes): Minutes) -> String {
    match (minutes / 60, minutes % 60) {
        (hours, 0) => hours.to_string(),
        (hours, rest) if rest * 100 % 60 == 0 => Hundredths(hours * 100 + rest * 100 / 60).to_string(),
        (hours, rest) => format!("{hours}:{rest:02}"),
    }
}

/// Hours as an owner types them: `3.5`, `3,5 h`, `3:30`, `3h30`, `45 min`.
#[must_use]
pub fn typed_hours(text: &str) -> Option<Minutes> {
    let text = text.trim().to_lowercase().replace(' ', "");
    let number = |text: &str| typed_hundredths(text);
    let whole = |text: &str| text.parse::<i64>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    for unit in ["minutes", "mins", "min", "m"] {
        if let Some(minutes) = text.strip_suffix(unit)
            && let Some(minutes) = whole(minutes)
        {
            return Some(Minutes(minutes)).filter(|minutes| minutes.0 <= Minutes::MOST);
        }
    }
    if let Some((hours, minutes)) = text.split_once([':', 'h'])
        && let (Some(hours), Some(minutes)) = (whole(hours), whole(minutes.trim_end_matches("min").trim_end_matches('m')))
        && minutes < 60
    {
        return hours.checked_mul(60)?.checked_add(minutes).map(Minutes).filter(|minutes| minutes.0 <= Minutes::MOST);
    }
    let text = ["hours", "hour", "hrs", "std", "h"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(&text);
    if text.contains('%') {
        return None;
    }
    let Hundredths(hundredths) = number(text)?;
    let minutes = money::rounded(i128::from(hundredths) * 60, 100);
    i64::try_from(minutes).ok().map(Minutes).filter(|minutes| minutes.0 <= Minutes::MOST)
}

/// The word typed: as it is kept, as it is shown, or the only one that begins so.
fn word_of(words: &'static [Word], text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let exact = words.iter().find(|(word, label)| *word == text || label.to_lowercase() == text);
    let mut begin = words.iter().filter(|(word, label)| word.starts_with(&text) || label.starts_with(&text));
    exact.or_else(|| begin.next().filter(|_| begin.next().is_none())).map(|(word, _)| *word)
}

fn listed(words: &[Word]) -> String {
    words.iter().map(|(_, label)| *label).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::Trait;
    use crate::domain::period::FiscalStart;

    fn enter(shape: Shape, text: &str) -> Result<Value, String> {
        let find = |_: Target, name: &str| if name == "Osei" { Ok(7) } else { Err(format!("nobody is called {name}")) };
        let today = "2026-11-22".parse().unwrap();
        let calendar = Calendar { today, year_start: FiscalStart::default(), lean: Lean::Past };
        typed(shape, text, &Typing { base: Currency::USD, calendar, find: &find })
    }

    #[test]
    fn hours_come_in_many_forms() {
        for (text, minutes) in
            [("3.5", 210), ("3,5 h", 210), ("3:30", 210), ("3h30", 210), ("45 min", 45), ("0.33", 20), ("90m", 90), ("2h", 120)]
        {
            assert_eq!(typed_hours(text), Some(Minutes(minutes)), "{text}");
        }
        for text in ["", "x", "-1", "3:60", "1e3", "20%", "9999999", "3.5.1"] {
            assert_eq!(typed_hours(text), None, "{text}");
        }
        assert_eq!([210, 100, 120, 15].map(|minutes| hours(Minutes(minutes))), ["3.5", "1:40", "2", "0.25"]);
        for minutes in 0..600 {
            assert_eq!(typed_hours(&hours(Minutes(minutes))), Some(Minutes(minutes)));
        }
    }

    #[test]
    fn a_value_out_of_its_shape_is_refused_with_a_fix() {
        assert_eq!(enter(Shape::Rating(&["", "", "", "", ""]), "6"), Err("\"6\" is no rating: they go from 1 to 5".to_owned()));
        let traits = Shape::SomeOf(Trait::WORDS);
        assert!(enter(traits, "grumpy").unwrap_err().starts_with("\"grumpy\" is not one of stagnant, problematic"));
        assert_eq!(enter(traits, "tight, stag"), Ok(Value::Text("stagnant; tight".to_owned())));
        assert_eq!(enter(Shape::Money { signed: false }, "-5"), Err("This cannot be below 0.".to_owned()));
        assert_eq!(enter(Shape::Money { signed: false }, "1.5k"), Ok(Value::Number(150_000)));
        assert_eq!(enter(Shape::Link(Target::Customer), "Osei"), Ok(Value::Number(7)));
        assert_eq!(enter(Shape::Link(Target::Customer), "Gull"), Err("nobody is called Gull".to_owned()));
        assert_eq!(enter(Shape::Quarter, "5 Nov 2026"), Ok(Value::Text("2026-10-01".to_owned())));
        assert_eq!(enter(Shape::Lines, "calm, curious; calm"), Ok(Value::Text("calm; curious".to_owned())));
    }

    #[test]
    fn what_is_shown_can_be_typed_back() {
        let nobody = |_: Target, _: i64| "Osei".to_owned();
        for (shape, value) in [
            (Shape::Date { ahead: false }, Value::Text("2019-02-28".to_owned())),
            (Shape::Money { signed: true }, Value::Number(-120_050)),
            (Shape::Hours, Value::Number(100)),
            (Shape::Percent, Value::Number(1_250)),
            (Shape::Days { most: 10 }, Value::Number(250)),
            (Shape::Flag("x"), Value::Number(1)),
            (Shape::SomeOf(Trait::WORDS), Value::Text("stagnant; critical".to_owned())),
            (Shape::Lines, Value::Text("calm; curious".to_owned())),
            (Shape::Link(Target::Customer), Value::Number(7)),
        ] {
            let text = shown(shape, &value, Currency::USD, &nobody);
            assert_eq!(enter(shape, &text), Ok(value), "{text}");
        }
    }
}
