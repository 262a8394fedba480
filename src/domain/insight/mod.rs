//! The analyses: one file each, pure functions from sums to figures (`metrics.md`).
//!
//! Nothing here reads a series, asks for the time or knows how a figure is printed; [`super::figures`] hands each
//! analysis the sums it needs, from one pass over the documents that [`tally`] makes, and [`super::scores`] does so with
//! answers, efforts and referrals.

pub mod attention;
pub mod burden;
pub mod concentration;
pub mod drain;
pub mod evidence;
pub mod expectancy;
pub mod fine;
pub mod fit;
pub mod life;
pub mod margin;
pub mod matrix;
pub mod measure;
pub mod mood;
pub mod one_off;
pub mod practice;
pub mod ratio;
pub mod referrals;
pub mod retention;
pub mod revenue;
pub mod scope;
pub mod stress;
pub mod tally;
pub mod value;
pub mod whale;
pub mod what_if;
pub mod windows;
