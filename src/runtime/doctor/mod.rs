//! The doctor: reports what is known and assumed about the terminal and the paths in use, and gives advice. It changes nothing, queries
//! no terminal, starts no process, and opens no file but the configuration of tmux.

mod advice;
mod paths;
mod tmux;

use std::path::PathBuf;

pub use advice::advice;
pub use paths::{PathAccess, UsedPath};
pub use tmux::{ClipboardSetting, TmuxClipboard, read_clipboard_setting};

/// The facts that the doctor reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DoctorFacts {
    pub terminal: TerminalFacts,
    pub transport: Transport,
    /// How many bytes drawing sends to the terminal; `None` if that was not measured.
    pub cost: Option<DrawCost>,
    pub paths: Vec<UsedPath>,
}

/// The terminal, as far as environment variables describe it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TerminalFacts {
    /// Columns and rows; `None` when standard output is no terminal.
    pub size: Option<(u16, u16)>,
    /// Whether standard input is a terminal.
    pub has_keys: bool,
    pub term: Option<String>,
    pub colorterm: Option<String>,
    pub no_color: bool,
    /// The number of colours in use, in words.
    pub colors: &'static str,
    /// `COLORFGBG`, and the background derived from it, in words.
    pub background: Option<(String, &'static str)>,
    /// The name of the theme.
    pub theme: String,
    /// The variable that sets the locale, and its value.
    pub locale: Option<(&'static str, String)>,
    /// Whether only ASCII is drawn.
    pub ascii: bool,
}

impl TerminalFacts {
    /// Whether `TERM` names a terminal that shows only ASCII.
    fn is_limited(&self) -> bool {
        self.term.as_deref().is_some_and(|term| term == "dumb" || term == "linux" || term.starts_with("linux-"))
    }
}

/// What is transport the program and the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transport {
    pub ssh: bool,
    /// Within tmux: the clipboard setting in its configuration, if there is one.
    pub tmux: Option<Option<ClipboardSetting>>,
    /// Whether the program runs within GNU screen.
    pub screen: bool,
}

impl Transport {
    /// Reads environment variables and, within tmux, the configuration of tmux.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        let tmux = set("TMUX").map(|_| read_clipboard_setting(&tmux_config_files(&variable)));
        let ssh = ["SSH_CONNECTION", "SSH_TTY"].into_iter().any(|name| set(name).is_some());
        Self { ssh, tmux, screen: set("STY").is_some() }
    }

    /// Returns the name of the multiplexer that drops OSC 52 copies, judging by its configuration.
    pub fn drops_copies(&self) -> Option<&'static str> {
        match (self.tmux.as_ref().map(|setting| clipboard_setting(setting.as_ref())), self.screen) {
            (Some(TmuxClipboard::On), _) | (None, false) => None,
            (Some(TmuxClipboard::External | TmuxClipboard::Off), _) => Some("tmux"),
            (None, true) => Some("GNU screen"),
        }
    }
}

/// Returns the clipboard option of tmux; its default if the configuration does not set it.
fn clipboard_setting(setting: Option<&ClipboardSetting>) -> TmuxClipboard {
    setting.map_or(TmuxClipboard::External, |setting| setting.clipboard)
}

/// How many bytes drawing sends to the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawCost {
    pub first_frame: usize,
    /// How many keys were measured; `mean` and `max` are bytes per key.
    pub keys: usize,
    pub mean: usize,
    pub max: usize,
}

/// Facts under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoctorSection {
    pub title: &'static str,
    /// Label and value of each fact.
    pub rows: Vec<(&'static str, String)>,
}

/// Describes the facts in words.
pub fn sections(facts: &DoctorFacts) -> Vec<DoctorSection> {
    let cost = facts.cost.map_or_else(Vec::new, cost_rows);
    let paths = facts.paths.iter().map(|used| (used.name, used.describe())).collect();
    let all = [
        DoctorSection { title: "Terminal", rows: terminal_rows(&facts.terminal) },
        DoctorSection { title: "Between", rows: transport_rows(&facts.transport) },
        DoctorSection { title: "Bytes", rows: cost },
        DoctorSection { title: "Places", rows: paths },
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
    let background = match &terminal.background {
        _ if !has_colors => "of no concern without colours".to_owned(),
        Some((variable, background)) => format!("{background}, by COLORFGBG={variable}"),
        None => "not known; assumed dark where it matters".to_owned(),
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
        ("ground", background),
        ("theme", if has_colors { terminal.theme.clone() } else { "mono".to_owned() }),
        ("characters", glyphs),
    ]
}

fn transport_rows(transport: &Transport) -> Vec<(&'static str, String)> {
    let tmux = match &transport.tmux {
        None => "no".to_owned(),
        Some(None) => "yes; set-clipboard is not in its configuration: assumed `external`, as it comes".to_owned(),
        Some(Some(setting)) => format!("yes; set-clipboard `{}`, by {}", setting.clipboard.word(), setting.location),
    };
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    vec![
        ("SSH", yes(transport.ssh)),
        ("tmux", tmux),
        ("GNU screen", yes(transport.screen)),
        ("copies", describe_copies(transport)),
    ]
}

/// Describes how copies reach the clipboard, or why they do not.
fn describe_copies(transport: &Transport) -> String {
    match (transport.drops_copies(), &transport.tmux) {
        (Some(multiplexer), _) => format!("by OSC 52, which {multiplexer} drops"),
        (None, Some(_)) => "by OSC 52, through tmux, if the terminal around it takes them".to_owned(),
        (None, None) => "by OSC 52, if the terminal takes them; it does not answer".to_owned(),
    }
}

fn cost_rows(cost: DrawCost) -> Vec<(&'static str, String)> {
    let DrawCost { first_frame, keys, mean, max } = cost;
    vec![
        ("first screen", format!("{first_frame} bytes, measured on the brief that comes with the program")),
        ("a key", format!("{mean} bytes in the mean and {max} at the most, of {keys} keys")),
    ]
}

/// Returns the environment variable that sets the locale of characters (`LC_ALL`, `LC_CTYPE` or `LANG`, in the order of POSIX), and its
/// value.
pub fn locale_variable(variable: impl Fn(&str) -> Option<String>) -> Option<(&'static str, String)> {
    let set = |name: &'static str| Some((name, variable(name).filter(|value| !value.is_empty())?));
    ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set)
}

/// Returns the configuration files that tmux reads at its start, in order. A later file overrides an earlier one.
pub fn tmux_config_files(variable: impl Fn(&str) -> Option<String>) -> Vec<PathBuf> {
    let set = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = set("HOME");
    let config = set("XDG_CONFIG_HOME").or_else(|| home.as_ref().map(|home| home.join(".config")));
    let mut files = vec![PathBuf::from("/etc/tmux.conf")];
    files.extend(home.map(|home| home.join(".tmux.conf")));
    files.extend(config.map(|config| config.join("tmux/tmux.conf")));
    files
}
