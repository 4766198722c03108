//! Feishu's interfaces, one function each: the instance of document 004 at its legacy address, and
//! the fourth set (`approval/v4`) for lists, guard and verbs. Never decides what an answer means.

use jiff::Timestamp;
use serde_json::{Value, json};
use url::Url;

use super::auth::Auth;
use super::wire::contact::Contact;
use super::wire::envelope;
use super::wire::instance::Instance;
use super::wire::task::Rows;
use crate::domain::id::Id;
use crate::error::{Error, Result};
use crate::provider::http::{Answer, Authorization, Repeat, Request, Transport};

/// The most rows of one page.
pub(crate) const MOST_ROWS: u32 = 200;

/// Which of a person's two ids an account speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ids {
    User,
    Open,
}

impl Ids {
    /// `user_id_type`.
    fn name(self) -> &'static str {
        match self {
            Self::User => "user_id",
            Self::Open => "open_id",
        }
    }

    /// The one of two that is spoken, else the other: better than nobody.
    pub(crate) fn pick<'a>(self, user: Option<&'a Id>, open: Option<&'a Id>) -> Option<&'a Id> {
        match self {
            Self::User => user.or(open),
            Self::Open => open.or(user),
        }
    }

    /// The same of two lists.
    pub(crate) fn list<'a>(self, user: &'a [Id], open: &'a [Id]) -> &'a [Id] {
        match self {
            Self::User if !user.is_empty() || open.is_empty() => user,
            Self::Open if open.is_empty() => user,
            _ => open,
        }
    }
}

/// One person at one tenant.
pub(crate) struct Api {
    /// Where tokens and the fourth set are.
    pub transport: Transport,
    /// Where the interface of document 004 is.
    pub legacy: Transport,
    pub auth: Auth,
    pub me: Id,
    pub ids: Ids,
    /// The language of what is answered, as the service calls it.
    pub locale: &'static str,
}

/// What is asked, before it is known with which token.
#[derive(Clone, Copy)]
struct Question<'a> {
    url: &'a Url,
    interface: Option<&'static str>,
    body: Option<&'a Value>,
    repeat: Repeat,
}

impl<'a> Question<'a> {
    fn read(url: &'a Url) -> Self {
        Self {
            url,
            interface: None,
            body: None,
            repeat: Repeat::Read,
        }
    }
}

/// An instance, decoded and as it came.
pub(crate) struct Detail {
    pub instance: Instance,
    pub raw: Value,
    pub server_at: Option<Timestamp>,
}

impl Api {
    /// `POST /approval/openapi/v2/instance/get` (document 004), by instance code or uuid.
    pub(crate) async fn get_v2(&self, instance: &Id) -> Result<Detail> {
        let path = ["approval", "openapi", "v2", "instance", "get"];
        let body = json!({ "instance_code": instance, "locale": self.locale });
        let url = self.legacy.url(&path);
        let question = Question {
            body: Some(&body),
            ..Question::read(&url)
        };
        let answer = self.send(&self.legacy, question).await?;
        detail(answer, "instance/get")
    }

    /// `GET /open-apis/approval/v4/instances/:instance_id`, by instance code or uuid.
    pub(crate) async fn get(&self, instance: &Id) -> Result<Detail> {
        let mut url = self.v4(&["instances", instance.as_str()]);
        url.query_pairs_mut().append_pair("locale", self.locale);
        let question = Question {
            interface: Some("instances/:instance_id"),
            ..Question::read(&url)
        };
        let answer = self.send(&self.transport, question).await?;
        detail(answer, "instances/get")
    }

    /// `GET /open-apis/approval/v4/tasks/query`: a page of one of the lists.
    pub(crate) async fn tasks_query(
        &self,
        topic: u32,
        size: u32,
        page_token: Option<&str>,
    ) -> Result<Rows> {
        let url = self.list(topic, size, page_token);
        let answer = self.send(&self.transport, Question::read(&url)).await?;
        envelope::data(&answer.body, "tasks/query")
    }

    fn list(&self, topic: u32, size: u32, page_token: Option<&str>) -> Url {
        let mut url = self.v4(&["tasks", "query"]);
        url.query_pairs_mut()
            .append_pair("user_id", self.me.as_str())
            .append_pair("topic", &topic.to_string())
            .append_pair("page_size", &size.clamp(1, MOST_ROWS).to_string());
        if let Some(token) = page_token {
            url.query_pairs_mut().append_pair("page_token", token);
        }
        url
    }

    /// `GET /open-apis/contact/v3/users/:user_id`: what a person is called.
    pub(crate) async fn name(&self, person: &Id) -> Result<Option<String>> {
        let path = ["open-apis", "contact", "v3", "users", person.as_str()];
        let mut url = self.transport.url(&path);
        url.query_pairs_mut()
            .append_pair("user_id_type", self.ids.name());
        let question = Question {
            interface: Some("users/:user_id"),
            ..Question::read(&url)
        };
        let answer = self.send(&self.transport, question).await?;
        let contact: Contact = envelope::data(&answer.body, "contact/users")?;
        Ok(contact.user.name)
    }

    /// The server's clock, by the smallest of its answers.
    pub(crate) async fn server_time(&self) -> Result<Option<Timestamp>> {
        let url = self.list(1, 1, None);
        let answer = self.send(&self.transport, Question::read(&url)).await?;
        Ok(answer.server_at)
    }

    /// `POST /open-apis/approval/v4/{subject}/{verb}`: one of those that change something.
    pub(crate) async fn act(&self, path: [&str; 2], body: &Value) -> Result<Answer> {
        let url = self.v4(&path);
        let question = Question {
            body: Some(body),
            repeat: Repeat::Write,
            ..Question::read(&url)
        };
        let answer = self.send(&self.transport, question).await?;
        if envelope::is_success(&answer.body) {
            Ok(answer)
        } else {
            Err(envelope::misshapen(&path.join("/"), "code"))
        }
    }

    fn v4(&self, path: &[&str]) -> Url {
        let path = [&["open-apis", "approval", "v4"], path].concat();
        let mut url = self.transport.url(&path);
        url.query_pairs_mut()
            .append_pair("user_id_type", self.ids.name());
        url
    }

    /// Sends with the token; where that is rejected nothing ran, so once more with a new one.
    async fn send(&self, line: &Transport, question: Question<'_>) -> Result<Answer> {
        let Question {
            url,
            interface,
            body,
            repeat,
        } = question;
        let token = self.auth.token(None, &self.transport).await?;
        let send = async |secret| {
            let authorization = Authorization::Bearer(secret);
            let request = Request {
                url,
                interface,
                authorization,
                body,
                repeat,
            };
            line.send(request).await
        };
        let rejected = |error: &Error| envelope::is_ended(error);
        match send(&token.secret).await {
            Err(error) if rejected(&error) => {
                let rejected = Some(token.generation);
                let token = self.auth.token(rejected, &self.transport).await?;
                send(&token.secret).await
            }
            answer => answer,
        }
    }
}

fn detail(answer: Answer, interface: &str) -> Result<Detail> {
    let found = answer.body.get("data").is_some_and(Value::is_object);
    if !found {
        return Err(envelope::misshapen(interface, "data"));
    }
    Ok(Detail {
        instance: envelope::data(&answer.body, interface)?,
        raw: answer.body,
        server_at: answer.server_at,
    })
}
