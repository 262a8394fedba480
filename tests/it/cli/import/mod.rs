//! `keepnet import`.

mod again;
mod currencies;
mod customers;
mod documents;
mod refusals;
mod settled;
mod wrong_files;
