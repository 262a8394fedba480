//! Who fits and how the mood is, corner by corner, and what each customer leaves (`metrics.md` items 10 to 13, 36 to 38
//! and 41), always over the last twelve months.

use crate::domain::assessment::Trait;
use crate::domain::insight::fine::Fine;
use crate::domain::insight::margin::{Economics, Lack, OverService};
use crate::domain::insight::matrix::{Cuts, Place, Quadrant};
use crate::domain::insight::ratio::Ratio;
use crate::domain::money::{self, Minor, thousands};
use crate::domain::scores::Score;
use crate::report::Report;
use crate::report::compose::counted;
use crate::report::matrix::{Matrix, carried_over};
use crate::report::page::{Block, Cell, Column, Kind, Table};

/// So many of a corner are named, and so many of the economics.
const NAMED: usize = 20;

/// The section's blocks.
pub(crate) fn blocks(report: &Report) -> Vec<Block> {
    let Some(matrix) = report.matrix.as_deref() else { return Vec::new() };
    let mut blocks = vec![Block::Prose(opening(matrix))];
    for quadrant in Quadrant::ALL {
        blocks.extend(corner(quadrant, matrix));
    }
    blocks.extend(traits(matrix).map(Block::Prose));
    blocks.extend(matrix.scores.for_life().warning().map(|words| Block::Prose(format!("! {words}"))));
    blocks.extend(economics(report, matrix));
    blocks
}

/// Whether there is anything to say of a book without documents.
pub(crate) fn says_something(report: &Report) -> bool {
    report.matrix.as_deref().is_some_and(|matrix| matrix.placed() > 0)
}

fn opening(matrix: &Matrix) -> String {
    let (placed, all) = (matrix.placed(), matrix.people.len());
    if placed == 0 {
        let who = match all {
            1 => "The one customer has no".to_owned(),
            all => format!("None of the {} customers has", thousands(all as u128)),
        };
        return format!("{who} fit and mood yet. On the Matrix tab P asks you: two digits each.");
    }
    let Cuts { fit, mood } = matrix.scores.cuts();
    let cut = if fit == mood { format!("{fit} of 100") } else { format!("{fit} of 100 for fit and {mood} for mood") };
    let wanted = matrix.scores.revenue_share(Quadrant::Keeper);
    let wanted = wanted.map(|share| format!(" {} of your revenue is in the corner you want.", percent(share)));
    let mut said = format!("{} placed by fit and mood, cut at {cut}.{}", of_all(placed, all), wanted.unwrap_or_default());
    if matrix.scores.totals().costs.hours.0 == 0 {
        said += " No hours are logged in the last 12 months, so shares of hours cannot be told.";
    }
    if all_carried(matrix) {
        said += " All answers are carried over: nobody was confirmed this quarter.";
    }
    said
}

fn of_all(placed: usize, all: usize) -> String {
    match (placed, all) {
        (1, 1) => "The one customer is".to_owned(),
        (placed, all) if placed == all => format!("All {} customers are", thousands(all as u128)),
        (placed, all) => {
            format!(
                "{} of {} customers {}",
                thousands(placed as u128),
                thousands(all as u128),
                if placed == 1 { "is" } else { "are" }
            )
        }
    }
}

fn all_carried(matrix: &Matrix) -> bool {
    matrix.each().filter(|(_, score)| score.quadrant != Quadrant::Unplaced).all(|(_, score)| carried_over(score) == [true; 2])
}

/// A corner in a sentence and its people in points; nothing of an empty one.
fn corner(quadrant: Quadrant, matrix: &Matrix) -> Vec<Block> {
    let count = matrix.scores.corners()[quadrant as usize].customers;
    if count == 0 || matrix.placed() == 0 {
        return Vec::new();
    }
    let revenue = matrix.scores.revenue_share(quadrant).map(|share| format!("{} of revenue", percent(share)));
    let hours = matrix.scores.hours_share(quadrant).map(|share| format!("{} of hours", percent(share)));
    let shares: Vec<String> = revenue.into_iter().chain(hours).collect();
    let shares = if shares.is_empty() { String::new() } else { format!(", {}", shares.join(" and ")) };
    let what = match quadrant {
        Quadrant::Unplaced => "P on the Matrix tab asks about them".to_owned(),
        quadrant => quadrant.verb().to_owned(),
    };
    let said = format!("{}, {what}: {}{shares}.", quadrant.title(), counted(count, "customer", "customers"));
    let carried = all_carried(matrix);
    let mut points: Vec<String> = matrix
        .members(quadrant)
        .take(NAMED)
        .map(|(person, score)| format!("{}: {}", person.name, point(score, matrix, carried)))
        .collect();
    if count > NAMED {
        points.push(format!("And {} more.", thousands((count - NAMED) as u128)));
    }
    vec![Block::Prose(said), Block::List(points)]
}

/// What is said of one of them.
fn point(score: &Score, matrix: &Matrix, all_carried: bool) -> String {
    let scores = [("fit", score.fit.map(|fit| fit.score)), ("mood", score.mood.map(|mood| mood.score))];
    let was = matrix.was(score);
    let before = |place: Place| [place.fit, place.mood];
    let mut said: Vec<String> = Vec::new();
    for (place, (axis, now)) in scores.into_iter().enumerate() {
        let then = was.map(|(then, _)| before(then)[place]).map(shown);
        said.push(match (now.map(shown), then) {
            (None, _) => format!("{axis} not rated"),
            (Some(now), Some(then)) if now != then => format!("{axis} {now} (was {then})"),
            (Some(now), _) => format!("{axis} {now}"),
        });
    }
    if let Some((_, quadrant)) = was.filter(|(_, quadrant)| *quadrant != score.quadrant) {
        said.push(format!("moved here from {} since last quarter", quadrant.title()));
    }
    if score.on_the_line {
        said.push("on the line".to_owned());
    }
    let carried = match carried_over(score) {
        [true, true] => Some("carried over"),
        [true, false] => Some("fit carried over"),
        [false, true] => Some("mood carried over"),
        [false, false] => None,
    };
    said.extend(carried.filter(|_| !all_carried).map(str::to_owned));
    if let Some(apart) = score.disagreement() {
        let above = if apart > 0.0 { "above" } else { "below" };
        said.push(format!("your gut is {} points {above} your figures", shown(apart.abs())));
    }
    if score.drain {
        said.push("ever more hours and no better a mood".to_owned());
    }
    said.join(", ")
}

/// A score as it is shown: whole, half away from zero.
fn shown(score: f64) -> String {
    format!("{}", score.round())
}

fn percent(share: Ratio) -> String {
    format!("{}%", share.decimal(100, 1))
}

/// The book's profile of traits; nothing while none is flagged.
fn traits(matrix: &Matrix) -> Option<String> {
    let burden = matrix.scores.burden();
    let load = burden.load().filter(|_| burden.flags() > 0)?;
    let named: Vec<String> = Trait::ALL
        .iter()
        .filter(|one| burden.of(**one) > 0)
        .map(|one| format!("{} {}", thousands(burden.of(*one) as u128), one.label()))
        .collect();
    let active = counted(burden.customers, "active customer", "active customers");
    Some(format!("Traits that wear you out, of {active}: {}. That is {} a customer.", named.join(", "), load.decimal(1, 2)))
}

/// What each customer leaves after costs.
fn economics(report: &Report, matrix: &Matrix) -> Vec<Block> {
    let totals = matrix.scores.totals();
    if matrix.earners.is_empty() {
        return Vec::new();
    }
    if totals.costs.is_nothing() {
        let words = "No hours or costs are logged in the last 12 months, so what each customer leaves you cannot be told. \
                     On the Matrix tab t logs some.";
        return vec![Block::Prose(words.to_owned())];
    }
    let mut blocks = vec![
        Block::Prose("What each customer left in the last 12 months, after expenses, hours and what winning them cost:".to_owned()),
        Block::Table(margins(report, matrix)),
    ];
    let notes: Vec<String> = [lacks(matrix), over_served(matrix), whale(report, matrix)].into_iter().flatten().collect();
    blocks.extend(notes.into_iter().map(Block::Prose));
    blocks
}

fn margins(report: &Report, matrix: &Matrix) -> Table {
    let row = |name: &str, score: &Economics, service: Cell, note: Cell| -> Vec<Cell> {
        let margin = score.known_margin();
        let left = margin.map_or_else(String::new, |margin| report.bare(margin.minor()));
        let share = margin.and(score.margin_share()).map_or_else(String::new, |share| share.decimal(100, 1));
        let rate = score.hour_rate().map_or_else(String::new, |rate| {
            money::exact(Minor(i64::try_from(rate.rounded(1)).unwrap_or(i64::MAX)), report.currency)
        });
        vec![name.into(), left.into(), share.into(), rate.into(), service, note]
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (person, score) in matrix.earning().take(NAMED) {
        let service = matrix.scores.over_service(score);
        let index = match service {
            OverService::Index(_) if score.economics.costs.hours.0 == 0 => String::new(),
            OverService::Index(index) => index.decimal(1, 2),
            OverService::AllCost => "all cost".to_owned(),
            OverService::NotMeasured => String::new(),
        };
        let index = if service.is_flagged() { format!("{index} !") } else { index };
        let lack = match matrix.lack(score) {
            _ if score.economics.costs.is_nothing() => "nothing logged",
            Some(Lack::OwnHours) => "no hours logged",
            _ => "",
        };
        rows.push(row(&person.name, &score.economics, index.into(), lack.into()));
    }
    let more = matrix.earners.len().saturating_sub(NAMED);
    if more > 0 {
        let others = format!("and {} more", thousands(more as u128));
        rows.push(vec![others.into(), "".into(), "".into(), "".into(), "".into(), "".into()]);
    }
    let all = format!("All {}", thousands(matrix.earners.len() as u128));
    let total = (matrix.earners.len() > 1).then(|| row(&all, matrix.scores.totals(), "".into(), "".into()));
    Table {
        columns: vec![
            Column::new("Customer", Kind::Name),
            Column::new(format!("{} left", report.currency.code()), Kind::Number),
            Column::new("%", Kind::Number),
            Column::going(2, "an hour", Kind::Number),
            Column::going(3, "over-service", Kind::Number),
            Column::going(1, "", Kind::Words),
        ],
        rows,
        total,
    }
}

/// What the margins leave out.
fn lacks(matrix: &Matrix) -> Option<String> {
    let totals = matrix.scores.totals();
    match totals.lack(totals.costs.hours)? {
        Lack::HourCost => {
            Some("What an hour costs you is not set, so who took hours has no margin: keepnet set hour-cost 40.".to_owned())
        }
        Lack::BookHours | Lack::OwnHours => {
            Some("No hours logged: margin leaves out cost to serve. On the Matrix tab t adds some.".to_owned())
        }
    }
}

/// Who takes clearly more of the hours than they bring of the revenue.
fn over_served(matrix: &Matrix) -> Option<String> {
    let flagged = matrix.earning().filter(|(_, score)| matrix.scores.over_service(score).is_flagged()).count();
    let who = match flagged {
        0 => return None,
        1 => "One customer takes".to_owned(),
        flagged => format!("{} customers take", thousands(flagged as u128)),
    };
    Some(format!("! {who} clearly more of your hours than of your revenue: over-service above 1.25."))
}

/// The whale curve in a sentence.
fn whale(report: &Report, matrix: &Matrix) -> Option<String> {
    matrix.scores.totals().known_margin()?;
    let (peak, last, at) = (matrix.whale.peak()?, matrix.whale.last()?, matrix.peak_at()?);
    let rest = matrix.whale.steps.len() - at;
    let nobody = peak < Fine::ZERO;
    let (peak, last) = (report.whole(peak.minor()), report.whole(last.minor()));
    if nobody {
        return Some(format!("Nobody brings more than they cost: all of them together leave {last}."));
    }
    let top = match at {
        1 => "The best customer alone leaves".to_owned(),
        at => format!("The best {} customers together leave", thousands(at as u128)),
    };
    if rest == 0 {
        return Some(format!("Nobody costs more than they bring: all of them together leave {last}."));
    }
    let others = if rest == 1 { "the last one takes".to_owned() } else { format!("the other {} take", thousands(rest as u128)) };
    let share = match (matrix.whale.peak_share(), matrix.whale.erosion()) {
        (Some(share), Some(erosion)) => {
            format!(": the peak is {} of that, {others} {} off again", percent(share), percent(erosion))
        }
        _ => format!(", and {others} it down again"),
    };
    Some(format!("{top} {peak}, all of them {last}{share}."))
}
