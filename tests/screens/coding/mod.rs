//! Coding an article in the reader: a text and its draft in, keys in, steps and screens out.

mod desk;
mod keys;
mod laws;
mod prompt;
mod screens;
