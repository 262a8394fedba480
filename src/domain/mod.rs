//! The firm's book in plain Rust: entities, money, dates, figures. Pure.
//!
//! Nothing here opens a file, asks for the time, draws or knows SQL: every function gets what it needs as an argument,
//! so every figure can be tested with numbers worked out by hand. `repository` fills a [`book::Book`]; `report` prints
//! what [`figures`] says of it.

pub mod answers;
pub mod assessment;
pub mod beach;
pub mod book;
pub mod change;
pub mod columns;
pub mod currency;
pub mod customer;
pub mod draft;
pub mod edit;
pub mod effort;
pub mod figures;
pub mod filter;
pub mod guard;
mod halves;
pub mod id;
pub mod insight;
pub mod intake;
pub mod invoice;
pub mod money;
pub mod names;
pub mod people;
pub mod period;
pub mod practice;
pub mod profile;
pub mod progress;
pub mod rate;
pub mod record;
pub mod roster;
pub mod scores;
pub mod series;
pub mod settings;
pub mod text;
pub mod time_off;
pub mod typed;
pub mod typed_date;
pub mod work;
