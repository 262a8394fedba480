//! The rows of an open box: what they are, by identity, and in which order they stand.
//!
//! How they are drawn is [`super::list`]; what keys do with them is [`super::keys`].

use crate::domain::customer::SegmentKind;
use crate::domain::id::{CustomerId, SegmentId};
use crate::domain::practice::Offering;
use crate::domain::record::{Kind, Record};
use crate::domain::settings::Name;
use crate::domain::text::name_key;
use crate::intent::View;

use super::scope;
use super::section::Section;
use super::words::SETTINGS;

/// A row of an open box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Item {
    /// The mood questions, asked anew.
    LookAgain,
    /// A setting.
    Setting(Name),
    /// A record.
    Record(Kind, i64),
    /// A segment.
    Segment(SegmentId),
    /// Where the first of a kind goes.
    First(Kind),
    /// How the firm keeps to its work: worked out, nothing to change.
    Scope,
}

/// The rows of a box; archived ones only where they are asked for.
pub(super) fn items(section: Section, archived: bool, view: &View<'_>) -> Vec<Item> {
    let records = view.book.records();
    match section {
        Section::Mood => moods(view),
        Section::Targets => SETTINGS.iter().copied().map(Item::Setting).collect(),
        Section::Offerings => offerings(archived, view),
        Section::Partners => sorted(&records.partners, archived, |partner| (partner.archived, name_key(partner.name.as_str()))),
        Section::Segments => segments(archived, view),
        Section::Wanted => wanted(archived, view),
        Section::Rivals => sorted(&records.rivals, archived, |pair| (pair.archived, String::new())),
    }
}

/// How many of a box are archived.
pub(super) fn archived(section: Section, view: &View<'_>) -> usize {
    let records = view.book.records();
    match section {
        Section::Mood | Section::Targets => 0,
        Section::Offerings => {
            let variants = records.variants.iter().filter(|variant| variant.archived).count();
            variants + records.offerings.iter().filter(|offering| offering.archived).count()
        }
        Section::Partners => records.partners.iter().filter(|partner| partner.archived).count(),
        Section::Segments => view.book.segments.iter().filter(|segment| segment.archived).count(),
        Section::Wanted => {
            let prospects = records.prospects.iter().filter(|prospect| prospect.archived).count();
            prospects + records.wanted.iter().filter(|wanted| wanted.archived).count()
        }
        Section::Rivals => records.rivals.iter().filter(|pair| pair.archived).count(),
    }
}

/// Whether a row is put away; `None` where it never can be.
pub(super) fn is_archived(item: Item, view: &View<'_>) -> Option<bool> {
    match item {
        Item::Record(kind, id) if kind.may_be_archived() => {
            Some(view.book.records().row(kind, id)?.get("archived").number() == Some(1))
        }
        Item::Segment(id) => Some(view.book.segment(id)?.archived),
        _ => None,
    }
}

/// The customer a row is about, where it is about one.
pub(super) fn customer(item: Item, view: &View<'_>) -> Option<CustomerId> {
    match item {
        Item::Record(Kind::Prospect, id) => view.book.records().prospects.find(id)?.customer,
        _ => None,
    }
}

/// Records in an order of their own, which begins with those not put away; of equals, the older first.
fn sorted<T: Record, K: Ord>(rows: &[T], archived: bool, key: impl Fn(&T) -> (bool, K)) -> Vec<Item> {
    let mut keyed: Vec<((bool, K), i64)> = rows.iter().map(|row| (key(row), row.id())).collect();
    keyed.retain(|((is_archived, _), _)| archived || !is_archived);
    keyed.sort();
    keyed.into_iter().map(|(_, id)| Item::Record(T::KIND, id)).collect()
}

/// The newest answers first, below the way to new ones.
fn moods(view: &View<'_>) -> Vec<Item> {
    let profiles = &view.book.records().mood_profiles;
    let versions = sorted(profiles, true, |profile| (false, std::cmp::Reverse((profile.answered, profile.id))));
    let first = if versions.is_empty() { Item::First(Kind::MoodProfile) } else { Item::LookAgain };
    [vec![first], versions].concat()
}

/// Core work first; below each its variants, and at the end how the firm keeps to all that.
fn offerings(archived: bool, view: &View<'_>) -> Vec<Item> {
    let records = view.book.records();
    let key = |offering: &Offering| (offering.archived, (offering.core, name_key(offering.name.as_str())));
    let mut items = Vec::new();
    for offering in sorted(&records.offerings, archived, key) {
        items.push(offering);
        let Item::Record(_, of) = offering else { continue };
        let own: Vec<_> = records.variants.iter().filter(|variant| variant.offering.0 == of).cloned().collect();
        items.extend(sorted(&own, archived, |variant| (variant.archived, name_key(variant.name.as_str()))));
    }
    if !items.is_empty() && scope::is_told(view) {
        items.push(Item::Scope);
    }
    items
}

/// Those that pay first.
fn segments(archived: bool, view: &View<'_>) -> Vec<Item> {
    let shown = view.book.segments.iter().filter(|segment| archived || !segment.archived);
    let mut keyed: Vec<((bool, SegmentKind, String), SegmentId)> =
        shown.map(|segment| ((segment.archived, segment.kind, name_key(segment.name.as_str())), segment.id)).collect();
    keyed.sort();
    keyed.into_iter().map(|(_, id)| Item::Segment(id)).collect()
}

/// Profiles, the newest first, then prospects by name; a kind without any has a place for its first.
fn wanted(archived: bool, view: &View<'_>) -> Vec<Item> {
    let records = view.book.records();
    let profiles = sorted(&records.wanted, archived, |wanted| (wanted.archived, std::cmp::Reverse((wanted.said, wanted.id))));
    let prospects = sorted(&records.prospects, archived, |prospect| (prospect.archived, name_key(prospect.name.as_str())));
    let or_first = |items: Vec<Item>, kind| if items.is_empty() { vec![Item::First(kind)] } else { items };
    [or_first(profiles, Kind::Wanted), or_first(prospects, Kind::Prospect)].concat()
}
