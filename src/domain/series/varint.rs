//! Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, the sign folded into the lowest bit.
//!
//! What the numbers mean is the business of [`super::Series`] and of a roster's bytes.

/// Adds a number.
pub(in crate::domain) fn write_signed(out: &mut Vec<u8>, value: i64) {
    let mut value = ((value << 1) ^ (value >> 63)) as u64;
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Takes the next number off `rest`; `None` where there is none.
#[inline]
pub(in crate::domain) fn read_signed(rest: &mut &[u8]) -> Option<i64> {
    read(rest).map(unfolded)
}

/// The number whose sign was folded into its lowest bit.
#[inline]
pub(in crate::domain) fn unfolded(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

#[inline]
fn read(rest: &mut &[u8]) -> Option<u64> {
    let &first = rest.first()?;
    if first < 0x80 {
        *rest = &rest[1..];
        return Some(u64::from(first));
    }
    match rest.first_chunk() {
        Some(eight) => read_eight(rest, u64::from_le_bytes(*eight)),
        None => read_slowly(rest),
    }
}

/// Amounts take two to four bytes in no order a processor could guess, so their length is computed, not branched on.
#[inline]
fn read_eight(rest: &mut &[u8], word: u64) -> Option<u64> {
    const ENDS: u64 = 0x8080_8080_8080_8080;
    let ends = !word & ENDS;
    if ends == 0 {
        return read_slowly(rest);
    }
    let bits = ends.trailing_zeros() + 1;
    *rest = &rest[(bits / 8) as usize..];
    let kept = word & (u64::MAX >> (64 - bits)) & !ENDS;
    // Groups of 7 bits are pushed together to 14, to 28, to 56.
    let fourteens = kept & 0x007f_007f_007f_007f | (kept & 0x7f00_7f00_7f00_7f00) >> 1;
    let twenty_eights = fourteens & 0x0000_3fff_0000_3fff | (fourteens & 0x3fff_0000_3fff_0000) >> 2;
    Some(twenty_eights & 0x0fff_ffff | (twenty_eights & 0x0fff_ffff_0000_0000) >> 4)
}

/// Numbers of more than eight bytes, and those at the very end.
#[cold]
fn read_slowly(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let (&byte, tail) = rest.split_first()?;
        *rest = tail;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn quick_and_slow_reading_agree(bytes in proptest::collection::vec(any::<u8>(), 0..24)) {
            let (mut quick, mut slow) = (&bytes[..], &bytes[..]);
            let (one, other) = (read(&mut quick), read_slowly(&mut slow));
            prop_assert_eq!(one, other);
            if one.is_some() {
                prop_assert_eq!(quick, slow);
            }
        }

        #[test]
        fn every_number_comes_back(value in any::<i64>(), shift in 0u32..64, after in proptest::collection::vec(any::<u8>(), 0..12)) {
            let mut out = Vec::new();
            write_signed(&mut out, value >> shift);
            out.extend_from_slice(&after);
            let mut rest = &out[..];
            prop_assert_eq!(read_signed(&mut rest), Some(value >> shift));
            prop_assert_eq!(rest, &after[..]);
        }
    }
}
