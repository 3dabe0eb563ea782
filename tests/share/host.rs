//! A host for a test: its folders, what is presented there, and what those who follow have heard.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use whosaid::share::protocol::{FollowerMessage, ShownMessage, Welcome};
use whosaid::share::protocol::{PresentationView, SpeakerView};
use whosaid::share::{
    DiscoveredPresentation, FollowEvent, FollowHandle, FollowTiming, PresentationFolders, ServerHandle, ServerOptions,
    ShareFollowers, discover,
};

/// No test takes so long unless something hangs.
pub(crate) const HANG: Duration = Duration::from_secs(60);

/// A name that nobody has to wait long for.
pub(crate) const SOON: FollowTiming = FollowTiming {
    draw_interval: Duration::ZERO,
    retry_delay: Duration::from_millis(20),
    timeout: Duration::from_secs(60),
};

/// Held by tests that weigh the program, and by those that make it heavy.
pub(crate) static SCALES: Mutex<()> = Mutex::new(());

/// Folders that no other test has.
pub(crate) struct Host {
    temp: TempDir,
}

impl Host {
    pub(crate) fn new() -> Self {
        Self { temp: tempfile::Builder::new().prefix("w").tempdir().unwrap() }
    }

    pub(crate) fn folders(&self) -> PresentationFolders {
        PresentationFolders { runtime: None, temp: self.temp.path().to_owned() }
    }

    /// The folder of our own presentations.
    pub(crate) fn ours(&self) -> PathBuf {
        self.temp.path().join(format!("whosaid-{}", us()))
    }

    pub(crate) fn wish(&self, name: &str) -> ServerOptions {
        ServerOptions { name: name.to_owned(), folders: self.folders(), group: None }
    }

    /// A speaker called `talks`, with how many follow.
    pub(crate) fn speaker(&self) -> (ServerHandle, Told<ShareFollowers>) {
        let told = Told::default();
        let teller = told.clone();
        let speaker =
            ServerHandle::open(&self.wish("talks"), &welcome(), move |followers| teller.tell(followers)).unwrap();
        (speaker, told)
    }

    /// What runs under this name.
    pub(crate) fn running(&self, name: &str) -> DiscoveredPresentation {
        discover(&self.folders()).into_iter().find(|running| running.name == name).unwrap()
    }

    /// Somebody who listens where a speaker called `talks` would.
    pub(crate) fn listener(&self) -> UnixListener {
        if !self.ours().exists() {
            drop(ServerHandle::open(&self.wish("talks"), &welcome(), |_| {}).unwrap());
        }
        UnixListener::bind(self.ours().join("talks.sock")).unwrap()
    }
}

pub(crate) fn us() -> u32 {
    rustix::process::geteuid().as_raw()
}

pub(crate) fn welcome() -> Welcome {
    Welcome::new("Talks", "TLP:GREEN", "[brief]\ntitle = \"Talks\"\n".to_owned())
}

/// A state whose number is told twice, so that a mixture would be seen.
pub(crate) fn state(seq: u64) -> ShownMessage {
    let step = usize::try_from(seq).unwrap();
    let showing = SpeakerView { view: PresentationView::Card, card: format!("quote:q{seq}"), step, place: None };
    ShownMessage { seq, hash: welcome().hash, showing, cut: false }
}

/// What another thread has told, in order.
pub(crate) struct Told<T>(Arc<(Mutex<Vec<T>>, Condvar)>);

impl<T> Clone for Told<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self(Arc::new((Mutex::default(), Condvar::new())))
    }
}

impl<T: Clone> Told<T> {
    pub(crate) fn tell(&self, what: T) {
        self.0.0.lock().unwrap().push(what);
        self.0.1.notify_all();
    }

    /// All, once they are as they should be.
    pub(crate) fn once(&self, are_so: impl Fn(&[T]) -> bool) -> Vec<T> {
        let (told, waited) = self.0.1.wait_timeout_while(self.0.0.lock().unwrap(), HANG, |told| !are_so(told)).unwrap();
        assert!(!waited.timed_out(), "it never came to that; {} were told", told.len());
        told.clone()
    }
}

/// A follower, with what he has heard.
pub(crate) struct Listening {
    pub(crate) follow: FollowHandle,
    pub(crate) heard: Told<FollowEvent>,
}

impl Listening {
    pub(crate) fn to(running: &DiscoveredPresentation) -> Self {
        Self::with(running, SOON)
    }

    pub(crate) fn with(running: &DiscoveredPresentation, patience: FollowTiming) -> Self {
        let heard = Told::default();
        let teller = heard.clone();
        let follow = FollowHandle::start(running, patience, move |what| teller.tell(what)).unwrap();
        Self { follow, heard }
    }

    /// Waits until the state of this number is heard.
    pub(crate) fn until_shown(&self, seq: u64) {
        self.heard.once(|heard| heard.last() == Some(&FollowEvent::Shown(Box::new(state(seq)))));
    }

    /// Waits until he has joined.
    pub(crate) fn until_welcome(&self) {
        self.heard.once(|heard| heard.iter().any(|what| matches!(what, FollowEvent::Welcome(_))));
    }

    /// Why he follows no more.
    pub(crate) fn until_ended(&self) -> String {
        let heard = self.heard.once(|heard| matches!(heard.last(), Some(FollowEvent::Ended(_))));
        let Some(FollowEvent::Ended(why)) = heard.last() else { unreachable!() };
        why.clone()
    }
}

/// The numbers of the states that were heard.
pub(crate) fn numbers(heard: &[FollowEvent]) -> Vec<u64> {
    let number = |what: &FollowEvent| match what {
        FollowEvent::Shown(shown) => Some(shown.seq),
        FollowEvent::Welcome(_) | FollowEvent::Lost(_) | FollowEvent::Ended(_) => None,
    };
    heard.iter().filter_map(number).collect()
}

/// A bare connection to a presentation.
pub(crate) struct Wire(pub(crate) UnixStream);

impl Wire {
    pub(crate) fn to(running: &DiscoveredPresentation) -> Self {
        let stream = UnixStream::connect(&running.path).unwrap();
        stream.set_read_timeout(Some(HANG)).unwrap();
        Self(stream)
    }

    pub(crate) fn say(&mut self, bytes: &[u8]) {
        // Whoever was thrown out may notice in writing.
        let _ = self.0.write_all(bytes);
    }

    pub(crate) fn hello(&mut self) {
        self.say(&FollowerMessage::Hello.to_line());
    }

    /// Everything up to the end of the connection.
    pub(crate) fn rest(&mut self) -> String {
        let mut all = Vec::new();
        match self.0.read_to_end(&mut all) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "{error}"),
        }
        String::from_utf8(all).unwrap()
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = String> {
        BufReader::new(self.0.try_clone().unwrap()).lines().map(Result::unwrap)
    }
}

/// The next who says hello to a listener; whoever only looks whether somebody is there is passed over.
pub(crate) fn greeted(listener: &UnixListener) -> UnixStream {
    let began = Instant::now();
    while began.elapsed() < HANG {
        let (stream, _) = listener.accept().unwrap();
        let mut line = String::new();
        BufReader::new(&stream).read_line(&mut line).unwrap();
        if !line.is_empty() {
            assert_eq!(FollowerMessage::parse(line.as_bytes()), Ok(Some(FollowerMessage::Hello)));
            return stream;
        }
    }
    panic!("nobody says hello");
}
