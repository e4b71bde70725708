//! A number for bytes, the same on every machine and in every version: FNV-1a, 64 bits. Against mistakes, not against
//! forgers.

/// The number of no bytes at all.
pub const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Goes on from `start`, which is [`FNV_START`] or the number of what stood before.
pub fn fnv(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_published_tests() {
        assert_eq!(fnv(FNV_START, b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv(FNV_START, b"foobar"), 0x8594_4171_f739_67e8);
    }
}
