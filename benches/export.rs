//! Budget (design.md): 10,000 segments to DOCX in 1 s.

fn main() {}
