//! The screens of coding at three sizes.

use whosaid::tui::theme::{ColorDepth, MONO, Theme};

use super::desk::CodingDesk;
use crate::harness::{COLOUR, draw};

#[test]
fn coding_on_three_sizes() {
    for (width, height) in [(120, 40), (80, 24), (60, 20)] {
        let mut desk = CodingDesk::new(width, height);
        desk.press("1c<enter>x");
        insta::assert_debug_snapshot!(format!("coding-{width}x{height}"), draw(&desk.app, COLOUR));
        desk.press("N<enter>");
        insta::assert_snapshot!(format!("coding-question-{width}x{height}"), desk.text());
    }
}

#[test]
fn coding_without_colours_and_in_ascii() {
    let mut desk = CodingDesk::new(80, 24);
    desk.press("<enter>x");
    let theme = Theme::new(&MONO, ColorDepth::None);
    insta::assert_debug_snapshot!("coding-mono", draw(&desk.app, theme));
    let buffer = draw(&desk.app, theme.with_ascii(true));
    assert!(buffer.content().iter().all(|cell| cell.symbol().is_ascii()));
}

#[test]
fn any_size_is_drawn() {
    let mut desk = CodingDesk::new(120, 40);
    for (width, height) in (1..130).step_by(9).flat_map(|width| (1..45).step_by(3).map(move |height| (width, height))) {
        for keys in ["", "g", "<esc>v", "<esc>@", "<esc>1", "<esc>"] {
            desk.press(keys);
            let size = ratatui::layout::Size { width, height };
            whosaid::app::update(&mut desk.app, whosaid::app::Msg::Resize(size));
            draw(&desk.app, COLOUR);
        }
    }
}
