//! What a text that is being typed may become: names of fields, and values that items have.

use std::collections::BTreeSet;

use super::ast::quote;
use super::evaluate::Known;
use super::facts::Facts;
use super::field::Field;
use super::spans::{Part, spans};
use crate::domain::find;
use crate::domain::value::plain;
use crate::domain::verb::Verb;

/// The most texts that are offered.
const MOST: usize = 20;

/// Whole texts in which the last part is completed, the nearest first; none when it cannot be.
pub fn complete<'a>(text: &str, known: impl Iterator<Item = Known<'a>>) -> Vec<String> {
    let spans = spans(text);
    let is_open = text.ends_with(char::is_whitespace);
    let (start, typed, field) = match spans.as_slice() {
        [.., (name, Part::Field), _, (value, Part::Value)] if !is_open => {
            (value.start, value.clone(), Some(name.clone()))
        }
        [.., (name, Part::Field), (_, Part::Operator)] => {
            (text.len(), text.len()..text.len(), Some(name.clone()))
        }
        [.., (word, Part::Word)] if !is_open => (word.start, word.clone(), None),
        _ => (text.len(), text.len()..text.len(), None),
    };
    let typed = text.get(typed).unwrap_or_default().trim_matches('"');
    let offered: BTreeSet<String> = match field.and_then(|name| text.get(name)) {
        Some(name) => {
            let field = Field::parse(name.trim_matches('"'));
            known.flat_map(|known| values(&field, known)).collect()
        }
        None => known
            .filter_map(|known| known.facts)
            .flat_map(names)
            .collect(),
    };
    let own = Field::OWN.iter().map(|(name, _, _)| format!("{name}:"));
    let own = own.filter(|_| spans.last().is_none_or(|(_, part)| *part != Part::Operator));
    let is_value = matches!(
        spans.as_slice(),
        [.., (_, Part::Operator)] | [.., (_, Part::Operator), (_, Part::Value)]
    );
    let all = own.filter(|_| !is_value).chain(offered);
    let mut fitting: Vec<String> = all
        .filter(|one| one != typed && find::contains(one, typed))
        .take(MOST)
        .collect();
    // What begins so is nearer than what only contains it.
    fitting.sort_by_key(|one| !find::fold(one).starts_with(&find::fold(typed)));
    let head = text.get(..start).unwrap_or_default();
    fitting
        .into_iter()
        .map(|one| format!("{head}{one}"))
        .collect()
}

/// The fields of a form, each ready to be compared.
fn names(facts: &Facts) -> impl Iterator<Item = String> {
    facts.names().map(|name| format!("{}:", quote(name)))
}

/// The texts that an item has in a field.
fn values(field: &Field, known: Known<'_>) -> Vec<String> {
    let Known { item, facts } = known;
    let texts: Vec<String> = match field {
        Field::From => vec![item.applicant.label().to_owned()],
        Field::Flow => {
            let told = facts.and_then(|facts| facts.flow.clone());
            vec![told.unwrap_or_else(|| item.flow_name().to_owned())]
        }
        Field::Node => vec![item.node.label().to_owned()],
        Field::Verb => item
            .verbs
            .iter()
            .copied()
            .map(Verb::name)
            .map(str::to_owned)
            .collect(),
        Field::Read | Field::Batch => vec!["true".to_owned(), "false".to_owned()],
        Field::Form(name) => {
            let values = facts.map(|facts| facts.values(name)).unwrap_or_default();
            values.into_iter().map(plain).collect()
        }
        _ => Vec::new(),
    };
    let said = texts.iter().filter(|text| !text.is_empty());
    said.map(|text| quote(text)).collect()
}
