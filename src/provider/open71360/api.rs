//! 71360's interfaces for approvals, one function each (document 002): the kinds, the list, one
//! approval. Never decides what an answer means.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::auth::Auth;
use super::pace::Pace;
use super::wire::approval::Approval;
use super::wire::envelope;
use super::wire::list::{Forms, Page};
use crate::domain::id::Id;
use crate::error::Result;
use crate::provider::http::{Answer, Authorization, Repeat, Request, Transport};

/// The most approvals of one page.
pub(crate) const PAGE: u32 = 1000;

/// What a token that has ended is rejected with.
const ENDED: &str = "20016";

/// One company's application at the service.
pub(crate) struct Api {
    pub transport: Transport,
    pub auth: Auth,
    pub corp_id: String,
    pub paces: Paces,
}

/// How often each interface may be asked.
#[derive(Debug, Default)]
pub(crate) struct Paces {
    forms: Pace,
    query: Pace,
    get: Pace,
}

/// A span of time, both ends within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub from: Timestamp,
    pub to: Timestamp,
}

/// One approval, decoded and as it came.
#[derive(Debug)]
pub(crate) struct Detail {
    pub approval: Approval,
    pub raw: Value,
}

impl Api {
    /// `POST /cgi/approvalTypeForms/get` (interface 1).
    pub(crate) async fn approval_type_forms(&self) -> Result<(Forms, Option<Timestamp>)> {
        let path = ["approvalTypeForms", "get"];
        let answer = self.ask(path, json!({}), &self.paces.forms).await?;
        let forms = envelope::decode(answer.body, &path.join("/"))?;
        Ok((forms, answer.server_at))
    }

    /// `POST /cgi/approval/query` (interface 2): a page, from 1, of the approvals of a window.
    pub(crate) async fn query(
        &self,
        window: Window,
        number: u32,
    ) -> Result<(Page, Option<Timestamp>)> {
        let path = ["approval", "query"];
        let body = json!({
            "startTime": window.from.as_millisecond(),
            "endTime": window.to.as_millisecond(),
            "pageSize": PAGE,
            "pageNumber": number,
        });
        let answer = self.ask(path, body, &self.paces.query).await?;
        let page: Page = envelope::decode(answer.body, &path.join("/"))?;
        if page.approvals.is_none() {
            return Err(envelope::misshapen(&path.join("/"), "approvals"));
        }
        Ok((page, answer.server_at))
    }

    /// `POST /cgi/approval/get` (interface 3).
    pub(crate) async fn get(&self, approval: &Id) -> Result<Detail> {
        let path = ["approval", "get"];
        // Quirk: ids are integers here, and text everywhere else.
        let id: Value = match approval.as_str().parse::<i64>() {
            Ok(number) => number.into(),
            Err(_) => approval.as_str().into(),
        };
        let body = json!({ "approvalId": id });
        let answer = self.ask(path, body, &self.paces.get).await?;
        let found = answer.body.get("approval").filter(|it| it.is_object());
        let found = found.ok_or_else(|| envelope::misshapen(&path.join("/"), "approval"))?;
        Ok(Detail {
            approval: envelope::decode(found.clone(), &path.join("/"))?,
            raw: answer.body,
        })
    }

    /// Sends with the token, which is a field of the body; where that is rejected nothing ran, so
    /// once more with a new one.
    async fn ask(&self, path: [&str; 2], mut body: Value, pace: &Pace) -> Result<Answer> {
        let url = self.transport.url(&["cgi", path[0], path[1]]);
        body["corpId"] = json!(self.corp_id);
        let token = self.auth.token(None, &self.transport).await?;
        let send = async |secret| {
            pace.enter().await;
            let request = Request {
                url: &url,
                interface: None,
                authorization: Authorization::Fields(&[("corpAccessToken", secret)]),
                body: Some(&body),
                repeat: Repeat::Read,
            };
            self.transport.send(request).await
        };
        match send(&token.secret).await {
            Err(error) if error.code.as_deref() == Some(ENDED) => {
                let rejected = Some(token.generation);
                let token = self.auth.token(rejected, &self.transport).await?;
                send(&token.secret).await
            }
            answer => answer,
        }
    }
}
