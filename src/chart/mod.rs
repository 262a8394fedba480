//! Geometry for cells: widths, bars, trends, column widths, calendars, scrolling. Pure.
//!
//! Nothing here knows a terminal, a colour or a customer, so the same sums serve the screen and the printed report.
//! `ui` and `report` draw with it.

pub mod cells;
pub mod columns;
pub mod gantt;
pub mod scatter;
pub mod scroll;
