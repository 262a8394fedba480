//! The owner's own side: what the firm offers, whom it sends work to, who it wants, what mood it likes.
//!
//! Segments are [`super::customer::Segment`], targets and weights are [`super::settings`].

mod mood_profile;
mod offering;
mod partner;
mod referral;
mod rivals;
mod wanted;

pub use mood_profile::{MoodProfile, QUESTIONS};
pub use offering::{Company, CoreClass, Offering, Standing, Variant};
pub use partner::Partner;
pub use referral::{Outcome, Referral, Sender};
pub use rivals::Rivals;
pub use wanted::{Prospect, Wanted};
