//! Settings and exchange rates.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

use super::error::Error;
use super::row::{self, Image, Log};
use super::{invoices, row::INVOICE};
use crate::domain::change::{DatedRate, rate_on, rate_words, settings_words};
use crate::domain::currency::Currency;
use crate::domain::edit::Clash;
use crate::domain::id::RateId;
use crate::domain::money::Minor;
use crate::domain::period::spoken;
use crate::domain::rate::Rate;
use crate::domain::settings::{Entry, Name, Settings};

/// The book's settings; the currency first, amounts are read in it.
pub(super) fn load(conn: &Connection) -> Result<Settings, Error> {
    let mut settings = Settings::default();
    let mut query = conn.prepare_cached("SELECT name, value FROM setting ORDER BY name <> 'currency', id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (name, value): (String, String) = (row.get(0)?, row.get(1)?);
        settings = Name::parse(&name)
            .and_then(|name| settings.read(name, &value))
            .ok_or_else(|| Error::damaged("a setting holds a value that is none"))?;
    }
    Ok(settings)
}

/// Every rate, by currency and first day.
pub(super) fn load_rates(conn: &Connection) -> Result<Vec<DatedRate>, Error> {
    let mut query = conn.prepare_cached("SELECT id, currency, since, rate FROM rate ORDER BY currency, since")?;
    let rows = query.query_map([], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?))
    })?;
    let mut rates = Vec::new();
    for row in rows {
        let (id, currency, from, rate) = row?;
        let rate = (|| {
            Some(DatedRate {
                id: RateId(id),
                currency: Currency::parse(&currency)?,
                from: from.parse().ok()?,
                rate: Rate::parse(&rate)?,
            })
        })();
        rates.push(rate.ok_or_else(|| Error::damaged("an exchange rate cannot be read"))?);
    }
    Ok(rates)
}

/// Writes new values of some settings; what another window did to the others meanwhile stays.
pub(super) fn save(log: &mut Log<'_>, entries: &[Entry]) -> Result<String, Error> {
    let before = load(log.tx)?;
    let mut after = before.clone();
    for Entry { name, before: seen, after: kept } in entries {
        let now = before.kept(*name);
        if now != *seen && now != *kept {
            return Err(Error::moved(&format!("The setting {}", name.word()), Clash("it was")));
        }
        after = after
            .with(*name, kept.as_deref())
            .ok_or_else(|| Error::refused(format!("{} cannot have that value.", name.word()), "Choose another."))?;
    }
    // Documents and rates entered before any currency was chosen stand in the one assumed then.
    let was = before.base();
    if let Some(is) = after.currency
        && was != is
        && (invoices::exist(log.tx)? || !load_rates(log.tx)?.is_empty())
    {
        return Err(Error::refused(
            format!(
                "The book is kept in {was} and already holds documents or rates, so its currency is fixed: every amount was converted to it."
            ),
            format!(
                "To keep a book in {is}, import your files into a new one: keepnet --book NEW.keepnet import FILE --currency {is}."
            ),
        ));
    }
    save_differing(log, &before, &after)?;
    Ok(settings_words(&before, &after))
}

/// Writes the settings that differ between two.
pub(super) fn save_differing(log: &mut Log<'_>, before: &Settings, after: &Settings) -> Result<(), Error> {
    for (name, ..) in Name::ALL {
        if before.kept(name) != after.kept(name) {
            save_one(log, name, after.kept(name).as_deref())?;
        }
    }
    Ok(())
}

/// Writes or clears one setting.
fn save_one(log: &mut Log<'_>, name: Name, kept: Option<&str>) -> Result<bool, Error> {
    let id: Option<i64> =
        log.tx.prepare_cached("SELECT id FROM setting WHERE name = ?1")?.query_row([name.word()], |row| row.get(0)).optional()?;
    let id = match id {
        Some(id) => id,
        None if kept.is_none() => return Ok(false),
        None => row::next_id(log.tx, "setting", 1)?,
    };
    let image = kept.map(|value| image([("name", json!(name.word())), ("value", json!(value))]));
    log.write(&row::SETTING, id, image.as_ref())
}

/// Writes a rate and converts the documents it covers that had none.
pub(super) fn save_rate(log: &mut Log<'_>, rate: &DatedRate) -> Result<String, Error> {
    let base = load(log.tx)?.base();
    if rate.currency == base {
        return Err(Error::refused(format!("{base} is the book's own currency: it always counts 1."), "Name another currency."));
    }
    write_rate(log, rate)?;
    convert_uncounted(log, rate.currency, base)?;
    Ok(rate_words(rate, base))
}

/// Writes the row of a rate; whether it was new or other.
pub(super) fn write_rate(log: &mut Log<'_>, rate: &DatedRate) -> Result<bool, Error> {
    let known: Option<i64> = log
        .tx
        .query_row(
            "SELECT id FROM rate WHERE currency = ?1 AND since = ?2",
            params![rate.currency.code(), rate.from.to_string()],
            |row| row.get(0),
        )
        .optional()?;
    let id = match known {
        Some(id) => id,
        None => row::next_id(log.tx, "rate", 1)?,
    };
    let image = image([
        ("currency", json!(rate.currency.code())),
        ("since", json!(rate.from.to_string())),
        ("rate", json!(rate.rate.to_string())),
    ]);
    log.write(&row::RATE, id, Some(&image))
}

/// Documents kept without a rate are converted as soon as one covers their date.
pub(super) fn convert_uncounted(log: &mut Log<'_>, currency: Currency, base: Currency) -> Result<(), Error> {
    let rates = load_rates(log.tx)?;
    let mut weight = super::series::weight(log.tx)?;
    let mut uncounted = Vec::new();
    invoices::each_where(
        log.tx,
        "SELECT * FROM invoice WHERE base IS NULL AND currency = ?1 ORDER BY id",
        [currency.code()],
        &mut |invoice| {
            uncounted.push((invoice.id, invoice.issued, invoice.amount));
            Ok::<(), Error>(())
        },
    )?;
    for (id, issued, amount) in uncounted {
        let Some(rate) = rate_on(&rates, currency, issued) else { continue };
        let converted = convert(rate, amount, currency, base, &spoken(issued))?;
        weight = weight
            .plus(Minor(converted.0.abs()))
            .ok_or_else(|| Error::refused("At this rate the book would hold more than keepnet can add up.", "Check the rate."))?;
        if let Some(mut image) = INVOICE.read(log.tx, id.0)? {
            image.insert("rate".to_owned(), json!(rate.to_string()));
            image.insert("base".to_owned(), json!(converted.0));
            log.write(&INVOICE, id.0, Some(&image))?;
        }
    }
    Ok(())
}

fn convert(rate: Rate, amount: Minor, from: Currency, to: Currency, which: &str) -> Result<Minor, Error> {
    rate.convert(amount, from, to).ok_or_else(|| {
        Error::refused(format!("At this rate the document of {which} is larger than a book may hold."), "Check the rate.")
    })
}

/// An image from its columns.
pub(super) fn image<const N: usize>(columns: [(&str, Value); N]) -> Image {
    columns.into_iter().map(|(column, value)| (column.to_owned(), value)).collect()
}
