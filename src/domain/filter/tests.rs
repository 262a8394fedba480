//! Filters as owners type them and rows as books hold them; any text is a filter or a refusal that says where.

use proptest::prelude::*;

use super::*;
use crate::domain::currency::Currency;
use crate::domain::period::Day;

fn table() -> FieldTable {
    FieldTable::customers(Currency::USD)
}

fn parse(text: &str) -> Filter {
    Filter::parse(text, &table()).unwrap_or_else(|mistake| panic!("{text}: {mistake:?}"))
}

/// A row of plain values.
#[derive(Debug, Clone, Default)]
struct Sample {
    texts: Vec<(Key, String)>,
    numbers: Vec<(Key, i64)>,
    flags: Vec<Flag>,
}

impl Subject for Sample {
    fn any_text(&self, key: Key, test: &mut dyn FnMut(&str) -> bool) -> bool {
        self.texts.iter().filter(|(of, _)| *of == key).any(|(_, text)| test(text))
    }

    fn number(&self, key: Key) -> Option<Quantity> {
        self.numbers.iter().find(|(of, _)| *of == key).map(|(_, number)| Quantity::from(*number))
    }

    fn flag(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

fn harbourline() -> Sample {
    let text = |key, text: &str| (key, text.to_owned());
    let day = |text: &str| i64::from(Day::from(text.parse::<chrono::NaiveDate>().unwrap()).0);
    Sample {
        texts: vec![
            text(Key::Name, "Harbourline Freight"),
            text(Key::Contact, "Dana Whitlock"),
            text(Key::Tag, "retainer"),
            text(Key::Tag, "key account"),
            text(Key::Note, "Dana is cross about two late invoices.\nA new Éclair machine is none of our business."),
            text(Key::Trade, "Logistics"),
        ],
        numbers: vec![
            (Key::Revenue, 14_230_000),
            (Key::Share, 23),
            (Key::Last, 12),
            (Key::Invoices, 14),
            (Key::Since, day("2019-03-04")),
        ],
        flags: vec![Flag::Repeat],
    }
}

#[test]
fn one_row_answers_every_kind_of_question() {
    let row = harbourline();
    for text in [
        "",
        "   ",
        "harbour",
        "HARBOUR dana",
        "whitlock late",
        "\"late invoices\"",
        "e\u{301}clair",
        "revenue>142k",
        "revenue > 142,000",
        "sales:142300",
        "share>=23% share<=23% share=23",
        "last<2w",
        "invoices=14",
        "since<2020 since>2018 since:2019 since=2019-03 since>=2019-03-04",
        "tag:retainer tag=\"Key Account\"",
        "-tag=key",
        "-acme",
        "-\"late night\"",
        "notice:none",
        "-trade:none",
        "is:repeat -is:archived",
        "acme | harbour",
        "acme | logistics | dana",
        "acme | is:repeat revenue>1",
        "harbour |",
        "| harbour |",
        "harbour -",
        "revenue≥142300",
        "revenue=>142300",
    ] {
        assert!(parse(text).matches(&row), "{text}");
    }
    for text in [
        "acme",
        "logistics",
        "revenue>142,300",
        "revenue<142,300",
        "last>60d",
        "since>2019 | since<2019 | since:2019-04",
        "tag=key",
        "tag:none",
        "tag:\"none\"",
        "notice>0d",
        "notice<=1000d",
        "notice:30",
        "is:one-off",
        "-is:repeat",
        "harbour acme",
        "harbour -dana",
        "acme | harbour -dana",
        "\"invoices a new\"",
    ] {
        assert!(!parse(text).matches(&row), "{text}");
    }
}

#[test]
fn a_mistake_is_underlined_and_the_nearest_word_offered() {
    for (text, underlined, suggestion) in [
        ("revnue>10k", "revnue", Some("revenue")),
        ("dana  reveneu > 5", "reveneu", Some("revenue")),
        ("weather:fine", "weather", None),
        ("is:arcived", "arcived", Some("archived")),
        ("is:oneoff", "oneoff", Some("one-off")),
        ("is:rich", "rich", None),
        ("-revenue>ten", "ten", None),
        ("last>6m", "6m", None),
        ("since>soon", "soon", None),
        ("tag:", "tag:", None),
        ("revenue> | a", "revenue> ", None),
        ("é -trade>wood", "trade>wood", Some("trade:wood")),
        ("a > 5 >", "a", None),
        ("> 5", ">", None),
        ("revenue!=5", "revenue!=", None),
        ("\"late inv", "\"late inv", Some("\"late inv\"")),
        ("tag:\"key", "\"key", Some("\"key\"")),
        ("tag:\"\"", "tag:\"\"", None),
    ] {
        let mistake = Filter::parse(text, &table()).expect_err(text);
        assert_eq!((&text[mistake.span.clone()], mistake.suggestion.as_deref()), (underlined, suggestion), "{text}: {mistake}");
        assert!(!mistake.words.is_empty());
    }
    let said = |text| Filter::parse(text, &table()).unwrap_err().to_string();
    assert_eq!(said("revenue>ten"), "revenue is an amount, for example revenue>10k; \"ten\" is not");
    assert_eq!(said("share>\x1b[2J"), "share is a number of percent, for example share>5%; \"�[2J\" is not");
    assert_eq!(
        said("is:x"),
        "\"x\" is not one of archived, one-off, repeat, prospect, group, booked, maybe, keeper, grinder, charmer, leaver, unplaced, \
         drain"
    );
}

#[test]
fn a_filter_may_be_as_long_as_the_limit() {
    assert!(Filter::parse(&"a ".repeat(250), &table()).is_ok());
    let long = "ä".repeat(251);
    let mistake = Filter::parse(&long, &table()).unwrap_err();
    assert_eq!(mistake.span, 500..502);
    assert_eq!(Filter::parse(&format!("a{long}"), &table()).unwrap_err().span, 499..503);
}

#[test]
fn printing_is_plain_where_it_can_be() {
    for (text, printed) in [
        ("  dana   LATE ", "dana LATE"),
        ("\"dana\" -\"two words\"", "dana -\"two words\""),
        ("sales>10K", "revenue>10000"),
        ("last >= 8w", "last>=56d"),
        ("TAGS:x|sector=\"a b\"", "tag:x | trade=\"a b\""),
        ("note:NONE tag:\"none\"", "note:none tag:\"none\""),
        ("\"a>b\" \"-x\" --x", "\"a>b\" \"-x\" -\"-x\""),
        (r#""say \"hi\" \\ there""#, r#""say \"hi\" \\ there""#),
        ("tag=\">5\"", "tag=\">5\""),
        ("is:ARCHIVED", "is:archived"),
    ] {
        assert_eq!(parse(text).to_string(), printed, "{text}");
        assert_eq!(parse(printed), parse(text));
    }
}

#[test]
fn a_list_knows_when_the_archive_is_asked_for() {
    assert!(parse("a is:archived").asks_for(Flag::Archived));
    assert!(parse("a | is:archived").asks_for(Flag::Archived));
    assert!(!parse("-is:archived").asks_for(Flag::Archived));
    assert!(!parse("archived").asks_for(Flag::Archived));
}

/// A term as it is typed, and what it should say of a row: worked out without the filter's own code.
#[derive(Debug, Clone)]
enum Naive {
    Word(String),
    Holds(Key, String),
    Compares(Key, &'static str, i64),
    None(Key),
    Is(Flag),
}

fn naive_field(key: Key) -> &'static str {
    table().fields.iter().find(|field| field.key == key).unwrap().name
}

impl Naive {
    fn typed(&self) -> String {
        match self {
            Naive::Word(word) => format!("\"{word}\""),
            Naive::Holds(key, word) => format!("{}:\"{word}\"", naive_field(*key)),
            Naive::Compares(key, sign, number) => format!("{}{sign}{number}", naive_field(*key)),
            Naive::None(key) => format!("{}:none", naive_field(*key)),
            Naive::Is(flag) => format!("is:{}", flag.word()),
        }
    }

    fn says(&self, row: &Sample) -> bool {
        let texts = |key: Key| row.texts.iter().filter(move |(of, _)| *of == key).map(|(_, text)| text.to_lowercase());
        let number = |key: Key| row.numbers.iter().find(|(of, _)| *of == key).map(|(_, number)| *number);
        match self {
            Naive::Word(word) => {
                [Key::Name, Key::Contact, Key::Note, Key::Tag].into_iter().flat_map(texts).any(|text| text.contains(word))
            }
            Naive::Holds(key, word) => texts(*key).any(|text| text.contains(word)),
            Naive::Compares(key, sign, bound) => {
                let bound = if *key == Key::Revenue { bound * 100 } else { *bound };
                number(*key).is_some_and(|number| match *sign {
                    ">" => number > bound,
                    ">=" => number >= bound,
                    "<" => number < bound,
                    "<=" => number <= bound,
                    _ => number == bound,
                })
            }
            Naive::None(key) => texts(*key).next().is_none() && number(*key).is_none(),
            Naive::Is(flag) => row.flags.contains(flag),
        }
    }
}

const TEXT_KEYS: [Key; 4] = [Key::Name, Key::Tag, Key::Trade, Key::Note];
const NUMBER_KEYS: [Key; 4] = [Key::Revenue, Key::Share, Key::Last, Key::Notice];

fn naive_term() -> impl Strategy<Value = Naive> {
    let signs = proptest::sample::select(vec![">", ">=", "<", "<=", "=", ":"]);
    prop_oneof![
        "[ab]{1,2}".prop_map(Naive::Word),
        (proptest::sample::select(TEXT_KEYS.to_vec()), "[ab]{1,2}").prop_map(|(key, word)| Naive::Holds(key, word)),
        (proptest::sample::select(NUMBER_KEYS.to_vec()), signs, 0i64..4)
            .prop_map(|(key, sign, number)| Naive::Compares(key, sign, number)),
        proptest::sample::select([TEXT_KEYS, NUMBER_KEYS].concat()).prop_map(Naive::None),
        proptest::sample::select(Flag::ALL.to_vec()).prop_map(|(flag, ..)| Naive::Is(flag)),
    ]
}

fn row() -> impl Strategy<Value = Sample> {
    let text = (proptest::sample::select(TEXT_KEYS.to_vec()), "[abAB]{1,4}");
    let number = (proptest::sample::select(NUMBER_KEYS.to_vec()), 0i64..4)
        .prop_map(|(key, number)| (key, if key == Key::Revenue { number * 100 } else { number }));
    let flag = proptest::sample::select(Flag::ALL.to_vec()).prop_map(|(flag, ..)| flag);
    (proptest::collection::vec(text, 0..4), proptest::collection::vec(number, 0..4), proptest::collection::vec(flag, 0..3))
        .prop_map(|(texts, numbers, flags)| Sample { texts, numbers, flags })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_filter_says_what_a_plain_reading_says(
        groups in proptest::collection::vec(proptest::collection::vec((any::<bool>(), naive_term()), 1..4), 1..4),
        rows in proptest::collection::vec(row(), 1..8),
    ) {
        let group = |group: &Vec<(bool, Naive)>| {
            let terms = group.iter().map(|(negated, term)| format!("{}{}", if *negated { "-" } else { "" }, term.typed()));
            terms.collect::<Vec<_>>().join(" ")
        };
        let text = groups.iter().map(group).collect::<Vec<_>>().join(" | ");
        prop_assume!(text.len() <= LONGEST);
        let filter = parse(&text);
        for row in &rows {
            let expected = groups.iter().any(|group| group.iter().all(|(negated, term)| term.says(row) != *negated));
            prop_assert_eq!(filter.matches(row), expected, "{} on {:?}", text, row);
        }
    }

    #[test]
    fn any_text_is_read_or_refused_and_reads_back(text in ".{0,60}|[-a|:<>=!\"\\\\ \u{200b}é0-9%dk]{0,40}|(tag|is|revenue|since|last)[:<>=]{1,2}.{0,20}") {
        match Filter::parse(&text, &table()) {
            Ok(filter) => {
                let printed = filter.to_string();
                if printed.len() <= LONGEST {
                    prop_assert_eq!(Filter::parse(&printed, &table()), Ok(filter), "{:?} printed {:?}", text, printed);
                }
            }
            Err(mistake) => {
                prop_assert!(text.get(mistake.span.clone()).is_some(), "{:?}", mistake);
                prop_assert!(!mistake.words.chars().any(char::is_control));
            }
        }
    }
}
