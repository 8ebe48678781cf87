//! How many days so many months last, whenever they begin.

use std::sync::LazyLock;

const DAYS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FEBRUARY: u32 = 1;

/// The fewest days that so many months last.
pub(super) fn least_days(months: u32) -> u32 {
    let (without, with) = (leap_years(months / 12).0, leap_years(months / 12 + 1).0);
    by_beginning(months)
        .map(|(days, more)| days + if more { with } else { without })
        .min()
        .unwrap_or(0)
}

/// The most days that so many months last.
pub(super) fn most_days(months: u32) -> u32 {
    let (without, with) = (leap_years(months / 12).1, leap_years(months / 12 + 1).1);
    by_beginning(months)
        .map(|(days, more)| days + if more { with } else { without })
        .max()
        .unwrap_or(0)
}

/// For each month to begin with: the days of so many months if no year were a
/// leap year, and whether they hold one more February than whole years.
///
/// To begin on a later day of the month gives no other numbers: where the last
/// month is too short for that day, it lasts as long as from the month after.
fn by_beginning(months: u32) -> impl Iterator<Item = (u32, bool)> {
    let (years, rest) = (months / 12, months % 12);
    (0..12).map(move |first| {
        let mut rest = (first..first + rest).map(|month| month % 12);
        let days = rest.clone().filter_map(|month| DAYS.get(month as usize)).sum::<u32>();
        (years * 365 + days, rest.any(|month| month == FEBRUARY))
    })
}

/// The fewest and the most leap years among so many years in a row.
///
/// The calendar repeats every 400 years, of which 97 are leap years.
fn leap_years(years: u32) -> (u32, u32) {
    // To count them takes thousands of steps, and terms are compared by the million.
    static AMONG: LazyLock<Vec<(u32, u32)>> = LazyLock::new(|| (0..400).map(counted).collect());
    let whole = years / 400 * 97;
    let (least, most) = AMONG.get((years % 400) as usize).copied().unwrap_or_default();
    (whole + least, whole + most)
}

fn counted(years: u32) -> (u32, u32) {
    let until = |year: u32| year / 4 - year / 100 + year / 400;
    let among = |first: u32| until(first + years) - until(first);
    let counts = (0..400).map(among);
    (counts.clone().min().unwrap_or(0), counts.max().unwrap_or(0))
}
