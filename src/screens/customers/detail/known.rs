//! Group, source, tags, people and the note of a customer: what the owner wrote down.
//!
//! Other customers are named through [`crate::intent::view::Names`] only, also inside a note.

use super::{INDENT, Span, Writer};
use crate::chart::cells::width;
use crate::domain::customer::{Customer, Person};
use crate::domain::money::{self, Minor};
use crate::domain::people::still_there;
use crate::domain::roster::Roster;
use crate::screens::customers::table::HIDDEN;
use crate::ui::Role;

impl Writer<'_> {
    pub(super) fn group(&mut self, customer: &Customer, roster: &Roster, told: bool) {
        let (book, names) = (self.view.book, self.view.names);
        if roster.in_group(customer) {
            if let Some(parent) = customer.parent {
                self.value("Belongs to", Span::new(names.by_id(book, parent), Role::Text));
            }
            let members: Vec<&Customer> = book.customers().filter(|other| other.parent == Some(customer.id)).collect();
            if !members.is_empty() {
                self.heading(&format!("Group of {}", members.len() + 1));
            }
            for member in members {
                let revenue = roster.line(member.id).map_or(Minor::ZERO, |line| line.revenue);
                self.indented(names.of(member), &money::whole(revenue, book.settings.base()));
            }
        }
        self.value(
            "Came from",
            match (&customer.source, told) {
                (Some(_), false) => Span::new(HIDDEN, Role::Muted),
                (Some(source), true) => Span::new(names.veil(source.as_str()), Role::Text),
                (None, _) => Span::new("not known: e adds it", Role::Muted),
            },
        );
        let tags = customer.tags.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        self.value(
            "Tags",
            match (tags.as_str(), told) {
                ("", _) => Span::new("none: # adds some", Role::Muted),
                (_, false) => Span::new(HIDDEN, Role::Muted),
                (tags, true) => Span::new(tags, Role::Text),
            },
        );
        if told && !customer.external_ids.is_empty() {
            let ids = customer.external_ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            self.value("Known as", Span::new(ids, Role::Text));
        }
    }

    pub(super) fn people(&mut self, customer: &Customer, told: bool) {
        self.heading("People");
        let people = self.view.book.people.at(customer.id);
        if !told {
            self.prose(HIDDEN, INDENT, Role::Muted);
            return;
        }
        let there: Vec<&Person> = still_there(people, self.view.today).collect();
        if there.is_empty() {
            self.prose("Nobody yet. Import a list with a column for people.", INDENT, Role::Muted);
        }
        for person in there {
            let role = match (&person.role, person.sponsor) {
                (Some(role), true) => format!("{role}, decides"),
                (Some(role), false) => role.to_string(),
                (None, true) => "decides".to_owned(),
                (None, false) => String::new(),
            };
            self.prose(person.name.as_str(), INDENT, Role::Text);
            self.prose(&role, INDENT + 1, Role::Muted);
            let mail = person.email.as_ref().map_or("", |mail| mail.as_str());
            // A long address breaks where one would break it.
            let at = if INDENT + 1 + width(mail) > self.width { mail.find('@').unwrap_or(0) } else { 0 };
            for words in [&mail[..at], &mail[at..], person.phone.as_ref().map_or("", |phone| phone.as_str())] {
                self.prose(words, INDENT + 1, Role::Muted);
            }
        }
    }

    pub(super) fn note(&mut self, customer: &Customer, told: bool) {
        self.heading("Note");
        match (&customer.note, told) {
            (None, _) => self.prose("None yet. n writes one.", INDENT, Role::Muted),
            (Some(_), false) => self.prose(HIDDEN, INDENT, Role::Muted),
            (Some(note), true) => {
                // It may name others.
                for paragraph in self.view.names.veil(note.as_str()).lines() {
                    if paragraph.trim().is_empty() {
                        self.blank();
                    }
                    self.prose(paragraph, INDENT, Role::Text);
                }
            }
        }
    }
}
