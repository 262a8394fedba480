//! `keepnet import`.

mod currencies;
mod customers;
mod documents;
mod again;
mod refusals;
mod settled;
mod wrong_files;
