//! What weighs how much for whoever asks: codes denied or allowed beyond what they weigh by themselves. It changes no fault.

use std::collections::BTreeSet;

use super::{Code, Level};

/// A code, or every code of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Which {
    /// One code counts before the level that it is of.
    Code(Code),
    Level(Level),
}

/// Which faults are errors, and which are not told. By itself every code weighs what its level says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    denied: BTreeSet<Which>,
    allowed: BTreeSet<Which>,
}

impl Which {
    /// Reads a code, or `warnings` or `notes`.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "warnings" => Some(Self::Level(Level::Warning)),
            "notes" => Some(Self::Level(Level::Note)),
            code => Code::from_word(code).map(Self::Code),
        }
    }

    /// Every text that [`Self::read`] understands.
    pub fn words() -> impl Iterator<Item = &'static str> {
        ["warnings", "notes"].into_iter().chain(Code::ALL.iter().map(|code| code.word()))
    }
}

impl Policy {
    /// A policy under which `denied` are errors, and `allowed` are not told.
    ///
    /// # Errors
    /// In words, when something is both denied and allowed, or an error is to be allowed: what breaks the format cannot be read safely.
    pub fn new(denied: &[Which], allowed: &[Which]) -> Result<Self, String> {
        let (denied, allowed): (BTreeSet<Which>, BTreeSet<Which>) =
            (denied.iter().copied().collect(), allowed.iter().copied().collect());
        if let Some(both) = denied.intersection(&allowed).next() {
            return Err(format!("{both} is both denied and allowed"));
        }
        let error = allowed.iter().find(|which| matches!(which, Which::Code(code) if code.level() == Level::Error));
        if let Some(error) = error {
            return Err(format!("{error} is an error, and cannot be allowed"));
        }
        Ok(Self { denied, allowed })
    }

    /// How much a code weighs; `None` when it is not to be told.
    pub fn level(&self, code: Code) -> Option<Level> {
        for which in [Which::Code(code), Which::Level(code.level())] {
            if self.denied.contains(&which) {
                return Some(Level::Error);
            }
            if self.allowed.contains(&which) {
                return None;
            }
        }
        Some(code.level())
    }
}

impl std::fmt::Display for Which {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "`{code}`"),
            Self::Level(level) => write!(f, "`{}s`", level.word()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn which(text: &str) -> Which {
        Which::read(text).expect(text)
    }

    #[test]
    fn one_code_counts_before_its_level() {
        let policy = Policy::new(&[which("warnings"), which("N-one-sided")], &[which("W-weekday"), which("notes")]);
        let policy = policy.expect("consistent");
        for (code, level) in [
            (Code::SharedAlias, Some(Level::Error)),
            (Code::Weekday, None),
            (Code::OneSided, Some(Level::Error)),
            (Code::SilentActor, None),
            (Code::Syntax, Some(Level::Error)),
        ] {
            assert_eq!(policy.level(code), level, "{code}");
        }
        assert_eq!(Policy::default().level(Code::SilentActor), Some(Level::Note));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_in_words() {
        let told = |denied: &[&str], allowed: &[&str]| {
            let read = |all: &[&str]| all.iter().map(|text| which(text)).collect::<Vec<_>>();
            Policy::new(&read(denied), &read(allowed)).expect_err("refused")
        };
        assert_eq!(told(&["W-weekday"], &["W-weekday"]), "`W-weekday` is both denied and allowed");
        assert_eq!(told(&["notes"], &["notes"]), "`notes` is both denied and allowed");
        assert_eq!(told(&[], &["E-syntax"]), "`E-syntax` is an error, and cannot be allowed");
        assert_eq!(Which::read("W-nothing"), None);
    }
}
