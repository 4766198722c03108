//! The line itself: encryption and whom it trusts, proxies, and what goes over the wire openly.

use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use serde_json::Value;
use tempfile::TempDir;
use tokio::process::Command;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use zhupi::config::Env;
use zhupi::domain::item::Folder;
use zhupi::error::{Error, Kind};
use zhupi::provider::{Provider, weda};

use super::server::Server;
use super::story::{account, client, first_page, good};
use crate::cli::Home;

/// A company with a certificate authority of its own.
struct Company {
    authority: CertifiedIssuer<'static, KeyPair>,
    folder: TempDir,
}

impl Company {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let authority = CertifiedIssuer::self_signed(params, key).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("authority.pem"), authority.pem()).unwrap();
        Self { authority, folder }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// A server of its own under a name; what else is on its certificate is up to `change`.
    async fn server(&self, name: &str, change: impl FnOnce(&mut CertificateParams)) -> Server {
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.authority).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
            )
            .unwrap();
        let server = Server::encrypted(TlsAcceptor::from(Arc::new(config))).await;
        server.on("clientCredential", [good("token")]);
        server.on("ListProcessInstances", [good("list-todo")]);
        server
    }
}

/// Reads a list with further variables in the environment.
async fn reading(server: &Server, variable: &str, value: &Path) -> Result<(), Error> {
    let pairs = [
        ("ZHUPI_WORK_SECRET_KEY".to_owned(), "key".to_owned()),
        (variable.to_owned(), value.to_str().unwrap().to_owned()),
    ];
    let env = Env::from_pairs(pairs);
    let weda = weda::connect("work", &account(&server.base), &env).unwrap();
    weda.list(&first_page(Folder::Todo)).await.map(drop)
}

#[tokio::test]
async fn an_authority_of_ones_own_is_trusted_once_the_environment_names_it() {
    let company = Company::new();
    let server = company.server("localhost", |_| {}).await;
    reading(&server, "SSL_CERT_FILE", &company.file())
        .await
        .unwrap();
    std::fs::write(company.folder.path().join("README"), "not a certificate").unwrap();
    reading(&server, "SSL_CERT_DIR", company.folder.path())
        .await
        .unwrap();

    let error = reading(&server, "UNRELATED", &company.file())
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind, error.message),
        (Kind::Unreachable, "error-issuer")
    );
    assert_eq!(error.hint, Some("hint-issuer"));
    assert_eq!(server.asked("clientCredential").len(), 2);
}

#[tokio::test]
async fn a_certificate_of_somebody_else_or_of_another_time_is_told_as_such() {
    let company = Company::new();
    let elsewhere = company.server("elsewhere.example", |_| {}).await;
    let error = reading(&elsewhere, "SSL_CERT_FILE", &company.file()).await;
    assert_eq!(error.unwrap_err().message, "error-certificate-name");

    let past = |params: &mut CertificateParams| {
        params.not_before = rcgen::date_time_ymd(2020, 1, 1);
        params.not_after = rcgen::date_time_ymd(2021, 1, 1);
    };
    let over = company.server("localhost", past).await;
    let error = reading(&over, "SSL_CERT_FILE", &company.file())
        .await
        .unwrap_err();
    assert_eq!(error.message, "error-certificate-time");
    assert_eq!(error.hint, Some("hint-clock"));
}

#[tokio::test]
async fn certificates_are_read_for_the_first_encrypted_request_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = folder.path().join("wrong.pem");
    for content in ["", "nothing of the kind"] {
        std::fs::write(&wrong, content).unwrap();
        let company = Company::new();
        let server = company.server("localhost", |_| {}).await;
        let error = reading(&server, "SSL_CERT_FILE", &wrong).await.unwrap_err();
        assert_eq!(
            (error.kind, error.message),
            (Kind::Config, "error-authorities")
        );

        let open = Server::start().await;
        open.on("clientCredential", [good("token")]);
        open.on("ListProcessInstances", [good("list-todo")]);
        reading(&open, "SSL_CERT_FILE", &wrong).await.unwrap();
    }
}

#[tokio::test]
async fn only_plain_http_to_another_machine_is_open_to_everybody_on_the_way() {
    let open = |base: &str| {
        let weda = weda::connect("work", &account(base), &Env::default());
        weda.unwrap().is_open()
    };
    assert!(open("http://10.0.0.8:8080"));
    assert!(!open("https://10.0.0.8"));
    assert!(!open("http://127.0.0.1:8080"));
    assert!(!open("http://localhost"));
    assert!(!client(&Server::start().await).is_open());
}

/// `zhupi list` at an address with further variables in the environment.
async fn list(base: &str, variables: &[(&str, &str)]) -> Output {
    zhupi(&["list", "todo"], base, variables).await
}

/// A command at an address, its answer a document.
async fn zhupi(line: &[&str], base: &str, variables: &[(&str, &str)]) -> Output {
    let home = Home::new();
    let config = format!(
        "[accounts.work]\nprovider = \"weda\"\nbase_url = \"{base}\"\nuser_id = \"1\"\n\
         secret_id = \"AKIDexample\"\n"
    );
    std::fs::write(home.path("accounts.toml"), config).unwrap();
    let mut command = Command::from(home.command(line));
    command
        .args(["-o", "json", "--config"])
        .arg(home.path("accounts.toml"))
        .env("ZHUPI_WORK_SECRET_KEY", "key")
        .envs(variables.iter().copied())
        .output()
        .await
        .unwrap()
}

async fn scripted() -> Server {
    let server = Server::start().await;
    server.on("clientCredential", [good("token")]);
    server.on("ListProcessInstances", [good("list-todo")]);
    server
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_of_the_environment_carries_the_requests() {
    let proxy = scripted().await;
    let answer = list("http://weda.example", &[("HTTP_PROXY", &proxy.base)]).await;
    assert_eq!(answer.status.code(), Some(0), "{answer:?}");
    let asked = proxy.asked("ListProcessInstances").remove(0);
    assert_eq!(
        asked.target,
        "http://weda.example/weda/workflow/v1/prod/ListProcessInstances"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_encrypted_address_is_reached_through_a_tunnel_that_sees_no_token() {
    let proxy = Server::start().await;
    let answer = list("https://weda.example", &[("HTTPS_PROXY", &proxy.base)]).await;
    assert_eq!(answer.status.code(), Some(5), "{answer:?}");
    let asked = proxy.asked("weda.example:443").remove(0);
    assert_eq!(
        (asked.method.as_str(), asked.authorization.as_str()),
        ("CONNECT", "")
    );
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_needs_no_proxy_is_asked_directly() {
    let (server, proxy) = (scripted().await, Server::start().await);
    // This machine too, but not by a name that is never sent through a proxy.
    let base = server.base.replace("127.0.0.1", "0.0.0.0");
    let through = ("HTTP_PROXY", proxy.base.as_str());
    let answer = list(&base, &[through, ("NO_PROXY", "0.0.0.0")]).await;
    assert_eq!(answer.status.code(), Some(0), "{answer:?}");
    assert_eq!(proxy.asked("clientCredential").len(), 0);

    let answer = list(&base, &[through]).await;
    assert_ne!(answer.status.code(), Some(0));
    assert_eq!(proxy.asked("clientCredential").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_tells_a_certificate_that_is_not_trusted_from_a_line_that_is_cut() {
    let company = Company::new();
    let server = company.server("localhost", |_| {}).await;
    let answer = zhupi(&["doctor"], &server.base, &[]).await;
    assert_eq!(answer.status.code(), Some(5), "{answer:?}");
    let document: Value = serde_json::from_slice(&answer.stdout).unwrap();
    let status = |name: &str| {
        let mut checks = document["checks"].as_array().unwrap().iter();
        let found = checks.find(|check| check["name"] == name).unwrap();
        found["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(status("connect"), "ok");
    assert_eq!(status("tls"), "bad");
    assert_eq!(status("token"), "skipped");
}
