//! A harbour. fn decoy() {}
use std::fmt;

pub const BERTHS: usize = 12;
static mut DEPTH: f64 = 7.5;
pub(crate) type Result<T> = std::result::Result<T, Error>;

/* outer /* fn nested() {} */ fn still() {} */
#[derive(Debug, Clone)]
pub struct Harbour<'a, T: 'a> where T: Clone {
    pub name: &'a str,
    #[allow(dead_code)]
    ships: std::collections::HashMap<String, Vec<T>>,
}

struct Pier(pub u32, u8);

#[repr(C)]
union Bits { whole: u32, parts: [u8; 4] }

pub enum Error {
    Full,
    Storm { force: u8 },
    Other(String) ,
}

pub trait Mover: fmt::Debug {
    const SPEED: u32;
    type Fuel;
    fn start(&mut self) -> bool;
    fn stop(&mut self) { }
}

impl<'a, T: Clone> Mover for Harbour<'a, T> {
    const SPEED: u32 = 1;
    type Fuel = ();
    fn start(&mut self) -> bool {
        let quote = '{';
        let raw = r#"fn inside() { "quoted" }"#;
        fn helper<'b>(x: &'b str) -> &'b str { x }
        quote == raw.chars().next().unwrap()
    }
}

impl Pier {
    pub async unsafe fn extend(&self) -> impl Iterator<Item = u8> { std::iter::empty() }
    pub const fn length(&self) -> u32 { self.0 }
}

macro_rules! dock {
    ($x:expr) => { fn generated() {} };
}

mod tides {
    pub extern "C" fn high() {}
    #[cfg(test)]
    mod tests {
        #[test]
        fn works() {}
    }
}
