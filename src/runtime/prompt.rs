//! A reading at a prompt: lines in, sentences out, effects done. Nothing is written twice, no cursor is moved, and no mode of the terminal changed.

use std::collections::VecDeque;
use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::backstage::Backstage;
use super::desk::{Desk, Start};
use super::keeper::Keeper;
use super::signals::Watch;
use super::tty::{self, Tty};
use super::{Ending, News, Sitting};
use crate::app::{App, Effect, Msg, Notice};
use crate::prompt::{Paper, Prompt, SIGN};
use crate::slides::Letters;
use crate::storage::Shelf;
use crate::text::sanitize::harmless;

/// More of a line than these many bytes is not heard: nobody types so much.
const LONGEST: u64 = 1 << 12;

/// Reads at a prompt, beginning with `start`, until whoever types or the system has enough: lines from standard input, answers to `out`.
///
/// # Errors
/// Nothing of the brief can be read, or `out` takes no more.
pub fn prompt(start: Start, sitting: Sitting, paper: Paper, out: &mut dyn Write) -> io::Result<Ending> {
    let Sitting { texts, wants, keys, cited_as, notice, cache, environment: _, theme: _, mouse: _, relay: _ } = sitting;
    let mut desk = Desk::new(Shelf::of_user(), texts, Letters::Plain).with(cache);
    let _saved = Saved(desk.keeper());
    let app = desk.start(start, Prompt::SCREEN)?;
    let notice = app.notice.clone().or(notice.map(Notice::Refused));
    let app = App { notice, keys, cited_as, ..app };
    let (news, heard) = listen(&desk)?;
    let is_typed = io::stdin().is_terminal();
    desk.have_read(news.clone())?;
    let backstage = Backstage::new(wants, news, None);
    let prompt = Prompt::new(app, paper);
    let (lines, has_ended, is_told) = (VecDeque::new(), false, false);
    let mut session = Session { prompt, desk, backstage, is_typed, lines, has_ended, is_told, out };
    let ending = session.read(&heard);
    session.desk.note(session.prompt.app());
    for told in session.backstage.aside() {
        let _ = writeln!(io::stderr(), "whosaid: {}", harmless(&told));
    }
    ending
}

/// What comes from outside.
enum Heard {
    Line(String),
    /// No more lines can come.
    End,
    News(News),
}

/// Listens to lines and to signals, for as long as the program runs. News that has another sender comes the same way.
fn listen(desk: &Desk) -> io::Result<(Sender<News>, Receiver<Heard>)> {
    let (sender, heard) = mpsc::channel();
    let (news, signals) = mpsc::channel();
    let tty = Arc::new(Tty::open()?);
    Watch { news: news.clone(), keeper: desk.keeper(), tty }.start_for_signals()?;
    let keeper = desk.keeper();
    thread::Builder::new().name("keeper".to_owned()).spawn(move || keeper.keep_cards())?;
    let to_reader = sender.clone();
    thread::Builder::new().name("news".to_owned()).spawn(move || {
        for news in signals {
            let _ = to_reader.send(Heard::News(news));
        }
    })?;
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        while let Some(line) = next_line() {
            let _ = sender.send(Heard::Line(line));
        }
        let _ = sender.send(Heard::End);
    })?;
    Ok((news, heard))
}

/// The next line of standard input, without what is too long of it.
fn next_line() -> Option<String> {
    let mut stdin = io::stdin().lock();
    let mut line = Vec::new();
    let read = stdin.by_ref().take(LONGEST).read_until(b'\n', &mut line).ok()?;
    if read > 0 && !line.ends_with(b"\n") {
        stdin.skip_until(b'\n').ok()?;
    }
    (read > 0).then(|| String::from_utf8_lossy(&line).into_owned())
}

/// Whatever happens, what was noted is kept.
struct Saved(Arc<Keeper>);

impl Drop for Saved {
    fn drop(&mut self) {
        let _ = self.0.save();
    }
}

struct Session<'a> {
    prompt: Prompt,
    desk: Desk,
    backstage: Backstage,
    /// Whether a terminal shows the lines already.
    is_typed: bool,
    /// Lines that wait until the answer to the one before is told.
    lines: VecDeque<String>,
    /// Whether no more can come.
    has_ended: bool,
    /// Whether it was told that something takes long.
    is_told: bool,
    out: &'a mut dyn Write,
}

impl Session<'_> {
    fn read(&mut self, heard: &Receiver<Heard>) -> io::Result<Ending> {
        let mut is_owed = true;
        loop {
            let ending = if is_owed && !self.prompt.is_waiting() {
                is_owed = false;
                self.answer()?;
                None
            } else if !is_owed && let Some(line) = self.lines.pop_front() {
                is_owed = true;
                self.hear(&line)?
            } else if !is_owed && self.has_ended {
                Some(Ending::Quit)
            } else {
                match heard.recv().unwrap_or(Heard::End) {
                    // Whoever sits there wants to leave now; a script, when all before is done.
                    Heard::Line(line) if self.is_typed && is_owed && self.prompt.is_quit(&line) => Some(Ending::Quit),
                    Heard::Line(line) => {
                        self.lines.push_back(line);
                        None
                    }
                    Heard::End => {
                        self.has_ended = true;
                        None
                    }
                    Heard::News(news) => self.take(news, is_owed)?,
                }
            };
            if let Some(ending) = ending {
                // The row of the sign is to end as well.
                writeln!(self.out)?;
                self.out.flush()?;
                return Ok(ending);
            }
        }
    }

    /// Does what a line asks for; what comes of it is still to be told.
    fn hear(&mut self, line: &str) -> io::Result<Option<Ending>> {
        if !self.is_typed {
            writeln!(self.out, "{}", harmless(line.trim()))?;
        }
        let effects = self.prompt.hear(line);
        self.fulfil(effects)
    }

    fn answer(&mut self) -> io::Result<()> {
        self.desk.note(self.prompt.app());
        for msg in self.backstage.keep_up(self.prompt.app()) {
            let _ = self.prompt.take(msg);
        }
        self.tell()?;
        self.backstage.hand_on(self.prompt.app());
        Ok(())
    }

    /// Does what is asked of the world, and what the answers to that ask for.
    fn fulfil(&mut self, effects: Vec<Effect>) -> io::Result<Option<Ending>> {
        self.backstage.close_if_over(self.prompt.app());
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            let answers = match effect {
                Effect::Quit => return Ok(Some(Ending::Quit)),
                Effect::Suspend => Vec::from_iter(self.suspend()?),
                Effect::Open(at) => self.desk.open(at, self.prompt.app()),
                Effect::OpenAt { brief, item } => self.desk.open_at(brief, item, self.prompt.app()),
                Effect::Library(wanted) => Vec::from_iter(self.desk.fulfil(wanted)),
                Effect::Reload => vec![self.desk.reload(self.prompt.app(), None)],
                Effect::Remember => Vec::from_iter(self.desk.remember(self.prompt.app())),
                // The prompt tells these by itself.
                Effect::Copy(_) | Effect::Redraw => Vec::new(),
            };
            for msg in answers {
                effects.extend(self.prompt.take(msg));
                self.backstage.close_if_over(self.prompt.app());
            }
        }
        Ok(None)
    }

    fn take(&mut self, news: News, is_owed: bool) -> io::Result<Option<Ending>> {
        let msg = match news {
            News::Leave(ending) => return Ok(Some(ending)),
            News::Suspend => {
                // Nobody has asked for an answer: where no shell is, nothing is stopped.
                let _ = self.suspend()?;
                return Ok(None);
            }
            News::Continued => {
                write!(self.out, "{SIGN}")?;
                self.out.flush()?;
                return Ok(None);
            }
            News::Library { entries, briefs } => {
                self.desk.renew(entries);
                Msg::Library(briefs)
            }
            News::Msg(msg @ Msg::Library(_)) => msg,
            // What they tell is told with the next answer.
            News::Msg(_) | News::Input | News::Changed(_) | News::Latest(_) | News::Followers | News::Resized => {
                return Ok(None);
            }
        };
        let effects = self.prompt.take(msg);
        let ending = self.fulfil(effects)?;
        if let Some(told) = self.prompt.delay().filter(|_| is_owed && !std::mem::replace(&mut self.is_told, true)) {
            write!(self.out, "{told}")?;
            self.out.flush()?;
        }
        Ok(ending)
    }

    /// Steps out to the shell that has started us; a message only where there is none.
    fn suspend(&self) -> io::Result<Option<Msg>> {
        if !self.is_typed || !tty::can_stop() {
            return Ok(Some(Msg::Failed("no shell is there to step out to".to_owned())));
        }
        self.desk.note(self.prompt.app());
        tty::stop_job()?;
        Ok(None)
    }

    fn tell(&mut self) -> io::Result<()> {
        write!(self.out, "{}{SIGN}", self.prompt.tell())?;
        self.out.flush()
    }
}
