//! Rows of which there are too many to be kept, summed: two lists that have the
//! same sum are the same, in whichever order.

use std::hash::{BuildHasher, Hash, RandomState};

/// How rows are put into a sum: drawn anew for each look, so that nobody can
/// make other rows that come to the same.
#[derive(Clone, Default)]
pub(crate) struct Summing([RandomState; 2]);

/// A sum over rows in whichever order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    count: u64,
    hashes: [u64; 2],
}

impl Sum {
    /// Adds a row.
    pub(crate) fn add(&mut self, row: impl Hash, by: &Summing) {
        self.count += 1;
        for (sum, hashing) in self.hashes.iter_mut().zip(&by.0) {
            *sum = sum.wrapping_add(hashing.hash_one(&row));
        }
    }

    /// Adds another sum.
    pub(crate) fn join(&mut self, other: &Self) {
        self.count += other.count;
        for (sum, more) in self.hashes.iter_mut().zip(other.hashes) {
            *sum = sum.wrapping_add(more);
        }
    }

    /// How many rows it is over.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lists_have_one_sum_only_if_they_have_the_same_rows() {
        let by = Summing::default();
        let sum = |rows: &[[&str; 2]]| {
            let mut sum = Sum::default();
            for row in rows {
                sum.add(row, &by);
            }
            sum
        };
        let rows = [["ab", "c"], ["a", "bc"], ["", "abc"]];
        assert_eq!(sum(&rows), sum(&[rows[2], rows[0], rows[1]]));
        assert_ne!(sum(&rows[..1]), sum(&rows[1..2]));
        assert_ne!(sum(&rows), sum(&rows[..2]));
        assert_ne!(sum(&[rows[0], rows[0]]), sum(&rows[..2]));
        let mut joined = sum(&rows[..1]);
        joined.join(&sum(&rows[1..]));
        assert_eq!((joined, joined.count()), (sum(&rows), 3));
    }
}
