//! The dashboard without a terminal: keys in, pictures out.

mod books;
mod concentration;
mod customers;
mod customers_scores;
mod finder;
mod forms;
mod hostile;
mod keys;
mod messages;
mod pictures;
mod random;
pub(crate) mod stage;
mod walk;
mod welcome;
