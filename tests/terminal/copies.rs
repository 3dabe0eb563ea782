//! What the terminal is given for its clipboard, and what can be selected by hand.

use super::opened;
use super::pty::whosaid;

#[test]
fn y_gives_the_terminal_the_citation_and_asks_it_nothing() {
    let mut terminal = opened(&whosaid(&[]));
    terminal.settle();
    let before = terminal.written.len();
    terminal.send("t2024-09-12\ry");
    terminal.wait_for("sent to the terminal: the citation of ");
    let [base64] = terminal.screen.callbacks().0.as_slice() else { panic!("one text goes to the clipboard") };
    let text = String::from_utf8(decoded(base64)).unwrap();
    assert!(text.contains("said by: Khawaja Asif, Defence Minister"), "{text}");
    assert!(text.contains("\nreference: kp-kabul-talks#asif-"), "{text}");
    let written = String::from_utf8_lossy(&terminal.written[before..]).into_owned();
    assert_eq!(written.matches("\x1b]52;").count(), 1, "one sequence");
    assert!(!written.contains("\x1b]52;c;?"), "no question");
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn within_a_tmux_that_drops_copies_y_says_so_and_where_else_the_text_is() {
    let within = whosaid(&[]).with("TMUX", "/tmp/tmux-0/default,1,0");
    let mut terminal = opened(&within);
    terminal.send("t2024-09-12\ry");
    terminal.wait_for("sent, but tmux drops it (Y shows it to select by hand): the citation of ");
    terminal.send("Yy");
    terminal.wait_for("sent, but tmux drops it (select it here by hand): ");
    terminal.send("qq");
    terminal.end();
}

#[test]
fn a_long_line_on_the_clean_screen_is_selected_as_one_and_none_in_the_panes() {
    let mut terminal = opened(&whosaid(&[]));
    terminal.send("1Y");
    terminal.wait_for("said by: ");
    terminal.settle();
    let screen = terminal.screen.screen();
    assert!((0..40).any(|row| screen.row_wrapped(row)), "{}", screen.contents());
    assert!(!screen.row_wrapped(38) && !screen.row_wrapped(39), "the last line stands by itself");
    let first = "paraphrase, in the brief's words: He has always wanted cross-border troubles talked out; the province has paid \
        with a thousand dead policemen.";
    assert_eq!(screen.contents().lines().next(), Some(first), "it is longer than the screen is wide");
    terminal.send("jjj");
    terminal.settle();
    let screen = terminal.screen.screen();
    assert_eq!(screen.contents().lines().nth(1), Some("reported by: SouthAsianDesk, Islamabad, 10 September 2025"));
    terminal.send("q");
    terminal.wait_for("2 Actors");
    terminal.settle();
    let screen = terminal.screen.screen();
    assert!((0..40).all(|row| !screen.row_wrapped(row)), "{}", screen.contents());
}

/// The bytes of a base64 text (RFC 4648).
fn decoded(base64: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let value = |byte: u8| DIGITS.iter().position(|digit| *digit == byte).and_then(|at| u32::try_from(at).ok());
    let sextets: Vec<u32> = base64.bytes().filter(|byte| *byte != b'=').map(|byte| value(byte).unwrap()).collect();
    let bytes = sextets.chunks(4).flat_map(|chunk| {
        let bits = chunk.iter().fold(0, |bits, sextet| bits << 6 | sextet) << (6 * (4 - chunk.len()));
        bits.to_be_bytes()[1..chunk.len()].to_vec()
    });
    bytes.collect()
}
