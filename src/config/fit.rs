//! Holds a file to the table of what its keys may be: what does not fit is named with its place
//! and, where one is near, the right key or value. Never reads a file.

use std::net::SocketAddr;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};
use toml_edit::Key;

use super::shape::{FILE, Keys, Shape};
use super::{place, secret};
use crate::domain::alike::nearest;
use crate::domain::text;
use crate::error::{Error, Kind, Result};

/// Columns of a wrong value that an error repeats.
const WIDEST: usize = 40;

/// The first thing in a file that is not what it may be.
pub(super) fn check(file: &Spanned<DeTable<'_>>, text: &str) -> Result<()> {
    Fit { text }.table(FILE, file.get_ref(), &file.span(), "")
}

/// An error with the right key or value that was perhaps meant, if there is one.
pub(super) fn suggest(error: Error, nearest: Option<String>) -> Error {
    match nearest {
        Some(nearest) => error.hint("hint-nearest").with("nearest", nearest),
        None => error,
    }
}

/// A key that names none of what there is.
pub fn not_among(key: &str, name: &str, known: impl Iterator<Item = &'static str>) -> Error {
    let known: Vec<_> = known.collect();
    let error = Error::new(Kind::Config, "error-config-choice")
        .with("key", key)
        .with("allowed", known.join(", "))
        .with("found", quoted(name));
    suggest(error, nearest(name, known.into_iter()).map(quoted))
}

/// A key that does not exist, below another, and what it might have been.
pub(super) fn unknown(below: &str, name: &str, known: &[&str]) -> Error {
    let error = Error::new(Kind::Config, "error-config-key").with("key", joined(below, name));
    let nearest = nearest(name, known.iter().copied());
    suggest(error.hint("hint-config-known"), nearest.map(str::to_owned))
        .with("known", known.join(", "))
}

struct Fit<'a> {
    text: &'a str,
}

impl Fit<'_> {
    fn table(
        &self,
        keys: Keys,
        table: &DeTable<'_>,
        place: &Range<usize>,
        path: &str,
    ) -> Result<()> {
        for (name, value) in table {
            let known = keys.known.iter().find(|(known, _)| known == name.get_ref());
            let Some((_, shape)) = known else {
                return Err(self.at(stranger(keys, path, name.get_ref()), name.span()));
            };
            self.value(*shape, value, &joined(path, name.get_ref()))?;
        }
        let missing = keys.needed.iter().find(|name| !table.contains_key(**name));
        missing.map_or(Ok(()), |name| {
            let error = Error::new(Kind::Config, "error-config-missing");
            Err(self.at(error.with("key", joined(path, name)), place.clone()))
        })
    }

    fn value(&self, shape: Shape, value: &Spanned<DeValue<'_>>, path: &str) -> Result<()> {
        let fits = match (shape, value.get_ref()) {
            (Shape::Text, DeValue::String(_)) | (Shape::Switch, DeValue::Boolean(_)) => true,
            (Shape::Count | Shape::Number(..), DeValue::Integer(number)) => {
                whole(number).is_some_and(|number| is_within(shape, number))
            }
            (Shape::Choice(names), DeValue::String(name)) => names.contains(&name.as_ref()),
            (Shape::Address, DeValue::String(said)) => said.parse::<SocketAddr>().is_ok(),
            (Shape::List(each), DeValue::Array(values)) => {
                return values
                    .iter()
                    .try_for_each(|value| self.value(*each, value, path));
            }
            (Shape::Named(each), DeValue::Table(table)) => {
                let mut values = table.iter();
                return values.try_for_each(|(name, value)| {
                    self.value(*each, value, &joined(path, name.get_ref()))
                });
            }
            (Shape::Table(keys), DeValue::Table(table)) => {
                return self.table(keys, table, &value.span(), path);
            }
            _ => false,
        };
        if fits {
            Ok(())
        } else {
            Err(self.misfit(shape, value, path))
        }
    }

    fn misfit(&self, shape: Shape, value: &Spanned<DeValue<'_>>, path: &str) -> Error {
        let found = self.text.get(value.span()).unwrap_or_default();
        let error = Error::new(Kind::Config, shape.message())
            .with("key", path)
            .with("allowed", shape.allowed())
            .with(
                "found",
                text::fit(found.lines().next().unwrap_or_default(), WIDEST).trim_end(),
            );
        self.at(
            suggest(error, meant(shape, value.get_ref(), found)),
            value.span(),
        )
    }

    fn at(&self, error: Error, span: Range<usize>) -> Error {
        place::name(error, self.text, Some(span))
    }
}

/// A key that its table does not know: a secret, one of another table, or a slip.
fn stranger(keys: Keys, path: &str, name: &str) -> Error {
    if secret::FIELDS.contains(&name) {
        return Error::new(Kind::Config, "error-config-secret").with("key", joined(path, name));
    }
    let known: Vec<_> = keys.known.iter().map(|(known, _)| *known).collect();
    let error = unknown(path, name, &known);
    let of_file = FILE.known.iter().any(|(known, _)| *known == name);
    if of_file {
        error.hint("hint-config-above").with("name", name)
    } else {
        error
    }
}

/// The right value that was perhaps meant by a wrong one, as it would be written.
fn meant(shape: Shape, value: &DeValue<'_>, source: &str) -> Option<String> {
    let is_one = !matches!(value, DeValue::Array(_) | DeValue::Table(_));
    let said = value.as_str().unwrap_or(source).trim();
    match shape {
        Shape::Text => is_one.then(|| quoted(source)),
        Shape::Switch => match said.to_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some("true".to_owned()),
            "false" | "no" | "off" | "0" => Some("false".to_owned()),
            _ => None,
        },
        Shape::Count | Shape::Number(..) => {
            let number = said.parse().ok()?;
            is_within(shape, number).then(|| number.to_string())
        }
        Shape::Choice(names) => nearest(said, names.iter().copied()).map(quoted),
        Shape::Address => {
            let port = said.rsplit(':').next()?.parse::<u16>().ok()?;
            Some(quoted(&format!("127.0.0.1:{port}")))
        }
        Shape::List(Shape::Text) => value.is_str().then(|| format!("[{source}]")),
        Shape::List(_) | Shape::Named(_) | Shape::Table(_) => None,
    }
}

fn whole(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn is_within(shape: Shape, number: i64) -> bool {
    let range = shape.range();
    range.is_some_and(|(first, last)| (first..=last).contains(&number))
}

pub(super) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// A key with those that lead to it, as a file would name it.
fn joined(path: &str, name: &str) -> String {
    let name = Key::new(name).display_repr().into_owned();
    if path.is_empty() {
        name
    } else {
        format!("{path}.{name}")
    }
}
