//! Segments.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::json;

use super::error::Error;
use super::row::{self, Image, Log};
use super::settings::image;
use crate::domain::change::Edit;
use crate::domain::customer::{Segment, SegmentKind};
use crate::domain::id::SegmentId;
use crate::domain::text::{Line, Prose};

/// Every segment, by id.
pub(super) fn load(conn: &Connection) -> Result<Vec<Segment>, Error> {
    let mut query = conn.prepare_cached("SELECT id, name, kind, criteria, channels, phrases, archived FROM segment ORDER BY id")?;
    let rows = query.query_map([], of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One segment.
fn read(conn: &Connection, id: SegmentId) -> Result<Option<Segment>, Error> {
    let mut query =
        conn.prepare_cached("SELECT id, name, kind, criteria, channels, phrases, archived FROM segment WHERE id = ?1")?;
    Ok(query.query_row([id.0], of_row).optional()?)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Segment> {
    let prose = |text: Option<String>| text.map(|text| Prose::clean(&text));
    Ok(Segment {
        id: SegmentId(row.get(0)?),
        name: Line::clean(&row.get::<_, String>(1)?),
        kind: SegmentKind::of_word(&row.get::<_, String>(2)?).unwrap_or_default(),
        criteria: prose(row.get(3)?),
        channels: prose(row.get(4)?),
        phrases: prose(row.get(5)?),
        archived: row.get(6)?,
    })
}

/// The segment of a name.
pub(super) fn find(conn: &Connection, name: &Line) -> Result<Option<SegmentId>, Error> {
    let mut query = conn.prepare_cached("SELECT id FROM segment WHERE name_key = ?1")?;
    Ok(query.query_row([name.key()], |row| row.get(0)).optional()?.map(SegmentId))
}

/// Adds or changes a segment.
pub(super) fn save(log: &mut Log<'_>, edit: &Edit<Segment>) -> Result<String, Error> {
    let mut segment = Segment { id: SegmentId(0), ..edit.after.clone() };
    if let Some(seen) = &edit.before {
        log.expect(&row::SEGMENT, seen.id.0)?;
        let Some(now) = read(log.tx, seen.id)? else { return Ok(String::new()) };
        segment = edit.onto(&now).map_err(|clash| Error::moved(&format!("Segment {}", now.name), clash))?;
    }
    if segment.name.is_empty() {
        return Err(Error::refused("A segment needs a name.", "Give it one."));
    }
    if find(log.tx, &segment.name)?.is_some_and(|known| known != segment.id) {
        return Err(Error::refused(format!("There is a segment called {} already.", segment.name), "Choose another name."));
    }
    let new = edit.before.is_none();
    let id = if new { row::next_id(log.tx, "segment", 1)? } else { segment.id.0 };
    log.write(&row::SEGMENT, id, Some(&to_image(&segment)))?;
    Ok(format!("{} segment {}", if new { "Added" } else { "Changed" }, segment.name))
}

fn to_image(segment: &Segment) -> Image {
    image([
        ("name", json!(segment.name)),
        ("name_key", json!(segment.name.key())),
        ("kind", json!(segment.kind.word())),
        ("criteria", json!(segment.criteria)),
        ("channels", json!(segment.channels)),
        ("phrases", json!(segment.phrases)),
        ("archived", json!(i64::from(segment.archived))),
    ])
}

/// Inserts a segment of an import, under an id of its batch.
pub(super) fn insert(conn: &Connection, id: i64, segment: &Segment) -> Result<(), Error> {
    conn.prepare_cached(
        "INSERT INTO segment (id, name, name_key, kind, criteria, channels, phrases, archived) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        id,
        segment.name.as_str(),
        segment.name.key(),
        segment.kind.word(),
        segment.criteria.as_ref().map(Prose::as_str),
        segment.channels.as_ref().map(Prose::as_str),
        segment.phrases.as_ref().map(Prose::as_str),
        segment.archived
    ])?;
    Ok(())
}
