//! The regions of the screen while an article is coded, for both update and drawing. It never draws.

use ratatui::layout::{Rect, Size};

/// The parts of the screen. An empty rectangle is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CodingRegions {
    pub title: Rect,
    pub article: Rect,
    /// The line between the article and the form: a column, or a row on a narrow screen.
    pub rule: Rect,
    pub form: Rect,
    /// The question with what may be chosen, at the bottom of the form.
    pub question: Rect,
    /// What is left to do.
    pub status: Rect,
    pub footer: Rect,
}

/// The narrowest screen with the form beside the article, in columns.
const SIDE_BY_SIDE: u16 = 100;
/// The widest article, in columns.
const WIDEST_ARTICLE: u16 = 84;

impl CodingRegions {
    /// The regions of a screen, with a question of this many rows.
    pub fn new(size: Size, question_rows: u16) -> Self {
        let Size { width, height } = size;
        let row = |y: u16| Rect { x: 0, y, width, height: 1 }.intersection(Rect { x: 0, y: 0, width, height });
        let middle = Rect { x: 0, y: 1, width, height: height.saturating_sub(3) };
        let mut regions = Self {
            title: row(0),
            status: row(height.saturating_sub(2)),
            footer: row(height.saturating_sub(1)),
            ..Self::default()
        };
        if width >= SIDE_BY_SIDE {
            let left = (width * 11 / 20).min(WIDEST_ARTICLE);
            regions.article = Rect { width: left, ..middle };
            regions.rule = Rect { x: left, width: 1, ..middle };
            regions.form = Rect { x: left + 2, width: width - left - 2, ..middle };
        } else {
            let top = middle.height.saturating_sub(1) / 2;
            regions.article = Rect { height: top, ..middle };
            regions.rule = Rect { y: middle.y + top, height: middle.height.min(1), ..middle };
            let below = (middle.height - top).saturating_sub(1);
            regions.form = Rect { y: middle.y + top + 1, height: below, ..middle };
        }
        let question = question_rows.min(regions.form.height);
        regions.form.height -= question;
        regions.question = Rect { y: regions.form.bottom(), height: question, ..regions.form };
        regions
    }

    /// Whether the form is below the article.
    pub const fn is_stacked(&self) -> bool {
        self.rule.width > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_lie_in_the_screen_and_never_overlap() {
        for (width, height) in (1..=140).step_by(3).flat_map(|width| (1..=50).map(move |height| (width, height))) {
            let screen = Rect { x: 0, y: 0, width, height };
            for rows in [0, 1, 6, 60] {
                let regions = CodingRegions::new(screen.as_size(), rows);
                let CodingRegions { title, article, rule, form, question, status, footer } = regions;
                let parts = [article, rule, form, question];
                assert!(parts.iter().all(|part| screen.intersection(*part) == *part || part.is_empty()), "{regions:?}");
                for (at, one) in parts.iter().enumerate() {
                    assert!(parts[..at].iter().all(|other| one.intersection(*other).is_empty()), "{regions:?}");
                    let bars = [title, status, footer];
                    assert!(height < 3 || bars.iter().all(|bar| one.intersection(*bar).is_empty()), "{regions:?}");
                }
            }
        }
    }
}
