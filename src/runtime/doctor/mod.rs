//! What of the surroundings is known, what is only assumed, and what to do where they stand in the way. It changes nothing and waits for
//! nothing: no terminal is asked, no process started, no file opened but the configuration of tmux.

mod advice;
mod places;
mod tmux;

use std::path::PathBuf;

pub use advice::advice;
pub use places::{Access, Place};
pub use tmux::{Clipboard, Said, clipboard};

/// What can be found out without asking anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    pub terminal: Terminal,
    pub between: Between,
    /// What drawing costs on the way to the terminal.
    pub cost: Option<Cost>,
    pub places: Vec<Place>,
}

/// The terminal, as far as variables tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Columns and rows; `None` where standard output is no terminal.
    pub size: Option<(u16, u16)>,
    /// Whether standard input is a terminal, from which keys come.
    pub has_keys: bool,
    pub term: Option<String>,
    pub colorterm: Option<String>,
    pub no_color: bool,
    /// How many colours are used, in words.
    pub colors: &'static str,
    /// `COLORFGBG`, and what of it is taken for the ground, in words.
    pub ground: Option<(String, &'static str)>,
    /// The design of the colours, by its name.
    pub theme: String,
    /// The variable that tells the locale, and its value.
    pub locale: Option<(&'static str, String)>,
    /// Whether only ASCII is drawn.
    pub ascii: bool,
}

impl Terminal {
    /// Whether its name alone tells that it shows ASCII at best.
    fn is_limited(&self) -> bool {
        self.term.as_deref().is_some_and(|term| term == "dumb" || term == "linux" || term.starts_with("linux-"))
    }
}

/// What stands between the program and the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Between {
    pub ssh: bool,
    /// Within tmux: what it does with copies, as its configuration says.
    pub tmux: Option<Option<Said>>,
    /// Within GNU screen.
    pub screen: bool,
}

impl Between {
    /// What the variables of the process tell, and the configuration of tmux where it is within tmux.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        let tmux = set("TMUX").map(|_| clipboard(&tmux_files(&variable)));
        let ssh = ["SSH_CONNECTION", "SSH_TTY"].into_iter().any(|name| set(name).is_some());
        Self { ssh, tmux, screen: set("STY").is_some() }
    }

    /// The multiplexer that drops what is sent to the clipboard, as far as its configuration tells.
    pub fn drops_copies(&self) -> Option<&'static str> {
        match (self.tmux.as_ref().map(|said| said_of(said.as_ref())), self.screen) {
            (Some(Clipboard::On), _) | (None, false) => None,
            (Some(Clipboard::External | Clipboard::Off), _) => Some("tmux"),
            (None, true) => Some("GNU screen"),
        }
    }
}

/// What tmux does with copies; as it comes, where its configuration does not say.
fn said_of(said: Option<&Said>) -> Clipboard {
    said.map_or(Clipboard::External, |said| said.clipboard)
}

/// What drawing costs, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    pub first: usize,
    /// How many keys were pressed, and what they cost in the mean and at the most.
    pub keys: usize,
    pub mean: usize,
    pub most: usize,
}

/// Some facts under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub title: &'static str,
    /// What is told of, and what is known of it.
    pub rows: Vec<(&'static str, String)>,
}

/// The facts in words.
pub fn told(facts: &Facts) -> Vec<Section> {
    let cost = facts.cost.map_or_else(Vec::new, cost);
    let places = facts.places.iter().map(|place| (place.name, place.told())).collect();
    let all = [
        Section { title: "Terminal", rows: terminal(&facts.terminal) },
        Section { title: "Between", rows: between(&facts.between) },
        Section { title: "Bytes", rows: cost },
        Section { title: "Places", rows: places },
    ];
    all.into_iter().filter(|section| !section.rows.is_empty()).collect()
}

fn terminal(terminal: &Terminal) -> Vec<(&'static str, String)> {
    let set = |value: &Option<String>| value.clone().unwrap_or_else(|| "not set".to_owned());
    let size = terminal.size.map_or_else(
        || "no terminal: plain text is written".to_owned(),
        |(columns, rows)| format!("a terminal of {columns} columns and {rows} rows"),
    );
    let keys = if terminal.has_keys { "a terminal" } else { "no terminal: lines are read from it" };
    let colors = match (terminal.no_color, &terminal.colorterm) {
        (true, _) => "none: NO_COLOR is set".to_owned(),
        (false, Some(colorterm)) => format!("{}, by TERM and COLORTERM={colorterm}", terminal.colors),
        (false, None) => format!("{}, by TERM", terminal.colors),
    };
    let has_colors = terminal.colors != "none";
    let ground = match &terminal.ground {
        _ if !has_colors => "of no concern without colours".to_owned(),
        Some((variable, ground)) => format!("{ground}, by COLORFGBG={variable}"),
        None => "not told; assumed dark where it matters".to_owned(),
    };
    let glyphs = match (&terminal.locale, terminal.ascii) {
        (_, true) if terminal.is_limited() => format!("ASCII alone, by TERM={}", set(&terminal.term)),
        (Some((name, locale)), true) => format!("ASCII alone, by {name}={locale}"),
        (Some((name, locale)), false) => format!("Unicode, by {name}={locale}"),
        (None, true) => "ASCII alone".to_owned(),
        (None, false) => "Unicode, assumed: no locale is set".to_owned(),
    };
    vec![
        ("output", size),
        ("input", keys.to_owned()),
        ("TERM", set(&terminal.term)),
        ("colours", colors),
        ("ground", ground),
        ("theme", if has_colors { terminal.theme.clone() } else { "mono".to_owned() }),
        ("characters", glyphs),
    ]
}

fn between(between: &Between) -> Vec<(&'static str, String)> {
    let tmux = match &between.tmux {
        None => "no".to_owned(),
        Some(None) => "yes; set-clipboard is not in its configuration: assumed `external`, as it comes".to_owned(),
        Some(Some(said)) => format!("yes; set-clipboard `{}`, by {}", said.clipboard.word(), said.place),
    };
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    vec![("SSH", yes(between.ssh)), ("tmux", tmux), ("GNU screen", yes(between.screen)), ("copies", copies(between))]
}

/// What becomes of what is sent to the clipboard.
fn copies(between: &Between) -> String {
    match (between.drops_copies(), &between.tmux) {
        (Some(multiplexer), _) => format!("by OSC 52, which {multiplexer} drops"),
        (None, Some(_)) => "by OSC 52, through tmux, if the terminal around it takes them".to_owned(),
        (None, None) => "by OSC 52, if the terminal takes them; it does not answer".to_owned(),
    }
}

fn cost(cost: Cost) -> Vec<(&'static str, String)> {
    let Cost { first, keys, mean, most } = cost;
    vec![
        ("first screen", format!("{first} bytes, measured on the brief that comes with the program")),
        ("a key", format!("{mean} bytes in the mean and {most} at the most, of {keys} keys")),
    ]
}

/// The variable of the environment that tells the locale of characters, as POSIX has it, and its value.
pub fn locale(variable: impl Fn(&str) -> Option<String>) -> Option<(&'static str, String)> {
    let set = |name: &'static str| Some((name, variable(name).filter(|value| !value.is_empty())?));
    ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set)
}

/// The files that tmux reads at its start, in their order; the last that says something holds.
pub fn tmux_files(variable: impl Fn(&str) -> Option<String>) -> Vec<PathBuf> {
    let set = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = set("HOME");
    let config = set("XDG_CONFIG_HOME").or_else(|| home.as_ref().map(|home| home.join(".config")));
    let mut files = vec![PathBuf::from("/etc/tmux.conf")];
    files.extend(home.map(|home| home.join(".tmux.conf")));
    files.extend(config.map(|config| config.join("tmux/tmux.conf")));
    files
}
