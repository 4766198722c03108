//! How much there is: totals of folders and unread messages (document 003, interfaces 13, 21).
//! Never reads a list.

use futures_util::future::try_join_all;

use super::api::Api;
use super::convert::item::page_type;
use crate::domain::item::{Counts, Folder};
use crate::error::Result;

/// Message types that count as unread: 0 tasks and reminders, 2 notices.
const MESSAGE_TYPES: [i64; 2] = [0, 2];

/// Everything at once.
pub(super) async fn counts(api: &Api) -> Result<Counts> {
    let (totals, unread) = tokio::try_join!(
        all_totals(api),
        try_join_all(MESSAGE_TYPES.map(|kind| unread(api, kind)))
    )?;
    let of = |folder| {
        let found = totals.iter().find(|(known, _)| *known == folder);
        found.map_or(0, |(_, total)| *total)
    };
    Ok(Counts {
        todo: of(Folder::Todo),
        done: of(Folder::Done),
        cc: of(Folder::Cc),
        created: of(Folder::Created),
        draft: of(Folder::Draft),
        unread: unread.iter().sum(),
        ..Counts::default()
    })
}

/// Totals of all folders. Quirk: one question answers for all five, but not for certain; what
/// is left out is asked for by itself.
async fn all_totals(api: &Api) -> Result<Vec<(Folder, u64)>> {
    let mut known = totals(api, None).await?;
    let missing: Vec<_> = Folder::ALL
        .into_iter()
        .filter(|folder| !known.iter().any(|(named, _)| named == folder))
        .collect();
    let asked = missing.into_iter().map(|folder| totals(api, Some(folder)));
    known.extend(try_join_all(asked).await?.into_iter().flatten());
    Ok(known)
}

async fn totals(api: &Api, folder: Option<Folder>) -> Result<Vec<(Folder, u64)>> {
    let reply = api.list_process_instances_count(folder).await?;
    let totals = reply.data.total_counts.into_iter().flatten();
    Ok(totals
        .filter_map(|total| {
            let named = total.page_type?;
            let folder = Folder::ALL
                .into_iter()
                .find(|folder| page_type(*folder) == named)?;
            Some((folder, total.total?))
        })
        .collect())
}

async fn unread(api: &Api, message_type: i64) -> Result<u64> {
    let reply = api.describe_workflow_message_count(message_type).await?;
    let counts = reply.data.result.into_iter().flatten();
    Ok(counts
        // Quirk: the answer is a list even where one type was asked.
        .filter(|count| count.message_type.is_none_or(|kind| kind == message_type))
        .filter_map(|count| count.waiting_count)
        .sum())
}
