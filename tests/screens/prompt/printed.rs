//! A brief printed as a whole.

use super::{PAPER, bundled, reader};
use whosaid::plain::{self, PlainOptions};
use whosaid::text;

#[test]
fn the_bundled_brief_is_printed_in_reading_order() {
    insta::assert_snapshot!(plain::render_brief(&reader(&bundled()).facts, PAPER));
}

#[test]
fn its_first_pages_in_ascii() {
    let printed = plain::render_brief(&reader(&bundled()).facts, PlainOptions { ascii: true, ..PAPER });
    assert!(printed.is_ascii(), "to its end");
    let (first, _) = printed.split_once("\n## Shifts").unwrap();
    insta::assert_snapshot!(first);
}

/// References are there to be taken up, and never broken.
#[test]
fn no_row_but_a_reference_is_wider_than_the_paper() {
    for (width, ascii) in [(20, false), (40, true), (80, false), (80, true), (200, false)] {
        let printed = plain::render_brief(&reader(&bundled()).facts, PlainOptions { width, ascii });
        for row in printed.lines() {
            assert!(text::width(row) <= width || row.trim_start().starts_with('#'), "{row:?} in {width}");
        }
    }
}

#[test]
fn the_label_stands_first_and_last() {
    let printed = plain::render_brief(&reader(&bundled()).facts, PAPER);
    assert_eq!(printed.lines().nth(2), Some("TLP:CLEAR, for everybody"));
    assert_eq!(printed.lines().last(), Some("TLP:CLEAR"));
}

#[test]
fn one_record_is_printed_with_the_cases_that_it_stands_in() {
    let app = bundled();
    let reader = reader(&app);
    let record = reader.facts.brief.record("asif-federation").unwrap();
    insta::assert_snapshot!(plain::render_record(&reader.facts, record, PAPER));
}
