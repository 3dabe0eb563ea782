//! The reader under each terminal by its name: what it then draws, as stored screens, and that it asks no terminal for what it has not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::pty::{Start, Terminal, script, whosaid};
use super::{TITLE, opened};

/// Colours that a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Has {
    None,
    Eight,
    Indexed,
    Any,
}

impl Has {
    fn shows(self, color: vt100::Color) -> bool {
        match color {
            vt100::Color::Default => true,
            vt100::Color::Idx(index) => match self {
                Self::None => false,
                Self::Eight => index < 8,
                Self::Indexed | Self::Any => true,
            },
            vt100::Color::Rgb(..) => self == Self::Any,
        }
    }
}

/// Variables, with their values.
type Variables = &'static [(&'static str, &'static str)];

/// What the terminal is told of itself, and what it has.
const TERMINALS: &[(&str, Variables, Has)] = &[
    ("xterm-256color", &[], Has::Indexed),
    ("xterm-256color-truecolor", &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Has::Any),
    ("xterm-256color-no-color", &[("TERM", "xterm-256color"), ("NO_COLOR", "1")], Has::None),
    ("xterm-256color-light", &[("TERM", "xterm-256color"), ("COLORFGBG", "0;15")], Has::Indexed),
    ("xterm-256color-dark", &[("TERM", "xterm-256color"), ("COLORFGBG", "15;0")], Has::Indexed),
    ("xterm-256color-c-locale", &[("TERM", "xterm-256color"), ("LC_ALL", "C")], Has::Indexed),
    ("xterm", &[], Has::Eight),
    ("xterm-light", &[("TERM", "xterm"), ("COLORFGBG", "0;default;15")], Has::Eight),
    ("screen", &[], Has::Eight),
    ("screen-256color", &[], Has::Indexed),
    ("tmux-256color", &[], Has::Indexed),
    ("tmux-256color-truecolor", &[("TERM", "tmux-256color"), ("COLORTERM", "truecolor")], Has::Any),
    ("linux", &[], Has::Eight),
    ("linux-c-locale", &[("TERM", "linux"), ("LC_ALL", "C")], Has::Eight),
    ("vt100", &[], Has::None),
    ("vt100-c-locale", &[("TERM", "vt100"), ("LC_ALL", "C")], Has::None),
    ("foot", &[], Has::Indexed),
    ("foot-truecolor", &[("TERM", "foot"), ("COLORTERM", "truecolor")], Has::Any),
];

fn start(name: &str, variables: &[(&str, &str)]) -> Start {
    let named = if variables.iter().any(|(name, _)| *name == "TERM") { None } else { Some(("TERM", name)) };
    let all = named.into_iter().chain(variables.iter().copied());
    all.fold(whosaid(&[]).sized(80, 24), |start, (name, value)| start.with(name, value))
}

#[test]
fn every_terminal_is_drawn_on_with_what_it_has() {
    for (name, variables, has) in TERMINALS {
        let mut terminal = start(name, variables).open();
        terminal.wait_for("1 Sources");
        // A contradiction is linked, disputed and coloured; the timeline has the focus.
        terminal.send("4jj");
        terminal.settle();
        assert_has(&terminal, name, *has);
        let is_ascii = variables.contains(&("LC_ALL", "C")) || name.starts_with("linux");
        assert_eq!(terminal.written.is_ascii(), is_ascii, "{name}");
        insta::assert_snapshot!(*name, picture(terminal.screen.screen()));
        terminal.send("q");
        assert_eq!(terminal.end().exit_code(), 0, "{name}");
        terminal.assert_given_back();
    }
}

/// That no cell has a colour that the terminal has not, and that nothing blinks.
#[track_caller]
fn assert_has(terminal: &Terminal, name: &str, has: Has) {
    let written = String::from_utf8_lossy(&terminal.written);
    for sequence in written.split("\x1b[").skip(1) {
        let Some((numbers, _)) = sequence
            .split_once('m')
            .filter(|(numbers, _)| numbers.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b';')))
        else {
            continue;
        };
        let numbers: Vec<&str> = numbers.split(';').collect();
        let is_plain = !numbers.iter().any(|number| matches!(*number, "38" | "48"));
        assert!(!(is_plain && numbers.iter().any(|number| matches!(*number, "5" | "6"))), "{name} blinks");
        let is_bright = |number: &&str| number.parse().is_ok_and(|number: u16| (90..=107).contains(&number));
        assert!(
            has != Has::Eight || !(is_plain && numbers.iter().any(is_bright)),
            "{name} has no bright colours: {numbers:?}"
        );
    }
    let screen = terminal.screen.screen();
    for cell in (0..24).flat_map(|row| (0..80).filter_map(move |column| screen.cell(row, column))) {
        for color in [cell.fgcolor(), cell.bgcolor()] {
            assert!(has.shows(color), "{name} has no {color:?}");
        }
    }
}

/// The rows of a screen, each with a row of letters below that tell how its cells look, where that is not plain; then what they mean.
fn picture(screen: &vt100::Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let mut letters: BTreeMap<String, char> = BTreeMap::new();
    let mut picture = String::new();
    for (row, text) in (0..rows).zip(screen.rows(0, columns)) {
        let mut looks = String::new();
        for cell in (0..columns).filter_map(|column| screen.cell(row, column)) {
            let look = look(cell);
            let next = ('a'..='z').chain('A'..='Z').nth(letters.len()).unwrap();
            looks.push(if look.is_empty() { ' ' } else { *letters.entry(look).or_insert(next) });
        }
        let _ = writeln!(picture, "|{}", text.trim_end());
        if !looks.trim().is_empty() {
            let _ = writeln!(picture, ":{}", looks.trim_end());
        }
    }
    let mut legend: Vec<_> = letters.into_iter().map(|(look, letter)| (letter, look)).collect();
    legend.sort_unstable();
    for (letter, look) in legend {
        let _ = writeln!(picture, "{letter} {look}");
    }
    picture
}

/// How a cell looks, in words; nothing where it is plain.
fn look(cell: &vt100::Cell) -> String {
    let color = |name: &str, color| match color {
        vt100::Color::Default => None,
        vt100::Color::Idx(index) => Some(format!("{name} {index}")),
        vt100::Color::Rgb(red, green, blue) => Some(format!("{name} #{red:02x}{green:02x}{blue:02x}")),
    };
    let set = |is: bool, word: &str| is.then(|| word.to_owned());
    let is_blank = cell.contents().trim().is_empty();
    let all = [
        color("text", cell.fgcolor()).filter(|_| !is_blank),
        color("ground", cell.bgcolor()),
        set(cell.bold() && !is_blank, "bold"),
        set(cell.dim() && !is_blank, "dim"),
        set(cell.italic() && !is_blank, "italic"),
        set(cell.underline(), "underlined"),
        set(cell.inverse(), "reversed"),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A terminal that cannot move its cursor has a prompt in place of panes.
#[test]
fn a_terminal_without_a_cursor_is_written_to_line_by_line() {
    let mut terminal = start("dumb", &[]).open();
    terminal.wait_for("> ");
    assert!(!terminal.written.contains(&b'\x1b') && terminal.written.is_ascii());
    terminal.send("contradiction\n");
    terminal.settle();
    insta::assert_snapshot!("dumb", terminal.shown().join("\n"));
    terminal.send("quit\n");
    assert_eq!(terminal.end().exit_code(), 0);
    assert!(!terminal.written.contains(&b'\x1b'));
}

/// Multiplexers as they come, without a configuration; they are installed where this runs.
#[test]
#[ignore = "needs tmux and GNU screen; .ci/terminals runs it"]
fn inside_multiplexers_as_they_come_the_screen_is_the_same() {
    let of = |command: &str, name: &str, rows: u16| {
        let start = script(command).sized(80, rows).with("LC_ALL", "C.UTF-8");
        let mut terminal = opened(&start);
        terminal.send("4jj");
        terminal.settle();
        // The row of tmux itself below has the time of day.
        let picture = picture(terminal.screen.screen());
        insta::assert_snapshot!(name, picture.split("|[").next().unwrap());
        // What is sent to the clipboard neither disturbs the screen nor reaches the terminal around a tmux as it comes.
        terminal.send("y");
        terminal.wait_for("drops it (Y shows it");
        assert!(terminal.screen.callbacks().0.is_empty(), "{name} lets copies through");
        terminal.send("q");
        terminal.end();
        assert!(!terminal.shown().join("\n").contains(TITLE), "{name}");
    };
    of("TMUX_TMPDIR=$HOME/tmp tmux -f /dev/null new-session \"$whosaid\"", "inside-tmux", 25);
    let screen =
        "SCREENDIR=$HOME/screen; export SCREENDIR; mkdir -m 700 $SCREENDIR; screen -c /dev/null -U \"$whosaid\"";
    of(screen, "inside-screen", 24);
}
