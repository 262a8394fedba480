//! Scores over small books.
