//! The table of actions: what can be done, by which keys, in which words. Loop, footer, help and README all read this one table.

mod bindings;
mod chord;
mod keymap;
mod names;

pub use bindings::{Action, ActionGroup, Binding, BriefAction, CARD_BINDINGS, CardAction, READER_BINDINGS};
pub use chord::{Chord, Key};
pub use keymap::{BoundAction, KeyContext, Keymap};
