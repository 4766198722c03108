//! The cache of what was seen: pages take the place of what they cover, and nothing secret stays.

use tempfile::TempDir;
use zhupi::domain::item::{Folder, Item, Page, PageRequest, ServerSort};
use zhupi::domain::people::Person;
use zhupi::store::Cache;

use super::at;
use crate::support::papers;

fn cache() -> (TempDir, Cache) {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::open(&folder.path().join("cache.db")).unwrap();
    (folder, cache)
}

/// To-dos of these numbers; the higher one began earlier.
fn rows(numbers: &[u32]) -> Vec<Item> {
    let row = |number: &u32| papers::todo(*number, "请假", "张三", i64::from(*number) * 10);
    numbers.iter().map(row).collect()
}

fn request(number: u32, size: u32) -> PageRequest {
    PageRequest {
        folder: Folder::Todo,
        number,
        size,
        sort: ServerSort::Started,
        ascending: false,
    }
}

fn read(cache: &Cache, number: u32, size: u32, total: u64, numbers: &[u32]) {
    let items = rows(numbers);
    let page = Page {
        total,
        items,
        ..Page::default()
    };
    cache.remember_page("work", &request(number, size), &page, at(i64::from(number)));
}

async fn known(cache: &Cache) -> Vec<Item> {
    let found = cache.remembered("work", Folder::Todo, 100).await.unwrap();
    found.map_or_else(Vec::new, |found| found.page.items)
}

#[tokio::test]
async fn a_folder_comes_back_as_it_was_read_in_its_order_with_its_age() {
    let (folder, cache) = cache();
    read(&cache, 1, 3, 5, &[1, 2, 3]);
    read(&cache, 2, 3, 5, &[4, 5]);
    cache.remember_counts("work", papers::COUNTS);
    let next = Cache::open(&folder.path().join("cache.db")).unwrap();
    drop(known(&cache).await);
    let found = next.remembered("work", Folder::Todo, 4).await.unwrap();
    let found = found.unwrap();
    assert_eq!(found.page.items, rows(&[1, 2, 3, 4]));
    assert_eq!((found.page.total, found.at), (5, at(1)));
    assert_eq!(found.counts, Some(papers::COUNTS));
    assert_eq!(next.remembered("work", Folder::Cc, 4).await.unwrap(), None);
    let elsewhere = next.remembered("office", Folder::Todo, 4).await;
    assert_eq!(elsewhere.unwrap(), None);
}

#[tokio::test]
async fn arrivals_push_nothing_out_that_the_page_does_not_cover() {
    let (_folder, cache) = cache();
    read(&cache, 1, 3, 6, &[3, 4, 5]);
    read(&cache, 2, 3, 6, &[6, 7, 8]);
    // Two came on top: the first page now ends where its first row was.
    read(&cache, 1, 3, 8, &[1, 2, 3]);
    assert_eq!(known(&cache).await, rows(&[1, 2, 3, 4, 5, 6, 7, 8]));
}

#[tokio::test]
async fn what_a_page_covers_and_does_not_hold_is_gone() {
    let (_folder, cache) = cache();
    read(&cache, 1, 3, 6, &[1, 2, 3]);
    read(&cache, 2, 3, 6, &[4, 5, 6]);
    // The second was handled, and so was the last.
    read(&cache, 1, 3, 4, &[1, 3, 4]);
    assert_eq!(known(&cache).await, rows(&[1, 3, 4, 5, 6]));
    read(&cache, 2, 3, 4, &[5]);
    assert_eq!(known(&cache).await, rows(&[1, 3, 4, 5]));
    // Past the end there is nothing to learn.
    read(&cache, 3, 3, 4, &[]);
    assert_eq!(known(&cache).await.len(), 4);
    read(&cache, 1, 3, 0, &[]);
    assert_eq!(known(&cache).await, []);
}

#[tokio::test]
async fn a_row_that_was_decided_is_forgotten_and_other_orders_are_not_learnt() {
    let (_folder, cache) = cache();
    read(&cache, 1, 3, 3, &[1, 2, 3]);
    cache.forget(rows(&[2]).remove(0).key);
    let ascending = PageRequest {
        ascending: true,
        ..request(1, 3)
    };
    let page = Page {
        total: 9,
        items: rows(&[9]),
        ..Page::default()
    };
    cache.remember_page("work", &ascending, &page, at(9));
    assert_eq!(known(&cache).await, rows(&[1, 3]));
}

#[tokio::test]
async fn details_and_people_come_back_without_the_servers_answers() {
    let (_folder, cache) = cache();
    let mut instance = papers::instance(&rows(&[1]).remove(0));
    instance.raw = vec![(
        "sys_user".to_owned(),
        "{\"user_desc\": \"pa55\"}".to_owned(),
    )];
    let key = instance.item.key.clone();
    cache.remember_detail(key.clone(), &instance, at(0));
    instance.raw.clear();
    let found = cache.details(vec![rows(&[2]).remove(0).key, key]).await;
    assert_eq!(found.unwrap(), [instance]);
    assert_eq!(cache.people("work").await.unwrap(), Vec::<Person>::new());
    cache.remember_people("work", &papers::people());
    assert_eq!(cache.people("work").await.unwrap(), papers::people());
}

#[tokio::test]
async fn only_so_many_details_are_kept() {
    let (_folder, cache) = cache();
    let keys: Vec<_> = (0..1_005_u32)
        .map(|number| papers::todo(number, "请假", "张三", 5).key)
        .collect();
    let instance = papers::instance(&rows(&[1]).remove(0));
    for (second, key) in (0_i64..).zip(&keys) {
        cache.remember_detail(key.clone(), &instance, at(second));
    }
    assert!(cache.details(keys[..4].to_vec()).await.unwrap().is_empty());
    let kept = cache.details(keys).await.unwrap().len();
    assert!((1_000..=1_001).contains(&kept), "{kept}");
}

#[tokio::test]
async fn a_cache_of_a_later_version_is_thrown_away() {
    let (folder, cache) = cache();
    read(&cache, 1, 3, 1, &[1]);
    assert_eq!(known(&cache).await.len(), 1);
    drop(cache);
    let path = folder.path().join("cache.db");
    let file = rusqlite::Connection::open(&path).unwrap();
    file.execute_batch("PRAGMA user_version = 99").unwrap();
    drop(file);
    let next = Cache::open(&path).unwrap();
    assert_eq!(known(&next).await, []);
    read(&next, 1, 3, 1, &[1]);
    assert_eq!(known(&next).await.len(), 1);
}
