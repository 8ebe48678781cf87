//! Cells that hold several values: `(1) Tripoli (2) Tunis`.

use crate::text::clean;

/// The values of a cell, in order. Where none is numbered, the cell is one value.
pub(super) fn numbered(cell: Option<&str>) -> Vec<String> {
    let Some(cell) = cell else { return Vec::new() };
    if !cell.trim_start().starts_with("(1)") {
        return clean(cell).into_iter().collect();
    }
    let mut values = Vec::new();
    let mut rest = cell.trim_start();
    let mut number = 1_u32;
    while let Some(after) = rest.strip_prefix(&format!("({number})")) {
        number += 1;
        let next = after.find(&format!("({number})")).unwrap_or(after.len());
        let value = after[..next].trim().trim_end_matches([',', ';']);
        values.extend(clean(value));
        rest = &after[next..];
    }
    values
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::numbered;

    #[test]
    fn numbers_in_brackets_divide_a_cell() {
        assert_eq!(numbered(Some("(1) Tripoli (2) Tunis")), ["Tripoli", "Tunis"]);
        assert_eq!(
            numbered(Some("(1) Uganda (2) Uganda (3)Uganda")),
            ["Uganda", "Uganda", "Uganda"]
        );
        assert_eq!(numbered(Some("Gulu (Uganda)")), ["Gulu (Uganda)"]);
        assert!(numbered(None).is_empty());
    }

    proptest! {
        #[test]
        fn no_cell_makes_it_panic(cell in "(\\([0-9]\\)|[a-zé ,;()]){0,20}") {
            numbered(Some(&cell));
        }
    }
}
