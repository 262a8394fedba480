//! What the dashboard keeps beside the owner's business: drafts of forms, and looks: how the screens were left.
//!
//! Neither is a step: nothing here can be undone, is exported, or enters a figure, and another window need not read
//! anything again for it. A restore leaves both as they are ([`carry`]): they are of the owner at this desk today, not
//! of the day the copy was made. `history` keeps everything that is a step.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

use super::error::Error;
use super::{Repository, moment};
use crate::domain::draft::Draft;
use crate::domain::id::CustomerId;
use crate::domain::text::{Line, Prose};

/// So many drafts are kept; the oldest go.
const MOST_DRAFTS: i64 = 20;

impl Repository {
    /// Keeps a draft, in the place of an older one of the same form about the same customer. A book that can only be
    /// looked at keeps none.
    pub fn keep_draft(&mut self, draft: &Draft) -> Result<(), Error> {
        if self.viewing {
            return Ok(());
        }
        let tx = self.begin()?;
        forget(&tx, &draft.purpose, draft.subject)?;
        put(&tx, draft)?;
        tx.prepare_cached("DELETE FROM draft WHERE id NOT IN (SELECT id FROM draft ORDER BY id DESC LIMIT ?1)")?
            .execute([MOST_DRAFTS])?;
        tx.commit()?;
        Ok(())
    }

    /// The drafts kept, newest first, their text cleaned.
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        drafts(&self.conn)
    }

    /// Forgets a draft: its form was saved or thrown away.
    pub fn drop_draft(&mut self, purpose: &Line, subject: Option<CustomerId>) -> Result<(), Error> {
        if self.viewing {
            return Ok(());
        }
        let tx = self.begin()?;
        if forget(&tx, purpose, subject)? > 0 {
            tx.commit()?;
        }
        Ok(())
    }

    /// How the owner left something on the screens; `None`: never said, or taken back.
    pub fn look(&self, name: &str) -> Result<Option<String>, Error> {
        let mut query = self.conn.prepare_cached("SELECT value FROM look WHERE name = ?1")?;
        let kept: Option<String> = query.query_row([name], |row| row.get(0)).optional()?;
        Ok(kept.map(|kept| Line::clean(&kept).to_string()))
    }

    /// Remembers how the owner left something, or forgets it. Written only where it is other than before, and never in a
    /// book that can only be looked at.
    pub fn set_look(&mut self, name: &str, value: Option<&str>) -> Result<(), Error> {
        if self.viewing || self.look(name)?.as_deref() == value {
            return Ok(());
        }
        let tx = self.begin()?;
        match value {
            Some(value) => tx
                .prepare_cached(
                    "INSERT INTO look (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                )?
                .execute([name, value])?,
            None => tx.prepare_cached("DELETE FROM look WHERE name = ?1")?.execute([name])?,
        };
        tx.commit()?;
        Ok(())
    }
}

/// Puts the drafts and looks of one book in the place of another's.
pub(super) fn carry(from: &Connection, to: &Connection) -> Result<(), Error> {
    to.execute_batch("DELETE FROM draft; DELETE FROM look;")?;
    for draft in drafts(from)?.iter().rev() {
        put(to, draft)?;
    }
    let mut query = from.prepare("SELECT name, value FROM look")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        to.execute("INSERT INTO look (name, value) VALUES (?1, ?2)", [row.get::<_, String>(0)?, row.get(1)?])?;
    }
    Ok(())
}

/// Every draft that can be read, newest first: by id, not by a clock that may have been set back.
fn drafts(conn: &Connection) -> Result<Vec<Draft>, Error> {
    let mut query = conn.prepare_cached("SELECT purpose, subject, at, fields FROM draft ORDER BY id DESC")?;
    let rows = query.query_map([], of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Draft> {
    let fields: BTreeMap<String, Value> = serde_json::from_str(&row.get::<_, String>(3)?).unwrap_or_default();
    let typed = |(label, value): (String, Value)| {
        let text = value.as_str().map(|text| Prose::clean(text).to_string())?;
        Some((Line::clean(&label).to_string(), text))
    };
    Ok(Draft {
        purpose: Line::clean(&row.get::<_, String>(0)?),
        subject: row.get::<_, Option<i64>>(1)?.map(CustomerId),
        at: row.get::<_, String>(2)?.parse::<DateTime<Utc>>().unwrap_or_default(),
        fields: fields.into_iter().filter_map(typed).collect(),
    })
}

fn put(conn: &Connection, draft: &Draft) -> Result<(), Error> {
    let fields: Value = draft.fields.iter().map(|(label, text)| (label.clone(), Value::from(text.as_str()))).collect();
    conn.prepare_cached("INSERT INTO draft (purpose, subject, at, fields) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        draft.purpose.as_str(),
        draft.subject.map(|subject| subject.0),
        moment(draft.at),
        fields.to_string()
    ])?;
    Ok(())
}

fn forget(conn: &Connection, purpose: &Line, subject: Option<CustomerId>) -> Result<usize, Error> {
    let mut delete = conn.prepare_cached("DELETE FROM draft WHERE purpose = ?1 AND subject IS ?2")?;
    Ok(delete.execute(params![purpose.as_str(), subject.map(|subject| subject.0)])?)
}
