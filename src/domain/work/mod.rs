//! Work: engagements and opportunities, which are one thing at different stages, and the days a team has for them.
//!
//! What follows from them (weeks, gaps, the beach, renewals) is [`crate::domain::beach`]'s.

mod engagement;
mod going;
mod span;
mod week;
mod work_week;

pub use engagement::{Agreed, Engagement, Renewal, Stage, YesNo};
pub use going::Going;
pub use span::{Extent, Pace, Span};
pub use week::{CapacityWeek, monday};
pub use work_week::WorkWeek;
