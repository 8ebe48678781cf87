//! ICAO Doc 9303, part 3: names in machine-readable passports.

use super::rule::Table;

/// What every table goes back to: each letter of the three alphabets, and the
/// three that Russian gave up, as passports write them.
pub(super) const PLAIN: Table = Table {
    base: None,
    rules: "
        а=a б=b в=v г=g ґ=g д=d е=e є=ie ё=e ж=zh з=z и=i і=i ї=i й=i к=k л=l м=m н=n о=o п=p
        р=r с=s т=t у=u ў=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=iu я=ia '=
        ѣ=e ѳ=f ѵ=i
    ",
};

pub(super) const BEL_9303: Table = Table { base: Some(&PLAIN), rules: "г=h ё=io" };

pub(super) const RUS_9303: Table = Table { base: Some(&PLAIN), rules: "ъ=ie" };
