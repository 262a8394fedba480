//! `keepnet import`.

mod again;
mod currencies;
mod customers;
mod documents;
mod links;
mod records;
mod refusals;
mod settled;
mod time;
mod works;
mod wrong_files;
