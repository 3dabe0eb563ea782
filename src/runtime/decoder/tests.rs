//! Tests of the decoder with the sequences of ECMA-48, xterm's `ctlseqs`, the kitty keyboard protocol and bracketed paste.

use super::*;

/// A time after every deadline of a sequence that began at zero.
const LATER: Duration = Duration::from_secs(1);

/// Keys as [`Chord::parse_all`] reads them, with the bytes that terminals send for them.
const KEYS: &[(&[u8], &str)] = &[
    (b"jG?/ ", "jG?/ "),
    ("é習👨".as_bytes(), "é習👨"),
    (b"\r\t\x7f\x08", "<enter><tab><backspace><backspace>"),
    (b"\x01\x0c\x1a\x00\x1f", "<ctrl-a><ctrl-l><ctrl-z><ctrl- ><ctrl-7>"),
    (b"\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F\x1b[Z", "<up><down><right><left><home><end><shift-tab>"),
    (b"\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF\x1bOM\x1bOI", "<up><down><right><left><home><end><enter><tab>"),
    (b"\x1bOp\x1bOy\x1bOj\x1bOk\x1bOo\x1bO \x1bOX", "09*+/ ="),
    (b"\x1b[1~\x1b[7~\x1b[4~\x1b[8~\x1b[3~\x1b[5~\x1b[6~", "<home><home><end><end><delete><pgup><pgdn>"),
    (b"\x1b[1;2A\x1b[1;1B\x1b[1;65C\x1b[1;1:2D\x1b[1A", "<up><down><right><left><up>"),
    (b"\x1b[106u\x1b[97;2u\x1b[47:63;2u\x1b[233u\x1b[13u\x1b[27u", "jA?é<enter><esc>"),
    (
        b"\x1b[9u\x1b[9;2u\x1b[127u\x1b[104;5u\x1b[57414u\x1b[57419u\x1b[57404u",
        "<tab><shift-tab><backspace><backspace><enter><up>5",
    ),
    (b"\x1b[99;5u\x1b[67;6u\x1b[27;5;99~\x1b[27;2;65~\x1b[106;1:1;106u", "<ctrl-c><ctrl-c><ctrl-c>Aj"),
];

/// Complete sequences that terminals send and that are no bindable key.
const NO_KEYS: &[&[u8]] = &[
    // The mouse: X10, 1000 to 1003; 1001; 1005; 1006 and 1016; 1015.
    b"\x1b[M !!",
    b"\x1b[M#\xff\xff",
    b"\x1b[M`\xc2\xa1\xc3\x9f",
    b"\x1b[t!\"",
    b"\x1b[T!\"#$%&",
    b"\x1b[<0;10;10M",
    b"\x1b[<35;1200;800M",
    b"\x1b[<99999999999;1;1M",
    b"\x1b[32;10;10M",
    // Focus.
    b"\x1b[I",
    b"\x1b[O",
    // Device attributes, one to three; parameters (DECREPTPARM).
    b"\x1b[?64;1;2;6;9;15;18;21;22c",
    b"\x1b[>41;390;0c",
    b"\x1bP!|7E565445\x1b\\",
    b"\x1b[2;1;1;128;128;1;0x",
    // Device status: ready, cursor, its page, printer, keys, locator, checksum, colour scheme.
    b"\x1b[0n",
    b"\x1b[24;80R",
    b"\x1b[?24;80;1R",
    b"\x1b[?27;1;0;0n",
    b"\x1b[?50n",
    b"\x1bP1!~0000\x1b\\",
    b"\x1b[?997;1n",
    // Modes (DECRPM), settings (DECRPSS), the state of presentation (DECPSR), graphics (XTSMGRAPHICS).
    b"\x1b[?2026;2$y",
    b"\x1b[4;2$y",
    b"\x1bP1$r0m\x1b\\",
    b"\x1bP1$u1;1;1\x1b\\",
    b"\x1b[?1;2;4S",
    // Version (XTVERSION), capabilities (XTGETTCAP), format of keys (XTQMODKEYS).
    b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b[>4;2m",
    // Window operations.
    b"\x1b[1t",
    b"\x1b[8;40;120t",
    b"\x1b[48;40;120;800;1200t",
    b"\x1b]Lan icon\x1b\\",
    b"\x1b]la title\x1b\\",
    // Colours, the clipboard, and what others answer with OSC.
    b"\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
    b"\x1b]10;rgb:ffff/ffff/ffff\x07",
    b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    b"\x1b]52;c;cXFxcXFxcQ==\x1b\\",
    b"\x1b]52;c;cXFxcXFxcQ==\x07",
    b"\x1b]99;i=1:p=?;p=title\x1b\\",
    "\x1b]l\u{9b}é\u{9c}q\x1b\\".as_bytes(),
    // APC, PM, SOS.
    b"\x1b_Gi=1;OK\x1b\\",
    b"\x1b^q\x1b\\",
    b"\x1bXq\x1b\\",
    // Keyboard: flags of kitty's protocol, keys let go, keys with alt or super, and keys that nothing is bound to.
    b"\x1b[?31u",
    b"\x1b[106;1:3u",
    b"\x1b[1;1:3A",
    b"\x1b[113;3u",
    b"\x1b[113;9u",
    b"\x1b[57441;2u",
    b"\x1b[1;3A",
    b"\x1b[2~",
    b"\x1b[24~",
    b"\x1b[201~",
    b"\x1bOP",
    b"\x1b[1;2R",
    b"\x1b[[A",
    b"\x1b[P",
    b"\x1bj",
    b"\x1b\xc3\xa9",
    b"\x1b\r",
    // DEC's locator and what nobody sends.
    b"\x1b[1;2;3;4;0&w",
    b"\x1b[1 q",
    b"\x1b[99999999999999999999;5u",
    b"\x1b[3u",
    b"\x1b[0;0;0;0;0;0;0A",
];

/// Decodes bytes that all arrive at the same time.
fn feed(decoder: &mut Decoder, bytes: &[u8]) -> Vec<InputEvent> {
    let mut events = Vec::new();
    decoder.feed(bytes, Duration::ZERO, &mut events);
    events
}

/// Ends the unfinished sequence by silence, and returns the events.
fn silence(decoder: &mut Decoder) -> Vec<InputEvent> {
    let mut events = Vec::new();
    decoder.pause(LATER, &mut events);
    assert_eq!(decoder.deadline(), None);
    events
}

fn keys(names: &str) -> Vec<InputEvent> {
    Chord::parse_all(names).into_iter().map(InputEvent::Key).collect()
}

fn paste(text: &str) -> InputEvent {
    InputEvent::Paste(text.to_owned())
}

#[test]
fn keys_behind_a_sequence_that_never_ends_count_after_a_second() {
    for begun in ["\x1b]", "\x1bP", "\x1b_", "\x1b[", "\x1bO"] {
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        decoder.feed(begun.as_bytes(), Duration::ZERO, &mut events);
        // A digit that is held down: no pause is long enough to end the sequence.
        for at in 1..=20 {
            decoder.feed(b"1", SEQUENCE_WAIT / 2 * at, &mut events);
        }
        assert!(
            events.len() >= 10 && events.iter().all(|event| *event == InputEvent::Key(Chord::char('1'))),
            "{begun:?}"
        );
    }
}

#[test]
fn keys_are_decoded_in_every_form_in_which_terminals_send_them() {
    for (bytes, names) in KEYS {
        let mut decoder = Decoder::default();
        assert_eq!(feed(&mut decoder, bytes), keys(names), "{:?}", bytes.escape_ascii().to_string());
        assert_eq!(decoder.deadline(), None);
    }
}

#[test]
fn the_mouse_is_decoded_in_every_form_in_which_terminals_send_it() {
    let mouse = |x, y, what| InputEvent::Mouse { at: Position { x, y }, what };
    let forms: &[(&[u8], InputEvent)] = &[
        (b"\x1b[M !\"", mouse(0, 1, MouseAction::Press)),
        (b"\x1b[<0;8;4M", mouse(7, 3, MouseAction::Press)),
        (b"\x1b[<64;300;100M", mouse(299, 99, MouseAction::WheelUp)),
        (b"\x1b[<65;1;1M", mouse(0, 0, MouseAction::WheelDown)),
        (b"\x1b[32;8;4M", mouse(7, 3, MouseAction::Press)),
        (b"\x1b[96;8;4M", mouse(7, 3, MouseAction::WheelUp)),
    ];
    for (bytes, event) in forms {
        assert_eq!(feed(&mut Decoder::default(), bytes), std::slice::from_ref(event));
    }
    // Let go, moved, with a key held, another button, and outside of any screen.
    for bytes in
        [&b"\x1b[<0;8;4m"[..], b"\x1b[<32;8;4M", b"\x1b[<16;8;4M", b"\x1b[<2;8;4M", b"\x1b[<0;0;4M", b"\x1b[M  !"]
    {
        assert_eq!(feed(&mut Decoder::default(), bytes), []);
    }
}

/// No report, and no prefix of one, produces a key; the next key is decoded as usual.
#[test]
fn what_is_no_key_makes_none_wherever_it_is_cut() {
    let is_typed = |event: &InputEvent| !matches!(event, InputEvent::Mouse { .. });
    for form in NO_KEYS {
        let shown = form.escape_ascii().to_string();
        let mut decoder = Decoder::default();
        let mut whole = feed(&mut decoder, &[form, b"j".as_slice()].concat());
        whole.retain(is_typed);
        assert_eq!(whole, keys("j"), "{shown} and a key in the same moment");
        for length in 1..=form.len() {
            let mut decoder = Decoder::default();
            let mut events = feed(&mut decoder, &form[..length]);
            events.extend(silence(&mut decoder));
            events.retain(is_typed);
            let lone = if length == 1 { keys("<esc>") } else { Vec::new() };
            assert_eq!(events, lone, "{shown}, {length} bytes of it");
            assert_eq!(feed(&mut decoder, b"j"), keys("j"), "{shown}, {length} bytes of it, and a key");
        }
    }
}

#[test]
fn ctrl_c_counts_at_once_within_whatever_is_unfinished() {
    for form in NO_KEYS.iter().chain(KEYS.iter().map(|(bytes, _)| bytes)) {
        for length in 0..form.len() {
            let mut decoder = Decoder::default();
            feed(&mut decoder, &form[..length]);
            let shown = form[..length].escape_ascii();
            assert_eq!(feed(&mut decoder, b"\x03j"), keys("<ctrl-c>j"), "{shown}");
        }
    }
}

#[test]
fn can_and_sub_cancel_whatever_is_unfinished() {
    for cancel in [b'\x18', b'\x1a'] {
        for begun in [&b"\x1b[1;"[..], b"\x1b[M!", b"\x1bO1", b"\x1b]11;", b"\x1bP1+r", b"\x1b_G\x1b", b"\x1b"] {
            let mut decoder = Decoder::default();
            assert_eq!(feed(&mut decoder, &[begun, &[cancel, b'j']].concat()), keys("j"), "{}", begun.escape_ascii());
        }
    }
}

#[test]
fn another_sequence_or_control_ends_one_that_is_unfinished() {
    for begun in [&b"\x1b[<0;1"[..], b"\x1b[", b"\x1bO", b"\x1b]11;rgb:00", b"\x1bP1+r", b"\x1b[M!", b"\xc3"] {
        let mut decoder = Decoder::default();
        assert_eq!(feed(&mut decoder, &[begun, b"\x1b[Aj"].concat()), keys("<up>j"), "{}", begun.escape_ascii());
    }
    assert_eq!(feed(&mut Decoder::default(), b"\x1b[<0;1\rj"), keys("<enter>j"));
}

#[test]
fn a_lone_escape_is_the_key_once_nothing_has_followed_it() {
    let mut decoder = Decoder::default();
    assert_eq!(feed(&mut decoder, b"\x1b"), []);
    assert_eq!(decoder.deadline(), Some(ESCAPE_WAIT));
    let mut events = Vec::new();
    decoder.pause(ESCAPE_WAIT / 2, &mut events);
    assert_eq!(events, [], "it is too early");
    decoder.pause(ESCAPE_WAIT, &mut events);
    assert_eq!(events, keys("<esc>"));
    assert_eq!(feed(&mut decoder, b"\x1b\x1b[A"), keys("<esc><up>"), "a report after the key is a report");
    assert_eq!(feed(&mut decoder, b"\x1b"), []);
    assert_eq!(feed(&mut decoder, b"[A"), keys("<up>"), "it may come in two pieces");
}

/// In UTF-8 these bytes are continuation bytes or invalid.
#[test]
fn c1_controls_and_invalid_bytes_are_nothing() {
    let mut decoder = Decoder::default();
    assert_eq!(feed(&mut decoder, b"\x9bA\x9d1\x9cj"), keys("A1j"));
    assert_eq!(feed(&mut decoder, "\u{9b}A".as_bytes()), keys("A"));
    assert_eq!(feed(&mut decoder, b"\x80\xff\xfe\xc0\xafj"), keys("j"));
    assert_eq!(feed(&mut decoder, b"\xed\xa0\x80\xf4\x90\x80\x80j"), keys("j"), "surrogates, and beyond Unicode");
    assert_eq!(feed(&mut decoder, b"\xe7\xbfj\xf0\x9f\x91"), keys("j"), "a character that is cut");
    assert_eq!(silence(&mut decoder), []);
}

#[test]
fn a_sequence_or_string_of_any_length_is_dropped_to_its_end_and_not_kept() {
    for (begun, end) in [("\x1b[", "A"), ("\x1b[?", "n"), ("\x1bO", "A"), ("\x1b]", "\x07"), ("\x1bP", "\x1b\\")] {
        let mut decoder = Decoder::default();
        assert_eq!(feed(&mut decoder, begun.as_bytes()), []);
        for _ in 0..10 {
            assert_eq!(feed(&mut decoder, &b"1".repeat(100_000)), []);
        }
        assert!(decoder.kept.capacity() <= 2 * SEQUENCE_LIMIT, "{} bytes", decoder.kept.capacity());
        let after = feed(&mut decoder, &[end.as_bytes(), b"j"].concat());
        assert_eq!(after, keys("j"), "{begun:?}");
    }
}

#[test]
fn a_paste_is_text_whatever_stands_in_it() {
    let mut decoder = Decoder::default();
    let events = feed(&mut decoder, b"\x1b[200~q\n\x03\x1b[A\x1b[200~\x1b[20\xff\x1b\x1b[201~j");
    assert_eq!(events, [paste("q\n\x03\x1b[A\x1b[200~\x1b[20\u{fffd}\x1b"), InputEvent::Key(Chord::char('j'))]);
    assert_eq!(feed(&mut decoder, b"\x1b[200~\x1b[201~"), [], "an empty one is none");
}

#[test]
fn a_paste_without_an_end_is_over_after_a_second_of_silence() {
    let mut decoder = Decoder::default();
    assert_eq!(feed(&mut decoder, b"\x1b[200~qq\x1b[201"), []);
    assert_eq!(decoder.deadline(), Some(PASTE_WAIT));
    assert_eq!(silence(&mut decoder), [paste("qq")]);
    assert_eq!(feed(&mut decoder, b"~j"), keys("~j"));
}

#[test]
fn ctrl_c_leaves_a_paste_without_an_end_also_if_it_is_held_down() {
    let mut decoder = Decoder::default();
    assert_eq!(feed(&mut decoder, b"\x1b[200~text\x03"), []);
    assert_eq!(decoder.deadline(), Some(INTERRUPT_WAIT));
    let mut events = Vec::new();
    decoder.feed(b"\x03\x03", INTERRUPT_WAIT / 2, &mut events);
    decoder.pause(INTERRUPT_WAIT, &mut events);
    assert_eq!(events, [paste("text"), InputEvent::Key(Chord::ctrl('c'))]);
    // One that text follows is text.
    assert_eq!(feed(&mut decoder, b"\x1b[200~\x03rm -r\r"), []);
    assert_eq!(silence(&mut decoder), [paste("\x03rm -r\r")]);
}

#[test]
fn a_paste_beyond_the_limit_is_cut_and_its_rest_is_no_key() {
    let mut decoder = Decoder::default();
    assert_eq!(feed(&mut decoder, b"\x1b[200~"), []);
    for _ in 0..100 {
        assert_eq!(feed(&mut decoder, &b"q".repeat(100_000)), []);
    }
    assert!(decoder.paste.capacity() <= 2 * PASTE_LIMIT, "{} bytes", decoder.paste.capacity());
    let events = feed(&mut decoder, b"\x1b[201~j");
    assert_eq!(events, [paste(&"q".repeat(PASTE_LIMIT)), InputEvent::Key(Chord::char('j'))]);
    assert_eq!(decoder.paste.capacity(), 0, "nothing is held of it");
}
