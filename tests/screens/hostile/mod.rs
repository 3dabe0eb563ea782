//! Briefs of a stranger: whatever stands in them and however they lie, they are told of in text that commands nothing.

mod eye;
mod names;
mod naughty;
mod places;
mod screens;
mod sequences;
mod shell;
mod suite;
mod trees;
mod tty;
