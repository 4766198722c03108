//! Reading the fields of a request, with an error that names the field.

use serde_json::{Map, Value};

use crate::sandbox::fail::{Code, Fail};

/// Largest page, in rows.
const PAGE: i64 = 200;

/// The fields of a request body, or of an object inside it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'r>(&'r Map<String, Value>);

impl<'r> Fields<'r> {
    /// The fields of a body, which must be a JSON object.
    pub(super) fn of(body: &'r Value) -> Result<Self, Fail> {
        let wrong = || Fail::new(Code::InvalidParameter, "请求体不是 JSON 对象");
        body.as_object().map(Self).ok_or_else(wrong)
    }

    /// The value of a field; null counts as absent.
    fn value(self, key: &str) -> Option<&'r Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }

    fn typed<T>(
        self,
        key: &str,
        read: impl FnOnce(&'r Value) -> Option<T>,
    ) -> Result<Option<T>, Fail> {
        let wrong = || {
            Fail::new(
                Code::InvalidParameter,
                format!("参数 {key} 的类型或取值不对"),
            )
        };
        self.value(key)
            .map(|value| read(value).ok_or_else(wrong))
            .transpose()
    }

    /// An optional text; empty counts as absent.
    pub(super) fn text(self, key: &str) -> Result<Option<&'r str>, Fail> {
        let text = self.typed(key, Value::as_str)?;
        Ok(text.filter(|text| !text.is_empty()))
    }

    /// An optional id: a text of digits.
    pub(super) fn id(self, key: &str) -> Result<Option<i64>, Fail> {
        self.text(key)?.map(|text| parse_id(key, text)).transpose()
    }

    /// An optional integer.
    pub(super) fn integer(self, key: &str) -> Result<Option<i64>, Fail> {
        self.typed(key, Value::as_i64)
    }

    /// An optional boolean.
    pub(super) fn boolean(self, key: &str) -> Result<Option<bool>, Fail> {
        self.typed(key, Value::as_bool)
    }

    /// A list of texts, empty when absent.
    pub(super) fn texts(self, key: &str) -> Result<Vec<&'r str>, Fail> {
        let read = |value: &'r Value| value.as_array()?.iter().map(Value::as_str).collect();
        Ok(self.typed(key, read)?.unwrap_or_default())
    }

    /// A list of ids, empty when absent.
    pub(super) fn ids(self, key: &str) -> Result<Vec<i64>, Fail> {
        self.texts(key)?
            .into_iter()
            .map(|text| parse_id(key, text))
            .collect()
    }

    /// The fields of an object inside, none when absent.
    pub(super) fn object(self, key: &str) -> Result<Option<Self>, Fail> {
        Ok(self.typed(key, Value::as_object)?.map(Self))
    }

    /// The id of a `UserInfo`. The company's people are internal users: Type 4.
    pub(super) fn user(self, key: &str) -> Result<Option<i64>, Fail> {
        let Some(user) = self.object(key)? else {
            return Ok(None);
        };
        let id = needed("UserId", user.id("UserId")?)?;
        match needed("Type", user.integer("Type")?)? {
            4 => Ok(Some(id)),
            other => Err(Fail::new(
                Code::UserNotFound,
                format!("没有来源类型为 {other} 的用户 {id}"),
            )),
        }
    }

    /// `PageNumber` and `PageSize`, 1 and 10 by default.
    pub(super) fn page(self) -> Result<Page, Fail> {
        let number = self.integer("PageNumber")?.unwrap_or(1);
        let size = self.integer("PageSize")?.unwrap_or(10);
        if number < 1 || size < 1 {
            return Err(Fail::new(
                Code::InvalidParameter,
                "PageNumber 与 PageSize 须大于 0",
            ));
        }
        let size = size.min(PAGE);
        Ok(Page { number, size })
    }

    /// Every field with its value.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'r str, &'r Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// The object itself.
    pub(super) fn map(self) -> &'r Map<String, Value> {
        self.0
    }
}

/// One page of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    /// From 1.
    pub(super) number: i64,
    /// In rows, at most 200.
    pub(super) size: i64,
}

impl Page {
    /// Rows before the page.
    pub(super) fn offset(self) -> i64 {
        (self.number - 1).saturating_mul(self.size)
    }

    /// The page's part of a list that is at hand.
    pub(super) fn of<T>(self, rows: Vec<T>) -> impl Iterator<Item = T> {
        let skip = usize::try_from(self.offset()).unwrap_or(usize::MAX);
        let take = usize::try_from(self.size).unwrap_or(usize::MAX);
        rows.into_iter().skip(skip).take(take)
    }
}

/// The value of a field that the interface cannot do without.
pub(super) fn needed<T>(key: &str, value: Option<T>) -> Result<T, Fail> {
    value.ok_or_else(|| Fail::new(Code::MissingParameter, format!("缺少参数 {key}")))
}

fn parse_id(key: &str, text: &str) -> Result<i64, Fail> {
    let wrong = |_| {
        Fail::new(
            Code::InvalidParameter,
            format!("参数 {key} 不是编号：{text}"),
        )
    };
    text.parse().map_err(wrong)
}
