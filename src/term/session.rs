//! One reading, from the first frame to the last: news in, frames out, effects done.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use ratatui::layout::Size;
use ratatui::widgets::Widget;
use signal_hook::consts::SIGHUP;

use super::canvas::{Canvas, Finish};
use super::clipboard;
use super::desk::{Desk, Start};
use super::files::FileWatch;
use super::signals::Watch;
use super::tty::{self, Guard, Tty};
use super::{Ending, Environment, News, input};
use crate::app::{App, Effect, Msg, update};
use crate::state::Shelf;
use crate::ui::Screen;

/// Reads, beginning with `start`, until the reader or the system has enough.
///
/// The terminal on standard input and output is taken over, and given back whatever happens. What is to be remembered of
/// the brief is on the user's shelf afterwards.
///
/// # Errors
/// The terminal could not be taken over, or it is gone.
pub fn run(start: Start, texts: Option<PathBuf>, environment: Environment) -> io::Result<Ending> {
    let tty = Arc::new(Tty::open()?);
    let mut desk = Desk::new(Shelf::of_user(), texts);
    let (sender, news) = mpsc::channel();
    // Before the terminal is taken over: from its first moment on it will be given back.
    Watch { news: sender.clone(), keeper: desk.keeper(), tty: Arc::clone(&tty) }.start()?;
    let size = tty::size();
    let app = desk.start(start, size)?;
    let guard = tty.guard()?;
    let changes = sender.clone();
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        // When no more keys can come, nobody could leave: the line is gone.
        let _ = input::listen(&sender);
        let _ = sender.send(News::Leave(Ending::Signal(SIGHUP)));
    })?;
    let canvas = Canvas::default();
    let mut session =
        Session { app, size, desk, environment, canvas, tty, changes, watch: Watching::Nothing, _guard: guard };
    session.watch();
    session.read(&news)
}

struct Session {
    app: App,
    size: Size,
    desk: Desk,
    environment: Environment,
    canvas: Canvas,
    tty: Arc<Tty>,
    /// Where changes of the files are told.
    changes: Sender<News>,
    watch: Watching,
    _guard: Guard,
}

/// What is known of changes to the files.
enum Watching {
    Nothing,
    Files {
        _watch: FileWatch,
    },
    /// The system gives no watch, which was told.
    Impossible,
}

impl Session {
    fn read(mut self, news: &Receiver<News>) -> io::Result<Ending> {
        loop {
            self.desk.note(&self.app);
            self.draw()?;
            // All that has happened goes into one frame: on a slow line, held keys must not queue up frames.
            let first = news.recv().map_err(io::Error::other)?;
            for news in std::iter::once(first).chain(news.try_iter()) {
                if let Some(ending) = self.hear(news)? {
                    self.desk.note(&self.app);
                    return Ok(ending);
                }
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        if !self.tty.is_taken() {
            return Ok(());
        }
        let screen = Screen { app: &self.app, theme: self.environment.theme() };
        let frame = self.canvas.frame(self.size, |area, cells| {
            screen.render(area, cells);
            Finish { cursor: screen.cursor(), runs_on: screen.rows_that_run_on() }
        });
        if frame.is_empty() { Ok(()) } else { self.tty.write(&frame) }
    }

    fn hear(&mut self, news: News) -> io::Result<Option<Ending>> {
        match news {
            News::Msg(msg) => return self.tell(msg),
            News::Changed(what) => return self.tell(self.desk.reload(&self.app, Some(what))),
            News::Resized => self.measure(),
            News::Suspend => return self.suspend()?.map_or(Ok(None), |msg| self.tell(msg)),
            News::Continued => self.come_back()?,
            News::Leave(ending) => return Ok(Some(ending)),
        }
        Ok(None)
    }

    /// Lets the reader change by a message, and by the answers to all that it then asks for.
    fn tell(&mut self, msg: Msg) -> io::Result<Option<Ending>> {
        let mut messages = VecDeque::from([msg]);
        while let Some(msg) = messages.pop_front() {
            match update(&mut self.app, msg) {
                None => {}
                Some(Effect::Quit) => return Ok(Some(Ending::Quit)),
                Some(Effect::Suspend) => messages.extend(self.suspend()?),
                Some(Effect::Redraw) => self.canvas.forget(),
                Some(Effect::Open(at)) => {
                    messages.extend(self.desk.open(at, &self.app));
                    self.watch();
                }
                Some(Effect::Reload) => {
                    messages.push_back(self.desk.reload(&self.app, None));
                    // What was watched may have been put away, and another be in its place.
                    self.watch();
                }
                Some(Effect::Copy(text)) => self.tty.write(&clipboard::filled_with(&text))?,
                Some(Effect::Remember) => messages.extend(self.desk.remember(&self.app)),
            }
        }
        Ok(None)
    }

    /// Watches the files of the open brief, in place of those of another.
    fn watch(&mut self) {
        let Some(place) = self.desk.place() else { return };
        self.watch = match FileWatch::start(place, self.desk.texts(), &self.changes) {
            Ok(watch) => watch.map_or(Watching::Nothing, |watch| Watching::Files { _watch: watch }),
            Err(error) => {
                if !matches!(self.watch, Watching::Impossible) {
                    let told = format!("changes of the files are not noticed: {error}; R reads them");
                    let _ = update(&mut self.app, Msg::Failed(told));
                }
                Watching::Impossible
            }
        };
    }

    fn measure(&mut self) {
        self.size = tty::size();
        let _ = update(&mut self.app, Msg::Resize(self.size));
    }

    /// Gives the terminal to the shell, until [`News::Continued`]; a message only where no shell would take it.
    fn suspend(&self) -> io::Result<Option<Msg>> {
        if !tty::can_stop() {
            return Ok(Some(Msg::Failed("no shell is there to step out to".to_owned())));
        }
        if self.tty.is_taken() {
            self.desk.note(&self.app);
            self.tty.give_back();
            tty::stop_job()?;
        }
        Ok(None)
    }

    fn come_back(&mut self) -> io::Result<()> {
        self.tty.take()?;
        self.canvas.forget();
        self.measure();
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.desk.keeper().save();
    }
}
