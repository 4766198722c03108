//! What an approver fills in: values for the variables of a page, typed like what stands there.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::blank::Wanted;
use super::form::{Part, Shape};
use super::instance::{Input, Instance};

/// Values by variable key; a variable is an object of fields, or whatever else its flow wants.
pub type Inputs = BTreeMap<String, Value>;

/// Why a value cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The page has no such variable to fill; these it has.
    NoVariable { known: Vec<String> },
    /// What stands there, or is configured to, is something else.
    Unlike { field: String, wanted: Wanted },
}

impl Instance {
    /// The object of the form in which a variable's present values stand: the one of the same
    /// entity (document 003, interface 10: `OutEntityCodes` names keys that the form does not).
    pub fn filled(&self, input: &Input) -> Option<&Part> {
        self.form
            .parts
            .iter()
            .filter(|part| part.shape == Shape::Object)
            .find(|part| part.entity.is_some() && part.entity == input.entity)
    }

    /// Fills one field from text: a number or a date where the present value is one, else text.
    pub fn fill(
        &self,
        inputs: &mut Inputs,
        key: &str,
        field: &str,
        text: &str,
        zone: &TimeZone,
    ) -> Result<(), Misfit> {
        let Some(input) = self.inputs.iter().find(|input| input.key == key) else {
            let known = self.inputs.iter().map(|input| input.key.clone());
            return Err(Misfit::NoVariable {
                known: known.collect(),
            });
        };
        let part = self.filled(input);
        let present = part.and_then(|part| part.rows.first()?.get(field));
        let present = present.unwrap_or(&Value::Null);
        let known = part.and_then(|part| part.fields.iter().find(|known| known.key == field));
        let wanted = match Wanted::of(present, known.and_then(|known| known.kind)) {
            // Words on a command line are text wherever no number stands.
            Wanted::Json => Wanted::Text,
            wanted => wanted,
        };
        let value = wanted.read(text, present, zone);
        let value = value.ok_or_else(|| Misfit::Unlike {
            field: field.to_owned(),
            wanted,
        })?;
        put(inputs, key, field, value);
        Ok(())
    }
}

/// How many values there are to send.
pub fn count(inputs: &Inputs) -> usize {
    let fields = |value: &Value| value.as_object().map_or(1, Map::len);
    inputs.values().map(fields).sum()
}

/// Sets one field of a variable.
pub fn put(inputs: &mut Inputs, key: &str, field: &str, value: Value) {
    let variable = inputs
        .entry(key.to_owned())
        .or_insert_with(|| Value::Object(Map::new()));
    if !variable.is_object() {
        *variable = Value::Object(Map::new());
    }
    if let Value::Object(fields) = variable {
        fields.insert(field.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Inputs, put};

    #[test]
    fn a_field_put_twice_has_the_later_value_and_its_neighbours_stay() {
        let mut inputs = Inputs::new();
        put(&mut inputs, "bx7", "amount", json!("1"));
        put(&mut inputs, "bx7", "days", json!(2));
        put(&mut inputs, "bx7", "amount", json!("3"));
        assert_eq!(inputs["bx7"], json!({ "amount": "3", "days": 2 }));
    }
}
