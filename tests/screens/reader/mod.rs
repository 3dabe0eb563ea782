//! The reader from its user's side: keys in, screens out.

mod alike;
mod cases;
mod checked;
mod copies;
mod labels;
mod laws;
mod lookup;
mod mouse;
mod passages;
mod questions;
mod rebound;
mod reread;
mod screens;
mod shelves;
mod speakers;
mod stage;
