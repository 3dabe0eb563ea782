//! Actions, their keys and their names. The event loop, footers, the help and the documentation all read these tables; nothing is performed
//! here.

mod bindings;
mod chord;
mod keymap;
mod motion;
mod names;

pub use bindings::{Action, ActionGroup, Binding, BriefAction, CARD_BINDINGS, CardAction, READER_BINDINGS};
pub use chord::{Chord, Key};
pub use keymap::{BoundAction, KeyContext, Keymap};
pub use motion::Motion;
