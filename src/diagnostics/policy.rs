//! The lint policy of the user: which codes count as errors and which are not reported. It changes no fault.

use std::collections::BTreeSet;

use super::{Code, RETIRED_CODES, Severity};

/// A code, or every code of a severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyTarget {
    /// An entry for a code overrides an entry for its severity.
    Code(Code),
    Level(Severity),
    /// A code of [`RETIRED_CODES`]. It has no effect.
    Retired(&'static str),
}

/// The codes that count as errors and the codes that are not reported. The default gives every code its own severity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LintPolicy {
    denied: BTreeSet<PolicyTarget>,
    allowed: BTreeSet<PolicyTarget>,
}

impl PolicyTarget {
    /// Parses a code, also a retired one, or `warnings` or `notes`. Returns `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "warnings" => Some(Self::Level(Severity::Warning)),
            "notes" => Some(Self::Level(Severity::Note)),
            word => {
                let retired = || RETIRED_CODES.iter().find(|(code, _)| *code == word);
                Code::from_word(word).map(Self::Code).or_else(|| retired().map(|(code, _)| Self::Retired(code)))
            }
        }
    }

    /// Every text that [`Self::parse`] accepts, except the retired codes.
    pub fn words() -> impl Iterator<Item = &'static str> {
        ["warnings", "notes"].into_iter().chain(Code::ALL.iter().map(|code| code.word()))
    }
}

impl LintPolicy {
    /// A policy that turns `denied` into errors and does not report `allowed`.
    ///
    /// # Errors
    /// Returns a message when a target is both denied and allowed, or when a code that is an error is allowed. An error cannot be allowed,
    /// because a brief that breaks the format cannot be read safely.
    pub fn new(denied: &[PolicyTarget], allowed: &[PolicyTarget]) -> Result<Self, String> {
        let (denied, allowed): (BTreeSet<PolicyTarget>, BTreeSet<PolicyTarget>) =
            (denied.iter().copied().collect(), allowed.iter().copied().collect());
        if let Some(both) = denied.intersection(&allowed).next() {
            return Err(format!("{both} is both denied and allowed"));
        }
        let error =
            allowed.iter().find(|target| matches!(target, PolicyTarget::Code(code) if code.level() == Severity::Error));
        if let Some(error) = error {
            return Err(format!("{error} is an error, and cannot be allowed"));
        }
        Ok(Self { denied, allowed })
    }

    /// The severity of a code under the policy, or `None` when it is not reported.
    pub fn level(&self, code: Code) -> Option<Severity> {
        for target in [PolicyTarget::Code(code), PolicyTarget::Level(code.level())] {
            if self.denied.contains(&target) {
                return Some(Severity::Error);
            }
            if self.allowed.contains(&target) {
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
            Self::Retired(code) => write!(f, "`{code}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(text: &str) -> PolicyTarget {
        PolicyTarget::parse(text).expect(text)
    }

    #[test]
    fn a_code_overrides_its_severity() {
        let policy =
            LintPolicy::new(&[target("warnings"), target("N-no-text")], &[target("W-weekday"), target("notes")]);
        let policy = policy.expect("consistent");
        for (code, level) in [
            (Code::SharedAlias, Some(Severity::Error)),
            (Code::Weekday, None),
            (Code::NoText, Some(Severity::Error)),
            (Code::SilentActor, None),
            (Code::Syntax, Some(Severity::Error)),
        ] {
            assert_eq!(policy.level(code), level, "{code}");
        }
        let retired = LintPolicy::new(&[], &[target("N-one-sided")]).expect("consistent");
        assert!(Code::ALL.iter().all(|code| retired.level(*code) == Some(code.level())), "no code is named");
        assert_eq!(LintPolicy::default().level(Code::SilentActor), Some(Severity::Note));
    }

    #[test]
    fn a_contradictory_policy_is_refused_with_a_message() {
        let error = |denied: &[&str], allowed: &[&str]| {
            let targets = |all: &[&str]| all.iter().map(|text| target(text)).collect::<Vec<_>>();
            LintPolicy::new(&targets(denied), &targets(allowed)).expect_err("refused")
        };
        assert_eq!(error(&["W-weekday"], &["W-weekday"]), "`W-weekday` is both denied and allowed");
        assert_eq!(error(&["notes"], &["notes"]), "`notes` is both denied and allowed");
        assert_eq!(error(&[], &["E-syntax"]), "`E-syntax` is an error, and cannot be allowed");
        assert_eq!(PolicyTarget::parse("W-nothing"), None);
    }
}
