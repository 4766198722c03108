//! What an approver fills in: values for the variables of a page, typed like what stands there.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::form::{FieldType, Part, Shape};
use super::instance::{Input, Instance};

/// Values by variable key; a variable is an object of fields, or whatever else its flow wants.
pub type Inputs = BTreeMap<String, Value>;

/// Why a value cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The page has no such variable to fill; these it has.
    NoVariable { known: Vec<String> },
    /// What stands there is a number, or is configured to be one.
    NotANumber { field: String },
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

    /// Fills one field from text: a number where the present value is one, else text.
    pub fn fill(
        &self,
        inputs: &mut Inputs,
        key: &str,
        field: &str,
        text: &str,
    ) -> Result<(), Misfit> {
        let Some(input) = self.inputs.iter().find(|input| input.key == key) else {
            let known = self.inputs.iter().map(|input| input.key.clone());
            return Err(Misfit::NoVariable {
                known: known.collect(),
            });
        };
        let value = typed(self.filled(input), field, text)?;
        put(inputs, key, field, value);
        Ok(())
    }
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

fn typed(part: Option<&Part>, field: &str, text: &str) -> Result<Value, Misfit> {
    let present = part.and_then(|part| part.rows.first()?.get(field));
    let kind = part
        .and_then(|part| part.fields.iter().find(|known| known.key == field))
        .and_then(|known| known.kind);
    let number = || text.trim().parse::<Number>().ok();
    let misfit = || Misfit::NotANumber {
        field: field.to_owned(),
    };
    match (present, kind) {
        (Some(Value::Number(_)), _) => number().map(Value::Number).ok_or_else(misfit),
        // Sent as text, as it stands there, but a number all the same.
        (_, Some(FieldType::Number | FieldType::Money)) if number().is_none() => Err(misfit()),
        _ => Ok(Value::String(text.to_owned())),
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
