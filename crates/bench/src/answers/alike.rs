//! Whether two answers hold the same, to the byte: else nothing that is measured of them could be
//! compared.

use detente_bench::generator::Error;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::load::Asked;

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    data: &'a RawValue,
}

/// How much of both is shown around the place where they part.
const AROUND: usize = 80;

/// Asks both the same questions, and says where their answers differ if they do.
pub async fn check(floor: &Asked, server: &Asked) -> Result<(), Error> {
    for nth in 0..floor.many() {
        let ((_, floors), (_, servers)) = (floor.once(nth).await?, server.once(nth).await?);
        let floors: Answer = serde_json::from_str(&floors)?;
        let servers: Answer = serde_json::from_str(&servers)
            .map_err(|error| format!("the server's answer has no data: {error}: {servers}"))?;
        parted(floors.data.get(), servers.data.get())
            .map_err(|parted| format!("question {nth} is not answered alike: {parted}"))?;
    }
    Ok(())
}

fn parted(floor: &str, server: &str) -> Result<(), String> {
    if floor == server {
        return Ok(());
    }
    let same = floor.bytes().zip(server.bytes()).take_while(|(one, other)| one == other).count();
    let around = |text: &str| {
        let bytes = text.bytes().skip(same.saturating_sub(AROUND)).take(2 * AROUND);
        String::from_utf8_lossy(&bytes.collect::<Vec<_>>()).into_owned()
    };
    let (floor, server) = (around(floor), around(server));
    Err(format!("after {same} bytes\n  the floor says  {floor}\n  the server says {server}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_where_two_answers_part() {
        assert_eq!(parted("{\"a\":1}", "{\"a\":1}"), Ok(()));
        let parted = parted("{\"a\":1}", "{\"a\":2}").unwrap_err();
        assert!(parted.starts_with("after 5 bytes"), "{parted}");
    }
}
