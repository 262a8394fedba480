//! Work: engagements and opportunities, which are one thing at different stages, and the days a team has for them.
//!
//! What follows from them (weeks, gaps, the beach, renewals) is `insight::beach` and its neighbours.

mod engagement;
mod going;
mod span;
mod week;

pub use engagement::{Agreed, Engagement, Renewal, Stage, YesNo};
pub use going::Going;
pub use span::Span;
pub use week::{CapacityWeek, monday};
