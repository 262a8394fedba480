//! How scores come about: everything known of each customer put together, and what it comes to over the book.
//!
//! The windows are [`super::ledger`]'s, the answers in force [`super::answers`]'.

use std::sync::{Mutex, OnceLock};

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::customer::Customer;
use crate::domain::figures::is_colleague;
use crate::domain::id::CustomerId;
use crate::domain::insight::burden::Burden;
use crate::domain::insight::drain::Quarters;
use crate::domain::insight::evidence::{Known, SUGGESTED, Suggestion};
use crate::domain::insight::expectancy::RenewalRate;
use crate::domain::insight::fit::{self, Fit};
use crate::domain::insight::life::{ForLife, Stage};
use crate::domain::insight::margin::{Costs, Economics, OverService};
use crate::domain::insight::matrix::{Cuts, Place, Quadrant};
use crate::domain::insight::mood::{Mood, OwnWords};
use crate::domain::insight::one_off::Standing;
use crate::domain::insight::referrals::Referrals;
use crate::domain::insight::value::Outlook;
use crate::domain::money::Minor;
use crate::domain::period::{Day, Window, day_after, months_before};
use crate::domain::profile::{LifeStage, Profile};
use crate::domain::record::Minutes;
use crate::domain::roster::{Line, Roster};
use crate::domain::series::Series;

use super::answers::{Answers, Own, is_confirmed};
use super::ledger::{Days, Ledger, first_year, ledgers, net};
use super::{Score, Scores, place};

/// A quadrant of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corner {
    /// Which.
    pub quadrant: Quadrant,
    /// How many customers stand in it, prospects too.
    pub customers: usize,
    /// Their positive revenue of the last 12 months.
    pub revenue: Minor,
    /// Time worked in them for those who ever bought.
    pub hours: Minutes,
}

/// Where each customer stands among all, by id.
pub(super) struct Places<'a>(&'a [Line]);

impl Places<'_> {
    pub(super) fn of(&self, customer: CustomerId) -> Option<usize> {
        place(self.0, |line| line.customer, customer)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// A day fit and mood are told for.
struct Moment {
    day: NaiveDate,
    /// The quarter it lies in.
    quarter: Window,
    /// Net revenue of its 12 months by place; `None` where that is the roster's own.
    revenue: Option<Vec<Minor>>,
    positive_revenue: Minor,
    hours: Minutes,
    costs: fn(&Ledger) -> &Costs,
    won: fn(&Ledger) -> &Costs,
    referrals: Referrals,
    words: OwnWords,
}

/// What a moment knows of fit.
struct Told {
    fit: Option<Fit>,
    mood: Option<Mood>,
    suggested: [Option<Suggestion>; SUGGESTED],
}

struct Maker<'a> {
    book: &'a Book,
    roster: &'a Roster,
    days: Days,
    ledgers: Vec<Ledger>,
    /// Life stages the owner gave, by place.
    stages: Vec<(usize, LifeStage)>,
}

/// The scores of a book as of its roster's day.
pub(super) fn made(book: &Book, roster: &Roster) -> Scores {
    let today = roster.today();
    let places = Places(roster.lines());
    let days = Days::of(today, book.settings.fiscal_start);
    let answers = Answers::of(book, &places);
    let ledgers = ledgers(book, &places, &days, |place| roster.lines()[place].first);
    let said = |profile: &Profile| Some((places.of(profile.customer)?, profile.life_stage?));
    let mut stages: Vec<(usize, LifeStage)> = book.records().profiles.iter().filter_map(said).collect();
    stages.sort_unstable_by_key(|(place, _)| *place);
    let maker = Maker { book, roster, days, ledgers, stages };
    let (now, then) = (maker.now(), maker.then(&answers));
    let mut walk = answers.walk();
    let each = book.each().zip(roster.lines()).enumerate();
    let row = |(place, ((customer, series), line)): (usize, ((&Customer, &Series), &Line))| {
        maker.score(customer, series, line, place, walk(place), (&now, &then))
    };
    let scores: Vec<Score> = each.map(row).collect();
    maker.whole(scores, now)
}

impl Maker<'_> {
    fn now(&self) -> Moment {
        let paid = |(ledger, line): (&Ledger, &Line)| line.first.map_or(0, |_| ledger.year.hours.0);
        Moment {
            day: self.days.today,
            quarter: self.days.quarter,
            revenue: None,
            positive_revenue: self.roster.total(),
            hours: Minutes(self.ledgers.iter().zip(self.roster.lines()).map(paid).fold(0, i64::saturating_add)),
            costs: |ledger| &ledger.year,
            won: |ledger| &ledger.won,
            referrals: Referrals::on(&self.book.records().referrals, self.days.today),
            words: OwnWords::on(&self.book.records().mood_profiles, self.days.today),
        }
    }

    /// The last day of the last quarter. Its revenue is summed only where a criterion was rated then and hours or costs
    /// could suggest others beside it.
    fn then(&self, answers: &Answers<'_>) -> Moment {
        let day = self.days.then();
        let asks = !self.ledgers.is_empty() && answers.any_criterion(day);
        let series = self.book.each().map(|(_, series)| net(series, self.days.year_then, self.book.settings.basis));
        let revenue: Vec<Minor> = if asks { series.collect() } else { Vec::new() };
        let paid = |(ledger, line): (&Ledger, &Line)| {
            line.first.filter(|first| *first <= Day::from(day)).map_or(0, |_| ledger.year_then.hours.0)
        };
        Moment {
            day,
            quarter: self.days.quarters[2],
            positive_revenue: revenue.iter().map(|net| Minor(net.0.max(0))).sum(),
            revenue: Some(revenue),
            hours: Minutes(self.ledgers.iter().zip(self.roster.lines()).map(paid).fold(0, i64::saturating_add)),
            costs: |ledger| &ledger.year_then,
            won: |ledger| &ledger.won_then,
            referrals: Referrals::on(&self.book.records().referrals, day),
            words: OwnWords::on(&self.book.records().mood_profiles, day),
        }
    }

    fn score(
        &self,
        customer: &Customer,
        series: &Series,
        line: &Line,
        place: usize,
        own: Own<'_>,
        (now, then): (&Moment, &Moment),
    ) -> Score {
        let told = self.told(place, line, series, own, now);
        let was = if own.on(then.quarter.to).is_some() { Some(self.told(place, line, series, own, then)) } else { None };
        let placed = |told: &Told| Some(Place { fit: told.fit?.score, mood: told.mood?.score });
        let cuts = Cuts::of(&self.book.settings);
        let pays = line.first.is_some();
        let answered = told.fit.is_some() || told.mood.is_some();
        let ledger = self.ledgers.get(place);
        Score {
            customer: customer.id,
            in_matrix: !customer.archived && (pays || answered || !is_colleague(self.book, customer)),
            pays,
            active: !customer.archived && line.documents > 0,
            quadrant: cuts.quadrant(placed(&told)),
            on_the_line: placed(&told).is_some_and(|place| cuts.on_the_line(place)),
            fit: told.fit,
            mood: told.mood,
            was: was.as_ref().and_then(placed),
            feel_was: was.and_then(|was| was.mood).map(|mood| mood.feel),
            economics: Economics {
                revenue: line.revenue,
                costs: ledger.map(|ledger| ledger.year).unwrap_or_default(),
                hour_cost: self.book.settings.hour_cost,
            },
            drain: ledger.is_some_and(|ledger| self.quarters(ledger, own).drains()),
            stage: self.stage(customer, line, place),
            traits: own.on(now.quarter.to).map(|answers| answers.traits).unwrap_or_default(),
            evidence: fit::evidence(&told.suggested, &self.book.settings.weights),
            suggested: told.suggested.iter().any(Option::is_some).then(|| Box::new(told.suggested)),
        }
    }

    /// What the answers in force and the data say of a customer at a moment.
    fn told(&self, place: usize, line: &Line, series: &Series, own: Own<'_>, moment: &Moment) -> Told {
        let suggested = self.known(place, line, series, moment).map_or([None; SUGGESTED], |known| known.suggestions());
        let Some(answers) = own.on(moment.quarter.to) else { return Told { fit: None, mood: None, suggested } };
        let fit_confirmed = is_confirmed(answers, answers.fit_confirmed, moment.quarter);
        let mood_confirmed = is_confirmed(answers, answers.mood_confirmed, moment.quarter);
        Told {
            fit: Fit::of(answers, &suggested, &self.book.settings.weights, fit_confirmed),
            mood: Mood::of(answers, &moment.words, mood_confirmed),
            suggested,
        }
    }

    /// What the data know of a customer at a moment; `None` where nothing is kept that could say anything.
    fn known(&self, place: usize, line: &Line, series: &Series, moment: &Moment) -> Option<Known> {
        let ledger = self.ledgers.get(place);
        if ledger.is_none() && moment.referrals.is_empty() {
            return None;
        }
        let first = line.first.filter(|first| *first <= Day::from(moment.day));
        let mut known = Known::NOTHING;
        if let Some(ledger) = ledger {
            self.weigh(&mut known, ledger, (place, line, first), series, moment);
        }
        if !moment.referrals.is_empty() {
            let for_a_year = first.is_some_and(|first| first <= Day::from(months_before(moment.day, 12)));
            let since = day_after(months_before(moment.day, 24));
            known.sent = Some(moment.referrals.sent_since(line.customer, since, for_a_year));
        }
        Some(known)
    }

    /// What hours and costs say.
    fn weigh(
        &self,
        known: &mut Known,
        ledger: &Ledger,
        (place, line, first): (usize, &Line, Option<Day>),
        series: &Series,
        moment: &Moment,
    ) {
        let (costs, won) = ((moment.costs)(ledger), (moment.won)(ledger));
        let hour_cost = self.book.settings.hour_cost;
        let revenue = match &moment.revenue {
            None => line.revenue,
            Some(revenue) => revenue.get(place).copied().unwrap_or_default(),
        };
        // Hours whose cost nobody said would make a margin look better than it is.
        if !costs.is_nothing() && (hour_cost.is_some() || !costs.has_hours()) {
            known.margin = Economics { revenue, costs: *costs, hour_cost }.margin_share();
        }
        // An index of 0 would be praise for whoever's hours were never written down.
        if first.is_some() && costs.hours.0 > 0 {
            known.over_service = OverService::of(costs.hours, moment.hours, revenue, moment.positive_revenue);
        }
        if let Some(first) = first.filter(|_| won.has_winning() && !self.book.awaits_series()) {
            let year = first_year(first);
            let brought = net(series, Window { to: year.to.min(moment.day), ..year }, self.book.settings.basis);
            known.cost_to_win = won.to_win(hour_cost).and_then(|cost| cost.of(brought.into()));
        }
    }

    fn quarters(&self, ledger: &Ledger, own: Own<'_>) -> Quarters {
        let feel = self.days.quarters.map(|quarter| own.on(quarter.to).and_then(|answers| answers.feel));
        Quarters { hours: ledger.quarters, feel }
    }

    fn stage(&self, customer: &Customer, line: &Line, place: usize) -> Stage {
        let said = self.stages.binary_search_by_key(&place, |(other, _)| *other).ok().map(|at| self.stages[at].1);
        Stage::of(said, self.standing(line), customer.since, line.last, self.days.today)
    }

    fn standing(&self, line: &Line) -> Standing {
        self.book.standing(line.customer, line.standing, self.days.today.into())
    }

    /// The scores with what they come to over the book.
    fn whole(self, scores: Vec<Score>, now: Moment) -> Scores {
        let mut corners = Quadrant::ALL.map(|quadrant| Corner { quadrant, customers: 0, revenue: Minor::ZERO, hours: Minutes(0) });
        let settings = &self.book.settings;
        let mut totals = Economics { revenue: self.roster.net(), costs: Costs::default(), hour_cost: settings.hour_cost };
        let (mut burden, mut for_life) = (Burden::default(), ForLife::default());
        for ((score, customer), line) in scores.iter().zip(self.book.customers()).zip(self.roster.lines()) {
            if score.pays {
                totals.costs.join(&score.economics.costs);
            }
            if score.active {
                burden.take(score.traits);
            }
            if !customer.archived && self.standing(line) != Standing::Prospect {
                for_life.customers += 1;
                for_life.marked += usize::from(score.stage == Stage::ForLife);
            }
            if score.in_matrix {
                let corner = &mut corners[score.quadrant as usize];
                corner.customers += 1;
                corner.revenue.0 += score.economics.revenue.0.max(0);
                let hours = if score.pays { score.economics.costs.hours.0 } else { 0 };
                corner.hours.0 = corner.hours.0.saturating_add(hours);
            }
        }
        Scores {
            today: self.days.today,
            days: self.days,
            cuts: Cuts::of(settings),
            rows: scores,
            corners,
            totals,
            positive_revenue: self.roster.total(),
            burden,
            for_life,
            referrals: now.referrals,
            outlook: RenewalRate::of_book(self.book, self.days.today).map(|rate| Outlook::at(rate, settings)),
            ledgers: self.ledgers,
            relationships: OnceLock::new(),
            whale: OnceLock::new(),
            orders: Mutex::default(),
            unmeasured: OnceLock::new(),
        }
    }
}
