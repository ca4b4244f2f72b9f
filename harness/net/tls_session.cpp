#include "net/tls_session.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "net/openssl.hpp"
#include "net/tls_wire.hpp"

namespace smtpspec::net {

namespace {

struct Version {
  std::string_view name;
  int number;
  std::uint64_t without;  // the option that leaves it out
};

constexpr std::array<Version, 5> known_versions{{
    {"SSLv3", SSL3_VERSION, SSL_OP_NO_SSLv3},
    {"1.0", TLS1_VERSION, SSL_OP_NO_TLSv1},
    {"1.1", TLS1_1_VERSION, SSL_OP_NO_TLSv1_1},
    {"1.2", TLS1_2_VERSION, SSL_OP_NO_TLSv1_2},
    {"1.3", TLS1_3_VERSION, SSL_OP_NO_TLSv1_3},
}};

void offer_only(SSL* ssl, const std::vector<std::string>& versions) {
  if (versions.empty()) return;
  for (const std::string& wanted : versions) {
    const auto same_name = [&](const Version& version) {
      return version.name == wanted;
    };
    if (std::none_of(known_versions.begin(), known_versions.end(), same_name))
      throw std::runtime_error("no TLS version is called '" + wanted + "'");
  }
  for (const Version& version : known_versions) {
    if (std::find(versions.begin(), versions.end(), version.name) == versions.end())
      SSL_set_options(ssl, version.without);
  }
}

// What the macro SSL_set_tlsext_host_name does, without its C cast.
void name_server(SSL* ssl, std::string name) {
  SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
}

std::string version_name(int number) {
  for (const Version& version : known_versions)
    if (version.number == number) return std::string(version.name);
  return "unknown";
}

std::string text_of(const ASN1_STRING* value) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
          static_cast<std::size_t>(ASN1_STRING_length(value))};
}

std::string address_of(const ASN1_OCTET_STRING* octets) {
  char text[INET6_ADDRSTRLEN] = "";
  const int family = ASN1_STRING_length(octets) == 4 ? AF_INET : AF_INET6;
  if (family == AF_INET6 && ASN1_STRING_length(octets) != 16) return "an address of odd length";
  inet_ntop(family, ASN1_STRING_get0_data(octets), text, sizeof text);
  return text;
}

std::vector<std::string> common_names(X509* certificate) {
  std::vector<std::string> names;
  const X509_NAME* subject = X509_get_subject_name(certificate);
  for (int at = -1; (at = X509_NAME_get_index_by_NID(subject, NID_commonName, at)) >= 0;)
    names.push_back(text_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at))));
  return names;
}

// RFC 6125 section 6.4.4: the common name counts only where there are no names of the other kind.
std::vector<std::string> names_of(X509* certificate) {
  const OwnedNames alternatives(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  std::vector<std::string> names;
  for (int i = 0; i < sk_GENERAL_NAME_num(alternatives.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(alternatives.get(), i);
    if (name->type == GEN_DNS) names.push_back(text_of(name->d.dNSName));
    if (name->type == GEN_IPADD) names.push_back(address_of(name->d.iPAddress));
  }
  return names.empty() ? common_names(certificate) : names;
}

std::string subject_of(X509* certificate) {
  const OwnedBio bio(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(bio.get(), X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253);
  return take_all(bio.get());
}

bool is_current(X509* certificate) {
  return X509_cmp_current_time(X509_get0_notBefore(certificate)) < 0 &&
         X509_cmp_current_time(X509_get0_notAfter(certificate)) > 0;
}

// Apart from the dates, which are a fact of their own.
bool is_trusted(SSL* ssl, X509* certificate) {
  const OwnedStoreContext context(X509_STORE_CTX_new());
  X509_STORE* store = SSL_CTX_get_cert_store(SSL_get_SSL_CTX(ssl));
  if (!context || X509_STORE_CTX_init(context.get(), store, certificate, SSL_get_peer_cert_chain(ssl)) != 1)
    return false;
  X509_STORE_CTX_set_flags(context.get(), X509_V_FLAG_NO_CHECK_TIME);
  const bool trusted = X509_verify_cert(context.get()) == 1;
  ERR_clear_error();
  return trusted;
}

// The first Finished message of the handshake: the client's, or where a session is resumed the server's.
std::string unique_of(SSL* ssl) {
  if (SSL_version(ssl) >= TLS1_3_VERSION) return {};
  const bool is_client = SSL_is_server(ssl) == 0, is_resumed = SSL_session_reused(ssl) == 1;
  const auto finished = is_client != is_resumed ? SSL_get_finished : SSL_get_peer_finished;
  std::string octets(EVP_MAX_MD_SIZE, '\0');
  octets.resize(finished(ssl, octets.data(), octets.size()));
  return octets;
}

std::string exporter_of(SSL* ssl) {
  constexpr std::string_view label = "EXPORTER-Channel-Binding";
  const bool is_safe = SSL_version(ssl) >= TLS1_3_VERSION || SSL_get_extms_support(ssl) == 1;
  std::array<unsigned char, 32> octets{};
  const unsigned char no_context = 0;
  if (!is_safe || SSL_export_keying_material(ssl, octets.data(), octets.size(), label.data(), label.size(),
                                             &no_context, 0, 1) != 1) {
    ERR_clear_error();
    return {};
  }
  return {octets.begin(), octets.end()};
}

}  // namespace

struct TlsSession::State {
  TlsWire wire;
  OwnedSsl ssl;
  bool broken = false;  // what reason_ says is the cause, whatever is read behind it
};

TlsSession::TlsSession(const TlsContext& context, TlsRole role, const HandshakeOptions& options)
    : state_(std::make_unique<State>()) {
  state_->ssl.reset(SSL_new(context.native()));
  if (!state_->ssl) throw std::runtime_error("OpenSSL can't make a TLS session: " + take_openssl_error());
  SSL* ssl = state_->ssl.get();
  BIO* wire = bio_over(state_->wire);
  SSL_set_bio(ssl, wire, wire);
  offer_only(ssl, options.versions);
  if (!options.sni.empty()) name_server(ssl, options.sni);
  if (role == TlsRole::client)
    SSL_set_connect_state(ssl);
  else
    SSL_set_accept_state(ssl);
}

TlsSession::~TlsSession() = default;
TlsSession::TlsSession(TlsSession&&) noexcept = default;

TlsStep TlsSession::handshake() {
  ERR_clear_error();
  return judge(SSL_do_handshake(state_->ssl.get()));
}

TlsStep TlsSession::read(std::size_t most, std::string& octets) {
  const std::size_t before = octets.size();
  octets.resize(before + most);
  std::size_t count = 0;
  const TlsStep step = read(std::span(octets).subspan(before), count);
  octets.resize(before + count);
  return step;
}

TlsStep TlsSession::read(std::span<char> room, std::size_t& count) {
  count = 0;
  if (state_->broken) return TlsStep::broken;
  ERR_clear_error();
  const TlsStep step = judge(SSL_read_ex(state_->ssl.get(), room.data(), room.size(), &count));
  state_->broken = step == TlsStep::broken;
  return step;
}

TlsStep TlsSession::write(std::string_view octets) {
  if (octets.empty()) return TlsStep::done;
  ERR_clear_error();
  return judge(SSL_write(state_->ssl.get(), octets.data(), static_cast<int>(octets.size())));
}

void TlsSession::close_notify() {
  ERR_clear_error();
  SSL_shutdown(state_->ssl.get());
  ERR_clear_error();
}

void TlsSession::feed(std::string_view octets) {
  const std::span<char> into = room(octets.size());
  std::copy(octets.begin(), octets.end(), into.begin());
  fed(octets.size());
}

std::span<char> TlsSession::room(std::size_t least) {
  return state_->wire.input.room(least);
}

void TlsSession::fed(std::size_t count) {
  state_->wire.input.fed(count);
}

std::string TlsSession::take_output() {
  return std::exchange(state_->wire.output, {});
}

void TlsSession::swap_output(std::string& octets) {
  octets.clear();
  std::swap(octets, state_->wire.output);
}

TlsStep TlsSession::judge(int returned) {
  if (returned > 0) return TlsStep::done;
  switch (SSL_get_error(state_->ssl.get(), returned)) {
    case SSL_ERROR_WANT_READ:
      return TlsStep::needs_octets;
    case SSL_ERROR_ZERO_RETURN:
      reason_ = "the peer ended TLS with close_notify";
      return TlsStep::closed;
    default:
      reason_ = take_openssl_error();
      return TlsStep::broken;
  }
}

TlsReport TlsSession::report() const {
  SSL* ssl = state_->ssl.get();
  TlsReport report;
  report.established = true;
  report.status = IoStatus::ok;
  report.version = version_name(SSL_version(ssl));
  report.cipher = SSL_get_cipher_name(ssl);
  report.tls_unique = unique_of(ssl);
  report.tls_exporter = exporter_of(ssl);
  if (X509* certificate = SSL_get0_peer_certificate(ssl)) {
    report.names = names_of(certificate);
    report.subject = subject_of(certificate);
    report.trusted = is_trusted(ssl, certificate);
    report.current = is_current(certificate);
  }
  return report;
}

}  // namespace smtpspec::net
