//! One reading, from the first frame to the last: news in, frames out, effects done.

use std::collections::VecDeque;
use std::io::{self, Write as _};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, PoisonError};
use std::thread;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;
use signal_hook::consts::SIGHUP;

use super::backstage::Backstage;
use super::canvas::{Canvas, Finish};
use super::clipboard;
use super::desk::{Desk, Start};
use super::files::{FileWatch, Lookout};
use super::queue::InputQueue;
use super::signals::Watch;
use super::tty::{self, Guard, Tty};
use super::{Ending, News, Sitting, input};
use crate::app::overlay::Overlay;
use crate::app::{App, Effect, Msg, Notice, stage, update};
use crate::keys::Action;
use crate::share::Follow;
use crate::storage::Shelf;
use crate::text::sanitize::harmless;
use crate::tui::Screen;
use crate::tui::theme::Theme;

/// Where news comes from, and goes to.
pub(super) struct Post {
    pub(super) sender: Sender<News>,
    pub(super) news: Receiver<News>,
    /// The speaker who is followed.
    pub(super) speaker: Option<Follow>,
}

impl Post {
    pub(super) fn new() -> Self {
        let (sender, news) = mpsc::channel();
        Self { sender, news, speaker: None }
    }
}

/// Reads, beginning with `start`, until the reader or the system has enough.
///
/// The terminal on standard input and output is taken over, and given back whatever happens. What is to be remembered of
/// the brief is on the user's shelf afterwards.
///
/// # Errors
/// The terminal could not be taken over, or it is gone.
pub fn run(start: Start, sitting: Sitting) -> io::Result<Ending> {
    sit(sitting, Post::new(), |desk, size| desk.start(start, size))
}

/// The same for any beginning, and news that may have begun to come.
pub(super) fn sit(
    sitting: Sitting,
    post: Post,
    start: impl FnOnce(&mut Desk, Size) -> io::Result<App>,
) -> io::Result<Ending> {
    let (mut session, news) = sat_down(sitting, post, start)?;
    let ended = session.read(&news);
    let kept = session.desk.keeper().save().err().map(|error| error.to_string());
    let aside = session.backstage.aside();
    // The terminal is the shell's again before anything is told on it.
    drop(session);
    for told in aside.into_iter().chain(kept) {
        let _ = writeln!(io::stderr(), "whosaid: {}", harmless(&told));
    }
    ended
}

/// A session that has the terminal, and where its news comes from.
fn sat_down(
    sitting: Sitting,
    post: Post,
    start: impl FnOnce(&mut Desk, Size) -> io::Result<App>,
) -> io::Result<(Session, Receiver<News>)> {
    let Sitting { texts, wants, environment, theme, keys, mouse, cited_as, relay, notice, cache } = sitting;
    let Post { sender, news, speaker } = post;
    let tty = Arc::new(Tty::open()?);
    let desk = Desk::new(Shelf::of_user(), texts, environment.letters()).with(cache);
    let mut desk = desk.that_checks_later(sender.clone());
    // Before the terminal is taken over: from its first moment on it will be given back.
    Watch { news: sender.clone(), keeper: desk.keeper(), tty: Arc::clone(&tty) }.start()?;
    let keeper = desk.keeper();
    thread::Builder::new().name("keeper".to_owned()).spawn(move || keeper.keep_cards())?;
    let size = tty::size();
    let app = start(&mut desk, size)?;
    let notice = app.notice.clone().or(notice.map(Notice::Refused));
    let app = App { notice, keys, cited_as, relay, ..app };
    let fault = sender.clone();
    let guard = tty.guard(move || {
        let _ = fault.send(News::Leave(Ending::Fault));
    })?;
    let changes = sender.clone();
    let input = Arc::new(InputQueue::new(sender.clone(), &app.keys));
    let queue = Arc::clone(&input);
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        // When no more keys can come, nobody could leave: the line is gone.
        let _ = input::listen(&queue, mouse);
        let _ = sender.send(News::Leave(Ending::Signal(SIGHUP)));
    })?;
    let canvas = Canvas::default();
    let backstage = Backstage::new(wants, changes.clone(), speaker);
    desk.have_read(changes.clone())?;
    let lookout = Lookout::start(changes)?;
    let watch = Watching::Nothing;
    let session =
        Session { app, size, desk, theme, mouse, input, paint, canvas, tty, backstage, lookout, watch, _guard: guard };
    Ok((session, news))
}

pub(super) fn paint(screen: &Screen<'_>, area: Rect, cells: &mut Buffer) -> Finish {
    screen.render(area, cells);
    Finish { cursor: screen.cursor(), runs_on: screen.rows_that_run_on() }
}

/// So many news go into one frame at the most: whoever sends without end does not keep the screen from being drawn.
const BATCH: usize = 256;

struct Session {
    app: App,
    size: Size,
    desk: Desk,
    theme: Theme,
    mouse: bool,
    input: Arc<InputQueue>,
    paint: fn(&Screen<'_>, Rect, &mut Buffer) -> Finish,
    canvas: Canvas,
    tty: Arc<Tty>,
    backstage: Backstage,
    lookout: Lookout,
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
    fn read(&mut self, news: &Receiver<News>) -> io::Result<Ending> {
        let mut is_watched = false;
        loop {
            for msg in self.backstage.keep_up(&self.app) {
                let _ = update(&mut self.app, msg);
            }
            self.desk.note(&self.app);
            self.draw()?;
            self.backstage.hand_on(&self.app);
            // To begin to watch takes its time, where a brief has many files.
            if !std::mem::replace(&mut is_watched, true) {
                self.watch();
                continue;
            }
            // All that has happened goes into one frame: on a slow line, held keys must not queue up frames.
            let first = match self.backstage.patience() {
                None => Some(news.recv().map_err(io::Error::other)?),
                Some(patience) => match news.recv_timeout(patience) {
                    Ok(first) => Some(first),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(gone @ RecvTimeoutError::Disconnected) => return Err(io::Error::other(gone)),
                },
            };
            for news in first.into_iter().chain(news.try_iter()).take(BATCH) {
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
        // Where text is to be selected by hand, the mouse is the terminal's.
        let selects = matches!(self.app.overlay, Some(Overlay::Copy(_)));
        self.tty.hear_mouse(self.mouse && !selects)?;
        let screen = Screen { app: &self.app, theme: self.theme };
        let frame = self.canvas.frame(self.size, |area, cells| (self.paint)(&screen, area, cells));
        // Another thread may have given the terminal back meanwhile.
        if frame.is_empty() || !self.tty.is_taken() { Ok(()) } else { self.tty.write(&frame) }
    }

    fn hear(&mut self, news: News) -> io::Result<Option<Ending>> {
        match news {
            News::Msg(msg) => return self.tell(msg),
            News::Input => return self.input.pop().map_or(Ok(None), |event| self.tell(event.into())),
            // It is not even read: what is presented stays as it is.
            News::Changed(_) if self.app.stage.is_some() => return self.tell(Msg::Stage(stage::News::Changed)),
            News::Changed(what) => return self.tell(self.desk.reload(&self.app, Some(what))),
            News::Library { entries, briefs } => {
                self.desk.renew(entries);
                return self.tell(Msg::Library(briefs));
            }
            News::Latest(slot) => {
                let showing = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
                return showing.map_or(Ok(None), |showing| self.tell(Msg::Stage(stage::News::Shown(showing))));
            }
            // It is told when it is time.
            News::Followers => {}
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
            let effect = update(&mut self.app, msg);
            self.backstage.close_if_over(&self.app);
            match effect {
                None => {}
                Some(Effect::Quit) => return Ok(Some(Ending::Quit)),
                Some(Effect::Suspend) => messages.extend(self.suspend()?),
                Some(Effect::Redraw) => self.canvas.forget(),
                Some(Effect::Open(at)) => {
                    messages.extend(self.desk.open(at, &self.app));
                    self.watch();
                }
                Some(Effect::OpenAt { brief, item }) => {
                    messages.extend(self.desk.open_at(brief, item, &self.app));
                    self.watch();
                }
                Some(Effect::Library(wanted)) => messages.extend(self.desk.fulfil(wanted)),
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
        self.watch = match FileWatch::start(place, self.desk.texts(), &self.lookout) {
            Ok(watch) => watch.map_or(Watching::Nothing, |watch| Watching::Files { _watch: watch }),
            Err(error) => {
                if !matches!(self.watch, Watching::Impossible) {
                    let key = self.app.keys.key(Action::Reload);
                    let told = format!("changes of the files are not noticed: {error}; {key} reads them");
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Read as _;
    use std::os::unix::fs::PermissionsExt as _;
    use std::process;
    use std::time::Duration;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;
    use crate::app::stage::Plan;
    use crate::loader;
    use crate::loader::{Place, Reading};
    use crate::model::Tlp;
    use crate::runtime::Environment;

    /// Which thread is to panic, for the process that does.
    const WHOSE: &str = "WHOSAID_TEST_WHOSE";

    /// At the third card.
    fn is_time(screen: &Screen<'_>) -> bool {
        screen.app.stage.as_ref().is_some_and(|stage| stage.at == 2)
    }

    fn draw_and_panic(screen: &Screen<'_>, area: Rect, cells: &mut Buffer) -> Finish {
        assert!(!is_time(screen), "injected");
        paint(screen, area, cells)
    }

    fn draw_while_another_panics(screen: &Screen<'_>, area: Rect, cells: &mut Buffer) -> Finish {
        if is_time(screen) {
            let _ = thread::spawn(|| panic!("injected")).join();
        }
        paint(screen, area, cells)
    }

    fn present(whose: &str) -> ! {
        let reading = Box::new(Reading::of(loader::bundled()));
        let (audience, plan) = (Some(Tlp::Clear), Plan::default());
        let start = Start::Presentation { place: Place::Bundled, reading, audience, plan };
        let sitting = Sitting::plain(Environment::detect());
        let (mut session, news) = sat_down(sitting, Post::new(), |desk, size| desk.start(start, size)).unwrap();
        session.paint = if whose == "ours" { draw_and_panic } else { draw_while_another_panics };
        let status = session.read(&news).unwrap().status();
        drop(session);
        process::exit(status.into());
    }

    /// The test starts itself once more, under a terminal, to panic there.
    #[test]
    fn a_panic_ends_it_gives_the_terminal_back_and_keeps_the_card() {
        if let Ok(whose) = std::env::var(WHOSE) {
            present(&whose);
        }
        for whose in ["ours", "another's"] {
            let home = tempfile::tempdir().unwrap();
            fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).unwrap();
            let pty = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
            let modes = || format!("{:?}", pty.master.get_termios().unwrap());
            let before = modes();
            let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
            command.args(["--exact", "--nocapture", "--test-threads=1"]);
            command.arg(format!("{}::a_panic_ends_it_gives_the_terminal_back_and_keeps_the_card", module()));
            command.env(WHOSE, whose);
            for folder in ["HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR"] {
                command.env(folder, home.path());
            }
            let mut child = pty.slave.spawn_command(command).unwrap();
            let mut reader = pty.master.try_clone_reader().unwrap();
            let (sender, chunks) = mpsc::channel();
            thread::spawn(move || {
                let mut buffer = [0; 4096];
                while let Ok(length @ 1..) = reader.read(&mut buffer) {
                    let _ = sender.send(String::from_utf8_lossy(&buffer[..length]).into_owned());
                }
            });
            let mut written = String::new();
            let mut wait_for = |text: &str| {
                while !written.contains(text) {
                    written += &chunks.recv_timeout(Duration::from_secs(60)).unwrap();
                }
            };
            wait_for("1/52");
            pty.master.take_writer().unwrap().write_all(b"3\r").unwrap();
            wait_for("injected");
            assert_eq!(child.wait().unwrap().exit_code(), 101, "{whose}");
            assert_eq!(modes(), before, "{whose}");
            drop(pty.slave);
            written.extend(chunks.iter());
            let (_, told) = written.split_once("\x1b[?1049l").unwrap();
            assert!(told.contains("injected") && !told.contains("\x1b[?1049"), "{told}");
            assert!(!told.contains("\x1b[?2026h"), "nothing is drawn on the shell's screen: {told}");
            let kept = fs::read_to_string(home.path().join("whosaid/.presented.toml")).unwrap();
            assert!(kept.contains("TLP:CLEAR") && kept.contains("[spot]"), "{kept}");
            assert!(!kept.contains("card = \"title\""), "it is at the third card: {kept}");
            let left = fs::read_dir(home.path().join("whosaid")).unwrap().map(|entry| entry.unwrap().path());
            assert!(
                !left.into_iter().any(|path| path.extension().is_some_and(|end| end == "sock")),
                "the socket is gone"
            );
        }
    }

    /// Of this module, as tests are named.
    fn module() -> &'static str {
        module_path!().split_once("::").unwrap().1
    }
}
