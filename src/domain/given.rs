//! Values for a flow's variables as people write them: `KEY.FIELD=VALUE`, and `KEY:=JSON` for a
//! whole variable. Knows no types; errors are the keys of their words.

use serde_json::Value;

use super::input::{self, Inputs};

/// One field of a variable, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    pub key: String,
    pub field: String,
    pub value: String,
}

impl Fill {
    /// The parser of `KEY.FIELD=VALUE`.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let fill = || {
            let (place, value) = text.split_once('=')?;
            let (key, field) = place.rsplit_once('.')?;
            let named = !key.is_empty() && !field.is_empty();
            named.then(|| Self {
                key: key.to_owned(),
                field: field.to_owned(),
                value: value.to_owned(),
            })
        };
        fill().ok_or("given-no-place")
    }
}

/// What a flow is started with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    Field(Fill),
    Whole { key: String, value: Value },
}

impl Given {
    /// The parser of `KEY.FIELD=VALUE` and `KEY:=JSON`.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let whole = text.split_once('=');
        let whole = whole.and_then(|(place, value)| Some((place.strip_suffix(':')?, value)));
        match whole {
            Some((key, json)) if !key.is_empty() => {
                let value = serde_json::from_str(json).map_err(|_| "given-not-json")?;
                let key = key.to_owned();
                Ok(Self::Whole { key, value })
            }
            _ => Fill::parse(text).map(Self::Field),
        }
    }
}

/// What all of them give together; the later of two values for one place wins.
pub fn inputs(given: Vec<Given>) -> Inputs {
    let mut inputs = Inputs::new();
    for given in given {
        match given {
            Given::Field(Fill { key, field, value }) => {
                input::put(&mut inputs, &key, &field, value.into());
            }
            Given::Whole { key, value } => {
                inputs.insert(key, value);
            }
        }
    }
    inputs
}

/// One value a line; a line that ends where its value would begin gives none. What is wrong is
/// told for each line, from 0.
pub fn lines(text: &str) -> Result<Inputs, Vec<(usize, &'static str)>> {
    let (mut given, mut wrong) = (Vec::new(), Vec::new());
    for (nth, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || is_blank(line) {
            continue;
        }
        match Given::parse(line) {
            Ok(value) => given.push(value),
            Err(message) => wrong.push((nth, message)),
        }
    }
    if wrong.is_empty() {
        Ok(inputs(given))
    } else {
        Err(wrong)
    }
}

/// Whether a place is named and nothing is put there.
fn is_blank(line: &str) -> bool {
    line.strip_suffix('=')
        .is_some_and(|place| place.ends_with(':') || place.contains('.') && !place.contains('='))
}

/// The places that values were given for, as a line for each begins: `KEY.FIELD=` or `KEY:=`.
pub fn places(inputs: &Inputs) -> Vec<String> {
    let of = |(key, value): (&String, &Value)| match value {
        Value::Object(fields) if !fields.is_empty() => {
            let fields = fields.keys().map(|field| format!("{key}.{field}="));
            fields.collect()
        }
        _ => vec![format!("{key}:=")],
    };
    inputs.iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Fill, Given, lines, places};

    #[test]
    fn a_field_is_told_from_its_value_by_the_first_sign_and_the_last_point() {
        let fill = Fill::parse("page.2.amount=1=2.5").unwrap();
        let parts = [&fill.key, &fill.field, &fill.value];
        assert_eq!(parts, ["page.2", "amount", "1=2.5"]);
        assert_eq!(Fill::parse("a.b=").unwrap().value, "");
    }

    #[test]
    fn a_whole_variable_is_json() {
        let given = Given::parse(r#"request:={"days":3,"note":"a.b=c"}"#);
        let key = "request".to_owned();
        let value = json!({ "days": 3, "note": "a.b=c" });
        assert_eq!(given, Ok(Given::Whole { key, value }));
        let field = Given::parse("request.note=:=1");
        assert!(matches!(field, Ok(Given::Field(fill)) if fill.value == ":=1"));
    }

    #[test]
    fn what_names_no_field_is_no_input() {
        for text in ["", "amount=1", "a.b", ".b=1", "a.=1"] {
            assert!(Fill::parse(text).is_err(), "{text}");
        }
        for text in ["a:={", ":=1", "a=1"] {
            assert!(Given::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn lines_give_what_they_have_and_blank_ones_nothing() {
        let text = "request.city=上海\n\nrequest.days=\n  lines:=[1]\nother:=\n";
        let inputs = lines(text).unwrap();
        assert_eq!(inputs["request"], json!({ "city": "上海" }));
        assert_eq!(inputs["lines"], json!([1]));
        assert_eq!(inputs.len(), 2);
        assert_eq!(places(&inputs), ["lines:=", "request.city="]);
    }

    #[test]
    fn each_wrong_line_is_told() {
        let wrong = lines("a.b=1\nno place\nc:={\n").unwrap_err();
        assert_eq!(wrong, [(1, "given-no-place"), (2, "given-not-json")]);
    }
}
