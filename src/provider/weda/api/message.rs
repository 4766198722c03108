//! The message centre (document 003, interfaces 20 to 22).

use serde_json::json;

use super::{Api, Reply};
use crate::domain::id::Id;
use crate::domain::message::MessageRequest;
use crate::error::Result;
use crate::provider::weda::convert::message::{kind_code, status};
use crate::provider::weda::wire::act::Confirmed;
use crate::provider::weda::wire::message::{MessageCounts, Messages};

/// The largest page that is served.
pub(crate) const MOST_MESSAGES: u32 = 200;

impl Api {
    /// `POST /weda/workflow/v1/{envType}/DescribeWorkflowMessages` (interface 20).
    pub(crate) async fn describe_workflow_messages(
        &self,
        request: &MessageRequest,
    ) -> Result<Reply<Messages>> {
        let filter = &request.filter;
        // Quirk: the page is PageNo here and PageNumber elsewhere, and both of these are required.
        let mut body = json!({
            "UserInfo": self.me(),
            "PageNo": request.number.max(1),
            "PageSize": request.size.clamp(1, MOST_MESSAGES),
        });
        super::add(&mut body, "SearchTitleName", filter.search.as_deref());
        super::add(&mut body, "MessageType", filter.kind.map(kind_code));
        super::add(&mut body, "Status", filter.read.map(status));
        self.read("DescribeWorkflowMessages", body).await
    }

    /// `POST /weda/workflow/v1/{envType}/DescribeWorkflowMessageCount` (interface 21).
    pub(crate) async fn describe_workflow_message_count(
        &self,
        message_type: i64,
    ) -> Result<Reply<MessageCounts>> {
        let body = json!({ "UserInfo": self.me(), "MessageType": message_type });
        self.read("DescribeWorkflowMessageCount", body).await
    }

    /// `POST /weda/workflow/v1/{envType}/UpdateWorkflowMessageStatus` (interface 22).
    pub(crate) async fn update_workflow_message_status(
        &self,
        ids: &[Id],
        read: bool,
    ) -> Result<Reply<Confirmed>> {
        let body = json!({
            "UserInfo": self.me(),
            "MessageIdList": ids,
            "Status": status(read),
        });
        self.write("UpdateWorkflowMessageStatus", body).await
    }
}
