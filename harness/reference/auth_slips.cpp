#include "reference/auth_slips.hpp"

#include <algorithm>
#include <utility>

#include "sasl/base64.hpp"
#include "sasl/bearer.hpp"
#include "sasl/scram_signing.hpp"

namespace smtpspec::reference {
namespace {

using sasl::Mechanism;
using Kind = sasl::ServerStep::Kind;

// PLAIN's three texts.
struct PlainTexts {
  std::string identity, user, password;
};

PlainTexts texts_of(const std::string& message) {
  const std::size_t first = std::min(message.find('\0'), message.size());
  const std::size_t second = std::min(message.find('\0', first + 1), message.size());
  return {message.substr(0, first), message.substr(std::min(first + 1, message.size()), second - first - 1),
          message.substr(std::min(second + 1, message.size()))};
}

bool is_ascii(char octet) {
  return static_cast<unsigned char>(octet) < 0x80;
}

// SCRAM's first message in the form that it must have, as far as another one is let pass.
std::string in_form(const AuthRules& rules, std::string message) {
  const std::size_t comma = message.find(',') + 1;
  const bool has_one_comma = message.compare(comma, 2, "n=") == 0;
  if (has_one_comma && rules.has(AuthSlip::scram_one_comma)) message.insert(comma, ",");
  const std::size_t bare = sasl::gs2_header_of(message).size();
  if (message.compare(bare, 2, "N=") == 0 && rules.has(AuthSlip::scram_attributes_in_any_case))
    message[bare] = 'n';
  const std::size_t user = message.find(",n=", bare);
  if (message.compare(bare, 2, "r=") == 0 && user != message.npos &&
      rules.has(AuthSlip::scram_attributes_in_any_order))
    message = message.substr(0, bare) + message.substr(user + 1) + "," + message.substr(bare, user - bare);
  return message;
}

}  // namespace

AuthSlips::AuthSlips(const Behaviour& behaviour, Mechanism mechanism, sasl::ChannelBindings bindings)
    : rules_(behaviour.auth), mechanism_(mechanism), bindings_(std::move(bindings)) {
  if (!behaviour.accounts.empty()) account_ = behaviour.accounts.front();
}

std::string AuthSlips::read(std::string message) {
  said_ = message;
  if (messages_++ == 0) first_said_ = message;
  if (mechanism_ == Mechanism::plain) return read_plain(std::move(message));
  if (sasl::is_scram(mechanism_))
    return messages_ == 1 ? read_scram_first(std::move(message)) : read_scram_final(std::move(message));
  if (sasl::bears_token(mechanism_)) return read_bearer(std::move(message));
  return message;
}

std::string AuthSlips::read_plain(std::string message) {
  if (has(AuthSlip::plain_not_utf8))
    message.erase(std::remove_if(message.begin(), message.end(), [](char one) { return !is_ascii(one); }),
                  message.end());
  if (has(AuthSlip::plain_further_nul)) {
    const std::size_t second = message.find('\0', message.find('\0') + 1);
    const std::size_t third = second == message.npos ? second : message.find('\0', second + 1);
    if (third != message.npos) message.resize(third);
  }
  return message;
}

std::string AuthSlips::read_scram_first(std::string message) {
  if (has(AuthSlip::scram_optional_extension) && message.find(",x=") != message.npos) return "";
  if (has(AuthSlip::scram_needs_an_identity) && message.find(",a=") == message.npos) return "";
  message = in_form(rules_, std::move(message));
  if (has(AuthSlip::scram_mandatory_extension)) message = sasl::without_attribute(message, 'm');
  if (has(AuthSlip::scram_no_header) && message.starts_with("n=")) message = "n,," + message;
  if (has(AuthSlip::scram_unknown_binding) && message.starts_with("p="))
    message = "n,," + message.substr(std::min(message.find(",,") + 2, message.size()));
  std::string user = sasl::attribute_of(message, 'n');
  if (has(AuthSlip::scram_bare_equals) && user.ends_with('=')) {
    user.pop_back();
    message = sasl::with_attribute(message, 'n', user);
  }
  if (has(AuthSlip::scram_no_user) && user.empty() && message.starts_with("n,,"))
    message = "n,,n=" + account_.user + "," + message.substr(3);
  return message;
}

std::string AuthSlips::read_scram_final(std::string message) {
  if (has(AuthSlip::scram_any_nonce)) message = sasl::with_attribute(message, 'r', nonce_);
  if (has(AuthSlip::scram_any_binding)) message = sasl::with_attribute(message, 'c', "biws");
  if (has(AuthSlip::scram_no_binding) && message.starts_with("r=")) message = "c=biws," + message;
  return message;
}

std::string AuthSlips::read_bearer(std::string message) {
  const bool lone = message == "\x01" && messages_ == 1 && has(AuthSlip::bearer_lone_separator);
  const std::size_t auth = message.find("auth=");
  if (lone || (auth != message.npos && has(AuthSlip::bearer_any_token)))
    return sasl::bearer_response(mechanism_, account_);
  if (has(AuthSlip::bearer_unfinished) && !message.ends_with("\x01\x01") && message.ends_with('\x01'))
    message += '\x01';
  if (has(AuthSlip::bearer_any_identity) && auth != message.npos)
    message = (mechanism_ == Mechanism::xoauth2 ? "user=" + account_.user + "\x01" : "n,,\x01") +
              message.substr(auth);
  const bool unknown_key = message.find("\x01unheard=") != message.npos;
  const bool other_case = message.find("auth=Bearer ") == message.npos;
  const bool nobody = message.starts_with("n,,");
  const bool refuses = (unknown_key && has(AuthSlip::bearer_unknown_key)) ||
                       (other_case && has(AuthSlip::bearer_scheme_in_capitals_only)) ||
                       (nobody && has(AuthSlip::bearer_needs_identity));
  return refuses ? "" : message;
}

bool AuthSlips::refuses_plain() const {
  const PlainTexts texts = texts_of(said_);
  return (has(AuthSlip::plain_own_identity) && !texts.identity.empty());
}

// What binds is wrong, and only in the way that is let pass.
bool AuthSlips::accepts_binding() const {
  const std::string repeated = sasl::decode_base64(sasl::attribute_of(said_, 'c')).value_or("");
  const std::string header(sasl::gs2_header_of(repeated));
  if (header.empty() || !first_said_.starts_with(header)) return false;
  const std::string data = repeated.substr(header.size());
  const bool names_unique = header.starts_with("p=tls-unique,");
  const std::string& right = names_unique ? bindings_.tls_unique : bindings_.tls_exporter;
  const std::string& other = names_unique ? bindings_.tls_exporter : bindings_.tls_unique;
  const bool is_half = !data.empty() && data.size() < right.size() && right.starts_with(data);
  const bool is_of_other = !data.empty() && data == other;
  return data != right &&
         (has(AuthSlip::scram_any_binding_data) || (is_half && has(AuthSlip::scram_half_binding_data)) ||
          (is_of_other && has(AuthSlip::scram_data_of_another_type)));
}

// A failure that is none here.
bool AuthSlips::accepts_in_spite() const {
  if (mechanism_ == Mechanism::plain) {
    const PlainTexts texts = texts_of(said_);
    const bool is_his = texts.user == account_.user;
    return (has(AuthSlip::plain_empty_password) && is_his && texts.password.empty()) ||
           (has(AuthSlip::plain_vanishing_password) && is_his && texts.password == "\xC2\xAD") ||
           (has(AuthSlip::plain_empty_user) && texts.user.empty() && texts.password == account_.password);
  }
  if (mechanism_ == Mechanism::login)
    return (has(AuthSlip::login_empty_user) && first_said_.empty()) ||
           (messages_ == 2 && first_said_ == account_.user &&
            has(said_.empty() ? AuthSlip::login_empty_password : AuthSlip::login_any_password));
  if (mechanism_ == Mechanism::cram_md5) {
    const bool has_digest = said_.find(' ') != said_.npos;
    return (has(AuthSlip::cram_any_digest) && has_digest) || (has(AuthSlip::cram_no_digest) && !has_digest);
  }
  if (!sasl::is_scram(mechanism_) || messages_ != 2) return false;
  if (sasl::binds_channel(mechanism_) && accepts_binding()) return true;
  if (in_form(rules_, first_said_) != first_said_) return true;
  const std::string header(sasl::gs2_header_of(first_said_));
  const std::string repeated = sasl::attribute_of(said_, 'c');
  if (has(AuthSlip::scram_any_binding) && !repeated.empty() && repeated != sasl::encode_base64(header))
    return true;
  const bool has_proof = !sasl::attribute_of(said_, 'p').empty();
  return (has(AuthSlip::scram_any_proof) && has_proof) || (has(AuthSlip::scram_no_proof) && !has_proof);
}

sasl::ServerStep AuthSlips::decide(sasl::ServerStep right) {
  if (sasl::is_scram(mechanism_) && right.kind == Kind::challenge)
    if (const std::string nonce = sasl::attribute_of(right.challenge, 'r'); !nonce.empty()) nonce_ = nonce;
  if (right.kind == Kind::failure && accepts_in_spite()) right = {Kind::success, ""};
  if (right.kind == Kind::success && mechanism_ == Mechanism::plain && refuses_plain())
    right = {Kind::failure, ""};
  if (right.kind == Kind::success && mechanism_ == Mechanism::plain && messages_ == 1 &&
      has(AuthSlip::plain_asks_for_more))
    right = {Kind::challenge, ""};
  const bool is_empty_response = right.kind == Kind::failure && messages_ == 1 && said_.empty();
  if (is_empty_response && has(AuthSlip::empty_response_asked_again)) right = {Kind::challenge, ""};
  const bool is_error = sasl::bears_token(mechanism_) && right.kind == Kind::challenge && messages_ == 1;
  if (is_error && has(AuthSlip::bearer_refused_at_once)) right = {Kind::failure, ""};
  const bool behind_error = sasl::bears_token(mechanism_) && right.kind == Kind::failure && messages_ == 2;
  if (behind_error && has(AuthSlip::bearer_error_is_success)) right = {Kind::success, ""};
  return right;
}

}  // namespace smtpspec::reference
