//! Whose row it is: matched by id, then by name, else somebody new (`product.md`, settled questions).

use std::collections::HashMap;

use rusqlite::params;

use super::super::customers;
use super::super::error::Error;
use super::super::row::{self, Log};
use super::{Fresh, Intake, Trouble};
use crate::domain::customer::{Customer, FILE_KEY};
use crate::domain::id::CustomerId;
use crate::domain::intake::{Refusal, Who};
use crate::domain::text::Line;

/// Customers met and made by an import.
pub(super) struct Parties {
    pub(super) customers: Fresh,
    pub(super) external_ids: Fresh,
    pub(super) people: Fresh,
    file_keys: HashMap<String, CustomerId>,
}

impl Parties {
    pub(super) fn new(log: &Log<'_>, file_keys: HashMap<String, CustomerId>) -> Result<Self, Error> {
        Ok(Parties {
            customers: Fresh::new(log, &row::CUSTOMER)?,
            external_ids: Fresh::new(log, &row::EXTERNAL_ID)?,
            people: Fresh::new(log, &row::PERSON)?,
            file_keys,
        })
    }

    pub(super) fn into_fresh(self) -> ([Fresh; 3], HashMap<String, CustomerId>) {
        ([self.customers, self.external_ids, self.people], self.file_keys)
    }
}

/// An id that means something in one export only.
fn is_file_key(id: &Line) -> bool {
    id.as_str().starts_with(FILE_KEY)
}

impl Intake<'_> {
    /// The customer a row names, found or made.
    pub(super) fn customer(&mut self, who: &Who, line: u64) -> Result<CustomerId, Trouble> {
        if let Some(found) = who.found.get() {
            return Ok(*found);
        }
        let found = match self.find(who, line)? {
            Some(found) => found,
            None => self.make(who, Customer::named(Line::default()))?,
        };
        let _ = who.found.set(found);
        Ok(found)
    }

    /// The customer a row names, if the book has it; its placeholder name or missing id is filled in.
    pub(super) fn find(&mut self, who: &Who, line: u64) -> Result<Option<CustomerId>, Trouble> {
        if let Some(id) = &who.id {
            let known = match self.parties.file_keys.get(id.as_str()) {
                // An undo may have taken away whom an earlier file of this run called so.
                Some(known) if customers::read(self.log.tx, *known)?.is_some() => Some(*known),
                _ if is_file_key(id) => None,
                _ => customers::of_external_id(self.log.tx, id)?,
            };
            if let Some(known) = known {
                self.give_name(known, who)?;
                return Ok(Some(known));
            }
        }
        let Some(name) = &who.name else { return Ok(None) };
        let mut namesakes = customers::of_name(self.log.tx, &name.key())?;
        if let Some(id) = &who.id {
            // Another id under the same name is another firm; one without an id may be the same.
            namesakes.retain(|(_, has_id)| !has_id);
            if is_file_key(id) {
                // Such a customer is one of several of that name, told apart by nothing but the file.
                namesakes.retain(|(customer, _)| !self.parties.customers.is_new(customer.0));
                return Ok(match namesakes.as_slice() {
                    [(only, _)] => {
                        self.parties.file_keys.insert(id.to_string(), *only);
                        Some(*only)
                    }
                    _ => None,
                });
            }
        }
        match namesakes.as_slice() {
            [] => Ok(None),
            [(only, _)] => {
                if let Some(id) = &who.id {
                    self.give_id(*only, id)?;
                }
                Ok(Some(*only))
            }
            several => Err(Trouble::Refused(Refusal::new(
                line,
                "customer",
                name.as_str(),
                format!("{} customers in the book have this name: add a column with their ids", several.len()),
            ))),
        }
    }

    /// Adds the customer a row names, with whatever else the row told of it.
    pub(super) fn make(&mut self, who: &Who, mut customer: Customer) -> Result<CustomerId, Trouble> {
        customer.id = CustomerId(self.parties.customers.take());
        match (&who.name, &who.id) {
            (Some(name), _) => customer.name = name.clone(),
            (None, Some(id)) => (customer.name, customer.placeholder) = (Line::clean(&format!("Customer {id}")), true),
            (None, None) => return Err(Trouble::Failed(Error::damaged("a row names no customer"))),
        }
        customers::insert(self.log.tx, &customer)?;
        self.outcome.imported.customers += 1;
        match &who.id {
            Some(id) if is_file_key(id) => drop(self.parties.file_keys.insert(id.to_string(), customer.id)),
            Some(id) => {
                self.give_id(customer.id, id)?;
            }
            None => {}
        }
        Ok(customer.id)
    }

    /// Notes what another program calls a customer, unless that is known already.
    pub(super) fn give_id(&mut self, customer: CustomerId, id: &Line) -> Result<bool, Error> {
        if is_file_key(id) || customers::of_external_id(self.log.tx, id)?.is_some() {
            return Ok(false);
        }
        let row = self.parties.external_ids.take();
        self.log.tx.prepare_cached("INSERT INTO external_id (id, customer, value) VALUES (?1, ?2, ?3)")?.execute(params![
            row,
            customer.0,
            id.as_str()
        ])?;
        Ok(true)
    }

    /// A customer known by id only takes the first real name.
    fn give_name(&mut self, id: CustomerId, who: &Who) -> Result<(), Error> {
        let Some(name) = &who.name else { return Ok(()) };
        let Some(customer) = customers::read(self.log.tx, id)?.filter(|customer| customer.placeholder) else { return Ok(()) };
        self.rewrite(&Customer { name: name.clone(), placeholder: false, ..customer })
    }

    /// Changes a customer: with images where it was there before this import, in place where this import made it.
    pub(super) fn rewrite(&mut self, customer: &Customer) -> Result<(), Error> {
        let image = customers::to_image(customer);
        if self.parties.customers.is_new(customer.id.0) {
            return row::CUSTOMER.rewrite(self.log.tx, customer.id.0, &image);
        }
        if self.log.write(&row::CUSTOMER, customer.id.0, Some(&image))? {
            self.outcome.updated += 1;
        }
        Ok(())
    }
}
