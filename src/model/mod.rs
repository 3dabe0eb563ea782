//! The data model of a valid brief: values only, with every reference resolved. It knows no TOML, terminal, clock or path.

mod actor;
mod brief;
mod day_number;
mod edtf;
mod edtf_words;
mod passage;
mod position;
mod record;
mod short_names;
mod source;
mod table;
mod vocabulary;

pub use actor::{Actor, Membership, Role};
pub use brief::{Brief, DeckCards, DeckLine, Issue, KeyPoint};
pub use edtf::{ClockTime, DateError, DateOrder, EdtfDate, GivenDay};
pub use passage::{Passage, PassageTerm};
pub use position::StancePosition;
pub(crate) use position::StanceSide;
pub use record::{Claim, Event, Record, Speaker, Statement, Value};
pub use short_names::ShortNames;
pub use source::{HeldText, Source};
pub use table::{HasId, Ix, Table};
pub use vocabulary::{
    ActorKind, Attribution, Confidence, Credibility, EventKind, Likelihood, Rank, Reliability, Review, Section,
    SourceKind, Stance, Tlp,
};
