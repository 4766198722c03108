//! Text to tree. Bounded in length and depth; every fault knows its place.

use winnow::combinator::{alt, cut_err, not, opt, peek, preceded, repeat};
use winnow::error::{ErrMode, ModalError, ParserError};
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location, Stream};
use winnow::token::{any, one_of, take_while};

use super::ast::{At, Comparison, Expr, Op};
use super::fault::{Fault, Reason};
use super::field::{Field, Holds};
use super::literal::Literal;
use super::words;

/// The most characters a query may have.
pub const LONGEST: usize = 1000;

/// The most parentheses and negations inside each other.
pub const DEEPEST: usize = 32;

pub(super) type Input<'a> = LocatingSlice<&'a str>;

/// A fault at a byte of the text.
#[derive(Debug)]
pub(super) struct Broken {
    reason: Reason,
    at: usize,
}

impl<'a> ParserError<Input<'a>> for Broken {
    type Inner = Self;

    fn from_input(input: &Input<'a>) -> Self {
        let found = input.chars().next();
        Self {
            reason: found.map_or(Reason::Missing, |c| Reason::Unexpected(c.to_string())),
            at: input.current_token_start(),
        }
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

fn broken(reason: Reason, at: usize) -> ErrMode<Broken> {
    ErrMode::Cut(Broken { reason, at })
}

/// The half-width twin of a sign that an input method writes; other characters as they are.
pub fn sign(c: char) -> char {
    match c {
        '：' => ':',
        '＜' => '<',
        '＞' => '>',
        '＝' => '=',
        '（' => '(',
        '）' => ')',
        '｜' => '|',
        '－' => '-',
        '！' => '!',
        '“' | '”' | '＂' => '"',
        c => c,
    }
}

/// The character of a text, counted from 1, that begins at a byte.
pub fn column(text: &str, at: usize) -> usize {
    text.char_indices()
        .take_while(|(byte, _)| *byte < at)
        .count()
        + 1
}

/// The tree of a text.
pub(super) fn parse(text: &str) -> Result<Expr, Fault> {
    let fault = |reason, at| Fault::new(reason, text, at);
    if let Some((at, _)) = text.char_indices().nth(LONGEST) {
        return Err(fault(Reason::Long, at));
    }
    if text.trim().is_empty() {
        return Err(fault(Reason::Empty, 0));
    }
    let mut input = Input::new(text);
    let parsed = alternatives(&mut input, DEEPEST).and_then(|expr| {
        blanks(&mut input)?;
        if input.is_empty() {
            Ok(expr)
        } else {
            Err(ErrMode::from_input(&input))
        }
    });
    parsed.map_err(|error| match error {
        ErrMode::Backtrack(Broken { reason, at }) | ErrMode::Cut(Broken { reason, at }) => {
            fault(reason, at)
        }
        ErrMode::Incomplete(_) => fault(Reason::Missing, text.len()),
    })
}

fn alternatives(input: &mut Input<'_>, depth: usize) -> ModalResult<Expr, Broken> {
    let first = terms(input, depth)?;
    let next = |input: &mut Input<'_>| cut(terms(input, depth));
    let rest: Vec<Expr> = repeat(0.., preceded((blanks, is('|')), next)).parse_next(input)?;
    Ok(list(first, rest, Expr::Or))
}

fn terms(input: &mut Input<'_>, depth: usize) -> ModalResult<Expr, Broken> {
    let first = factor(input, depth)?;
    let next = |input: &mut Input<'_>| factor(input, depth);
    let rest: Vec<Expr> = repeat(0.., next).parse_next(input)?;
    Ok(list(first, rest, Expr::And))
}

/// What binds closest: a negation, a group, a term. Backtracks where none begins.
fn factor(input: &mut Input<'_>, depth: usize) -> ModalResult<Expr, Broken> {
    blanks(input)?;
    let at = input.current_token_start();
    match peek(any::<_, ErrMode<Broken>>)
        .parse_next(input)
        .map(sign)?
    {
        '-' | '!' | '(' if depth == 0 => Err(broken(Reason::Deep, at)),
        '-' | '!' => {
            any.parse_next(input)?;
            let inner = cut(factor(input, depth - 1))?;
            Ok(Expr::Not(Box::new(inner)))
        }
        '(' => {
            any.parse_next(input)?;
            let inner = cut(alternatives(input, depth - 1))?;
            blanks(input)?;
            if input.is_empty() {
                return Err(broken(Reason::OpenParenthesis, at));
            }
            cut_err(is(')')).parse_next(input)?;
            Ok(inner)
        }
        _ => term(input),
    }
}

/// A word, or a field compared with something.
fn term(input: &mut Input<'_>) -> ModalResult<Expr, Broken> {
    let at = input.current_token_start();
    let name = alt((quoted, bare)).parse_next(input)?;
    let Some(op) = opt(preceded(blanks, operator)).parse_next(input)? else {
        return Ok(Expr::Word(name));
    };
    blanks(input)?;
    let value_at = input.current_token_start();
    let text = cut_err(alt((quoted, value))).parse_next(input)?;
    let comparison = Comparison {
        field: Field::parse(&name),
        op,
        with: Literal::new(text),
        at: At(at),
    };
    check(&comparison, value_at)?;
    Ok(Expr::Compare(comparison))
}

/// What can be seen to be wrong before any item is looked at.
fn check(comparison: &Comparison, value_at: usize) -> ModalResult<(), Broken> {
    let Comparison {
        field,
        op,
        with,
        at,
        ..
    } = comparison;
    let text = || with.text.clone();
    match field.holds() {
        Holds::Text | Holds::Flag if op.is_ordering() => {
            Err(broken(Reason::NoOrder(field.name()), at.0))
        }
        Holds::Any if op.is_ordering() && !with.has_order() => {
            Err(broken(Reason::NoNumber(text()), value_at))
        }
        Holds::Moment if with.when.is_none() => Err(broken(Reason::NoDate(text()), value_at)),
        Holds::Duration if with.lasting.is_none() => {
            Err(broken(Reason::NoDuration(text()), value_at))
        }
        Holds::Flag if with.flag.is_none() => Err(broken(Reason::NoFlag(text()), value_at)),
        _ => match words::instead(comparison) {
            Some(words) => Err(broken(Reason::no_word(&with.text, &words), value_at)),
            None => Ok(()),
        },
    }
}

/// An operator. Behind a colon, as in `amount:<500`, another one takes its place.
pub(super) fn operator(input: &mut Input<'_>) -> ModalResult<Op, Broken> {
    let op = written(input)?;
    if op != Op::Contains {
        return Ok(op);
    }
    let other = written.verify(|other| *other != Op::Contains);
    Ok(opt(other).parse_next(input)?.unwrap_or(op))
}

fn written(input: &mut Input<'_>) -> ModalResult<Op, Broken> {
    for (written, op) in Op::ALL {
        let start = input.checkpoint();
        if written.chars().all(|c| is(c).parse_next(input).is_ok()) {
            return Ok(op);
        }
        input.reset(&start);
    }
    Err(ErrMode::from_input(input))
}

/// A text between quotes, in which a backslash takes the next character as it is.
pub(super) fn quoted(input: &mut Input<'_>) -> ModalResult<String, Broken> {
    let at = input.current_token_start();
    is('"').parse_next(input)?;
    let mut text = String::new();
    while let Some(c) = input.next_token() {
        match (c, sign(c)) {
            (_, '"') => return Ok(text),
            ('\\', _) => text.extend(input.next_token()),
            _ => text.push(c),
        }
    }
    Err(broken(Reason::OpenQuote, at))
}

/// A text up to a blank, a sign or an operator.
pub(super) fn bare(input: &mut Input<'_>) -> ModalResult<String, Broken> {
    let plain = |c: char| !c.is_whitespace() && !"()|\":<>=".contains(sign(c));
    let one = preceded(not(operator), one_of(plain));
    repeat::<_, _, (), _, _>(1.., one)
        .take()
        .map(str::to_owned)
        .parse_next(input)
}

/// A bare text behind an operator, in which others of them mean nothing.
pub(super) fn value(input: &mut Input<'_>) -> ModalResult<String, Broken> {
    let plain = |c: char| !c.is_whitespace() && !"()|\"".contains(sign(c));
    preceded(not(operator), take_while(1.., plain))
        .map(str::to_owned)
        .parse_next(input)
}

fn is<'a>(wanted: char) -> impl Parser<Input<'a>, char, ErrMode<Broken>> {
    one_of(move |c: char| sign(c) == wanted)
}

pub(super) fn blanks(input: &mut Input<'_>) -> ModalResult<(), Broken> {
    take_while(0.., char::is_whitespace)
        .void()
        .parse_next(input)
}

/// From here on there is no other way to read it.
fn cut<T>(parsed: ModalResult<T, Broken>) -> ModalResult<T, Broken> {
    parsed.map_err(ModalError::cut)
}

fn list(first: Expr, rest: Vec<Expr>, of: fn(Vec<Expr>) -> Expr) -> Expr {
    if rest.is_empty() {
        return first;
    }
    of(std::iter::once(first).chain(rest).collect())
}
