//! What work is called wherever it is told: on screen, in a report, in a calendar.
//!
//! Whose names may be shown is [`super::Names`]' business; work is found by what is typed in `modals`.

use std::borrow::Cow;

use super::Names;
use crate::domain::book::Book;
use crate::domain::work::Engagement;

impl Names {
    /// `Osei Dental: Care plan`; of nobody's work its title alone.
    #[must_use]
    pub fn work(&self, book: &Book, work: &Engagement) -> String {
        let title = self.work_title(book, work);
        match work.customer {
            Some(customer) => format!("{}: {title}", self.by_id(book, customer)),
            None => title.into_owned(),
        }
    }

    /// Its title, else what is delivered, else `work`. What is sold is no secret of a customer's; what they call it is, so
    /// the title of a hidden customer's work is not told.
    #[must_use]
    pub fn work_title<'a>(&self, book: &'a Book, work: &'a Engagement) -> Cow<'a, str> {
        let offering = || work.offering.and_then(|id| book.records().offerings.find(id.0));
        let title = work.title.as_ref().filter(|_| work.customer.is_none_or(|customer| self.shows(customer)));
        let title = title.or_else(|| offering().map(|offering| &offering.name));
        title.map_or(Cow::Borrowed("work"), |title| self.veil(title.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::Customer;
    use crate::domain::id::{CustomerId, OfferingId};
    use crate::domain::practice::{CoreClass, Offering};
    use crate::domain::record::{Kind, Record, Row};
    use crate::domain::settings::Settings;
    use crate::domain::text::Line;
    use crate::domain::work::Stage;

    #[test]
    fn work_is_told_by_its_customer_and_title_or_what_is_delivered() {
        let customer = Customer { id: CustomerId(1), ..Customer::named("Alder".into()) };
        let mut book = Book::new(Settings::default(), vec![customer], Vec::new());
        let row = Row { id: 3, ..Row::blank(Kind::Offering) };
        let row = row.with("name", crate::domain::record::Value::Text("Audits for Alder".into()));
        let row = row.with("core", crate::domain::record::Value::Text(CoreClass::ALL[0].word().into()));
        assert!(Offering::of_row(&row).is_some() && book.replace_record(Kind::Offering, 3, Some(&row)));
        let mut work = Engagement {
            customer: Some(CustomerId(1)),
            title: Line::some("Portal"),
            offering: Some(OfferingId(3)),
            ..Engagement::blank(Stage::Lead)
        };
        assert_eq!(Names::Plain.work(&book, &work), "Alder: Portal");
        assert_eq!(Names::discreet(&book).work(&book, &work), "Customer A: Audits for Customer A");
        work.title = None;
        assert_eq!(Names::Plain.work(&book, &work), "Alder: Audits for Alder");
        assert_eq!(Names::discreet(&book).work(&book, &work), "Customer A: Audits for Customer A");
        (work.customer, work.offering) = (None, Some(OfferingId(9)));
        assert_eq!(Names::Plain.work(&book, &work), "work");
    }
}
