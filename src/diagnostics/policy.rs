//! What weighs how much for whoever asks: codes denied or allowed beyond what they weigh by themselves. It changes no fault.

use std::collections::BTreeSet;

use super::{Code, Severity};

/// A code, or every code of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyTarget {
    /// One code counts before the level that it is of.
    Code(Code),
    Level(Severity),
}

/// Which faults are errors, and which are not told. By itself every code weighs what its level says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LintPolicy {
    denied: BTreeSet<PolicyTarget>,
    allowed: BTreeSet<PolicyTarget>,
}

impl PolicyTarget {
    /// Reads a code, or `warnings` or `notes`.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "warnings" => Some(Self::Level(Severity::Warning)),
            "notes" => Some(Self::Level(Severity::Note)),
            code => Code::from_word(code).map(Self::Code),
        }
    }

    /// Every text that [`Self::read`] understands.
    pub fn words() -> impl Iterator<Item = &'static str> {
        ["warnings", "notes"].into_iter().chain(Code::ALL.iter().map(|code| code.word()))
    }
}

impl LintPolicy {
    /// A policy under which `denied` are errors, and `allowed` are not told.
    ///
    /// # Errors
    /// In words, when something is both denied and allowed, or an error is to be allowed: what breaks the format cannot be read safely.
    pub fn new(denied: &[PolicyTarget], allowed: &[PolicyTarget]) -> Result<Self, String> {
        let (denied, allowed): (BTreeSet<PolicyTarget>, BTreeSet<PolicyTarget>) =
            (denied.iter().copied().collect(), allowed.iter().copied().collect());
        if let Some(both) = denied.intersection(&allowed).next() {
            return Err(format!("{both} is both denied and allowed"));
        }
        let error =
            allowed.iter().find(|which| matches!(which, PolicyTarget::Code(code) if code.level() == Severity::Error));
        if let Some(error) = error {
            return Err(format!("{error} is an error, and cannot be allowed"));
        }
        Ok(Self { denied, allowed })
    }

    /// How much a code weighs; `None` when it is not to be told.
    pub fn level(&self, code: Code) -> Option<Severity> {
        for which in [PolicyTarget::Code(code), PolicyTarget::Level(code.level())] {
            if self.denied.contains(&which) {
                return Some(Severity::Error);
            }
            if self.allowed.contains(&which) {
                return None;
            }
        }
        Some(code.level())
    }
}

impl std::fmt::Display for PolicyTarget {
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

    fn which(text: &str) -> PolicyTarget {
        PolicyTarget::read(text).expect(text)
    }

    #[test]
    fn one_code_counts_before_its_level() {
        let policy = LintPolicy::new(&[which("warnings"), which("N-one-sided")], &[which("W-weekday"), which("notes")]);
        let policy = policy.expect("consistent");
        for (code, level) in [
            (Code::SharedAlias, Some(Severity::Error)),
            (Code::Weekday, None),
            (Code::OneSided, Some(Severity::Error)),
            (Code::SilentActor, None),
            (Code::Syntax, Some(Severity::Error)),
        ] {
            assert_eq!(policy.level(code), level, "{code}");
        }
        assert_eq!(LintPolicy::default().level(Code::SilentActor), Some(Severity::Note));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_in_words() {
        let told = |denied: &[&str], allowed: &[&str]| {
            let read = |all: &[&str]| all.iter().map(|text| which(text)).collect::<Vec<_>>();
            LintPolicy::new(&read(denied), &read(allowed)).expect_err("refused")
        };
        assert_eq!(told(&["W-weekday"], &["W-weekday"]), "`W-weekday` is both denied and allowed");
        assert_eq!(told(&["notes"], &["notes"]), "`notes` is both denied and allowed");
        assert_eq!(told(&[], &["E-syntax"]), "`E-syntax` is an error, and cannot be allowed");
        assert_eq!(PolicyTarget::read("W-nothing"), None);
    }
}
