//! A reading at a prompt: lines in, sentences out, effects done. Nothing is written twice, no cursor is moved, and no mode of the terminal changed.

use std::collections::VecDeque;
use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::autosave::Autosave;
use super::presenter::Presenter;
use super::signals::SignalWatcher;
use super::tty::{self, Tty};
use super::workspace::{StartTarget, Workspace};
use super::{ExitReason, ReaderOptions, RuntimeEvent};
use crate::app::{App, Effect, Msg, Notice};
use crate::prompt::{PROMPT_MARK, PlainOptions, Prompt};
use crate::slides::LetterSize;
use crate::storage::StateDir;
use crate::text::sanitize::sanitize;

/// More of a line than these many bytes is not heard: nobody types so much.
const MAX_LINE_BYTES: u64 = 1 << 12;

/// Reads at a prompt, beginning with `start`, until whoever types or the system has enough: lines from standard input, answers to `out`.
///
/// # Errors
/// Nothing of the brief can be read, or `out` takes no more.
pub fn run_prompt(
    start: StartTarget,
    sitting: ReaderOptions,
    paper: PlainOptions,
    out: &mut dyn Write,
) -> io::Result<ExitReason> {
    let ReaderOptions {
        texts,
        presentation: wants,
        keys,
        cited_as,
        notice,
        cache,
        environment: _,
        theme: _,
        mouse: _,
        relay: _,
    } = sitting;
    let mut desk = Workspace::new(StateDir::for_user(), texts, LetterSize::Plain).with_cache(cache);
    let _saved = SaveOnDrop(desk.autosave());
    let app = desk.start(start, Prompt::SCREEN)?;
    let notice = app.notice.clone().or(notice.map(Notice::Refused));
    let app = App { notice, keys, citation_format: cited_as, ..app };
    let (news, heard) = start_threads(&desk)?;
    let is_typed = io::stdin().is_terminal();
    desk.start_library_worker(news.clone())?;
    let backstage = Presenter::new(wants, news, None);
    let prompt = Prompt::new(app, paper);
    let (lines, has_ended, is_told) = (VecDeque::new(), false, false);
    let mut session = PromptSession {
        prompt,
        workspace: desk,
        presenter: backstage,
        is_terminal: is_typed,
        lines,
        has_ended,
        has_reported_delay: is_told,
        out,
    };
    let ending = session.run(&heard);
    session.workspace.update_autosave(session.prompt.app());
    for told in session.presenter.take_deferred_warnings() {
        let _ = writeln!(io::stderr(), "whosaid: {}", sanitize(&told));
    }
    ending
}

/// What comes from outside.
enum PromptEvent {
    Line(String),
    /// No more lines can come.
    End,
    Event(RuntimeEvent),
}

/// Listens to lines and to signals, for as long as the program runs. News that has another sender comes the same way.
fn start_threads(desk: &Workspace) -> io::Result<(Sender<RuntimeEvent>, Receiver<PromptEvent>)> {
    let (sender, heard) = mpsc::channel();
    let (news, signals) = mpsc::channel();
    let tty = Arc::new(Tty::open()?);
    SignalWatcher { events: news.clone(), autosave: desk.autosave(), tty }.start_signals_only()?;
    let keeper = desk.autosave();
    thread::Builder::new().name("keeper".to_owned()).spawn(move || keeper.run())?;
    let to_reader = sender.clone();
    thread::Builder::new().name("news".to_owned()).spawn(move || {
        for news in signals {
            let _ = to_reader.send(PromptEvent::Event(news));
        }
    })?;
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        while let Some(line) = next_line() {
            let _ = sender.send(PromptEvent::Line(line));
        }
        let _ = sender.send(PromptEvent::End);
    })?;
    Ok((news, heard))
}

/// The next line of standard input, without what is too long of it.
fn next_line() -> Option<String> {
    let mut stdin = io::stdin().lock();
    let mut line = Vec::new();
    let read = stdin.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line).ok()?;
    if read > 0 && !line.ends_with(b"\n") {
        stdin.skip_until(b'\n').ok()?;
    }
    (read > 0).then(|| String::from_utf8_lossy(&line).into_owned())
}

/// Whatever happens, what was noted is kept.
struct SaveOnDrop(Arc<Autosave>);

impl Drop for SaveOnDrop {
    fn drop(&mut self) {
        let _ = self.0.save();
    }
}

struct PromptSession<'a> {
    prompt: Prompt,
    workspace: Workspace,
    presenter: Presenter,
    /// Whether a terminal shows the lines already.
    is_terminal: bool,
    /// Lines that wait until the answer to the one before is told.
    lines: VecDeque<String>,
    /// Whether no more can come.
    has_ended: bool,
    /// Whether it was told that something takes long.
    has_reported_delay: bool,
    out: &'a mut dyn Write,
}

impl PromptSession<'_> {
    fn run(&mut self, heard: &Receiver<PromptEvent>) -> io::Result<ExitReason> {
        let mut is_owed = true;
        loop {
            let ending = if is_owed && !self.prompt.is_waiting() {
                is_owed = false;
                self.print_response()?;
                None
            } else if !is_owed && let Some(line) = self.lines.pop_front() {
                is_owed = true;
                self.run_line(&line)?
            } else if !is_owed && self.has_ended {
                Some(ExitReason::Quit)
            } else {
                match heard.recv().unwrap_or(PromptEvent::End) {
                    // Whoever sits there wants to leave now; a script, when all before is done.
                    PromptEvent::Line(line) if self.is_terminal && is_owed && self.prompt.is_quit(&line) => {
                        Some(ExitReason::Quit)
                    }
                    PromptEvent::Line(line) => {
                        self.lines.push_back(line);
                        None
                    }
                    PromptEvent::End => {
                        self.has_ended = true;
                        None
                    }
                    PromptEvent::Event(news) => self.handle_event(news, is_owed)?,
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
    fn run_line(&mut self, line: &str) -> io::Result<Option<ExitReason>> {
        if !self.is_terminal {
            writeln!(self.out, "{}", sanitize(line.trim()))?;
        }
        let effects = self.prompt.run_line(line);
        self.run_effects(effects)
    }

    fn print_response(&mut self) -> io::Result<()> {
        self.workspace.update_autosave(self.prompt.app());
        for msg in self.presenter.poll(self.prompt.app()) {
            let _ = self.prompt.handle_msg(msg);
        }
        self.write_response()?;
        self.presenter.publish(self.prompt.app());
        Ok(())
    }

    /// Does what is asked of the world, and what the answers to that ask for.
    fn run_effects(&mut self, effects: Vec<Effect>) -> io::Result<Option<ExitReason>> {
        self.presenter.close_if_ended(self.prompt.app());
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            let answers = match effect {
                Effect::Quit => return Ok(Some(ExitReason::Quit)),
                Effect::Suspend => Vec::from_iter(self.suspend()?),
                Effect::Open(at) => self.workspace.open(at, self.prompt.app()),
                Effect::OpenAt { brief, item } => self.workspace.open_at(brief, item, self.prompt.app()),
                Effect::Library(wanted) => Vec::from_iter(self.workspace.request(wanted)),
                Effect::Reload => vec![self.workspace.reload(self.prompt.app(), None)],
                Effect::SaveState => Vec::from_iter(self.workspace.save(self.prompt.app())),
                // The prompt tells these by itself.
                Effect::Copy(_) | Effect::Redraw => Vec::new(),
            };
            for msg in answers {
                effects.extend(self.prompt.handle_msg(msg));
                self.presenter.close_if_ended(self.prompt.app());
            }
        }
        Ok(None)
    }

    fn handle_event(&mut self, news: RuntimeEvent, is_owed: bool) -> io::Result<Option<ExitReason>> {
        let msg = match news {
            RuntimeEvent::Exit(ending) => return Ok(Some(ending)),
            RuntimeEvent::Suspend => {
                // Nobody has asked for an answer: where no shell is, nothing is stopped.
                let _ = self.suspend()?;
                return Ok(None);
            }
            RuntimeEvent::Resumed => {
                write!(self.out, "{PROMPT_MARK}")?;
                self.out.flush()?;
                return Ok(None);
            }
            RuntimeEvent::Library { entries, briefs } => {
                self.workspace.set_library_entries(entries);
                Msg::Library(briefs)
            }
            RuntimeEvent::Msg(msg @ Msg::Library(_)) => msg,
            // What they tell is told with the next answer.
            RuntimeEvent::Msg(_)
            | RuntimeEvent::Input
            | RuntimeEvent::FilesChanged(_)
            | RuntimeEvent::ShowingChanged(_)
            | RuntimeEvent::FollowersChanged
            | RuntimeEvent::Resized => {
                return Ok(None);
            }
        };
        let effects = self.prompt.handle_msg(msg);
        let ending = self.run_effects(effects)?;
        if let Some(told) =
            self.prompt.progress_message().filter(|_| is_owed && !std::mem::replace(&mut self.has_reported_delay, true))
        {
            write!(self.out, "{told}")?;
            self.out.flush()?;
        }
        Ok(ending)
    }

    /// Steps out to the shell that has started us; a message only where there is none.
    fn suspend(&self) -> io::Result<Option<Msg>> {
        if !self.is_terminal || !tty::can_suspend() {
            return Ok(Some(Msg::Failed("no shell is there to step out to".to_owned())));
        }
        self.workspace.update_autosave(self.prompt.app());
        tty::suspend_job()?;
        Ok(None)
    }

    fn write_response(&mut self) -> io::Result<()> {
        write!(self.out, "{}{PROMPT_MARK}", self.prompt.render())?;
        self.out.flush()
    }
}
