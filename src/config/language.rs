//! Which language everything is said in. Has no words itself.

use super::Env;
use crate::locale::Language;

/// The flag, else the configuration unless it says `auto`, else the environment.
pub fn chosen(flag: Option<Language>, configured: Option<&str>, env: &Env) -> Language {
    let tag = || {
        let named = configured.filter(|tag| *tag != "auto");
        let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
        named.or_else(|| variables.into_iter().find_map(|name| env.get(name)))
    };
    flag.unwrap_or_else(|| Language::of(tag().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::chosen;
    use crate::config::Env;
    use crate::locale::Language;

    #[test]
    fn the_flag_wins_over_the_configuration_and_that_over_the_environment() {
        let env = |name: &str, tag: &str| Env::from_pairs([(name.to_owned(), tag.to_owned())]);
        let chinese = env("LANG", "zh_CN.UTF-8");
        assert_eq!(chosen(None, Some("auto"), &chinese), Language::Chinese);
        assert_eq!(chosen(None, Some("en"), &chinese), Language::English);
        let flag = Some(Language::Chinese);
        let posix = env("LANG", "C");
        assert_eq!(chosen(flag, Some("en"), &posix), Language::Chinese);
        assert_eq!(chosen(None, None, &Env::default()), Language::English);
    }
}
