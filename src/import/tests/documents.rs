//! What the rows of an export are worth, in which currency and to whom they belong.

use super::*;

#[test]
fn a_plain_export_reads_without_flags() {
    let taken = taken(
        "number,type,customer_id,customer_name,date,currency,amount,status,paid_date,reference\n\
         1,invoice,C1,Ada & Co,2025-01-10,USD,564.13,paid,2025-01-24,\n\
         2,credit_note,C1,Ada & Co,2025-01-11,EUR,-10,sent,,1\n\
         3,credit_note,C2,Bo,2025-01-12,EUR,10.5,void,,1\n\
         4,invoice,C2,,2025-01-12,,7,draft,,\n",
    );
    assert_eq!(
        taken.items,
        [
            "C1|Ada & Co|1|2025-01-10|56413 USD paid on 2025-01-24|-",
            "C1|Ada & Co|2|2025-01-11|-1000 EUR credit|-",
            "C2|Bo|3|2025-01-12|1050 EUR credit void|-",
            "C2|-|4|2025-01-12|700 draft|-",
        ]
    );
    assert_eq!(taken.plan_notes, ["columns not read: reference"]);
}

#[test]
fn both_readings_of_a_total_are_told_apart_by_the_rows() {
    // The amount is the document's total on each of its rows: 100 + 2 x 100 = 300.
    let repeated = taken(
        "Client,Invoice Number,Invoice Date,Amount,Item Cost,Item Quantity\nAda,1,2025-01-10,300,100,1\nAda,1,2025-01-10,300,100,2\n",
    );
    assert_eq!(repeated.items, ["-|Ada|1|2025-01-10|doc 30000|-", "-|Ada|1|2025-01-10|doc 30000|-"]);
    let single = taken("Client,Invoice Date,Amount,Item Cost,Item Quantity\nAda,2025-01-10,300,100,3\n");
    assert_eq!(single.items, ["-|Ada|-|2025-01-10|30000|-"]);
    // The amount is the row's.
    let lines = taken(
        "Client,Invoice Number,Invoice Date,Amount,Item Cost,Item Quantity\nAda,1,2025-01-10,100,100,1\nAda,1,2025-01-10,200,100,2\n",
    );
    assert_eq!(lines.items, ["-|Ada|1|2025-01-10|10000|-", "-|Ada|1|2025-01-10|20000|-"]);
}

#[test]
fn price_times_quantity_is_exact_and_rounds_once() {
    let taken = taken("Client,Date,Unit Price,Qty\nAda,2025-01-10,0.333,3\nAda,2025-01-10,9.80,10\nAda,2025-01-10,7,\n");
    assert_eq!(taken.items, ["-|Ada|-|2025-01-10|100|-", "-|Ada|-|2025-01-10|9800|-", "-|Ada|-|2025-01-10|700|-"]);
    assert_eq!(taken.plan_notes, ["read Unit Price times Qty as the amount of each row"]);
    assert_eq!(taken.notes, ["1 row with more decimals than the currency has: rounded, half away from zero"]);
}

#[test]
fn tax_is_taken_off_where_it_plainly_stands_beside() {
    let items = |text| taken(text).items;
    let lines = items("Client,Date,Line Total,Tax\nAda,2025-01-10,121,21.00\nAda,2025-01-10,50,\n");
    assert_eq!(lines, ["-|Ada|-|2025-01-10|10000|-", "-|Ada|-|2025-01-10|5000|-"]);
    assert_eq!(items("Client,Number,Date,Total,VAT\nAda,1,2025-01-10,121,21\n"), ["-|Ada|1|2025-01-10|doc 10000|-"]);
    assert_eq!(items("Client,Number,Date,Subtotal,VAT,Total\nAda,1,2025-01-10,100,21,121\n"), ["-|Ada|1|2025-01-10|doc 10000|-"]);
    // Tax per row beside a total per document cannot be taken off row by row.
    let unclear = taken("Client,Number,Date,Total,VAT\nAda,1,2025-01-10,242,21\nAda,1,2025-01-10,242,22\n");
    assert_eq!(unclear.items[0], "-|Ada|1|2025-01-10|doc 24200|-");
    assert_eq!(unclear.plan_notes[0], "Total may hold tax: VAT could not be taken off it");
    // A plain amount is net, unless it equals the total in spite of tax.
    let net = taken("Client,Date,Amount,Tax,Total\nAda,2025-01-10,100,21,121\n");
    assert_eq!(net.items, ["-|Ada|-|2025-01-10|10000|-"]);
    assert_eq!(net.plan_notes[0], "took Amount as net: Tax is not taken off it");
    assert_eq!(
        items("Client,Date,Amount,Tax,Total\nAda,2025-01-10,121,21,121\nAda,2025-01-11,5,0,5\n")[0],
        "-|Ada|-|2025-01-10|10000|-"
    );
    // Price times quantity holds no tax.
    assert_eq!(
        items("Client,Number,Date,Total,VAT,Price,Quantity\nAda,1,2025-01-10,242,42,100,2\n"),
        ["-|Ada|1|2025-01-10|20000|-"]
    );
}

#[test]
fn a_price_that_may_be_an_amount_is_asked_for() {
    let text = "customer,invoice_num,amount,quantity,invoice_date\nAda,1,625.00000,2.00000,2025-01-10\n";
    let refused = taken_as(text.as_bytes(), &Request::default()).err().unwrap();
    assert_eq!(refused, Refused::PriceOrAmount { amount: "amount".to_owned(), quantity: "quantity".to_owned() });
    let told = |field: &str| {
        let map = vec![(field.to_owned(), "amount".to_owned())];
        taken_as(text.as_bytes(), &Request { map, ..Request::default() }).unwrap().items
    };
    assert_eq!(told("price"), ["-|Ada|1|2025-01-10|125000|-"]);
    assert_eq!(told("amount"), ["-|Ada|1|2025-01-10|62500|-"]);
}

#[test]
fn discounts_keep_price_times_quantity_from_passing_for_the_amount() {
    let text = |discount: &str| format!("Client,Date,Price,Quantity,Discount\nAda,2025-01-10,100,2,{discount}\n");
    assert_eq!(taken(&text("0.00")).items, ["-|Ada|-|2025-01-10|20000|-"]);
    let refused = taken_as(text("10").as_bytes(), &Request::default()).err().unwrap().to_string();
    assert!(refused.contains("Discount holds discounts, so price times quantity is not the amount"), "{refused}");
}

#[test]
fn currencies_come_from_the_cell_the_sign_or_the_heading() {
    let taken = taken(
        "client,date,amount,currency\nAda,2025-01-10,\"1,250.00\",eur\nAda,2025-01-10,€5,\nAda,2025-01-10,$5.00,\nAda,2025-01-10,1200,JPY\n\
         Ada,2025-01-10,€5,USD\nAda,2025-01-10,5,EURO DOLLAR\nAda,2025-01-10,1.5,JPY\n",
    );
    assert_eq!(
        taken.items,
        [
            "-|Ada|-|2025-01-10|125000 EUR|-",
            "-|Ada|-|2025-01-10|500 EUR|-",
            "-|Ada|-|2025-01-10|500|-",
            "-|Ada|-|2025-01-10|1200 JPY|-",
            "refused 6: amount: \"€5\": names EUR, while the row is in USD",
            "refused 7: currency: \"EURO DOLLAR\": not a currency code in use: three letters, such as EUR",
            "-|Ada|-|2025-01-10|2 JPY|-",
        ]
    );
    let heading = plan(file("client,date,Total (CHF)\nAda,2025-01-10,5\n".as_bytes()), &Request::default()).unwrap();
    assert_eq!(heading.currencies(), [Currency::parse("CHF").unwrap()]);
    assert_eq!(drained(&mut heading.read()).unwrap().iter().map(said).collect::<Vec<_>>(), ["-|Ada|-|2025-01-10|doc 500 CHF|-"]);
}

#[test]
fn rows_that_lack_something_say_what() {
    let taken = taken(
        "number,customer,date,amount,status,rate\n\
         1,,2025-01-10,5,paid,\n2,Ada,,5,paid,\n3,Ada,2025-02-31,5,paid,\n4,Ada,2025-01-10,,paid,\n5,Ada,2025-01-10,NaN,paid,\n\
         6,Ada,2025-01-10,5,lost\x1b[31m,\n7,Ada,2025-01-10,5,paid,-1\n8,Ada,2025-01-10,5,paid,1.1,extra\n9,Ada,2025-01-10,1e30,paid,\n\
         10,Ada,2025-01-10,100000000000.01,paid,\n11,Ada,2025-01-10,7\nTotal,,,35,,\n\n , ,\n12,Ada,2025-01-10,8,paid,1.10,,\n",
    );
    assert_eq!(
        taken.items,
        [
            "refused 2: customer: \"\": no customer",
            "refused 3: date: \"\": no date",
            "refused 4: date: \"2025-02-31\": there is no such day",
            "refused 5: amount: \"\": no amount",
            "refused 6: amount: \"NaN\": not an amount",
            "refused 7: status: \"lost�[31m\": not a status keepnet knows: paid or closed; sent, open, due or overdue; void or cancelled; draft",
            "refused 8: rate: \"-1\": not a rate: a number above 0, such as 1.18",
            "refused 9: 1 more cell than there are headings: text that holds the separator must stand in quotes",
            "refused 10: amount: \"1e30\": not an amount",
            "refused 11: amount: \"100000000000.01\": larger than any amount keepnet keeps (100 billion)",
            "-|Ada|11|2025-01-10|700|-",
            "-|Ada|12|2025-01-10|800 at 1.1 paid|-",
        ]
    );
    assert_eq!(taken.notes, ["1 row left out as sums of the rows above"]);
}

#[test]
fn rows_that_name_no_currency_have_the_decimals_of_the_import() {
    let text = "client,date,amount,currency\nAda,2025-01-10,1200,JPY\nAda,2025-01-10,1200,\n";
    let plan = plan(file(text.as_bytes()), &Request::default()).unwrap();
    let yen = plan.currencies()[0];
    let items = drained(&mut plan.with_currency(yen).read()).unwrap();
    assert_eq!(items.iter().map(said).collect::<Vec<_>>(), ["-|Ada|-|2025-01-10|1200 JPY|-", "-|Ada|-|2025-01-10|1200|-"]);
}

#[test]
fn a_day_not_known_yet_is_no_day() {
    let taken =
        taken("customer,date,amount,paid\nAda,2025-01-10,5,0000-00-00 00:00:00\nAda,2025-01-10,5,-\nAda,2025-01-10,5,2025-01-11\n");
    assert_eq!(taken.items, ["-|Ada|-|2025-01-10|500|-", "-|Ada|-|2025-01-10|500|-", "-|Ada|-|2025-01-10|500 on 2025-01-11|-"]);
}

#[test]
fn payments_among_documents_are_left_out_and_counted() {
    let taken = taken(
        "Type,Customer,Date,Amount\nInvoice,Ada,2025-01-10,5\nPayment,Ada,2025-01-11,5\nBill,Bo,2025-01-11,5\nCredit Memo,Ada,2025-01-12,(5)\n",
    );
    assert_eq!(taken.items, ["-|Ada|-|2025-01-10|500|-", "-|Ada|-|2025-01-12|-500 credit|-"]);
    assert_eq!(taken.notes, ["2 rows left out that are neither invoice nor credit note (first: Type \"Payment\")"]);
}

#[test]
fn customers_come_with_their_contact() {
    let taken = taken(
        "CustomerId,FirstName,LastName,Company,Phone,Email\n1,Luís,Gonçalves,Embraer,+55,l@e.br\n2,Leonie,Köhler,,,\n3; X3; 3,,,Acme,,a@acme\n,,,,1,\n",
    );
    assert_eq!(
        taken.items,
        [
            "Some(Line(\"1\")) Some(Line(\"Embraer\")) [] Some(\"Luís Gonçalves Some(Line(\\\"l@e.br\\\")) Some(Line(\\\"+55\\\"))\")",
            "Some(Line(\"2\")) Some(Line(\"Leonie Köhler\")) [] Some(\"Leonie Köhler None None\")",
            "Some(Line(\"3\")) Some(Line(\"Acme\")) [Line(\"X3\")] Some(\"a@acme Some(Line(\\\"a@acme\\\")) None\")",
            "refused 5: Company: \"\": no customer",
        ]
    );
}

#[test]
fn rows_of_one_customer_share_it() {
    let text = "customer_id,customer,date,amount\n1,Ada,2025-01-10,5\n1,Ada,2025-01-11,5\n1,,2025-01-11,5\n";
    let items = drained(&mut plan(file(text.as_bytes()), &Request::default()).unwrap().read()).unwrap();
    let who = |at: usize| match &items[at] {
        Item::Row(Row::Invoice(row)) => std::sync::Arc::clone(&row.customer),
        other => panic!("{other:?}"),
    };
    assert!(std::sync::Arc::ptr_eq(&who(0), &who(1)));
    assert!(!std::sync::Arc::ptr_eq(&who(0), &who(2)));
}
