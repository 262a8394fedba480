//! The panel of a group: its members with documents, and what each holds of the measure.
//!
//! A group counts once in the list; here it is looked into.

use crate::domain::id::CustomerId;
use crate::domain::insight::ratio::Ratio;
use crate::domain::money::bare;
use crate::intent::View;
use crate::ui::{Role, Span};

use super::aside::{Row, Rows};
use super::ranking::Ranking;

/// The lines of the panel; `at` is the member under the cursor.
pub(super) fn rows(unit: CustomerId, at: usize, ranking: &Ranking, view: &View<'_>, width: u16) -> Rows {
    let mut rows = Rows::default();
    let currency = view.book.settings.base();
    let total = ranking.place(unit).and_then(|at| ranking.row(at)).map_or(0, |holding| holding.net.0);
    for (place, (member, net)) in ranking.members(unit, view).iter().enumerate() {
        let name = Span::new(view.names.by_id(view.book, *member), Role::Text);
        let share = Ratio::new(i128::from(net.0.max(0)), i128::from(total)).map(|share| format!("{:>7}%", share.decimal(100, 1)));
        let figures = format!("{}{}", bare(*net, currency), share.unwrap_or_default());
        let is_current = place == at;
        rows.0.push(Row::Choice(is_current, if is_current { name.bold() } else { name }, Span::new(figures, Role::Text)));
    }
    rows.air();
    rows.say("They belong together and count once. The percentages are of the group.", Role::Muted, width);
    rows
}
