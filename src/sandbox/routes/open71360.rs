//! The 71360 interfaces for approvals (document 002), with story data of their own. The token is
//! a field of the body; every answer has status 200. Reading never changes anything.

mod book;
mod story;

use serde_json::{Value, json};

use super::answer::Answer;
use super::call::Call;
use super::{Server, lock};
use crate::sandbox::Style;

pub(in crate::sandbox) use book::{Book, employee};

/// The only company, and the only application that is let in.
pub(in crate::sandbox) const CORP_ID: &str = "FSCID_3D81A6F0C2B94E57";
pub(in crate::sandbox) const APP_ID: &str = "FSAID_sandbox40";
pub(in crate::sandbox) const APP_SECRET: &str = "sandbox-app-Rk27vTq9";
pub(in crate::sandbox) const PERMANENT_CODE: &str = "sandbox-code-8Jx5mWc3";

/// The widest span of time that can be asked for, in milliseconds, and the longest page.
const WIDEST: i64 = 180 * 86_400_000;
const LONGEST: i64 = 1000;

/// Why nothing is answered: a code and its words.
type Refusal = (i64, &'static str);

const BAD_SECRET: Refusal = (10006, "appId or appSecret error");
const BAD_PARAMETER: Refusal = (15002, "illegal parameter");
const BAD_TOKEN: Refusal = (20016, "corpAccessToken error");

/// Answers one interface below `/cgi/`.
pub(super) fn cgi(server: &Server, path: &[&str], call: &Call) -> Answer {
    let answered = match path {
        ["corpAccessToken", "get", "V2"] => token(server, call),
        ["approvalTypeForms", "get"] => checked(server, call).map(|()| server.book.forms()),
        ["approval", "query"] => checked(server, call).and_then(|()| query(server, call)),
        ["approval", "get"] => checked(server, call).and_then(|()| get(server, call)),
        _ => return Answer::gateway(404, "INVALID_PATH", "no such path"),
    };
    Answer::flat(match answered {
        Ok(mut body) => {
            body["errorCode"] = json!(0);
            body["errorMessage"] = json!("success");
            body
        }
        Err((code, words)) => json!({ "errorCode": code, "errorMessage": words }),
    })
}

fn text<'a>(call: &'a Call, key: &str) -> &'a str {
    call.body
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn token(server: &Server, call: &Call) -> Result<Value, Refusal> {
    let given = ["appId", "appSecret", "permanentCode"].map(|key| text(call, key));
    if given != [APP_ID, APP_SECRET, PERMANENT_CODE] {
        return Err(BAD_SECRET);
    }
    let (token, seconds) = server.issue_token();
    Ok(json!({ "corpAccessToken": token, "corpId": CORP_ID, "expiresIn": seconds }))
}

/// Lets a call of this company with a living token pass.
fn checked(server: &Server, call: &Call) -> Result<(), Refusal> {
    if !server.is_living(text(call, "corpAccessToken")) {
        return Err(BAD_TOKEN);
    }
    if text(call, "corpId") == CORP_ID {
        Ok(())
    } else {
        Err(BAD_PARAMETER)
    }
}

fn query(server: &Server, call: &Call) -> Result<Value, Refusal> {
    let number = |key: &str| call.body.get(key).and_then(Value::as_i64);
    let (Some(from), Some(to)) = (number("startTime"), number("endTime")) else {
        return Err(BAD_PARAMETER);
    };
    let size = number("pageSize").unwrap_or(20);
    let page = number("pageNumber").unwrap_or(1);
    let fits = (0..=WIDEST).contains(&to.saturating_sub(from))
        && (1..=LONGEST).contains(&size)
        && (1..=1_000_000).contains(&page);
    if !fits {
        return Err(BAD_PARAMETER);
    }
    let form = call.body.get("approvalFormId").and_then(Value::as_str);
    let found = server.book.between(from, to, form);
    let before = usize::try_from((page - 1) * size).unwrap_or(usize::MAX);
    let size_of_page = usize::try_from(size).unwrap_or(usize::MAX);
    let rows = found.iter().skip(before).take(size_of_page);
    Ok(json!({
        "approvals": rows.map(|(id, status)| json!({ "id": id, "status": status })).collect::<Vec<_>>(),
        "totalCount": found.len(),
        "pageSize": size,
        "pageNumber": page,
    }))
}

fn get(server: &Server, call: &Call) -> Result<Value, Refusal> {
    let id = call.body.get("approvalId").and_then(Value::as_i64);
    let mut approval = id.and_then(|id| server.book.get(id)).ok_or(BAD_PARAMETER)?;
    if server.style == Style::AsDocumented
        && let Some(object) = approval.as_object_mut()
    {
        // The table has the one key, the example the other.
        let name = object.remove("approveFormName").unwrap_or_default();
        object.insert("approvalFormName".to_owned(), name);
    }
    Ok(json!({ "approval": approval }))
}

impl Server {
    /// A new token and how many seconds it lives.
    fn issue_token(&self) -> (String, u64) {
        let now = lock(&self.clock).now();
        let mut tokens = lock(&self.tokens);
        (tokens.issue(now), tokens.lifetime())
    }

    fn is_living(&self, token: &str) -> bool {
        let now = lock(&self.clock).now();
        lock(&self.tokens).is_living(token, now)
    }
}
