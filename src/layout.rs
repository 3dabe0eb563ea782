//! Computes the regions of the screen for a given size, for both update and drawing. It never draws.

use ratatui::layout::{Position, Rect, Size};

/// A pane of the open brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    Sources,
    Actors,
    Stances,
    Timeline,
    Detail,
}

impl Pane {
    /// Every pane, in the order of the digits that focus them.
    pub const ALL: [Self; 5] = [Self::Sources, Self::Actors, Self::Stances, Self::Timeline, Self::Detail];

    /// The title of the pane.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sources => "Sources",
            Self::Actors => "Actors",
            Self::Stances => "Stances",
            Self::Timeline => "Timeline",
            Self::Detail => "Detail",
        }
    }

    /// The digit that focuses the pane.
    pub const fn digit(self) -> char {
        match self {
            Self::Sources => '1',
            Self::Actors => '2',
            Self::Stances => '3',
            Self::Timeline => '4',
            Self::Detail => '5',
        }
    }
}

/// The rows that the content of the shrinkable panes needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PreferredRows {
    pub sources: u16,
    /// Rows of the stance matrix, without its heading.
    pub stances: u16,
}

/// How the panes are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayoutMode {
    /// Too small for panes: only a message is shown.
    TooSmall,
    /// One pane at a time, below a row of tabs.
    Single,
    /// All panes in two columns.
    Columns,
}

/// The regions of the reader. The first row of a pane is its title; an empty rectangle is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regions {
    pub mode: LayoutMode,
    pub header: Rect,
    pub tabs: Rect,
    panes: [Rect; 5],
    pub footer: Rect,
}

impl Regions {
    /// The rectangle of a pane, including its title.
    pub const fn pane(&self, pane: Pane) -> Rect {
        self.panes[pane as usize]
    }

    /// The rectangle of a pane without its title.
    pub const fn body(&self, pane: Pane) -> Rect {
        below_title(self.pane(pane))
    }

    /// The rectangle between header and footer.
    pub const fn middle(&self, area: Rect) -> Rect {
        let top = self.header.height;
        let height = area.height.saturating_sub(top + self.footer.height);
        Rect { x: area.x, y: area.y + top, width: area.width, height }
    }
}

/// The smallest usable screen, in cells.
pub const SMALLEST: Size = Size { width: 40, height: 10 };
/// The smallest screen that shows all panes at once, in cells.
const SMALLEST_COLUMNS: Size = Size { width: 80, height: 20 };
/// Empty columns between the left and the right panes.
const GUTTER: u16 = 2;

/// The regions of `area`. The pane `focus` fills the screen when only one pane fits or when `zoomed` is set.
pub fn regions(area: Rect, preferred: PreferredRows, focus: Pane, zoomed: bool) -> Regions {
    let mut regions = Regions {
        mode: mode_for(area),
        header: Rect { height: 1, ..area },
        tabs: Rect::ZERO,
        panes: [Rect::ZERO; 5],
        footer: Rect { y: area.bottom().saturating_sub(1), height: 1, ..area },
    };
    let middle = regions.middle(area);
    match regions.mode {
        LayoutMode::TooSmall => {}
        LayoutMode::Single => {
            regions.tabs = Rect { height: 1, ..middle };
            regions.panes[focus as usize] = Rect { y: middle.y + 1, height: middle.height - 1, ..middle };
        }
        LayoutMode::Columns if zoomed => regions.panes[focus as usize] = middle,
        LayoutMode::Columns => regions.panes = columns(middle, preferred),
    }
    regions
}

/// Rows of the heading of the stance matrix.
pub const MATRIX_HEADING: usize = 2;

/// The columns of the stance matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatrixGrid {
    /// Width of the name of the actor, in cells.
    pub name: u16,
    /// Width of one issue in cells, including the gap after it.
    pub cell: u16,
    /// Number of issues shown at once.
    pub columns: usize,
}

/// The columns of a matrix of `issues` issues on `width` cells. At least one issue is shown.
pub fn matrix_grid(width: u16, issues: usize) -> MatrixGrid {
    const NAME: (u16, u16) = (16, 26);
    const CELL: (u16, u16) = (12, 17);
    let columns = usize::from(width.saturating_sub(NAME.0) / CELL.0).clamp(1, issues.max(1));
    let columns_cells = u16::try_from(columns).unwrap_or(u16::MAX);
    let cell = (width.saturating_sub(NAME.0) / columns_cells).clamp(CELL.0, CELL.1).min(width);
    let name = width.saturating_sub(cell.saturating_mul(columns_cells)).min(NAME.1);
    MatrixGrid { name, cell, columns }
}

/// The part of `area` below a banner of one row. Returns all of `area` when the smaller part would have another [`LayoutMode`]; the banner
/// then replaces the header.
pub fn below_banner(area: Rect) -> Rect {
    let below = Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area };
    if mode_for(below) == mode_for(area) { below } else { area }
}

fn mode_for(area: Rect) -> LayoutMode {
    if area.width < SMALLEST.width || area.height < SMALLEST.height {
        LayoutMode::TooSmall
    } else if area.width < SMALLEST_COLUMNS.width || area.height < SMALLEST_COLUMNS.height {
        LayoutMode::Single
    } else {
        LayoutMode::Columns
    }
}

fn columns(middle: Rect, preferred: PreferredRows) -> [Rect; 5] {
    let gap = u16::from(middle.height >= 30);
    let detail_height = (middle.height * 3 / 10).clamp(7, 14);
    let upper = Rect { y: middle.y + gap, height: middle.height - detail_height - 3 * gap, ..middle };
    let detail = Rect { y: upper.bottom() + gap, height: detail_height, ..middle };
    let left = Rect { width: (middle.width / 4).clamp(26, 44), ..upper };
    let right = Rect { x: left.right() + GUTTER, width: upper.width - left.width - GUTTER, ..upper };
    // A shrinkable pane gets the rows that it needs, up to this share of its column.
    let (sources, actors) = split_column(left, preferred.sources + 1, left.height / 3, gap);
    let (stances, timeline) = split_column(right, preferred.stances + 2, right.height / 2, gap);
    [sources, actors, stances, timeline, detail]
}

fn split_column(column: Rect, preferred: u16, max: u16, gap: u16) -> (Rect, Rect) {
    let height = preferred.clamp(3, max.max(3));
    let upper = Rect { height, ..column };
    let lower = Rect { y: upper.bottom() + gap, height: column.height - height - gap, ..column };
    (upper, lower)
}

/// The regions of the look-up. `hits` and `preview` scroll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookUpRegions {
    /// The input line of the query.
    pub line: Rect,
    /// The query as the program understands it.
    pub interpretation: Rect,
    /// The errors in the query.
    pub notes: Rect,
    pub hits: Rect,
    /// The line above the preview; empty when there is no preview.
    pub rule: Rect,
    /// The chosen hit in full; empty when the area has fewer than 20 rows.
    pub preview: Rect,
    pub footer: Rect,
}

/// The smallest height in rows at which the look-up has a preview.
const PREVIEW_FROM: u16 = 20;

/// The regions of the look-up on `area`, whose first row is the title. `notes` is the number of rows of errors.
pub fn look_up(area: Rect, notes: u16) -> LookUpRegions {
    let inset = 2.min(area.width / 2);
    let text = Rect { x: area.x + inset, width: area.width - 2 * inset, ..area };
    let row = |y: u16, height: u16| Rect { y: area.y.saturating_add(y), height, ..text }.intersection(text);
    let last = area.height.saturating_sub(1);
    let gap = u16::from(area.height >= PREVIEW_FROM);
    let notes = notes.max(1);
    let top = 3 + notes + u16::from(area.height >= 30);
    let rest = last.saturating_sub(top + gap);
    let preview = if area.height < PREVIEW_FROM { 0 } else { (rest * 9 / 20).min(14) };
    let below = if preview == 0 { 0 } else { preview + 1 };
    let hits = rest.saturating_sub(below);
    LookUpRegions {
        line: row(1, 1),
        interpretation: row(2, 1),
        notes: row(3, notes),
        hits: row(top, hits),
        rule: row(top + hits, 1.min(below)),
        preview: row(top + hits + 1.min(below), preview),
        footer: Rect { y: area.y + last, height: 1.min(area.height), ..area },
    }
}

/// The regions of a card of a presentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardRegions {
    /// The TLP label and the title of the brief.
    pub header: Rect,
    /// The heading of the card.
    pub heading: Rect,
    pub body: Rect,
    /// The clock and the number of the card.
    pub footer: Rect,
}

/// The smallest screen on which every card fits, in cells.
pub const SMALLEST_CARD: Size = Size { width: 80, height: 24 };
/// The greatest width of a card, in columns: longer lines are hard to read from afar.
const MAX_CARD_WIDTH: u16 = 104;

/// The regions of a card on `area`. The body is at least as large as on [`SMALLEST_CARD`] when `area` is.
pub fn card(area: Rect) -> CardRegions {
    let last = area.height.saturating_sub(1);
    let gap = u16::from(area.height >= SMALLEST_CARD.height) + u16::from(area.height >= 32);
    let margin =
        (area.width.saturating_sub(MAX_CARD_WIDTH) / 2).max(if area.width < 60 { 1 } else { 4 }).min(area.width / 2);
    let row = |y: u16, height: u16| {
        let text = Rect { x: area.x + margin, width: area.width - 2 * margin, ..area };
        Rect { y: area.y.saturating_add(y), height, ..text }.intersection(text)
    };
    let heading = 1 + gap;
    let body = heading + 1 + u16::from(area.height >= 20);
    CardRegions {
        header: Rect { height: 1.min(area.height), ..area },
        heading: row(heading, 1),
        body: row(body, last.saturating_sub(body + u16::from(area.height >= 20))),
        footer: Rect { y: area.y + last, height: 1.min(area.height), ..area },
    }
}

/// The rectangles of the tabs of all panes, including the space around their names. When the names do not all fit, only the focused pane
/// keeps its name and the others show their digit.
pub fn tabs(area: Rect, focus: Pane) -> [Rect; 5] {
    let full_width: usize = Pane::ALL.iter().map(|pane| pane.title().len() + 4).sum();
    let mut x = area.x;
    Pane::ALL.map(|pane| {
        let name = if pane == focus || full_width <= usize::from(area.width) { pane.title().len() + 1 } else { 0 };
        let tab = Rect { x, width: u16::try_from(name + 3).unwrap_or(0), ..area };
        x = tab.right();
        tab.intersection(area)
    })
}

/// The rows of a list overlay: below its title, its search line and an empty row, with `below` free rows under it.
pub fn list_area(area: Rect, below: u16) -> Rect {
    inset_area(area, 3, below)
}

/// The rows of a text overlay: below its title and an empty row, with two free rows under it.
pub fn text_area(area: Rect) -> Rect {
    inset_area(area, 2, 2)
}

/// The row of an area at a cell, from 0. Returns `None` outside of the area.
pub fn row_at(area: Rect, at: Position) -> Option<usize> {
    area.contains(at).then(|| usize::from(at.y - area.y))
}

/// The rows of the list of audiences, below the question.
pub fn audience_area(area: Rect) -> Rect {
    let gap = if area.height >= 20 { (area.height - 1) / 5 } else { 0 };
    inset_area(area, 4 + gap, 0)
}

fn inset_area(area: Rect, above: u16, below: u16) -> Rect {
    let inset = 2.min(area.width / 2);
    let height = area.height.saturating_sub(above + below);
    Rect { x: area.x + inset, y: area.y.saturating_add(above), width: area.width - 2 * inset, height }
        .intersection(area)
}

/// The rectangle of a pane without its title row.
pub const fn below_title(pane: Rect) -> Rect {
    Rect { x: pane.x, y: pane.y + 1, width: pane.width, height: pane.height.saturating_sub(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PREFERRED: PreferredRows = PreferredRows { sources: 5, stances: 9 };

    #[test]
    fn at_every_size_panes_lie_inside_the_screen_and_apart() {
        for (width, height) in (1..=300).step_by(7).flat_map(|width| (1..=100).map(move |height| (width, height))) {
            let area = Rect::new(0, 0, width, height);
            for (pane, zoomed) in Pane::ALL.into_iter().flat_map(|pane| [(pane, false), (pane, true)]) {
                let regions = regions(area, PREFERRED, pane, zoomed);
                for (at, rect) in regions.panes.iter().enumerate() {
                    assert_eq!(rect.intersection(area), *rect, "{width}×{height} {pane:?}");
                    assert!(regions.panes[at + 1..].iter().all(|other| !rect.intersects(*other)));
                    assert!(!rect.intersects(regions.header) && !rect.intersects(regions.footer));
                }
                let shown = regions.body(pane).area() > 0;
                assert_eq!(
                    shown,
                    regions.mode != LayoutMode::TooSmall,
                    "the focused pane has rows at {width}×{height}"
                );
            }
        }
    }

    #[test]
    fn at_every_size_the_look_up_lies_inside_the_screen_and_apart() {
        for (width, height) in (1..=300).step_by(7).flat_map(|width| (1..=100).map(move |height| (width, height))) {
            let area = Rect::new(0, 0, width, height);
            let LookUpRegions { line, interpretation, notes, hits, rule, preview, footer } =
                look_up(area, 1 + height % 2);
            let rects = [line, interpretation, notes, hits, rule, preview, footer];
            for (at, rect) in rects.iter().enumerate() {
                assert_eq!(rect.intersection(area), *rect, "{width}×{height}");
                let is_apart = |other: &Rect| rect.is_empty() || other.is_empty() || !rect.intersects(*other);
                assert!(height < 6 || rects[at + 1..].iter().all(is_apart), "{width}×{height}");
            }
            assert!(height < 10 || hits.height > 2, "{width}×{height}");
            assert_eq!(preview.height > 4, height >= 20, "{width}×{height}");
        }
    }

    #[test]
    fn a_larger_screen_gives_a_card_no_less() {
        for (width, height) in (1..=300).step_by(7).flat_map(|width| (1..=100).map(move |height| (width, height))) {
            let area = Rect::new(0, 0, width, height);
            let CardRegions { header, heading, body, footer } = card(area);
            let rects = [header, heading, body, footer];
            for (at, rect) in rects.iter().enumerate() {
                assert_eq!(rect.intersection(area), *rect, "{width}×{height}");
                let is_apart = |other: &Rect| rect.is_empty() || other.is_empty() || !rect.intersects(*other);
                assert!(height < 4 || rects[at + 1..].iter().all(is_apart), "{width}×{height}");
            }
            let smallest = card(Rect::from((ratatui::layout::Position::ORIGIN, SMALLEST_CARD))).body;
            let holds = body.width >= smallest.width && body.height >= smallest.height;
            let is_large = width >= SMALLEST_CARD.width && height >= SMALLEST_CARD.height;
            assert!(holds || !is_large, "{width}×{height}");
        }
    }

    #[test]
    fn a_banner_costs_a_row_and_never_a_pane() {
        for (width, height) in (1..=300).step_by(7).flat_map(|width| (1..=100).map(move |height| (width, height))) {
            let area = Rect::new(0, 0, width, height);
            let below = below_banner(area);
            assert_eq!(mode_for(below), mode_for(area));
            assert!(below == area || (below.y, below.height) == (1, height - 1), "{width}×{height}");
        }
        let banner_rows = |width, height| below_banner(Rect::new(0, 0, width, height)).y;
        assert_eq!((banner_rows(120, 40), banner_rows(80, 20), banner_rows(60, 20), banner_rows(40, 10)), (1, 0, 1, 0));
    }

    #[test]
    fn all_panes_show_from_80_by_20() {
        let shown = |width, height| {
            let regions = regions(Rect::new(0, 0, width, height), PREFERRED, Pane::Timeline, false);
            Pane::ALL.iter().filter(|pane| regions.body(**pane).area() > 0).count()
        };
        assert_eq!((shown(120, 40), shown(80, 24), shown(80, 20)), (5, 5, 5));
        assert_eq!((shown(79, 24), shown(80, 19), shown(40, 10), shown(39, 10)), (1, 1, 1, 0));
    }
}
