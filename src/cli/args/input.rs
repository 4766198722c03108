//! Values for a flow's variables as they stand on the command line: `KEY.FIELD=VALUE`, and
//! `KEY:=JSON` for a whole variable. Knows no types.

use serde_json::Value;

/// One field of a variable, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Fill {
    pub(in crate::cli) key: String,
    pub(in crate::cli) field: String,
    pub(in crate::cli) value: String,
}

impl Fill {
    /// The parser of `KEY.FIELD=VALUE`.
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
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
        fill().ok_or("not KEY.FIELD=VALUE")
    }
}

/// What a flow is started with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Given {
    Field(Fill),
    Whole { key: String, value: Value },
}

impl Given {
    /// The parser of `KEY.FIELD=VALUE` and `KEY:=JSON`.
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
        let whole = text.split_once('=');
        let whole = whole.and_then(|(place, value)| Some((place.strip_suffix(':')?, value)));
        match whole {
            Some((key, json)) if !key.is_empty() => {
                let value = serde_json::from_str(json).map_err(|_| "not JSON")?;
                let key = key.to_owned();
                Ok(Self::Whole { key, value })
            }
            _ => Fill::parse(text).map(Self::Field),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Fill, Given};

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
}
