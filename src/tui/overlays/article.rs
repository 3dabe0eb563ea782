//! Draws an article with the words of a quote highlighted. It never searches for the quote.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::overlay::ArticleView;
use crate::keys::{Action, BriefAction};
use crate::tui::frame::row_rect;
use crate::tui::pages::render_lines;
use crate::tui::{Screen, overlay_frame};
use crate::view::pluralize;

pub(super) fn render(article: &ArticleView, screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    let body = overlay_frame("In the article", area, screen.theme, buf);
    let head = u16::try_from(article.head.len()).unwrap_or(body.height).min(body.height);
    render_lines(&article.head, 0, Rect { height: head, ..body }, screen.theme, buf);
    let height = u16::try_from(article.height).unwrap_or(u16::MAX).min(body.height.saturating_sub(head + 1));
    let text = Rect { y: body.y + head + 1, height, ..body };
    render_lines(&article.lines, article.top, text, screen.theme, buf);
    let below = article.lines.len().saturating_sub(article.top + usize::from(height));
    let (part, more) = (format!("part {} of {}", article.part + 1, article.parts.len()), pluralize(below, "more row"));
    let hints = [
        Some((BriefAction::UnpinAll, "back")),
        (article.parts.len() > 1).then_some((BriefAction::NextHit, part.as_str())),
        (below > 0).then_some((BriefAction::Down, more.as_str())),
    ];
    let hints = hints.into_iter().flatten().map(|(action, word)| (Action::Brief(action), word));
    screen.render_key_hints(hints, row_rect(area, area.height - 1), buf);
}
