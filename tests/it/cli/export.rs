//! `keepnet export`: files that make the same book again.

use serde_json::json;

use crate::harness::{Desk, owned, revenues};

/// Everything files can carry: groups, people, segments, ids, credits, currencies, repeats and texts a spreadsheet
/// would run.
fn full() -> Desk {
    let desk = Desk::new();
    desk.write(
        "customers.csv",
        "customer_id,customer,parent,segment,notice_days,tags,since,note,contact,email,phone\n\
         7,Alder,Grove,Clients,30,\"big, kind\",2020-01-31,=SUM(A1),Ann Lee,ann@example.com,+44 20 7946 0000\n\
         8,Acme,,Clients,,,,,,,\n9,Acme,,,,,,'quoted,,,\n",
    );
    desk.write(
        "invoices.csv",
        "number,customer_id,customer,date,amount,currency,rate,type,status,paid,title\n\
         A1,7,Alder,2026-10-01,100.00,USD,,invoice,paid,2026-10-20,=1+1\n\
         A2,7,Alder,2026-10-02,50.00,EUR,1.18,invoice,open,,@home\n\
         A3,7,Alder,2026-10-03,-20.00,USD,,credit note,open,,-5\n\
         ,8,Acme,2026-10-04,5.00,USD,,invoice,void,,'=1\n\
         ,8,Acme,2026-10-04,5.00,USD,,invoice,open,,+x\n\
         ,8,Acme,2026-10-04,5.00,USD,,invoice,open,,\n\
         X,9,Acme,2026-10-05,7.00,GBP,,invoice,draft,,\"a \"\"b\"\", c\"\n",
    );
    desk.keepnet(&["set", "currency", "USD"]).fine();
    let mut words = vec!["import", "customers.csv", "invoices.csv"];
    for (name, text) in RECORDS {
        desk.write(name, text);
        words.push(name);
    }
    desk.keepnet(&words).fine();
    desk
}

/// One or two of every kind of record, as keepnet writes them, with texts that mean harm.
const RECORDS: [(&str, &str); 13] = [
    (
        "partners.csv",
        "name,takes,person,email,phone,note,archived\nFerro IT,hosting,Ann,'=a@x,'+44 1,\"two\nlines\",no\n'=odd,,,,,,yes\n",
    ),
    (
        "offerings.csv",
        "name,core,does,does_not,partner,process_pages,process_revised,list_price,standing,company,good_at,enjoy,launched,public,slots,archived\n\
         Care plans,core,'=visits,\"not, ever\",,12,2026-01-31,1600.00,remarkable,collaborative,5,4,2020-02-29,2027-01-01,3,no\n\
         Hosting,off-core,,,'=odd,,,,safe,solo,1,2,,,0,yes\n",
    ),
    (
        "variants.csv",
        "offering,name,supported,learned,note,archived\nCare plans,Quarterly,yes,2025-05-05,'@note,no\nHosting,Quarterly,no,,,yes\n",
    ),
    (
        "engagements.csv",
        "customer,customer_id,title,stage,offering,variant,core,starts,ends,days_per_week,total_days,value,rate,odds,first_contact,term_end,renewal_of,expects,renewal,reason,supported,documented,agreed,note,reference,lead_on,talking_on,proposal_on,verbal_on,booked_on,done_on,lost_on,archived\n\
         Alder,7,Care,booked,Care plans,Quarterly,core,2026-01-01,2026-12-31,2.5,,12000.50,,,2025-10-01,2026-12-31,keepnet#2,'=they said,renewed,fair,yes,no,on purpose,\"two\nlines\",,2025-10-02,2025-10-03,2025-10-04,2025-10-05,2025-10-06,,,no\n\
         Alder,7,Care,done,,,,2025-01-01,2025-12-31,,30,,800.00,,,2025-12-31,,,,,,,,,keepnet#2,,,,,,2025-12-31,,no\n\
         Acme,9,'=portal,talking,Hosting,Quarterly,,,,,,5000.00,,12.5,,,7-A,,,,,,,,,,,,,,,,yes\n\
         Acme,9,,lost,,,off-core,,,,,,,,,,,,ended,too dear,,,declined,,7-A,,,,,,,2026-03-01,no\n\
         ,,Somebody's wish,lead,,,,,,,,,,,,,,,,,,,,,,,,,,,,,no\n\
         Acme,9,More,proposal,,,,2027-01-04,,1,,,,50,,,'=portal,,,,,,,,,,,,,,,,no\n",
    ),
    ("weeks.csv", "monday,days,note,archived\n2026-12-21,2.5,'=fair,no\n2026-12-28,0,,no\n2026-12-21,1,,yes\n"),
    (
        "profiles.csv",
        "customer,customer_id,life_stage,integration,pace,need_state,alternatives,preferences,best_work,exclusive,exclusive_reason,exclusive_premium,exclusive_ends\n\
         Alder,7,for life,3,steady,urgent,in house,'-short,yes,yes,near,12.5,2027-06-30\nAcme,9,,,,none,,,no,no,,,\n",
    ),
    (
        "assessments.csv",
        "customer,customer_id,quarter,fit,margin,cost_to_win,ease,refers,core_work,enjoy,price,prospect,feel,mood_words,traits,fit_confirmed,mood_confirmed\n\
         Alder,7,2026-07-01,4,1,2,3,4,5,1,2,3,5,calm; '=x,stagnant; risk-averse,yes,no\n\
         Acme,8,2026-07-01,,,,,,,,,,2,,,no,yes\nAcme,9,2026-07-01,,,,,,,,,,3,,,no,yes\n",
    ),
    (
        "time.csv",
        "customer,customer_id,date,kind,hours,cost,note,archived\nAcme,9,2026-10-01,delivery,1:40,40.50,'=1+1,no\n\
         Acme,9,2026-10-01,delivery,1:40,40.50,'=1+1,no\n,,2026-10-02,learning,0.25,,,no\n,,2026-10-02,marketing,,9.00,\"a \"\"b\"\"\",no\n",
    ),
    (
        "referrals.csv",
        "customer,customer_id,from_customer,from_customer_id,from_partner,to_partner,weight,date,outcome,note,archived\n\
         Acme,9,Acme,8,,,3,2026-02-01,won,'-thanks,no\n,,Alder,7,,,,2026-02-02,word of mouth,,no\nAlder,7,,,,'=odd,,2026-02-03,open,,yes\n",
    ),
    ("rivals.csv", "one,one_id,other,other_id,note,archived\nAcme,8,Acme,9,'@fair,no\n"),
    (
        "moods.csv",
        "answered,natural,attracts,favourites,work_in,words\n2026-01-01,quiet,'=wit,kind,calm,calm; curious\n2026-06-01,,,,,\n",
    ),
    ("wanted.csv", "profile,said,archived\n\"A clinic\nthat plans\",2026-05-05,no\n'=x,2026-05-06,yes\n"),
    (
        "prospects.csv",
        "name,customer,customer_id,why,homework,homework_done,archived\n'=Grebe,,,near,\"read\nall\",yes,no\nAcme two,Acme,9,,,no,yes\n",
    ),
];

#[test]
fn every_kind_is_written_as_it_was_read() {
    let desk = full();
    desk.keepnet(&["export", "--out", "out"]).fine();
    for (name, text) in RECORDS {
        assert_eq!(String::from_utf8(desk.read(&format!("out/{name}"))).unwrap(), text, "{name}");
    }
    let book: serde_json::Value = serde_json::from_str(&desk.exported()).unwrap();
    for kind in keepnet::domain::columns::FileKind::ALL {
        assert!(book[kind.word()].as_array().is_some_and(|rows| !rows.is_empty()), "{}", kind.word());
    }
    let before = desk.exported();
    for (name, _) in RECORDS {
        let again = desk.import(&[name]);
        assert_eq!((&again["written"], &again["refused_count"]), (&json!(false), &json!(0)), "{again}");
    }
    assert_eq!(desk.exported(), before);
}

fn csv_files(desk: &Desk, folder: &str) -> Vec<String> {
    let mut files: Vec<String> =
        std::fs::read_dir(desk.path(folder)).unwrap().map(|entry| entry.unwrap().path().to_string_lossy().into_owned()).collect();
    files.sort();
    files
}

#[track_caller]
fn remade_from_csv(desk: &Desk, raw: bool) {
    let words = ["export", "--out", "out", "--raw"];
    desk.keepnet(&words[..if raw { 4 } else { 3 }]).fine();
    let files = csv_files(desk, "out");
    let words: Vec<&str> = ["import"].into_iter().chain(files.iter().map(String::as_str)).collect();
    // CSV holds no settings, and files of several currencies do not say which one is the book's.
    desk.keepnet_on("again.keepnet", &["set", "currency", "USD"]).fine();
    desk.keepnet_on("again.keepnet", &words).fine();
    assert_eq!(desk.exported_from("again.keepnet"), desk.exported());
    assert_eq!(desk.keepnet_on("again.keepnet", &["report", "--format", "json", "--period", "all"]).fine().json(), desk.report());
}

#[test]
fn json_makes_the_same_book_again() {
    let desk = full();
    for (name, value) in
        [("book", "Wren & Marlow"), ("reserve", "60,000"), ("fiscal-start", "4"), ("rate.CHF", "1.1 from 2026-01-01")]
    {
        desk.keepnet(&["set", name, value]).fine();
    }
    desk.keepnet(&["export", "--format", "json", "--out", "out"]).fine();
    desk.keepnet_on("again.keepnet", &["import", "out/book.json"]).fine();
    assert_eq!(desk.exported_from("again.keepnet"), desk.exported());
    assert_eq!(desk.keepnet_on("again.keepnet", &["report", "--format", "json", "--period", "all"]).fine().json(), desk.report());
    let again = desk.keepnet_on("again.keepnet", &["import", "--json", "out/book.json"]).fine().json();
    assert_eq!(again["written"], false, "{again}");
}

#[test]
fn csv_makes_the_same_book_again() {
    remade_from_csv(&full(), false);
}

#[test]
fn raw_csv_makes_the_same_book_again_where_no_text_looks_guarded() {
    let desk = Desk::new();
    desk.write("invoices.csv", "number,customer,date,amount,title\n1,=1+1,2026-10-01,-50.00,-5\n2,@x,2026-10-01,9.00,+1\n");
    desk.keepnet(&["import", "invoices.csv"]).fine();
    remade_from_csv(&desk, true);
}

#[test]
fn names_a_spreadsheet_would_run_are_guarded_in_csv_and_come_back_as_they_were() {
    let desk = Desk::new();
    let names = ["=1+1", "@x", "-5", "+44", "'=1", "''-", "'t Hooft", "tab\there"];
    let rows =
        names.iter().enumerate().map(|(n, name)| format!("{n},\"{name}\",2026-10-01,-{}.00\n", n + 1)).collect::<Vec<_>>().concat();
    desk.write("invoices.csv", format!("number,customer,date,amount\n{rows}"));
    desk.keepnet(&["import", "invoices.csv"]).fine();
    let before = revenues(&desk.report());
    remade_from_csv(&desk, false);
    let text = String::from_utf8(desk.read("out/invoices.csv")).unwrap();
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.unwrap();
        assert!(!row[0].starts_with(['=', '+', '-', '@', '\t']), "{row:?}");
        let amount = row.iter().find(|cell| cell.ends_with(".00")).unwrap();
        assert!(amount.starts_with('-'), "a negative amount stays a number: {row:?}");
    }
    assert_eq!(
        revenues(&desk.keepnet_on("again.keepnet", &["report", "--format", "json", "--period", "all"]).fine().json()),
        before
    );
}

#[test]
fn csv_says_what_it_leaves_out() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    let said = desk.keepnet(&["export", "--out", "out"]).fine().out;
    assert!(said.contains("Settings and exchange rates are not in these files: keepnet export --format json"), "{said}");
    let said = desk.keepnet(&["export", "--format", "json", "--out", "json"]).fine().out;
    assert!(!said.contains("not in these files"), "{said}");
}

#[test]
fn a_calendar_holds_terms_renewals_and_when_to_look_for_work() {
    let desk = Desk::new();
    // metrics F5 a week apart: the beach begins on 11 May 2026, 56 days after 16 March.
    desk.write(
        "w.csv",
        "customer,title,stage,starts,ends,days_per_week,odds,term_end,expects\n\
         Pine,P,booked,2026-04-06,2026-04-24,3,,,\nQuince,Q,booked,2026-04-06,2026-05-08,1,,2026-08-31,they asked\n\
         Oak,O1,proposal,2026-04-27,2026-05-22,2,50,,\n",
    );
    let on = |words: &[&str]| desk.bare(&[&["--book", "book.keepnet", "--today", "2026-03-31"], words].concat()).fine();
    on(&["import", "w.csv"]);
    on(&["export", "--format", "ics", "--out", "out"]);
    let text = String::from_utf8(desk.read("out/keepnet.ics")).unwrap().replace("\r\n ", "");
    let said: Vec<&str> = text.lines().filter(|line| line.starts_with("DTSTART") || line.starts_with("SUMMARY")).collect();
    assert_eq!(
        said,
        [
            "DTSTART;VALUE=DATE:20260316",
            "SUMMARY:Start looking for work: beach from 11 May 2026",
            "DTSTART;VALUE=DATE:20260602",
            "SUMMARY:Expect renewal? Quince: Q: they asked",
            "DTSTART;VALUE=DATE:20260831",
            "SUMMARY:Term ends: Quince: Q",
        ]
    );
    on(&["export", "--format", "ics", "--out", "hidden", "--discreet"]);
    let hidden = String::from_utf8(desk.read("hidden/keepnet.ics")).unwrap();
    assert!(hidden.contains("Customer B") && !hidden.contains("Quince"), "{hidden}");
    let empty = Desk::with(&[("Alder", "2026-03-02", 100)]);
    let said = empty.keepnet(&["export", "--format", "ics", "--out", "out"]).fine().out;
    assert!(said.contains("nothing was written") && !empty.path("out/keepnet.ics").exists(), "{said}");
}

/// Two customers of one name and no id arrive as two ids, whose numbers a file may call whatever it likes.
#[test]
fn customers_of_one_name_without_ids_stay_two() {
    let desk = Desk::new();
    desk.write(
        "book.json",
        "{\n\"keepnet\": 1,\n\"settings\": {\"currency\": \"USD\"},\n\"rates\": [],\n\"segments\": [],\n\"customers\": [\n\
         {\"customer\": \"Acme\", \"customer_id\": \"keepnet#1\"},\n{\"customer\": \"Acme\", \"customer_id\": \"keepnet#2\"}\n],\n\
         \"people\": [],\n\"invoices\": [\n\
         {\"customer\": \"Acme\", \"customer_id\": \"keepnet#1\", \"number\": \"1\", \"date\": \"2026-10-01\", \"amount\": \"10.00\"},\n\
         {\"customer\": \"Acme\", \"customer_id\": \"keepnet#2\", \"number\": \"2\", \"date\": \"2026-10-01\", \"amount\": \"20.00\"}\n],\n\
         \"time\": [\n{\"customer\": \"Acme\", \"customer_id\": \"keepnet#2\", \"date\": \"2026-10-01\", \"kind\": \"delivery\", \"hours\": \"2\"}\n],\n\
         \"rivals\": [\n{\"one\": \"Acme\", \"one_id\": \"keepnet#1\", \"other\": \"Acme\", \"other_id\": \"keepnet#2\"}\n]\n}\n",
    );
    desk.keepnet(&["import", "book.json"]).fine();
    assert_eq!(revenues(&desk.report()), owned(&[("Acme", 2_000), ("Acme", 1_000)]));
    remade_from_csv(&desk, false);
    desk.keepnet(&["export", "--format", "json", "--out", "json"]).fine();
    desk.keepnet_on("third.keepnet", &["import", "json/book.json"]).fine();
    assert_eq!(desk.exported_from("third.keepnet"), desk.exported());
}

#[test]
fn the_sample_survives_both_round_trips() {
    let desk = Desk::new();
    desk.keepnet(&["demo"]).fine();
    let report = |book: &str| desk.keepnet_on(book, &["report", "--format", "json"]).fine().json();
    desk.keepnet_on("sample.keepnet", &["export", "--format", "json", "--out", "out"]).fine();
    desk.keepnet_on("json.keepnet", &["import", "out/book.json"]).fine();
    assert_eq!(desk.exported_from("json.keepnet"), desk.exported_from("sample.keepnet"));
    assert_eq!(report("json.keepnet"), report("sample.keepnet"));
    desk.keepnet_on("sample.keepnet", &["export", "--out", "csv"]).fine();
    let files = csv_files(&desk, "csv");
    let words: Vec<&str> = ["import"].into_iter().chain(files.iter().map(String::as_str)).collect();
    desk.keepnet_on("csv.keepnet", &words).fine();
    // Settings travel in JSON only, and with them the guess of who stays.
    let figures = |book: &str| {
        let mut report = report(book);
        report["retention"].as_object_mut().unwrap().retain(|key, _| !key.starts_with("refill"));
        report
    };
    let (remade, sample) = (figures("csv.keepnet"), figures("sample.keepnet"));
    for key in ["customers", "revenue", "concentration", "retention"] {
        assert_eq!(remade[key], sample[key], "{key}");
    }
}

#[test]
fn what_the_book_has_none_of_gets_no_file() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.keepnet(&["export", "--out", "out"]).fine();
    let names: Vec<String> = csv_files(&desk, "out").iter().map(|path| path.rsplit('/').next().unwrap().to_owned()).collect();
    assert_eq!(names, ["customers.csv", "invoices.csv"]);
    desk.keepnet(&["undo"]).fine();
    let said = desk.keepnet(&["export", "--out", "none"]).fine().out;
    assert!(said.contains("nothing was written"), "{said}");
}

#[test]
fn an_export_replaces_nothing_unless_forced() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    std::fs::create_dir(desk.path("out")).unwrap();
    desk.write("out/people.csv", "mine");
    let before = desk.everything();
    desk.keepnet(&["export", "--out", "out"]).fails(3);
    assert_eq!(desk.everything(), before);
    desk.keepnet(&["export", "--out", "out", "--force"]).fine();
    assert_ne!(desk.read("out/people.csv"), b"mine");
}

#[test]
fn an_export_is_never_written_through_a_link() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    std::fs::create_dir(desk.path("out")).unwrap();
    desk.write("canary", "mine");
    std::os::unix::fs::symlink(desk.path("canary"), desk.path("out/invoices.csv")).unwrap();
    for words in [&["export", "--out", "out"][..], &["export", "--out", "out", "--force"]] {
        desk.keepnet(words).fails(3);
    }
    assert_eq!(desk.read("canary"), b"mine");
}

#[test]
fn an_import_of_a_book_keeps_the_owners_own_settings() {
    let desk = full();
    desk.keepnet(&["set", "limit", "30"]).fine();
    desk.keepnet(&["export", "--format", "json", "--out", "out"]).fine();
    desk.keepnet_on("mine.keepnet", &["set", "limit", "40"]).fine();
    let outcome = desk.keepnet_on("mine.keepnet", &["import", "--json", "out/book.json"]).fine().json();
    assert!(outcome["notes"].to_string().contains("limit"), "{outcome}");
    assert_eq!(outcome["imported"]["settings"], json!(1), "the currency");
    assert!(desk.keepnet_on("mine.keepnet", &["get", "limit"]).fine().out.contains("40"));
}

#[test]
fn nothing_is_ever_written_over_a_book() {
    let desk = Desk::with(&[("Alder", "2026-10-01", 100)]);
    desk.keepnet(&["backup", "--out", "book.json"]).fine();
    let (book, copy) = (desk.read("book.keepnet"), desk.read("book.json"));
    for words in [
        &["report", "--out", "book.keepnet", "--force"][..],
        &["report", "--out", "book.keepnet-wal"],
        &["export", "--format", "json", "--out", ".", "--force"],
    ] {
        let ran = desk.keepnet(words).fails(3);
        assert!(ran.err.contains("never written over"), "{words:?}: {ran:?}");
    }
    assert_eq!((desk.read("book.keepnet"), desk.read("book.json")), (book, copy));
}

#[test]
fn an_export_does_not_pretend_to_be_discreet() {
    let desk = Desk::with(&[("Alder", "2026-10-01", 100)]);
    desk.keepnet(&["export", "--discreet", "--out", "out"]).fails(1);
    assert!(!desk.path("out").exists());
}
