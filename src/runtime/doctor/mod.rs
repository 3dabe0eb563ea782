//! What of the surroundings is known, what is only assumed, and what to do where they stand in the way. It changes nothing and waits for
//! nothing: no terminal is asked, no process started, no file opened but the configuration of tmux.

mod advice;
mod paths;
mod tmux;

use std::path::PathBuf;

pub use advice::advice;
pub use paths::{PathAccess, UsedPath};
pub use tmux::{ClipboardSetting, TmuxClipboard, read_clipboard_setting};

/// What can be found out without asking anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DoctorFacts {
    pub terminal: TerminalFacts,
    pub transport: Transport,
    /// What drawing costs on the way to the terminal.
    pub cost: Option<DrawCost>,
    pub paths: Vec<UsedPath>,
}

/// The terminal, as far as variables tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TerminalFacts {
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
    pub background: Option<(String, &'static str)>,
    /// The design of the colours, by its name.
    pub theme: String,
    /// The variable that tells the locale, and its value.
    pub locale: Option<(&'static str, String)>,
    /// Whether only ASCII is drawn.
    pub ascii: bool,
}

impl TerminalFacts {
    /// Whether its name alone tells that it shows ASCII at best.
    fn is_limited(&self) -> bool {
        self.term.as_deref().is_some_and(|term| term == "dumb" || term == "linux" || term.starts_with("linux-"))
    }
}

/// What stands between the program and the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transport {
    pub ssh: bool,
    /// Within tmux: what it does with copies, as its configuration says.
    pub tmux: Option<Option<ClipboardSetting>>,
    /// Within GNU screen.
    pub screen: bool,
}

impl Transport {
    /// What the variables of the process tell, and the configuration of tmux where it is within tmux.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        let tmux = set("TMUX").map(|_| read_clipboard_setting(&tmux_config_files(&variable)));
        let ssh = ["SSH_CONNECTION", "SSH_TTY"].into_iter().any(|name| set(name).is_some());
        Self { ssh, tmux, screen: set("STY").is_some() }
    }

    /// The multiplexer that drops what is sent to the clipboard, as far as its configuration tells.
    pub fn drops_copies(&self) -> Option<&'static str> {
        match (self.tmux.as_ref().map(|said| clipboard_setting(said.as_ref())), self.screen) {
            (Some(TmuxClipboard::On), _) | (None, false) => None,
            (Some(TmuxClipboard::External | TmuxClipboard::Off), _) => Some("tmux"),
            (None, true) => Some("GNU screen"),
        }
    }
}

/// What tmux does with copies; as it comes, where its configuration does not say.
fn clipboard_setting(said: Option<&ClipboardSetting>) -> TmuxClipboard {
    said.map_or(TmuxClipboard::External, |said| said.clipboard)
}

/// What drawing costs, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawCost {
    pub first_frame: usize,
    /// How many keys were pressed, and what they cost in the mean and at the most.
    pub keys: usize,
    pub mean: usize,
    pub max: usize,
}

/// Some facts under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoctorSection {
    pub title: &'static str,
    /// What is told of, and what is known of it.
    pub rows: Vec<(&'static str, String)>,
}

/// The facts in words.
pub fn sections(facts: &DoctorFacts) -> Vec<DoctorSection> {
    let cost = facts.cost.map_or_else(Vec::new, cost_rows);
    let places = facts.paths.iter().map(|place| (place.name, place.describe())).collect();
    let all = [
        DoctorSection { title: "Terminal", rows: terminal_rows(&facts.terminal) },
        DoctorSection { title: "Between", rows: transport_rows(&facts.transport) },
        DoctorSection { title: "Bytes", rows: cost },
        DoctorSection { title: "Places", rows: places },
    ];
    all.into_iter().filter(|section| !section.rows.is_empty()).collect()
}

fn terminal_rows(terminal: &TerminalFacts) -> Vec<(&'static str, String)> {
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
    let ground = match &terminal.background {
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

fn transport_rows(between: &Transport) -> Vec<(&'static str, String)> {
    let tmux = match &between.tmux {
        None => "no".to_owned(),
        Some(None) => "yes; set-clipboard is not in its configuration: assumed `external`, as it comes".to_owned(),
        Some(Some(said)) => format!("yes; set-clipboard `{}`, by {}", said.clipboard.word(), said.location),
    };
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    vec![
        ("SSH", yes(between.ssh)),
        ("tmux", tmux),
        ("GNU screen", yes(between.screen)),
        ("copies", describe_copies(between)),
    ]
}

/// What becomes of what is sent to the clipboard.
fn describe_copies(between: &Transport) -> String {
    match (between.drops_copies(), &between.tmux) {
        (Some(multiplexer), _) => format!("by OSC 52, which {multiplexer} drops"),
        (None, Some(_)) => "by OSC 52, through tmux, if the terminal around it takes them".to_owned(),
        (None, None) => "by OSC 52, if the terminal takes them; it does not answer".to_owned(),
    }
}

fn cost_rows(cost: DrawCost) -> Vec<(&'static str, String)> {
    let DrawCost { first_frame: first, keys, mean, max: most } = cost;
    vec![
        ("first screen", format!("{first} bytes, measured on the brief that comes with the program")),
        ("a key", format!("{mean} bytes in the mean and {most} at the most, of {keys} keys")),
    ]
}

/// The variable of the environment that tells the locale of characters, as POSIX has it, and its value.
pub fn locale_variable(variable: impl Fn(&str) -> Option<String>) -> Option<(&'static str, String)> {
    let set = |name: &'static str| Some((name, variable(name).filter(|value| !value.is_empty())?));
    ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set)
}

/// The files that tmux reads at its start, in their order; the last that says something holds.
pub fn tmux_config_files(variable: impl Fn(&str) -> Option<String>) -> Vec<PathBuf> {
    let set = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = set("HOME");
    let config = set("XDG_CONFIG_HOME").or_else(|| home.as_ref().map(|home| home.join(".config")));
    let mut files = vec![PathBuf::from("/etc/tmux.conf")];
    files.extend(home.map(|home| home.join(".tmux.conf")));
    files.extend(config.map(|config| config.join("tmux/tmux.conf")));
    files
}
