//! The overlays, which cover the panes: help, text pages, cases, the look-up and others. Each is a component of its own.
//! Nothing is drawn here.

mod article;
mod component;
mod copy_sheet;
mod date;
mod help;
mod page;
mod text_field;

pub use article::ArticleView;
pub use copy_sheet::{CopySheet, CopySheetContent};
pub use date::DateField;
pub use help::{HELP_BELOW, Help, HelpRow};
pub use page::TextPage;

pub(super) use article::selected_text;
pub(super) use component::{Flow, OverlayComponent, close_text, is_closing};
pub(super) use copy_sheet::{show_citations, show_links};
pub(super) use text_field::{edit_line, insert_text};

use std::sync::Arc;

use super::cases::CaseView;
use super::coding::CodingView;
use super::lookup::LookUp;
use super::presentation::{AudienceChoice, CardList};
use super::{App, OpenedBrief};
use crate::keys::Action;

/// An overlay over the panes.
#[derive(Debug)]
pub enum Overlay {
    Help(Help),
    Page(TextPage),
    /// Citations or links, for selection by hand.
    Copy(CopySheet),
    LookUp(Box<LookUp>),
    /// The text of a source, at a quote.
    Article(Box<ArticleView>),
    /// A contradiction or a shift.
    Case(Box<CaseView>),
    /// The choice of the audience; it hides everything else.
    Audience(AudienceChoice),
    /// The list of the presentation's cards.
    Cards(Box<CardList>),
    Date(DateField),
    /// An article that is being coded.
    Coding(Box<CodingView>),
}

impl Overlay {
    pub(super) fn component(&mut self) -> &mut dyn OverlayComponent {
        match self {
            Self::Help(help) => help,
            Self::Page(page) => page,
            Self::Copy(copy_sheet) => copy_sheet,
            Self::LookUp(look_up) => look_up.as_mut(),
            Self::Article(article) => article.as_mut(),
            Self::Case(view) => view.as_mut(),
            Self::Audience(choice) => choice,
            Self::Cards(list) => list.as_mut(),
            Self::Date(field) => field,
            Self::Coding(view) => view.as_mut(),
        }
    }

    /// Whether the action is about what the overlay shows, such as the chosen item of its list. Scrolling and closing it
    /// are not: who shows an overlay as a whole needs neither.
    pub fn accepts(&self, action: Action) -> bool {
        match self {
            Self::Copy(_) => CopySheet::accepts(action),
            Self::LookUp(look_up) => look_up.accepts(action),
            Self::Article(_) => ArticleView::accepts(action),
            Self::Case(_) => CaseView::accepts(action),
            Self::Coding(_) => CodingView::accepts(action),
            Self::Help(_) | Self::Page(_) | Self::Audience(_) | Self::Cards(_) | Self::Date(_) => false,
        }
    }

    pub(super) fn as_look_up(&mut self) -> Option<&mut LookUp> {
        if let Self::LookUp(look_up) = self { Some(look_up) } else { None }
    }
}

impl App {
    /// Closes all overlays.
    pub(super) fn close_overlays(&mut self) {
        (self.overlay, self.covered) = (None, None);
    }

    /// Closes the overlay; what it covers is shown again.
    pub(super) fn uncover_overlay(&mut self) {
        if let Some(mut covered) = self.covered.take() {
            covered.component().uncover(self);
            self.overlay = Some(covered);
        }
    }

    /// Lays out the overlays for the size of the screen.
    pub(super) fn lay_out_overlays(&mut self) {
        let (mut overlay, mut covered) = (self.overlay.take(), self.covered.take());
        for overlay in [&mut covered, &mut overlay].into_iter().flatten() {
            overlay.component().lay_out(self);
        }
        (self.overlay, self.covered) = (overlay, covered);
    }

    /// Replaces the open brief by its reloaded version, and closes the overlays of which nothing is left. An overlay over
    /// the list of briefs does not depend on the open brief.
    pub(super) fn reload_brief(&mut self, opened: OpenedBrief) {
        let Some(reader) = &mut self.reader else { return };
        let old = Arc::clone(&reader.facts.brief);
        reader.reload(opened);
        for slot in [&mut self.covered, &mut self.overlay] {
            if slot.as_mut().is_some_and(|overlay| !self.at_list && !overlay.component().reload(&old, reader)) {
                *slot = None;
            }
        }
        if self.overlay.is_none() {
            self.overlay = self.covered.take();
        }
    }
}
