//! The name of each action in the configuration and at the prompt. It never performs an action.

use super::{Action, BriefAction, CARD_BINDINGS, CardAction, READER_BINDINGS};
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
        assert_eq!(Action::from_name("blank"), None);
    }

    #[test]
    fn a_name_is_lower_case_words_with_hyphens() {
        for binding in READER_BINDINGS.iter().chain(CARD_BINDINGS) {
            let name = binding.action.name();
            assert!(
                name.split('-').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase())),
                "{name}"
            );
        }
    }
}
