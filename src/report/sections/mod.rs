//! What each section of the report says, one file each: figures turned into sentences and tables.
//!
//! The frame around them is [`super::compose`]; how they look is [`super::text`] and [`super::markdown`].

pub(crate) mod attention;
pub(crate) mod beach;
pub(crate) mod concentration;
pub(crate) mod customers;
pub(crate) mod matrix;
pub(crate) mod retention;
pub(crate) mod revenue;
pub(crate) mod stress;
