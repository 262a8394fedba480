//! Work cut in two for two threads. What the work is, the callers know: [`super::figures`] and [`super::roster`].

/// With less weight than this a second thread costs more than it saves.
const WORTH_A_THREAD: usize = 50_000;

/// Cuts what is to be read in two of about the same weight (documents); with little of it the second stays empty.
pub(super) fn cut<T>(all: &[T], weight: impl Fn(&T) -> usize) -> (&[T], &[T]) {
    let total: usize = all.iter().map(&weight).sum();
    if total < WORTH_A_THREAD {
        return (all, &[]);
    }
    let mut before = 0;
    let first = all.iter().take_while(|one| {
        before += weight(one);
        before * 2 <= total
    });
    all.split_at(first.count())
}

/// Works on both, the second on a thread of its own where there is one to be had. An empty second is the caller's to
/// notice: `other` is then cheap and done in place.
pub(super) fn both<A, B: Send>(apart: bool, one: impl FnOnce() -> A, other: impl Fn() -> B + Sync) -> (A, B) {
    if !apart {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().spawn_scoped(scope, &other);
        let first = one();
        let second = match thread {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(_) => other(),
        };
        (first, second)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weight_is_shared_and_nothing_is_lost() {
        let all: Vec<usize> = (0..1000).map(|n| n % 7 * 100).collect();
        let (left, right) = cut(&all, |one| *one);
        let [a, b]: [usize; 2] = [left.iter().sum(), right.iter().sum()];
        assert_eq!([left, right].concat(), all);
        assert!(a.abs_diff(b) <= 1200, "{a} {b}");
        assert_eq!(cut(&all, |_| 1), (&all[..], &[][..]));
        assert_eq!(both(true, || a, || b), both(false, || a, || b));
    }
}
