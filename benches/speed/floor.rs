//! The floor: the least a CSV import into SQLite and a full-scan GROUP BY can cost with the crates keepnet is built on.
//!
//! It checks nothing, settles nothing, keeps no history and cannot undo.

use std::collections::HashMap;
use std::time::Instant;

use rusqlite::{Connection, params};

const SCHEMA: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
    CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE invoice(id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customer(id), number TEXT NOT NULL,
                         issued TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, UNIQUE(number, customer)) STRICT;";

/// Reads a file of invoices into a new database, in one transaction.
pub(crate) fn import(csv: &str, db: &str) {
    let mut conn = Connection::open(db).unwrap();
    conn.execute_batch(SCHEMA).unwrap();
    let tx = conn.transaction().unwrap();
    let mut add_customer = tx.prepare("INSERT INTO customer(name) VALUES (?1)").unwrap();
    let mut add_invoice =
        tx.prepare("INSERT INTO invoice(customer, number, issued, amount, currency) VALUES (?1, ?2, ?3, ?4, ?5)").unwrap();
    let mut reader = csv::Reader::from_path(csv).unwrap();
    let headings = reader.headers().unwrap().clone();
    let [number, name, date, amount, currency] = ["number", "customer_name", "date", "amount", "currency"]
        .map(|wanted| headings.iter().position(|heading| heading == wanted).unwrap());
    let mut ids: HashMap<String, i64> = HashMap::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).unwrap() {
        let id = ids.get(&record[name]).copied().unwrap_or_else(|| {
            add_customer.execute([&record[name]]).unwrap();
            let id = tx.last_insert_rowid();
            ids.insert(record[name].to_owned(), id);
            id
        });
        add_invoice.execute(params![id, &record[number], &record[date], cents(&record[amount]), &record[currency]]).unwrap();
    }
    drop((add_customer, add_invoice));
    tx.commit().unwrap();
}

fn cents(text: &str) -> i64 {
    let digits = text.trim_start_matches('-');
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "00"));
    let cents = whole.parse::<i64>().unwrap() * 100 + fraction.parse::<i64>().unwrap();
    if text.starts_with('-') { -cents } else { cents }
}

/// Sums every customer's documents by a query, and says how long that took.
pub(crate) fn aggregate(db: &str) {
    let conn = Connection::open(db).unwrap();
    let began = Instant::now();
    let query = "SELECT c.name, SUM(amount) AS total FROM invoice i JOIN customer c ON c.id = i.customer \
                 GROUP BY customer ORDER BY total DESC LIMIT 1";
    let (name, total): (String, i64) = conn.query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    println!("group by in SQLite {:.4} s (top {name} {total})", began.elapsed().as_secs_f64());
}
