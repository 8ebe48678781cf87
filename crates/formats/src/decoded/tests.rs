use proptest::prelude::*;

use super::*;

fn text(bytes: &[u8], named: Option<Encoding>) -> Result<String, String> {
    let (mut text, _) = Text::of(File::new("list.csv", bytes), named);
    let mut whole = String::new();
    text.read_to_string(&mut whole).map(|_| whole).map_err(|error| error.to_string())
}

#[test]
fn marks_and_control_z_are_no_part_of_a_text() {
    assert_eq!(text(b"\xef\xbb\xbfid,name\r\n1,x\r\n\x1a", None).as_deref(), Ok("id,name\n1,x\n"));
    assert_eq!(text(b"\xff\xfe1\x00\x10\x04", None).as_deref(), Ok("1А"));
    assert_eq!(text(b"\xfe\xff\x001\x04\x10", None).as_deref(), Ok("1А"));
    assert_eq!(text(b"\xcc\xb3\xed\xf1\xea", Some(Encoding::Windows1251)).as_deref(), Ok("Мінск"));
}

#[test]
fn which_byte_of_utf_16_comes_first_its_zeros_tell_where_no_mark_does() {
    let list = "Імя,Пол\n1,ж\n";
    let little: Vec<u8> = list.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = list.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        assert_eq!(text(&bytes, Some(Encoding::Utf16)).as_deref(), Ok(list));
    }
    let undecided = text(b"\x04\x10\x04\x11", Some(Encoding::Utf16));
    assert_eq!(undecided.as_deref(), Ok("АБ"), "then the greater byte does");
}

#[test]
fn an_encoding_that_does_not_tell_itself_is_asked_for_with_the_line() {
    insta::assert_snapshot!(text(b"id,name\n1,\xcc\xb3\xed\xf1\xea\n", None).unwrap_err(), @"list.csv:2:4: here stand bytes that are no text in UTF-8; name the encoding it is written in (windows-1251 is read, and UTF-16 with its mark), or save it as UTF-8");
    insta::assert_snapshot!(text(b"i\x00d\x00", None).unwrap_err(), @"list.csv:1:2: here stands a null byte: the file is UTF-16 without its mark, or no text; name the encoding utf-16, or save the file as UTF-8");
}

#[test]
fn a_file_that_ends_within_a_letter_was_cut_off() {
    let whole = "id,name\n1,Мінск".as_bytes();
    insta::assert_snapshot!(text(&whole[..whole.len() - 1], None).unwrap_err(), @"list.csv:2:7: the file ends within a letter; it was cut off: fetch it again, whole");
}

#[test]
fn a_carriage_return_alone_ends_a_line() {
    assert_eq!(text(b"id,name\r1,x\r\r\n2,y\r", None).as_deref(), Ok("id,name\n1,x\n\n2,y\n"));
    let fault = text(b"id,name\r1,\xcc\xb3\xed\r", None).unwrap_err();
    assert!(fault.starts_with("list.csv:2:"), "{fault}");
}

#[test]
fn utf_8_is_not_read_as_windows_1251() {
    insta::assert_snapshot!(text("id,name\n1,Мінск\n".as_bytes(), Some(Encoding::Windows1251)).unwrap_err(), @"list.csv:2: windows-1251 was named, and the letters beyond ASCII from this line on are UTF-8 without exception; name no encoding (leave --encoding out): UTF-8 is read without being named");
    let long = format!("id,name\n{}", "1,Яна Вымыслена\n".repeat(20_000));
    assert!(text(long.as_bytes(), Some(Encoding::Windows1251)).is_err());
    assert_eq!(
        text(b"id,name\n1,x\n", Some(Encoding::Windows1251)).as_deref(),
        Ok("id,name\n1,x\n")
    );
}

#[test]
fn the_digest_is_of_the_bytes_as_they_were_published() {
    let (mut read, meter) = Text::of(File::new("abc", &b"abc"[..]), None);
    read.read_to_string(&mut String::new()).unwrap();
    assert_eq!(meter.digest(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

proptest! {
    #[test]
    fn utf_8_is_read_as_it_is(whole in "[^\u{0}\u{1a}\u{feff}\r]{0,300}") {
        prop_assert_eq!(text(whole.as_bytes(), None), Ok(whole));
    }

    #[test]
    fn any_bytes_are_text_or_a_fault(bytes in any::<Vec<u8>>(), named in 0..3_u8) {
        let named = [None, Some(Encoding::Utf16), Some(Encoding::Windows1251)][usize::from(named)];
        let _ = text(&bytes, named);
    }
}
