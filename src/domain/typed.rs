//! What an owner types: amounts, decimals, weekdays, days off. Forgiving of form, never of meaning.
//!
//! `settings` and `filter` read by it, forms will; what files hold is stricter and `import`'s own business.

use chrono::NaiveDate;

use super::currency::Currency;
use super::money::Minor;
use super::settings::{Hundredths, TimeOff, WEEKDAYS, WorkDays};

/// An amount as an owner types it: `1,200`, `$1,200.50`, `10k`, `1.5m`, `1.200,50`, `-50`.
#[must_use]
pub fn typed_amount(typed: &str, currency: Currency) -> Option<Minor> {
    let mut text = typed.trim().to_owned();
    for sign in [currency.code(), &currency.code().to_ascii_lowercase(), currency.symbol().unwrap_or_default()] {
        if !sign.is_empty() {
            text = text.replace(sign, "");
        }
    }
    text.retain(|piece| !piece.is_whitespace() && !matches!(piece, '\'' | '’' | '_'));
    let (negative, text) = text.strip_prefix(['-', '−']).map_or((false, text.as_str()), |rest| (true, rest));
    let (text, zeros) = match text.char_indices().next_back() {
        Some((at, 'k' | 'K')) => (&text[..at], 3),
        Some((at, 'm' | 'M')) => (&text[..at], 6),
        _ => (text, 0),
    };
    // The last separator is the decimal one unless it groups thousands: used twice, or a comma before three digits.
    let last = text.rfind([',', '.']);
    let decimal = last.filter(|&at| {
        let separator = text.as_bytes()[at] as char;
        let alone = text.matches(separator).count() == 1;
        alone && (separator == '.' || text.len() - at - 1 != 3 || text[..at].contains('.'))
    });
    let (whole, fraction) = decimal.map_or((text, ""), |at| (&text[..at], &text[at + 1..]));
    if !is_grouped(whole) {
        return None;
    }
    let whole: String = whole.chars().filter(|piece| !matches!(piece, ',' | '.')).collect();
    if whole.is_empty() && fraction.is_empty() || !(whole.bytes().chain(fraction.bytes())).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let places = usize::from(currency.decimals()) + zeros;
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > places || whole.len() + places > 18 {
        return None;
    }
    let minor: i64 = format!("{whole}{fraction:0<places$}").parse().ok()?;
    Some(Minor(if negative { -minor } else { minor }))
}

/// Digits without separators, or groups of three (of two before them, as in 1,00,000) behind one kind of separator.
fn is_grouped(whole: &str) -> bool {
    let Some(separator) = whole.chars().find(|piece| matches!(piece, ',' | '.')) else {
        return true;
    };
    let groups: Vec<&str> = whole.split(separator).collect();
    let (first, rest) = groups.split_first().unwrap_or((&"", &[]));
    let last = rest.len().saturating_sub(1);
    let fits = |(index, group): (usize, &&str)| group.len() == 3 || index < last && group.len() == 2;
    (1..=3).contains(&first.len()) && rest.iter().enumerate().all(fits)
}

/// A decimal with at most two places, point or comma.
pub fn typed_hundredths(typed: &str) -> Option<Hundredths> {
    let text = typed.trim_end_matches('%').trim().replace(',', ".");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
        return None;
    }
    format!("{whole}{fraction:0<2}").parse().ok().map(Hundredths)
}

pub(super) fn typed_work_days(typed: &str) -> Option<WorkDays> {
    let index = |word: &str| {
        let word = word.trim().to_ascii_lowercase();
        (word.len() >= 2).then(|| WEEKDAYS.iter().position(|day| day.starts_with(&word) || word.starts_with(day))).flatten()
    };
    let mut days = [false; 7];
    for piece in typed.split([',', ';']) {
        let (from, to) =
            piece.split_once('-').map_or((index(piece)?, index(piece)?), |(a, b)| (index(a).unwrap_or(9), index(b).unwrap_or(9)));
        if from > to || to > 6 {
            return None;
        }
        days[from..=to].fill(true);
    }
    days.contains(&true).then_some(WorkDays(days))
}

pub(super) fn typed_days_off(typed: &str) -> Option<Vec<TimeOff>> {
    let span = |piece: &str| {
        let piece = piece.trim();
        let (piece, half) = piece.strip_suffix("half").map_or((piece, false), |rest| (rest, true));
        let (from, to) = piece.split_once("..").unwrap_or((piece, piece));
        let (from, to): (NaiveDate, NaiveDate) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        (from <= to).then_some(TimeOff { from, to, half })
    };
    let mut spans: Vec<_> = typed.split([',', ';']).map(span).collect::<Option<_>>()?;
    spans.sort_unstable();
    spans.dedup();
    Some(spans)
}

pub(super) fn typed_weights(typed: &str) -> Option<[u32; 8]> {
    let weights: Vec<u32> = typed
        .split([',', ' '])
        .filter(|piece| !piece.is_empty())
        .map(|piece| piece.parse().ok().filter(|weight| *weight <= 100))
        .collect::<Option<_>>()?;
    let weights: [u32; 8] = weights.try_into().ok()?;
    (weights.iter().sum::<u32>() > 0).then_some(weights)
}

pub(super) fn typed_stage_odds(typed: &str) -> Option<[u32; 4]> {
    let odds: Vec<u32> = typed
        .split([',', ' '])
        .filter(|piece| !piece.is_empty())
        .map(|piece| piece.parse().ok().filter(|odds| *odds <= 100))
        .collect::<Option<_>>()?;
    odds.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_forgivingly() {
        let cents = |typed| typed_amount(typed, Currency::USD).map(|amount| amount.0);
        for (typed, expected) in [
            ("60000", 6_000_000),
            ("60k", 6_000_000),
            ("1.5k", 150_000),
            ("1.5m", 150_000_000),
            ("$1,200.50", 120_050),
            ("1.200,50", 120_050),
            ("1,200", 120_000),
            ("12,5", 1_250),
            ("1,234,567", 123_456_700),
            ("1'250.00", 125_000),
            ("-50", -5_000),
            ("USD 42", 4_200),
            (".5", 50),
        ] {
            assert_eq!(cents(typed), Some(expected), "{typed}");
        }
        for wrong in ["", "-", "abc", "1.234567", "1e5", "--5", "99999999999999999999", "1.2.3,4,5", "$"] {
            assert_eq!(cents(wrong), None, "{wrong}");
        }
    }
}
