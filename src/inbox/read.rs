//! Reading: counts, lists, one item by its name, an instance in full, the journal.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::domain::id::Id;
use crate::domain::instance::Instance;
use crate::domain::item::{Counts, Folder, Item, Page, PageRequest, ServerSort};
use crate::domain::journal::{Entry, Inspection};
use crate::domain::verb::Blocked;
use crate::error::{Error, Kind, Result};
use crate::inbox::attachment;
use crate::inbox::{Inbox, Parts};

/// Rows asked for at once when all are wanted. No interface states a maximum.
const PAGE: u32 = 100;

/// The shortest page.
const FIRST: PageRequest = PageRequest {
    folder: Folder::Todo,
    number: 1,
    size: 1,
    sort: ServerSort::Started,
    ascending: false,
};

/// Where an id is looked for when nobody says where.
const SEARCHED: [Folder; 5] = [
    Folder::Todo,
    Folder::Done,
    Folder::Created,
    Folder::Cc,
    Folder::Draft,
];

impl Inbox {
    /// Totals of all folders, and unread messages.
    pub async fn counts(&self) -> Result<Counts> {
        if self.waiting.is_some() && self.days().is_some() {
            // Totals come when everything has been read: a page says meanwhile how much is left.
            self.page(&FIRST).await?;
        }
        let counts = self.provider().counts().await?;
        let Parts { account, cache, .. } = &*self.parts;
        cache.remember_counts(account, counts);
        Ok(counts)
    }

    /// One page of a folder, in the server's order, once it is known what is in it.
    pub async fn page(&self, request: &PageRequest) -> Result<Page> {
        let mut told = false;
        loop {
            let page = self.page_so_far(request).await;
            let left = page.as_ref().map_or(0, |page| page.unread);
            if let Some(waiting) = self.waiting.as_ref().filter(|_| told || left > 0) {
                waiting.tell(left);
                told = true;
            }
            if left == 0 {
                return page;
            }
        }
    }

    /// The same as far as it is known by now; how much is missing, it says.
    pub async fn page_so_far(&self, request: &PageRequest) -> Result<Page> {
        let page = self.provider().list(request).await?;
        if page.unread == 0 {
            let Parts { account, cache, .. } = &*self.parts;
            cache.remember_page(account, request, &page, self.now());
        }
        Ok(page)
    }

    /// How many days back the folders reach, where they do not hold everything.
    pub fn days(&self) -> Option<u32> {
        self.provider().days()
    }

    /// A whole folder. Ends at the total, at an empty page, or when a page brings nothing new.
    pub async fn all(&self, folder: Folder, sort: ServerSort, ascending: bool) -> Result<Page> {
        self.until(folder, sort, ascending, |_| false).await
    }

    /// The same, up to the page that has what is looked for.
    async fn until(
        &self,
        folder: Folder,
        sort: ServerSort,
        ascending: bool,
        found: impl Fn(&Item) -> bool,
    ) -> Result<Page> {
        let mut whole = Page::default();
        let mut seen = BTreeSet::new();
        for number in 1.. {
            let request = PageRequest {
                folder,
                number,
                size: PAGE,
                sort,
                ascending,
            };
            let page = self.page(&request).await?;
            whole.total = page.total;
            let before = whole.items.len();
            let new = page
                .items
                .into_iter()
                .filter(|item| seen.insert(item.key.id.clone()));
            whole.items.extend(new);
            let met = whole.items.iter().skip(before).any(&found);
            if met || whole.items.len() == before || whole.items.len() as u64 >= whole.total {
                break;
            }
        }
        Ok(whole)
    }

    /// The item that an id, an instance id or an unambiguous ending means.
    pub async fn find(&self, text: &str, folder: Option<Folder>) -> Result<Item> {
        let folders = folder.as_slice();
        let folders = if folders.is_empty() {
            &SEARCHED
        } else {
            folders
        };
        for folder in folders {
            // A whole id is known when it is met; only what is shorter needs the whole folder.
            let whole = |item: &Item| item.key.id.as_str() == text;
            let page = self
                .until(*folder, ServerSort::Started, false, whole)
                .await?;
            if let Some(item) = pick(&page.items, text)? {
                return Ok(item);
            }
        }
        Err(Error::new(Kind::NotFound, "error-item-unknown")
            .with("id", text)
            .hint("hint-item-id"))
    }

    /// The item of a task, as a message names it, in the folder where it stands now.
    pub async fn item_of_task(&self, task: &Id) -> Result<Item> {
        self.provider().item_of_task(task).await
    }

    /// The item of an instance, as far as this account has a part in it.
    pub async fn item_of_instance(&self, instance: &Id) -> Result<Item> {
        self.provider().item_of_instance(instance).await
    }

    /// An instance in full, its fields named as the configuration says.
    pub async fn open(&self, item: &Item) -> Result<Instance> {
        let mut instance = self.provider().open(item).await?;
        if let Some(names) = self.parts.names.get(instance.item.flow_name()) {
            instance.name_fields(names);
        }
        for file in attachment::of_form(&instance.form) {
            // The provider may know more of it than its form says.
            if instance.attachments.iter().all(|known| known.id != file.id) {
                instance.attachments.push(file);
            }
        }
        for allowed in &mut instance.verbs {
            if self.read_only() {
                allowed.blocked = Some(Blocked::ReadOnly);
            }
        }
        let key = item.key.clone();
        let cache = &self.parts.cache;
        cache.remember_detail(key, &instance, self.now());
        Ok(instance)
    }

    /// The same, remembered as what was shown: later commands compare with it.
    pub async fn show(&self, item: &Item) -> Result<Instance> {
        let instance = self.open(item).await?;
        self.parts
            .cache
            .remember_shown(item.key.clone(), &instance.form, self.now())
            .await?;
        Ok(instance)
    }

    /// What was done from this machine, oldest first, whichever account.
    pub async fn journal(&self, since: Option<Timestamp>) -> Result<Vec<Entry>> {
        self.parts.journal.entries(since).await
    }

    /// So many of the latest records, the newest first, whichever account.
    pub async fn latest_in_journal(&self, count: u32) -> Result<Vec<Entry>> {
        self.parts.journal.latest(count).await
    }

    /// Whether every row of the journal is as it was written.
    pub async fn inspect_journal(&self) -> Result<Inspection> {
        self.parts.journal.inspect().await
    }
}

/// An exact id before an instance id before an ending; two that fit equally are an error.
fn pick(items: &[Item], text: &str) -> Result<Option<Item>> {
    let fits: [fn(&Item, &str) -> bool; 3] = [
        |item, text| item.key.id.as_str() == text,
        |item, text| item.instance_id.as_str() == text,
        |item, text| text.len() >= 3 && item.key.id.as_str().ends_with(text),
    ];
    for fit in fits {
        let mut found = items.iter().filter(|item| fit(item, text));
        match (found.next(), found.next()) {
            (None, _) => {}
            (Some(item), None) => return Ok(Some(item.clone())),
            (Some(one), Some(other)) => {
                return Err(Error::new(Kind::NotFound, "error-item-ambiguous")
                    .with("id", text)
                    .with("one", one.key.id.as_str())
                    .with("other", other.key.id.as_str())
                    .hint("hint-item-id"));
            }
        }
    }
    Ok(None)
}
