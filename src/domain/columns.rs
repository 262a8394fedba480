//! The columns of every kind of file keepnet reads and writes: one table for import and export alike.
//!
//! `export` writes the columns of a kind in the table's order under [`Column::name`]; `import` finds them under that
//! name or one of the names other programs give them. What a cell means is the business of those two.

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// Invoices and credit notes, one row each or one per line item.
    Invoices,
    /// Customers.
    Customers,
    /// People at customers.
    People,
    /// Segments.
    Segments,
}

impl FileKind {
    /// Every kind, in the order a book is rebuilt from its files.
    pub const ALL: [FileKind; 4] = [FileKind::Segments, FileKind::Customers, FileKind::People, FileKind::Invoices];

    /// The word after `--as`, and the file's name without its ending.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            FileKind::Invoices => "invoices",
            FileKind::Customers => "customers",
            FileKind::People => "people",
            FileKind::Segments => "segments",
        }
    }

    /// The kind typed as `word`.
    #[must_use]
    pub fn parse(word: &str) -> Option<FileKind> {
        Self::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(word.trim()))
    }

    /// Its columns, in the order they are written; the ones that are only understood stand among them.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            FileKind::Invoices => INVOICES,
            FileKind::Customers => CUSTOMERS,
            FileKind::People => PEOPLE,
            FileKind::Segments => SEGMENTS,
        }
    }

    /// The column of a field, where this kind has one.
    #[must_use]
    pub fn column(self, field: Field) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.field == field)
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Name of the customer (of a customers file: the company).
    Customer,
    /// What another program calls the customer.
    CustomerId,
    /// Number of the document.
    Number,
    /// Date of the document.
    Date,
    /// Net amount of the row; rows of one document add up.
    Amount,
    /// Total of the document, repeated on each of its rows.
    Total,
    /// Price of one, where the file has no amount.
    Price,
    /// How many, beside the price.
    Quantity,
    /// Tax of the row, where the file's amounts hold it.
    Tax,
    /// Discount of the row: where it holds anything, price times quantity is not the amount.
    Discount,
    /// Currency code.
    Currency,
    /// Base units per unit of that currency.
    Rate,
    /// Invoice or credit note.
    Kind,
    /// How the document stands.
    Status,
    /// When it was paid.
    Paid,
    /// What it was for.
    Title,
    /// First name of a person.
    FirstName,
    /// Last name of a person.
    LastName,
    /// Whole name of a person.
    Person,
    /// What the person does.
    Role,
    /// Whether they hold the money or the decision.
    Sponsor,
    /// Mail address.
    Email,
    /// Telephone.
    Phone,
    /// The day they left.
    LeftOn,
    /// Name of the group.
    Parent,
    /// Id of the group.
    ParentId,
    /// Kind of customer.
    Segment,
    /// Paying or not.
    SegmentKind,
    /// Who belongs to the segment.
    Criteria,
    /// Where they are found.
    Channels,
    /// How they speak.
    Phrases,
    /// The owner's marks.
    Tags,
    /// What they do.
    Trade,
    /// Customer since.
    Since,
    /// Where it came from.
    Source,
    /// Notice in days.
    NoticeDays,
    /// What to remember.
    Note,
    /// Hidden from lists.
    Archived,
    /// Whether the name was made from an id.
    Placeholder,
}

/// A column of a kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub field: Field,
    /// Its heading in files keepnet writes, and the word before `=` of `--map`.
    pub name: &'static str,
    /// Whether keepnet writes it; the others are only understood.
    pub written: bool,
    /// Headings other programs use, in the form of [`heading_key`], best first.
    pub synonyms: &'static [&'static str],
}

const fn column(field: Field, name: &'static str, synonyms: &'static [&'static str]) -> Column {
    Column { field, name, written: true, synonyms }
}

const fn understood(field: Field, name: &'static str, synonyms: &'static [&'static str]) -> Column {
    Column { field, name, written: false, synonyms }
}

const CUSTOMER_NAMES: &[&str] = &[
    "customer name",
    "customer",
    "client name",
    "client",
    "company name",
    "company",
    "contact name",
    "contact",
    "organization",
    "organisation",
    "organization name",
    "organisation name",
    "account name",
    "associated company",
    "default address company",
    "bill to",
    "billed to",
    "buyer",
    "payer",
    "debtor",
    "name",
    "display name",
    "kunde",
    "kundenname",
    "firma",
    "auftraggeber",
    "cliente",
    "nombre cliente",
    "nom client",
    "societe",
    "société",
    "klant",
    "klantnaam",
];
const CUSTOMER_IDS: &[&str] = &[
    "customer id",
    "customer number",
    "customer no",
    "customer code",
    "client id",
    "client number",
    "account reference",
    "account number",
    "contact id",
    "company id",
    "kundennummer",
    "kunden nr",
    "kundennr",
    "klantnummer",
    "id cliente",
    "numero client",
];

const INVOICES: &[Column] = &[
    column(Field::Customer, "customer", CUSTOMER_NAMES),
    column(Field::CustomerId, "customer_id", CUSTOMER_IDS),
    column(
        Field::Number,
        "number",
        &[
            "invoice number",
            "invoice no",
            "invoice num",
            "invoice id",
            "invoice",
            "document number",
            "document no",
            "doc number",
            "num",
            "no",
            "bill number",
            "order number",
            "order no",
            "order id",
            "transaction id",
            "rechnungsnummer",
            "rechnungsnr",
            "rechnung nr",
            "belegnummer",
            "numero de factura",
            "numero factura",
            "factura",
            "numero de facture",
            "facture",
            "factuurnummer",
            "reference",
            "id",
        ],
    ),
    column(
        Field::Date,
        "date",
        &[
            "invoice date",
            "date issued",
            "issue date",
            "issued",
            "issued on",
            "dated on",
            "document date",
            "date of invoice",
            "order date",
            "transaction date",
            "created",
            "created utc",
            "date utc",
            "rechnungsdatum",
            "datum",
            "belegdatum",
            "fecha",
            "fecha de factura",
            "date de facture",
            "date facture",
            "factuurdatum",
        ],
    ),
    column(
        Field::Amount,
        "amount",
        &[
            "line subtotal",
            "line net",
            "net amount",
            "amount net",
            "item total",
            "line amount",
            "net value",
            "net",
            "amount before tax",
            "amount excl tax",
            "amount ex vat",
            "line total",
            "sales",
            "revenue",
            "net sales",
            "netto",
            "nettobetrag",
            "betrag netto",
            "betrag",
            "umsatz",
            "importe",
            "importe neto",
            "montant",
            "montant ht",
            "bedrag",
        ],
    ),
    understood(
        Field::Total,
        "total",
        &[
            "subtotal",
            "sub total",
            "net total",
            "total net",
            "total excl tax",
            "total ex vat",
            "total ht",
            "invoice amount",
            "invoice total",
            "total amount",
            "grand total",
            "total value",
            "amount total",
            "gesamtbetrag",
            "summe",
            "rechnungsbetrag",
            "importe total",
            "montant total",
            "totaal",
            "total incl tax",
            "total inc vat",
            "gross total",
            "gross amount",
            "bruttobetrag",
            "brutto",
        ],
    ),
    understood(
        Field::Price,
        "price",
        &[
            "unit price",
            "unit amount",
            "item price",
            "item cost",
            "unit cost",
            "sales price",
            "rate per unit",
            "einzelpreis",
            "prix unitaire",
        ],
    ),
    understood(
        Field::Quantity,
        "quantity",
        &["qty", "item quantity", "units", "menge", "anzahl", "quantite", "cantidad", "aantal"],
    ),
    understood(
        Field::Tax,
        "tax",
        &[
            "tax amount",
            "total tax",
            "tax total",
            "taxes",
            "sales tax",
            "vat",
            "vat amount",
            "gst",
            "mwst",
            "ust",
            "steuer",
            "steuerbetrag",
            "iva",
            "tva",
            "btw",
        ],
    ),
    understood(
        Field::Discount,
        "discount",
        &["discount amount", "discount percentage", "rabatt", "descuento", "remise", "korting"],
    ),
    column(
        Field::Currency,
        "currency",
        &["currency code", "invoice currency", "waehrung", "währung", "moneda", "devise", "valuta"],
    ),
    column(Field::Rate, "rate", &["exchange rate", "currency rate", "fx rate", "wechselkurs"]),
    column(
        Field::Kind,
        "kind",
        &["type", "document type", "transaction type", "invoice type", "doc type", "typ", "belegart", "tipo", "soort"],
    ),
    column(
        Field::Status,
        "status",
        &["invoice status", "state", "payment status", "document status", "estado", "statut", "zustand"],
    ),
    column(
        Field::Paid,
        "paid",
        &[
            "paid date",
            "date paid",
            "paid on",
            "payment date",
            "last payment date",
            "settled on",
            "bezahlt am",
            "zahlungsdatum",
            "fecha de pago",
            "date de paiement",
            "betaald op",
        ],
    ),
    column(
        Field::Title,
        "title",
        &[
            "description",
            "item description",
            "memo description",
            "memo",
            "details",
            "item name",
            "product",
            "item",
            "project",
            "subject",
            "betreff",
        ],
    ),
];

const CUSTOMERS: &[Column] = &[
    column(Field::Customer, "customer", CUSTOMER_NAMES),
    column(
        Field::CustomerId,
        "customer_id",
        &[
            "customer id",
            "customer number",
            "customer no",
            "customer code",
            "client id",
            "client number",
            "account number",
            "contact id",
            "company id",
            "record id",
            "id number",
            "id",
            "kundennummer",
            "kunden nr",
            "klantnummer",
        ],
    ),
    column(Field::Placeholder, "placeholder", &[]),
    column(Field::Trade, "trade", &["industry", "sector", "branche", "what they do", "line of business"]),
    column(Field::Tags, "tags", &["labels", "groups", "schlagworte"]),
    column(Field::Parent, "parent", &["parent company", "parent account", "parent customer", "group"]),
    column(Field::ParentId, "parent_id", &["parent company id", "parent account id", "group id"]),
    column(Field::Segment, "segment", &["customer type", "customer sub type", "category", "client type", "kategorie"]),
    column(Field::Since, "since", &["customer since", "client since", "created time", "create date", "date created", "kunde seit"]),
    column(Field::Source, "source", &["lead source", "origin", "how we met", "quelle", "herkunft"]),
    column(Field::NoticeDays, "notice_days", &["notice", "notice period"]),
    column(Field::Note, "note", &["notes", "comment", "comments", "private notes", "notiz", "bemerkung"]),
    column(Field::Archived, "archived", &["hidden", "inactive"]),
    understood(
        Field::Person,
        "person",
        &["contact name", "contact", "contact person", "primary contact", "main contact", "ansprechpartner", "contacto"],
    ),
    understood(Field::FirstName, "first_name", &["contact first name", "given name", "vorname", "nombre", "prenom"]),
    understood(Field::LastName, "last_name", &["contact last name", "surname", "family name", "nachname", "apellido", "nom"]),
    understood(Field::Role, "role", &["contact title", "job title", "position", "organization title", "funktion"]),
    understood(
        Field::Email,
        "email",
        &["email address", "e mail", "email id", "contact email", "mail", "e mail 1 value", "correo"],
    ),
    understood(
        Field::Phone,
        "phone",
        &["phone number", "telephone", "mobile", "mobile phone", "phone 1 value", "telefon", "telefono"],
    ),
];

const PEOPLE: &[Column] = &[
    column(Field::Customer, "customer", CUSTOMER_NAMES),
    column(Field::CustomerId, "customer_id", CUSTOMER_IDS),
    column(Field::Person, "person", &["full name", "contact person", "contact name", "ansprechpartner"]),
    understood(Field::FirstName, "first_name", &["contact first name", "given name", "vorname", "nombre", "prenom"]),
    understood(Field::LastName, "last_name", &["contact last name", "surname", "family name", "nachname", "apellido"]),
    column(Field::Role, "role", &["contact title", "job title", "position", "title", "organization title", "funktion"]),
    column(Field::Sponsor, "sponsor", &["decision maker"]),
    column(Field::Email, "email", &["email address", "e mail", "contact email", "mail", "correo"]),
    column(Field::Phone, "phone", &["phone number", "telephone", "mobile", "mobile phone", "telefon", "telefono"]),
    column(Field::LeftOn, "left_on", &["left", "left on"]),
];

const SEGMENTS: &[Column] = &[
    column(Field::Segment, "segment", &["segment name", "name"]),
    column(Field::SegmentKind, "segment_kind", &["kind"]),
    column(Field::Criteria, "criteria", &[]),
    column(Field::Channels, "channels", &[]),
    column(Field::Phrases, "phrases", &[]),
];

/// Headings of totals that hold no tax, in the form of [`heading_key`]: they beat other totals where tax stands beside.
pub const NET_TOTALS: &[&str] = &["subtotal", "sub total", "net total", "total net", "total excl tax", "total ex vat", "total ht"];

/// Headings of amounts of a row that hold the row's tax.
pub const GROSS_ROWS: &[&str] = &["line total"];

/// The form headings are compared in: lower case words with one space between, `#` read as `no`; `InvoiceNumber`,
/// `invoice_number` and `*Invoice Number` are all `invoice number`.
#[must_use]
pub fn heading_key(heading: &str) -> String {
    let mut key = String::with_capacity(heading.len() + 4);
    let mut before = ' ';
    for piece in heading.chars() {
        if piece == '#' {
            key.push_str(" no ");
        } else if piece.is_alphanumeric() {
            if piece.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit()) {
                key.push(' ');
            }
            key.extend(piece.to_lowercase());
        } else {
            key.push(' ');
        }
        before = piece;
    }
    key.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_compare_by_their_words() {
        assert_eq!(heading_key("InvoiceNumber"), "invoice number");
        assert_eq!(heading_key("*ContactName"), "contact name");
        assert_eq!(heading_key("Invoice #"), "invoice no");
        assert_eq!(heading_key(" invoice__number "), "invoice number");
        assert_eq!(heading_key("Date (UTC)"), "date utc");
        assert_eq!(heading_key("Währung"), "währung");
    }

    #[test]
    fn every_synonym_is_in_its_compared_form_and_stands_once() {
        for kind in FileKind::ALL {
            assert_eq!(FileKind::parse(kind.word()), Some(kind));
            let mut names = std::collections::BTreeSet::new();
            for column in kind.columns() {
                assert!(names.insert(column.name), "{} twice", column.name);
                assert_eq!(kind.column(column.field), Some(column));
                for synonym in column.synonyms {
                    assert_eq!(heading_key(synonym), *synonym);
                }
            }
        }
    }
}
