//! Addresses, as lists write them.

use crate::{CountryCode, record::part};

part! {
    /// Where a person lives or a body sits, as a source writes it. Of a person it is restricted.
    pub struct Address("AddressInput") {
        /// The address as it is written, or what of it stands in no field of its own: house, street, quarter.
        pub text: Option<String>,
        /// The city, town or village.
        pub city: Option<String>,
        /// The region, province or district.
        pub region: Option<String>,
        /// The postal code.
        pub postcode: Option<String>,
        /// The country.
        pub country: Option<CountryCode>,
        /// What the source says about it: "as of June 2016", "previous address".
        pub note: Option<String>,
    }
}
