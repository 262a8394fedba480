//! The dashboard's top: the loop that takes events, acts on them and draws.

pub mod crash;
pub mod fault;
pub mod look;
pub mod signals;
pub mod term;

mod bare;

pub use bare::run;
