//! What an owner may set, how it is typed and kept.

use super::*;

#[test]
fn the_table_is_in_the_order_of_the_names() {
    for (index, (name, word, ..)) in Name::ALL.iter().enumerate() {
        assert_eq!(*name as usize, index);
        assert_eq!(Name::parse(word), Some(*name));
    }
}

#[test]
fn every_example_is_accepted_and_kept_exactly() {
    for (name, _, _, example) in Name::ALL {
        let set = Settings::default().enter(name, example).unwrap();
        let kept = set.kept(name).unwrap();
        assert_eq!(Settings::default().read(name, &kept), Some(set), "{}", name.word());
    }
}

#[test]
fn a_refusal_names_the_setting_and_an_example() {
    let problem = Settings::default().enter(Name::FiscalStart, "13").unwrap_err();
    assert_eq!(problem.to_string(), "fiscal-start is a month from 1 to 12, for example 4; \"13\" is not");
    assert!(Settings::default().enter(Name::Outgo, "-1").is_err());
    assert!(Settings::default().enter(Name::Currency, "none").is_err());
    assert_eq!(Settings::default().enter(Name::Outgo, "none").unwrap().outgo, None);
}

#[test]
fn amounts_keep_their_number_when_the_currency_is_chosen() {
    let chosen = |code| Settings::default().enter(Name::Reserve, "60,000.50").unwrap().enter(Name::Currency, code).unwrap();
    // Yen have no decimals, dinars three.
    assert_eq!(["EUR", "JPY", "KWD"].map(|code| chosen(code).reserve.unwrap().0), [6_000_050, 60_001, 60_000_500]);
    assert_eq!(chosen("JPY").shown(Name::Reserve), "¥60,001");
}

#[test]
fn weekdays_come_as_ranges_and_lists() {
    let days = |typed| Settings::default().enter(Name::WorkDays, typed).ok().and_then(|set| set.kept(Name::WorkDays));
    assert_eq!(days("mon-thu").as_deref(), Some("mon,tue,wed,thu"));
    assert_eq!(days("Tuesday, sat").as_deref(), Some("tue,sat"));
    assert_eq!(days("fri-mon"), None);
    assert_eq!(days("x"), None);
}
