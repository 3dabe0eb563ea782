//! Fork-join: spreads work over threads and returns the results in order. It does not know what the work is.
//!
//! The threads are its own: in a shared pool, such as that of rayon, a query would wait until the library has been read.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::ReadProgress;

/// The largest number of threads; more only wait for the disk and for each other.
const MAX_THREADS: usize = 8;

/// The results of `work` for each number below `count`, in order; `None` if `progress` was cancelled. There is one thread for every `share`
/// numbers, up to the number of threads that the machine runs at once.
pub(super) fn map<T: Send>(
    count: usize,
    share: usize,
    progress: &dyn ReadProgress,
    work: impl Fn(usize) -> T + Sync,
) -> Option<Vec<T>> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut results = Vec::new();
        while !progress.is_cancelled() {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                break;
            }
            results.push((at, work(at)));
        }
        results
    };
    let mut results: Vec<(usize, T)> = on_threads(count.div_ceil(share), &run).into_iter().flatten().collect();
    if results.len() < count {
        return None;
    }
    results.sort_unstable_by_key(|(at, _)| *at);
    Some(results.into_iter().map(|(_, result)| result).collect())
}

/// Passes the results of `work` for each number below `count` to `take`, in order, until it returns false. Returns `None` if `take` stopped
/// it, or `progress` was cancelled. A result only waits for those before it.
pub(super) fn in_order<T: Send>(
    count: usize,
    progress: &dyn ReadProgress,
    work: impl Fn(usize) -> T + Sync,
    take: impl FnMut(T) -> bool + Send,
) -> Option<()> {
    let (next, may_continue) = (AtomicUsize::new(0), AtomicBool::new(true));
    let state = Mutex::new((take, 0, BTreeMap::new()));
    let run = || {
        while may_continue.load(Ordering::Relaxed) && !progress.is_cancelled() {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                break;
            }
            let result = work(at);
            let Ok(mut state) = state.lock() else { return };
            let (take, taken, pending) = &mut *state;
            pending.insert(at, result);
            while let Some(result) = pending.remove(taken) {
                *taken += 1;
                if !take(result) {
                    may_continue.store(false, Ordering::Relaxed);
                    return;
                }
            }
        }
    };
    on_threads(count, &run);
    let (_, taken, _) = state.into_inner().ok()?;
    (taken == count && may_continue.into_inner()).then_some(())
}

/// Runs `work` on `max_threads` threads, or as many as the machine runs at once.
fn on_threads<T: Send>(max_threads: usize, work: &(impl Fn() -> T + Sync)) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MAX_THREADS).min(max_threads);
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut results = vec![work()];
        for other in others {
            match other.join() {
                Ok(result) => results.push(result),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    })
}
