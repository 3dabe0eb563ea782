//! The table that is printed: what is promised, what it costs here, what the peer costs in the same run, and whether the bar holds.

use std::io::Write as _;
use std::time::Duration;

use super::figures;

/// What is measured in one row.
#[derive(Clone, Copy)]
pub(crate) enum Figure {
    Time(Duration),
    Bytes(u64),
}

/// What a row is held to.
pub(crate) enum Bar {
    Under(Figure),
    /// So many times what the peer costs.
    Times(f64),
    None,
}

pub(crate) struct Peer {
    pub(crate) name: &'static str,
    /// `None` where it is not there.
    pub(crate) figure: Option<Figure>,
}

/// The bars that did not hold.
#[derive(Default)]
pub(crate) struct Table {
    missed: usize,
}

impl Figure {
    fn amount(self) -> f64 {
        match self {
            Self::Time(time) => time.as_secs_f64(),
            Self::Bytes(bytes) => figures::count(bytes),
        }
    }

    fn told(self) -> String {
        match self {
            Self::Time(time) => figures::time(time),
            Self::Bytes(bytes) => figures::bytes(bytes),
        }
    }
}

impl Table {
    /// A row; without a peer where there is none.
    pub(crate) fn row(&mut self, what: &str, bar: &Bar, ours: Option<Figure>, peer: Option<Peer>) {
        let theirs = peer.as_ref().and_then(|peer| peer.figure);
        let ratio = ours.zip(theirs).map(|(ours, theirs)| ours.amount() / theirs.amount());
        let (bar, holds) = match bar {
            Bar::Under(most) => (format!("< {}", most.told()), ours.map(|ours| ours.amount() < most.amount())),
            Bar::Times(most) => (format!("< {most}×"), ratio.map(|ratio| ratio < *most)),
            Bar::None => (String::new(), None),
        };
        let peer = peer.map(|peer| match peer.figure {
            Some(figure) => format!("{} {}", peer.name, figure.told()),
            None => format!("{} is not here", peer.name),
        });
        let ratio = ratio.map(|ratio| format!("{ratio:.2}×")).unwrap_or_default();
        let ours = ours.map_or_else(|| "no answer".to_owned(), Figure::told);
        self.missed += usize::from(holds == Some(false));
        let missed = if holds == Some(false) { "  MISSED" } else { "" };
        say(&format!("{what:<58}{bar:>11}{ours:>11}{:>24}{ratio:>9}{missed}", peer.unwrap_or_default()));
    }

    pub(crate) fn end(&self) {
        say(&format!("\n{} bars missed", self.missed));
    }
}

/// Begins a part of it.
pub(crate) fn head(title: &str) {
    say(&format!("\n{title}\n{:<58}{:>11}{:>11}{:>24}{:>9}", "", "bar", "ours", "peer", "ratio"));
}

/// Prints a line.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
