//! A made-up file of invoices, the same on every machine: a few customers bring much, many bring little.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::{Days, NaiveDate};

const HEADINGS: &str = "number,type,customer_id,customer_name,date,due_date,currency,amount,status,paid_date,reference";
const FIRST: [&str; 12] =
    ["Alder", "Birch", "Cedar", "Dünen", "Ēka", "Fir", "Granite", "Harbour", "Île", "Juniper", "Kestrel", "Ångström"];
const SECOND: [&str; 10] =
    ["Bakery", "Dental", "Foods", "Gardens", "Légumes", "Motors", "Optics", "Printing", "Robotics", "Textiles"];
/// Some names need quotes in a CSV file, as real ones do.
const ENDING: [&str; 8] = ["Ltd", "LLC", "GmbH", "AB", "& Sons", ", Inc.", "\"\"West\"\"", "S.A."];

/// A generator of numbers that are the same everywhere (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }
}

/// Writes a book of so many customers and documents over five years, the oldest first.
pub(crate) fn write(path: &Path, customers: usize, documents: usize) -> std::io::Result<()> {
    let mut numbers = Numbers(7);
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let names: Vec<String> = (0..customers).map(|customer| name(customer, &mut numbers)).collect();
    let weights = weights(customers);
    let first = NaiveDate::from_ymd_opt(2021, 7, 1).unwrap_or_default();
    let dates: Vec<String> = (0..5 * 365 + 100).map(|day| (first + Days::new(day)).to_string()).collect();
    // The last invoice of each customer: a credit note takes half of it back.
    let mut last: Vec<Option<(usize, u64)>> = vec![None; customers];
    writeln!(out, "{HEADINGS}")?;
    for document in 0..documents {
        let place = numbers.next() % weights[customers - 1];
        let customer = weights.partition_point(|up_to| *up_to <= place);
        let day = document * 5 * 365 / documents;
        let (id, name, date) = (customer + 1, &names[customer], &dates[day]);
        if let (Some((invoice, cents)), 0) = (last[customer], numbers.below(50)) {
            let half = (cents / 2).max(1);
            let amount = format!("-{}.{:02}", half / 100, half % 100);
            writeln!(out, "CN-{document:07},credit_note,C{id:06},{name},{date},,USD,{amount},applied,,INV-{invoice:07}")?;
            last[customer] = None;
            continue;
        }
        let cents = amount(&mut numbers);
        let due = day + 30;
        let paid = day + numbers.below(60);
        let (status, paid) = if paid < 5 * 365 { ("paid", dates[paid].as_str()) } else { ("sent", "") };
        let amount = format!("{}.{:02}", cents / 100, cents % 100);
        writeln!(out, "INV-{document:07},invoice,C{id:06},{name},{date},{},USD,{amount},{status},{paid},", dates[due])?;
        last[customer] = Some((document, cents));
    }
    out.flush()
}

fn name(customer: usize, numbers: &mut Numbers) -> String {
    let [first, second, ending] = [&FIRST[..], &SECOND, &ENDING].map(|words| words[numbers.below(words.len())]);
    let name = format!("{first} {second} {customer} {ending}");
    if ending.contains([',', '"']) { format!("\"{name}\"") } else { name }
}

/// Running sums of 1/(rank + 2): the customer of rank 0 gets the most.
fn weights(customers: usize) -> Vec<u64> {
    let weight = |rank: usize| 1_000_000_000 / (rank as u64 + 2);
    (0..customers)
        .scan(0, |sum, rank| {
            *sum += weight(rank);
            Some(*sum)
        })
        .collect()
}

/// 5 to some 80,000, small amounts far more often than large ones: a product of three.
fn amount(numbers: &mut Numbers) -> u64 {
    let factor = |numbers: &mut Numbers| 8 + numbers.below(192) as u64;
    factor(numbers) * factor(numbers) * factor(numbers)
}
