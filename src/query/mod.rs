//! Questions to one or many briefs: parsed, matched, ranked. It borrows the model and owns its index; it shows nothing and reads no file.

mod alike;
mod answer;
mod complaint;
mod complete;
mod dates;
mod enter;
mod field;
mod fold;
mod index;
mod lexicon;
mod marks;
mod plan;
mod question;
mod rank;
mod syntax;
mod told;
mod value;
mod vocabulary;

pub use answer::{Answer, Hit};
pub use complaint::Complaint;
pub use complete::{Completion, complete};
pub use field::{FIELDS, Field, FieldLine};
pub use fold::fold;
pub use index::{Asked, Index};
pub use question::Question;
