//! What the parts of a text are, also of one that is still being typed and does not parse.

use std::ops::Range;

use winnow::combinator::{alt, opt};
use winnow::prelude::*;
use winnow::stream::{Location, Stream};

use super::parse::{Input, bare, blanks, operator, quoted, sign, value};

/// What a part of a query is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Field,
    Operator,
    Value,
    Word,
    /// A parenthesis, an or, a not.
    Sign,
    /// What has no place in a query.
    Wrong,
}

/// The parts of a text and the bytes they take, blanks between them left out.
pub fn spans(text: &str) -> Vec<(Range<usize>, Part)> {
    let mut spans = Vec::new();
    let mut input = Input::new(text);
    while blanks(&mut input).is_ok() && !input.is_empty() {
        let start = input.current_token_start();
        if is_sign(&input) {
            input.next_token();
            spans.push((start..input.current_token_start(), Part::Sign));
        } else if opt(alt((quoted, bare)))
            .parse_next(&mut input)
            .is_ok_and(|name| name.is_some())
        {
            term(&mut input, start, &mut spans);
        } else {
            // An open quote reaches to the end; any other sign is alone in the wrong.
            let end = if input.chars().next().map(sign) == Some('"') {
                text.len()
            } else {
                input.next_token();
                input.current_token_start()
            };
            spans.push((start..end, Part::Wrong));
            if end == text.len() {
                break;
            }
        }
    }
    spans
}

/// A name was read: with an operator behind it, it is a field's.
fn term(input: &mut Input<'_>, start: usize, spans: &mut Vec<(Range<usize>, Part)>) {
    let end = input.current_token_start();
    let before = input.checkpoint();
    let spaced = blanks(input).is_ok();
    let at = input.current_token_start();
    if !spaced || operator(input).is_err() {
        input.reset(&before);
        spans.push((start..end, Part::Word));
        return;
    }
    spans.push((start..end, Part::Field));
    spans.push((at..input.current_token_start(), Part::Operator));
    let behind = input.checkpoint();
    if blanks(input).is_err() {
        return;
    }
    let at = input.current_token_start();
    let read = alt((quoted, value)).parse_next(input).is_ok();
    if read {
        spans.push((at..input.current_token_start(), Part::Value));
    } else {
        input.reset(&behind);
    }
}

fn is_sign(input: &Input<'_>) -> bool {
    let first = input.chars().next().map(sign);
    let is_not = first == Some('!') && input.chars().nth(1).map(sign) != Some('=');
    is_not || matches!(first, Some('(' | ')' | '|' | '-'))
}
