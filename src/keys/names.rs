//! The name of each action in the configuration and at the prompt. It never performs an action.

use super::{Action, BriefAction, CARD_BINDINGS, CODING_BINDINGS, CardAction, CodingAction, READER_BINDINGS};
use crate::layout::Pane;

impl Action {
    /// The name of the action: lower-case words with hyphens between them. It never changes between versions.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brief(action) => action.name(),
            Self::GoToDate => "date",
            Self::LookUp => "look-up",
            Self::NextContradiction => "contradiction",
            Self::NextShift => "shift",
            Self::BottomLine => "bottom-line",
            Self::Honesty => "honesty",
            Self::Article => "article",
            Self::Star => "star",
            Self::SetMark => "mark",
            Self::GoToMark => "to-mark",
            Self::Copy => "copy",
            Self::ShowCopy => "show-copy",
            Self::Link => "link",
            Self::Present => "present",
            Self::Card(action) => action.name(),
            Self::Code => "code",
            Self::Coding(action) => action.name(),
            Self::Library => "library",
            Self::Reload => "reload",
            Self::Redraw => "redraw",
            Self::Suspend => "suspend",
            Self::Help => "help",
            Self::Quit => "quit",
        }
    }

    /// The action of the reader with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        READER_BINDINGS.iter().map(|binding| binding.action).find(|action| action.name() == name)
    }

    /// The action on an article that is being coded with this name.
    pub fn from_coding_name(name: &str) -> Option<Self> {
        CODING_BINDINGS.iter().map(|binding| binding.action).find(|action| action.name() == name)
    }

    /// The action of a presentation with this name.
    pub fn from_card_name(name: &str) -> Option<Self> {
        CARD_BINDINGS.iter().map(|binding| binding.action).find(|action| action.name() == name)
    }
}

impl BriefAction {
    const fn name(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Up => "up",
            Self::Left => "left",
            Self::Right => "right",
            Self::Top => "top",
            Self::Bottom => "bottom",
            Self::PageDown => "page-down",
            Self::PageUp => "page-up",
            Self::DetailDown => "detail-down",
            Self::DetailUp => "detail-up",
            Self::NextPane => "next-pane",
            Self::PreviousPane => "previous-pane",
            Self::Focus(pane) => pane_name(pane),
            Self::Zoom => "zoom",
            Self::Go => "go",
            Self::Back => "back",
            Self::Forward => "forward",
            Self::NextHit => "next",
            Self::PreviousHit => "previous",
            Self::Narrow => "narrow",
            Self::Unpin => "unpin",
            Self::UnpinAll => "unpin-all",
            Self::AsOf => "as-of",
            Self::NextStar => "next-star",
        }
    }
}

impl CardAction {
    const fn name(self) -> &'static str {
        match self {
            Self::Next => "on",
            Self::Previous => "back",
            Self::First => "first",
            Self::Last => "last",
            Self::ScrollDown => "scroll-down",
            Self::ScrollUp => "scroll-up",
            Self::Cards => "cards",
            Self::Blank => "blank",
            Self::OpenReader => "reader",
            Self::ReturnToSpeaker => "follow",
        }
    }
}

impl CodingAction {
    const fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::NextCandidate => "next",
            Self::PreviousCandidate => "previous",
            Self::NextItem => "forward",
            Self::PreviousItem => "back",
            Self::ShowUnlikely => "unlikely",
            Self::ArticleDown => "down",
            Self::ArticleUp => "up",
            Self::ArticlePageDown => "page-down",
            Self::ArticlePageUp => "page-up",
            Self::FormDown => "form-down",
            Self::FormUp => "form-up",
            Self::Select => "select",
            Self::SelectWord => "word",
            Self::SelectSentence => "sentence",
            Self::SelectQuotation => "quotation",
            Self::MakeDirect => "direct",
            Self::MakeIndirect => "indirect",
            Self::MakeMixed => "mixed",
            Self::Speaker => "actor",
            Self::Stance => "stance",
            Self::Gist => "gist",
            Self::Grade => "grade",
            Self::Said => "date",
            Self::Field => "field",
            Self::Contradicts => "contradicts",
            Self::OpenRecord => "edit",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Leave => "leave",
        }
    }
}

const fn pane_name(pane: Pane) -> &'static str {
    match pane {
        Pane::Sources => "sources",
        Pane::Actors => "actors",
        Pane::Stances => "stances",
        Pane::Timeline => "timeline",
        Pane::Detail => "detail",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_belongs_to_one_action() {
        for binding in READER_BINDINGS {
            assert_eq!(Action::from_name(binding.action.name()), Some(binding.action));
        }
        for binding in CARD_BINDINGS {
            assert_eq!(Action::from_card_name(binding.action.name()), Some(binding.action));
        }
        for binding in CODING_BINDINGS {
            assert_eq!(Action::from_coding_name(binding.action.name()), Some(binding.action));
        }
        assert_eq!(Action::from_name("blank"), None);
    }

    #[test]
    fn a_name_is_lower_case_words_with_hyphens() {
        for binding in READER_BINDINGS.iter().chain(CARD_BINDINGS).chain(CODING_BINDINGS) {
            let name = binding.action.name();
            assert!(
                name.split('-').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase())),
                "{name}"
            );
        }
    }
}
