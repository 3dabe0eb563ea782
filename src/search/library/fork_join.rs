//! Work that is shared among threads. It knows nothing of the work.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::ReadProgress;

/// More threads than these wait for the disk, and for each other.
const MOST: usize = 8;

/// What `work` makes of each number below `count`, in order; `None` where nobody waits any more. There is a thread for every `share` of
/// them, as far as the machine has as many at once.
pub(super) fn each<T: Send>(
    count: usize,
    share: usize,
    progress: &dyn ReadProgress,
    work: impl Fn(usize) -> T + Sync,
) -> Option<Vec<T>> {
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        while !progress.is_cancelled() {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                break;
            }
            done.push((at, work(at)));
        }
        done
    };
    let mut done: Vec<(usize, T)> = on_threads(count.div_ceil(share), &some).into_iter().flatten().collect();
    if done.len() < count {
        return None;
    }
    done.sort_unstable_by_key(|(at, _)| *at);
    Some(done.into_iter().map(|(_, made)| made).collect())
}

/// Gives `take` what `work` makes of each number below `count`, in order, while it says that there may be more; `None` where it does not,
/// or nobody waits any more. What is made waits only for what is before it.
pub(super) fn in_order<T: Send>(
    count: usize,
    progress: &dyn ReadProgress,
    work: impl Fn(usize) -> T + Sync,
    take: impl FnMut(T) -> bool + Send,
) -> Option<()> {
    let (next, goes_on) = (AtomicUsize::new(0), AtomicBool::new(true));
    let waiting = Mutex::new((take, 0, BTreeMap::new()));
    let some = || {
        while goes_on.load(Ordering::Relaxed) && !progress.is_cancelled() {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                break;
            }
            let made = work(at);
            let Ok(mut waiting) = waiting.lock() else { return };
            let (take, taken, made_before) = &mut *waiting;
            made_before.insert(at, made);
            while let Some(made) = made_before.remove(taken) {
                *taken += 1;
                if !take(made) {
                    goes_on.store(false, Ordering::Relaxed);
                    return;
                }
            }
        }
    };
    on_threads(count, &some);
    let (_, taken, _) = waiting.into_inner().ok()?;
    (taken == count && goes_on.into_inner()).then_some(())
}

/// Does the same on so many threads, or as many as there are.
fn on_threads<T: Send>(most: usize, work: &(impl Fn() -> T + Sync)) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST).min(most);
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = vec![work()];
        for other in others {
            match other.join() {
                Ok(more) => done.push(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    })
}
