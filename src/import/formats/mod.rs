//! Files that are not delimited text, one file each.
//!
//! A format turns what it reads into the records `rows` takes, so a cell means the same wherever it stands.

pub(super) mod keepnet_json;
