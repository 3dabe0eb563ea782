//! Lays out everything again for another size of the screen. It changes no content.

use ratatui::layout::Size;

use super::overlay::{Overlay, TextPage, scroll_help};
use super::reader::BriefReader;
use super::{App, cases, lookup, overlay_height, presentation};

pub(super) fn resize(app: &mut App, size: Size) {
    app.size = size;
    let size = app.content_size();
    if let Some(library) = &mut app.library {
        library.size = size;
        library.rows.show_cursor(library.height());
    }
    if let Some(reader) = &mut app.reader {
        reader.size = size;
        reader.cursor_moved();
        if let Some(Overlay::Page(page)) = &mut app.overlay {
            rewrap_page(page, reader, size);
        }
        if let Some(Overlay::Article(article)) = &mut app.overlay {
            article.resize(reader);
        }
    }
    if let Some(Overlay::Copy(sheet)) = &mut app.overlay {
        sheet.resize(size);
    }
    if let Some(presentation) = &mut app.presentation {
        presentation.resize(size);
    }
    scroll_help(app);
    presentation::lay_out_cards(app);
    lookup::lay_out(app);
    cases::lay_out(app);
}

/// Wraps a page again and keeps its scroll position as far as possible.
pub(super) fn rewrap_page(page: &mut TextPage, reader: &BriefReader, size: Size) {
    let top = page.top;
    *page = TextPage::new(page.kind, reader, size.width);
    page.scroll(isize::try_from(top).unwrap_or(0), overlay_height(size));
}
