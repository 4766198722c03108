//! The written config: ready accounts for the main people, and names for the forms' bare keys.

use std::fmt::Write as _;

use super::company::{Company, Person};
use super::routes::{APP_ID, APP_SECRET, CORP_ID, PERMANENT_CODE, SECRET_ID, SECRET_KEY};
use super::routes::{employee, feishu_app, user_id};

/// The environment that the sandbox plays.
const ENV_ID: &str = "lowcode-7kq2m4xd1e9b03aa";
/// The person whose inbox the demo opens; their account is called `work`.
const HAND: &str = "wangfang";

/// The config as TOML.
pub(super) fn toml(company: &Company, base_url: &str) -> String {
    let mut text = String::from("default_account = \"work\"\n");
    let (hand, others): (Vec<_>, Vec<_>) = company
        .people
        .iter()
        .filter(|person| person.main)
        .partition(|person| person.key == HAND);
    for person in hand.into_iter().chain(others) {
        account(&mut text, person, base_url);
    }
    feishu(&mut text, company, base_url);
    open71360(&mut text, base_url);
    fields(&mut text, company);
    text
}

/// The same person in Feishu.
fn feishu(text: &mut String, company: &Company, base_url: &str) {
    let Some(person) = company.by_key(HAND) else {
        return;
    };
    let (app_id, app_secret) = feishu_app();
    let _ = write!(
        text,
        r#"
[accounts.office]
provider = "feishu"
base_url = "{base_url}"
legacy_base_url = "{base_url}"
app_id = "{app_id}"
user_id = "{}"
secret_command = '''printf %s '{{ app_secret = "{app_secret}" }}' '''
"#,
        user_id(person)
    );
}

/// The same person at 71360.
fn open71360(text: &mut String, base_url: &str) {
    let _ = write!(
        text,
        r#"
[accounts.crm]
provider = "open71360"
base_url = "{base_url}"
corp_id = "{CORP_ID}"
app_id = "{APP_ID}"
user_id = "{}"
secret_command = '''printf %s '{{ app_secret = "{APP_SECRET}", permanent_code = "{PERMANENT_CODE}" }}' '''
"#,
        employee(HAND)
    );
}

fn account(text: &mut String, person: &Person, base_url: &str) {
    let name = if person.key == HAND {
        "work"
    } else {
        &person.key
    };
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        r#"
# {}，{}
[accounts.{name}]
provider = "weda"
env_id = "{ENV_ID}"
env_type = "prod"
base_url = "{base_url}"
user_id = "{}"
user_type = 4
secret_id = "{SECRET_ID}"
secret_command = "printf %s {SECRET_KEY}"
"#,
        person.name, person.title, person.id
    );
}

fn fields(text: &mut String, company: &Company) {
    for flow in &company.flows {
        let _ = writeln!(text, "\n[fields.\"{}\"]", flow.name);
        for field in &flow.field {
            let _ = writeln!(
                text,
                "{} = {{ label = \"{}\", type = \"{}\" }}",
                field.key,
                field.label,
                field.kind.name()
            );
        }
    }
}
