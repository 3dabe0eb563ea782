//! Sizes to regions: where each pane stands on a screen of a given size. Update and drawing share it; it draws nothing.

use ratatui::layout::{Rect, Size};

/// The panes, in the order of their digits.
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

    /// The heading of the pane.
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

/// What the content would like: rows of the panes that give way to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PreferredRows {
    pub sources: u16,
    /// Rows of the matrix, without its heading.
    pub stances: u16,
}

/// How much of the screen a reader gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayoutMode {
    /// Too small for anything but a sentence.
    TooSmall,
    /// One pane at a time, under a line of tabs.
    Single,
    /// All panes in two columns.
    Columns,
}

/// Where everything stands. A pane's rectangle has its title in the first row; an empty rectangle is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regions {
    pub mode: LayoutMode,
    pub header: Rect,
    pub tabs: Rect,
    panes: [Rect; 5],
    pub footer: Rect,
}

impl Regions {
    /// The rectangle of a pane, title included.
    pub const fn pane(&self, pane: Pane) -> Rect {
        self.panes[pane as usize]
    }

    /// The rectangle of a pane's rows, below its title.
    pub const fn body(&self, pane: Pane) -> Rect {
        below_title(self.pane(pane))
    }

    /// Everything between the header and the footer: where overlays stand.
    pub const fn middle(&self, area: Rect) -> Rect {
        let top = self.header.height;
        let height = area.height.saturating_sub(top + self.footer.height);
        Rect { x: area.x, y: area.y + top, width: area.width, height }
    }
}

/// The smallest screen that can be read on.
pub const SMALLEST: Size = Size { width: 40, height: 10 };
/// The smallest screen that shows all panes at once.
const SMALLEST_COLUMNS: Size = Size { width: 80, height: 20 };
/// Columns left free between the left and the right panes.
const GUTTER: u16 = 2;

/// The regions of `area`, with `focus` filling the screen where only one pane fits or `zoomed` asks for it.
pub fn regions(area: Rect, wants: PreferredRows, focus: Pane, zoomed: bool) -> Regions {
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
        LayoutMode::Columns => regions.panes = columns(middle, wants),
    }
    regions
}

/// Rows above the matrix: labels of issues, on two lines.
pub const MATRIX_HEADING: usize = 2;

/// Columns of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatrixGrid {
    /// Cells of the actor's name.
    pub name: u16,
    /// Cells of one issue, with the air after it.
    pub cell: u16,
    /// How many issues are shown at once.
    pub columns: usize,
}

/// The columns of a matrix of `issues` on `width` cells. At least one is shown, however narrow.
pub fn matrix_grid(width: u16, issues: usize) -> MatrixGrid {
    const NAME: (u16, u16) = (16, 26);
    const CELL: (u16, u16) = (12, 17);
    let columns = usize::from(width.saturating_sub(NAME.0) / CELL.0).clamp(1, issues.max(1));
    let columns_cells = u16::try_from(columns).unwrap_or(u16::MAX);
    let cell = (width.saturating_sub(NAME.0) / columns_cells).clamp(CELL.0, CELL.1).min(width);
    let name = width.saturating_sub(cell.saturating_mul(columns_cells)).min(NAME.1);
    MatrixGrid { name, cell, columns }
}

/// What is left of `area` below a row at its top that tells of something: all of it where that row would cost the shape, so that the
/// row then stands in place of the header.
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

fn columns(middle: Rect, wants: PreferredRows) -> [Rect; 5] {
    let air = u16::from(middle.height >= 30);
    let detail_height = (middle.height * 3 / 10).clamp(7, 14);
    let upper = Rect { y: middle.y + air, height: middle.height - detail_height - 3 * air, ..middle };
    let detail = Rect { y: upper.bottom() + air, height: detail_height, ..middle };
    let left = Rect { width: (middle.width / 4).clamp(26, 44), ..upper };
    let right = Rect { x: left.right() + GUTTER, width: upper.width - left.width - GUTTER, ..upper };
    // A pane that gives way takes what its rows want, but never more than this share of its column.
    let (sources, actors) = split_column(left, wants.sources + 1, left.height / 3, air);
    let (stances, timeline) = split_column(right, wants.stances + 2, right.height / 2, air);
    [sources, actors, stances, timeline, detail]
}

fn split_column(column: Rect, wanted: u16, most: u16, air: u16) -> (Rect, Rect) {
    let height = wanted.clamp(3, most.max(3));
    let upper = Rect { height, ..column };
    let lower = Rect { y: upper.bottom() + air, height: column.height - height - air, ..column };
    (upper, lower)
}

/// Where the look-up stands on a screen: rows of one line each, and the two that scroll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookUpRegions {
    /// The line in which a question is typed.
    pub line: Rect,
    /// The question as it is understood.
    pub words: Rect,
    /// What is wrong with it.
    pub notes: Rect,
    pub hits: Rect,
    /// The line above the preview, and the hit told whole; empty on a low screen.
    pub rule: Rect,
    pub preview: Rect,
    pub footer: Rect,
}

/// The screens from which on the chosen hit is told whole below the list, in rows.
const PREVIEW_FROM: u16 = 20;

/// The regions of the look-up on `area`, its title aside, with `notes` rows for what is wrong with the question.
pub fn look_up(area: Rect, notes: u16) -> LookUpRegions {
    let inset = 2.min(area.width / 2);
    let text = Rect { x: area.x + inset, width: area.width - 2 * inset, ..area };
    let row = |y: u16, height: u16| Rect { y: area.y.saturating_add(y), height, ..text }.intersection(text);
    let last = area.height.saturating_sub(1);
    let air = u16::from(area.height >= PREVIEW_FROM);
    let notes = notes.max(1);
    let top = 3 + notes + u16::from(area.height >= 30);
    let rest = last.saturating_sub(top + air);
    let preview = if area.height < PREVIEW_FROM { 0 } else { (rest * 9 / 20).min(14) };
    let below = if preview == 0 { 0 } else { preview + 1 };
    let hits = rest.saturating_sub(below);
    LookUpRegions {
        line: row(1, 1),
        words: row(2, 1),
        notes: row(3, notes),
        hits: row(top, hits),
        rule: row(top + hits, 1.min(below)),
        preview: row(top + hits + 1.min(below), preview),
        footer: Rect { y: area.y + last, height: 1.min(area.height), ..area },
    }
}

/// Where a card of a presentation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardRegions {
    /// The label, and what the brief is.
    pub header: Rect,
    /// The heading of the card.
    pub heading: Rect,
    pub body: Rect,
    /// Clock and number.
    pub footer: Rect,
}

/// The smallest screen on which every card can be seen whole.
pub const SMALLEST_CARD: Size = Size { width: 80, height: 24 };
/// The widest measure that is read from afar at a glance.
const MAX_CARD_WIDTH: u16 = 104;

/// The regions of a card on `area`. On no screen larger than the smallest for cards is the body smaller than there.
pub fn card(area: Rect) -> CardRegions {
    let last = area.height.saturating_sub(1);
    let air = u16::from(area.height >= SMALLEST_CARD.height) + u16::from(area.height >= 32);
    let margin =
        (area.width.saturating_sub(MAX_CARD_WIDTH) / 2).max(if area.width < 60 { 1 } else { 4 }).min(area.width / 2);
    let row = |y: u16, height: u16| {
        let text = Rect { x: area.x + margin, width: area.width - 2 * margin, ..area };
        Rect { y: area.y.saturating_add(y), height, ..text }.intersection(text)
    };
    let heading = 1 + air;
    let body = heading + 1 + u16::from(area.height >= 20);
    CardRegions {
        header: Rect { height: 1.min(area.height), ..area },
        heading: row(heading, 1),
        body: row(body, last.saturating_sub(body + u16::from(area.height >= 20))),
        footer: Rect { y: area.y + last, height: 1.min(area.height), ..area },
    }
}

/// Where the panes stand in the line of tabs, each with the air around its name. Where not all names fit, all but that of the focused
/// pane are told by their digits alone.
pub fn tabs(area: Rect, focus: Pane) -> [Rect; 5] {
    let whole: usize = Pane::ALL.iter().map(|pane| pane.title().len() + 4).sum();
    let mut x = area.x;
    Pane::ALL.map(|pane| {
        let name = if pane == focus || whole <= usize::from(area.width) { pane.title().len() + 1 } else { 0 };
        let tab = Rect { x, width: u16::try_from(name + 3).unwrap_or(0), ..area };
        x = tab.right();
        tab.intersection(area)
    })
}

/// The rows of a list that stands over the panes: under its title, its search and air, with `below` rows left under it.
pub fn list_area(area: Rect, below: u16) -> Rect {
    inset_area(area, 3, below)
}

/// The rows of a text that stands over the panes: under its title and air, with the last two rows left.
pub fn text_area(area: Rect) -> Rect {
    inset_area(area, 2, 2)
}

/// The rows of the audiences, below the question which it is.
pub fn audience_area(area: Rect) -> Rect {
    let air = if area.height >= 20 { (area.height - 1) / 5 } else { 0 };
    inset_area(area, 4 + air, 0)
}

fn inset_area(area: Rect, above: u16, below: u16) -> Rect {
    let inset = 2.min(area.width / 2);
    let height = area.height.saturating_sub(above + below);
    Rect { x: area.x + inset, y: area.y.saturating_add(above), width: area.width - 2 * inset, height }
        .intersection(area)
}

/// The rows of a pane below its title.
pub const fn below_title(pane: Rect) -> Rect {
    Rect { x: pane.x, y: pane.y + 1, width: pane.width, height: pane.height.saturating_sub(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTS: PreferredRows = PreferredRows { sources: 5, stances: 9 };

    #[test]
    fn at_every_size_panes_lie_inside_the_screen_and_apart() {
        for (width, height) in (1..=300).step_by(7).flat_map(|width| (1..=100).map(move |height| (width, height))) {
            let area = Rect::new(0, 0, width, height);
            for (pane, zoomed) in Pane::ALL.into_iter().flat_map(|pane| [(pane, false), (pane, true)]) {
                let regions = regions(area, WANTS, pane, zoomed);
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
            let LookUpRegions { line, words, notes, hits, rule, preview, footer } = look_up(area, 1 + height % 2);
            let rects = [line, words, notes, hits, rule, preview, footer];
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
        let spared = |width, height| below_banner(Rect::new(0, 0, width, height)).y;
        assert_eq!((spared(120, 40), spared(80, 20), spared(60, 20), spared(40, 10)), (1, 0, 1, 0));
    }

    #[test]
    fn all_panes_show_from_80_by_20() {
        let shown = |width, height| {
            let regions = regions(Rect::new(0, 0, width, height), WANTS, Pane::Timeline, false);
            Pane::ALL.iter().filter(|pane| regions.body(**pane).area() > 0).count()
        };
        assert_eq!((shown(120, 40), shown(80, 24), shown(80, 20)), (5, 5, 5));
        assert_eq!((shown(79, 24), shown(80, 19), shown(40, 10), shown(39, 10)), (1, 1, 1, 0));
    }
}
