//! Words in cells that stand for something: how a document stands, what it is, how far work has come, yes and no.

use crate::domain::columns::heading_key;
use crate::domain::customer::SegmentKind;
use crate::domain::invoice::{Kind, Status};
use crate::domain::record::Word;
use crate::domain::work::Stage;

const PAID: &str = "paid, paid in full, closed, settled, applied, complete, completed, deposited, bezahlt, pagado, pagada, payé, \
    payée, paye, payee, betaald";
const OPEN: &str = "open, sent, due, overdue, past due, unpaid, not paid, partial, partially paid, part paid, partly paid, \
    viewed, approved, authorised, authorized, awaiting payment, outstanding, pending, issued, late, delivered, \
    emailed, unapplied, submitted, offen, versendet, überfällig, pendiente, vencida, envoyée, impayée, verzonden, \
    openstaand";
const VOID: &str = "void, voided, cancelled, canceled, deleted, written off, write off, uncollectible, rejected, storniert, \
    anulada, anulado, annulée, geannuleerd";
const DRAFT: &str = "draft, proforma, pro forma, quote, quotation, estimate, unsent, not sent, entwurf, borrador, brouillon, \
    concept";

/// Whether a word stands in a list of them.
fn among(words: &str, word: &str) -> bool {
    words.split(", ").any(|known| known == word)
}

/// How a document stands, by the word another program uses.
pub(super) fn status(word: &str) -> Option<Status> {
    let key = heading_key(word);
    let known = [(Status::Paid, PAID), (Status::Open, OPEN), (Status::Void, VOID), (Status::Draft, DRAFT)];
    known.into_iter().find(|(_, words)| among(words, &key)).map(|(status, _)| status)
}

/// The refusal of an unknown status.
pub(super) const UNKNOWN_STATUS: &str =
    "not a status keepnet knows: paid or closed; sent, open, due or overdue; void or cancelled; draft";

const INVOICES: &str = "invoice, inv, si, sales invoice, tax invoice, customer invoice, accrec, sale, sales, sales receipt, receipt, \
    cash sale, debit note, rechnung, re, factura, facture, factuur, fattura";
const CREDITS: &str = "credit, credit note, creditnote, credit memo, customer credit memo, cn, cm, sc, accreccredit, refund, return, \
    gutschrift, storno, rechnungskorrektur, avoir, abono, nota de credito, nota de crédito, creditnota, \
    creditfactuur, nota di credito";
const OTHERS: &str = "payment, bill, bill payment, expense, estimate, quote, journal, journal entry, deposit, transfer, check, \
    cheque, sr, sa, pi, pc, purchase, fee, payout, zahlung, pago, paiement, betaling, proforma";

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Document {
    /// A document of a customer.
    Is(Kind),
    /// Something else a program lists among them: payments, bills.
    Other,
}

/// What a row is, by the word another program uses; `None` for a word never seen.
pub(super) fn document(word: &str) -> Option<Document> {
    let key = heading_key(word);
    if among(INVOICES, &key) {
        Some(Document::Is(Kind::Invoice))
    } else if among(CREDITS, &key) {
        Some(Document::Is(Kind::Credit))
    } else {
        among(OTHERS, &key).then_some(Document::Other)
    }
}

const LEADS: &str = "lead, leads, new, new lead, lead in, identified, inquiry, enquiry, prospect, prospecting, not contacted, \
    appointment scheduled, anfrage";
const TALKS: &str = "talking, open, in talks, contacted, contact made, qualified, qualified to buy, qualification, discovery, \
    needs defined, needs analysis, demo scheduled, meeting scheduled";
const PROPOSALS: &str = "proposal, presentation, presentation scheduled, proposal made, proposal sent, proposal price quote, \
    quote sent, quoted, offer sent, offer, negotiation, negotiations started, negotiation review, angebot";
const VERBALS: &str = "verbal, verbal yes, verbal agreement, decision maker bought in, contract sent, commit, committed, \
    awaiting signature";
const WONS: &str = "won, closed won, won deal, signed, contract signed, confirmed, booked, contracted, active, current, ongoing, \
    running, in progress, started, live, gewonnen, ganado";
const DONES: &str = "done, finished, complete, completed, delivered, ended, expired, abgeschlossen, erledigt";
const LOSTS: &str = "lost, closed lost, lost deal, deal lost, dead, declined, rejected, abandoned, disqualified, cancelled, \
    canceled, verloren, perdido, perdu";

/// How far work has come, as a file says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SaidStage {
    pub(super) stage: Stage,
    /// The word only says that it was won: it may be over by now.
    pub(super) or_done: bool,
}

/// How far work has come, by keepnet's own word or the one another program uses.
pub(super) fn stage(word: &str) -> Option<SaidStage> {
    if let Some(own) = one_of(Stage::WORDS, word).and_then(Stage::of_word) {
        return Some(SaidStage { stage: own, or_done: false });
    }
    let key = heading_key(word);
    let known = [
        (Stage::Lead, LEADS),
        (Stage::Talking, TALKS),
        (Stage::Proposal, PROPOSALS),
        (Stage::Verbal, VERBALS),
        (Stage::Booked, WONS),
        (Stage::Done, DONES),
        (Stage::Lost, LOSTS),
    ];
    let found = known.into_iter().find(|(_, words)| among(words, &key)).map(|(stage, _)| stage)?;
    Some(SaidStage { stage: found, or_done: found == Stage::Booked })
}

/// The refusal of an unknown stage.
pub(super) const UNKNOWN_STAGE: &str =
    "not a stage keepnet knows: lead, talking, proposal, verbal, booked, done or lost; won and closed won are booked";

/// Whether a row is the sum under a list, by its first cell that is not empty.
pub(super) fn is_sum(cell: &str) -> bool {
    let key = heading_key(cell);
    let first = key.split(' ').next().unwrap_or_default();
    matches!(first, "total" | "totals" | "subtotal" | "summe" | "gesamt" | "gesamtsumme" | "totaal" | "totale")
        || key.starts_with("grand total")
}

/// Yes or no; an empty cell is no.
pub(super) fn yes(word: &str) -> Option<bool> {
    match word.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" | "ja" | "j" | "si" | "sí" | "oui" => Some(true),
        "" | "no" | "n" | "false" | "0" | "nein" | "nee" | "non" => Some(false),
        _ => None,
    }
}

/// The word of several a cell holds: as keepnet writes it, or as it is shown.
pub(super) fn one_of(known: &'static [Word], cell: &str) -> Option<&'static str> {
    let same = |word: &str| word.eq_ignore_ascii_case(cell.trim()) || heading_key(word) == heading_key(cell);
    known.iter().find(|(word, label)| same(word) || same(label)).map(|(word, _)| *word)
}

/// Whether a segment pays.
pub(super) fn segment_kind(word: &str) -> Option<SegmentKind> {
    match heading_key(word).as_str() {
        "client" | "clients" | "customer" | "customers" => Some(SegmentKind::Client),
        "colleague" | "colleagues" => Some(SegmentKind::Colleague),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_other_programs_are_understood() {
        for (word, expected) in [
            ("Paid", Some(Status::Paid)),
            ("Closed", Some(Status::Paid)),
            ("PartiallyPaid", Some(Status::Open)),
            ("partially_paid", Some(Status::Open)),
            ("OVERDUE", Some(Status::Open)),
            ("Voided", Some(Status::Void)),
            ("Written-off", Some(Status::Void)),
            ("Draft", Some(Status::Draft)),
            ("Überfällig", Some(Status::Open)),
            ("refunded", None),
            ("", None),
        ] {
            assert_eq!(status(word), expected, "{word}");
        }
        for (word, expected) in [
            ("Invoice", Some(Document::Is(Kind::Invoice))),
            ("SI", Some(Document::Is(Kind::Invoice))),
            ("Credit Memo", Some(Document::Is(Kind::Credit))),
            ("credit_note", Some(Document::Is(Kind::Credit))),
            ("SC", Some(Document::Is(Kind::Credit))),
            ("Gutschrift", Some(Document::Is(Kind::Credit))),
            ("Payment", Some(Document::Other)),
            ("Retail", None),
        ] {
            assert_eq!(document(word), expected, "{word}");
        }
        for known in [Status::Open, Status::Paid, Status::Void, Status::Draft] {
            assert_eq!(status(known.word()), Some(known));
        }
        for known in [Kind::Invoice, Kind::Credit] {
            assert_eq!(document(known.word()), Some(Document::Is(known)));
        }
        assert_eq!([yes("Ja"), yes(""), yes("0"), yes("maybe")], [Some(true), Some(false), Some(false), None]);
        assert!(is_sum("TOTAL") && is_sum("Total for Café Miró") && is_sum("Grand total:") && !is_sum("Totally Fine Ltd"));
    }

    #[test]
    fn stages_of_other_programs_are_understood() {
        for (word, expected, or_done) in [
            ("Appointment scheduled", Stage::Lead, false),
            ("Qualified to buy", Stage::Talking, false),
            ("Presentation scheduled", Stage::Proposal, false),
            ("Proposal Made", Stage::Proposal, false),
            ("Decision maker bought-in", Stage::Verbal, false),
            ("Contract Sent", Stage::Verbal, false),
            ("verbal yes", Stage::Verbal, false),
            ("Closed won", Stage::Booked, true),
            ("Won deal", Stage::Booked, true),
            ("Booked", Stage::Booked, false),
            ("Closed lost", Stage::Lost, false),
            ("DONE", Stage::Done, false),
        ] {
            assert_eq!(stage(word), Some(SaidStage { stage: expected, or_done }), "{word}");
        }
        assert_eq!([stage("Somewhere"), stage("closed"), stage("")], [None; 3]);
    }

    #[test]
    fn every_word_stands_in_its_compared_form() {
        let stages = [LEADS, TALKS, PROPOSALS, VERBALS, WONS, DONES, LOSTS];
        for words in [PAID, OPEN, VOID, DRAFT, INVOICES, CREDITS, OTHERS].into_iter().chain(stages) {
            for word in words.split(", ") {
                assert_eq!(heading_key(word), word);
            }
        }
    }
}
