//! The words between keys, screens and the app: what can be pressed, what it means, what comes of it.
//!
//! [`keymap`] is the one binding table: dispatch, footer, help ([`manual`]), palette and the manual's key table are all
//! read from it.
//! A screen gets an [`Event`] and a [`View`], changes its own state and returns [`Effect`]s; the app carries them out.
//! Nothing here draws, reads a file or holds state.

mod action;
pub mod customer;
mod effect;
mod key;
pub mod keymap;
pub mod manual;
mod scope;
mod table;
mod view;

pub use action::{Action, Event, TextKey};
pub use effect::{Axis, Draft, Effect, Job, Notice, Opening, Question, Tone};
pub use key::{Code, Key};
pub use scope::{Scope, Tab};
pub use view::{Names, Screen, View};
