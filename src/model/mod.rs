//! What a brief is, once it is read and found whole: values only, every reference resolved. It knows no TOML, terminal, clock or path.

mod actor;
mod brief;
mod record;
mod source;
mod table;
mod when;
mod words;

pub use actor::{Actor, Role};
pub use brief::{Brief, Issue, KeyPoint, Pick, Picked};
pub use record::{Claim, Event, Record, Speaker, Statement, Value};
pub use source::{HeldText, Source};
pub use table::{Ix, Named, Table};
pub use when::{Given, NotADate, When};
pub use words::{
    ActorKind, Attribution, Confidence, Credibility, EventKind, Likelihood, Rank, Reliability, Section, SourceKind,
    Stance, Tlp,
};
