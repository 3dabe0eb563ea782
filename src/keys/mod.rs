//! The table of actions: what can be done, by which keys, in which words. Loop, footer, help and README all read this one table.

mod chord;
mod keymap;
mod names;
mod table;

pub use chord::{Chord, Key};
pub use keymap::{Bound, Keymap, Scene};
pub use table::{Action, Binding, CUES, Cue, Group, TABLE, Verb};
