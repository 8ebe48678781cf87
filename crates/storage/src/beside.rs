//! Spreads what takes the processor over its cores.

use std::{num::NonZero, panic, thread};

/// Below so many, one thread is quicker than several.
const FEW: usize = 500;

/// Does the same to each, on several threads where there are many. What comes
/// out is in the order of what goes in.
pub(crate) fn side_by_side<T: Send, R: Send>(
    mut items: Vec<T>,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(8);
    if items.len() < FEW || cores == 1 {
        return items.into_iter().map(work).collect();
    }
    let share = items.len().div_ceil(cores);
    let mut shares = Vec::with_capacity(cores);
    while items.len() > share {
        shares.push(items.split_off(items.len() - share));
    }
    let work = &work;
    thread::scope(|scope| {
        let beside: Vec<_> = shares
            .into_iter()
            .rev()
            .map(|share| scope.spawn(move || share.into_iter().map(work).collect::<Vec<_>>()))
            .collect();
        let mut done: Vec<R> = items.into_iter().map(work).collect();
        for share in beside {
            done.extend(share.join().unwrap_or_else(|panic| panic::resume_unwind(panic)));
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_out_is_in_the_order_of_what_goes_in() {
        for many in [0, 1, FEW - 1, FEW, FEW + 1, 3 * FEW + 7] {
            let doubled = side_by_side((0..many).collect(), |number| number * 2);
            assert_eq!(doubled, (0..many).map(|number| number * 2).collect::<Vec<_>>());
        }
    }
}
