//! Actions, their keys and their names. The event loop, footers, the help and the documentation all read these tables; nothing is performed
//! here.

mod bindings;
mod chord;
mod coding_bindings;
mod keymap;
mod motion;
mod names;

pub use bindings::{
    Action, ActionGroup, Binding, BriefAction, CARD_BINDINGS, CardAction, CodingAction, READER_BINDINGS,
};
pub use chord::{Chord, Key};
pub use coding_bindings::CODING_BINDINGS;
pub use keymap::{BoundAction, KeyContext, Keymap};
pub use motion::Motion;
