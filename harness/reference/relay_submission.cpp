#include "reference/relay_submission.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "reference/client_content.hpp"
#include "reference/header_fields.hpp"
#include "smtp/command.hpp"
#include "smtp/extensions.hpp"
#include "smtp/mail_values.hpp"
#include "smtp/path.hpp"
#include "smtp/xtext.hpp"

namespace smtpspec::reference {
namespace {
namespace forwarding {

using enum ForwardingMistake;

std::string reverse_path(const RelayBehaviour& behaviour, const QueuedMessage& message) {
  const std::string& path = message.message.reverse_path;
  const std::string own = "postmaster@" + behaviour.name;
  if (path.empty()) return behaviour.makes(null_sender_replaced) ? own : path;
  if (behaviour.makes(sender_replaced)) return own;
  const smtp::Parameter* submitter = message.parameter("SUBMITTER");
  if (submitter && behaviour.makes(submitter_for_sender))
    return smtp::decode_xtext(submitter->value.value_or("")).value_or(path);
  return behaviour.makes(sender_in_lower_case) ? smtp::lower(path) : path;
}

std::string forward_path(const RelayBehaviour& behaviour, const std::string& path) {
  const std::size_t at = path.rfind('@');
  if (behaviour.makes(domain_replaced)) return path.substr(0, at) + "@" + behaviour.name;
  const std::size_t percent = path.rfind('%', at);
  if (percent != path.npos && behaviour.makes(local_part_guessed))
    return path.substr(0, percent) + "@" + path.substr(percent + 1, at - percent - 1);
  return path;
}

// Only what needs it says so (RFC 6531 section 3.4): a header section, that of a part included.
bool needs_smtputf8(const RelayBehaviour& behaviour, const QueuedMessage& message) {
  if (message.is_report) return message.needs_smtputf8;
  if (behaviour.makes(smtputf8_always)) return true;
  if (!message.parameter("SMTPUTF8")) return false;
  const std::string_view content = message.message.content;
  const std::string_view header = content.substr(0, content.find("\r\n\r\n"));
  if (!smtp::is_ascii(header)) return true;
  const std::string read = smtp::upper(header);
  const bool has_parts = read.find("MULTIPART/") != read.npos || read.find("MESSAGE/") != read.npos;
  return has_parts && has_high_octets(content);
}

std::string ret_of(const RelayBehaviour& behaviour, const QueuedMessage& message) {
  const std::string value = message.value("RET");
  if (behaviour.makes(ret_lost)) return "";
  if (value.empty() && behaviour.makes(ret_made_up)) return "HDRS";
  if (behaviour.makes(ret_turned) && !value.empty()) return smtp::upper(value) == "HDRS" ? "FULL" : "HDRS";
  return value;
}

std::string envid_of(const RelayBehaviour& behaviour, const QueuedMessage& message) {
  const std::string value = message.value("ENVID");
  if (value.empty()) return behaviour.makes(envid_made_up) ? std::to_string(message.id) : "";
  if (behaviour.makes(envid_altered)) return value + "." + std::to_string(message.id);
  return behaviour.makes(envid_in_upper_case) ? smtp::upper(value) : value;
}

std::string notify_of(const RelayBehaviour& behaviour, const QueuedMessage& message,
                      const QueuedRecipient& recipient) {
  if (behaviour.makes(notify_lost)) return "";
  const bool of_first = behaviour.makes(notify_of_first);
  const std::string value = (of_first ? message.recipients.front() : recipient).value("NOTIFY");
  return value.empty() && behaviour.makes(notify_made_up) ? "FAILURE" : value;
}

// Of the first To field, as somebody who confuses header and envelope gives it.
std::string recipient_of_header(std::string_view content) {
  const std::size_t to = content.find("\r\nTo: ");
  if (to == content.npos) return "";
  const std::size_t begin = to + 6;
  return std::string(content.substr(begin, content.find(crlf, begin) - begin));
}

std::string orcpt_of(const RelayBehaviour& behaviour, const QueuedMessage& message,
                     const QueuedRecipient& recipient) {
  std::string value = recipient.value("ORCPT");
  if (behaviour.makes(orcpt_lost)) return "";
  if (value.empty()) {
    const std::string made_up =
        behaviour.makes(orcpt_made_up) ? recipient_of_header(message.message.content) : "";
    if (!made_up.empty()) return "rfc822;" + smtp::encode_xtext(made_up);
    const bool named = behaviour.has(RelayHabit::names_original_recipients) && !message.is_report &&
                       smtp::is_ascii(recipient.forward_path);
    return named ? "rfc822;" + smtp::encode_xtext(recipient.forward_path) : "";
  }
  if (behaviour.makes(orcpt_decoded)) return smtp::decode_xtext(value).value_or(value);
  return behaviour.makes(orcpt_in_lower_case) ? smtp::lower(value) : value;
}

// RFC 2852 section 4.1.4.
std::optional<smtp::Parameter> by_of(const RelayBehaviour& behaviour, const smtp::Parameter& given,
                                     long age) {
  if (behaviour.makes(by_lost)) return std::nullopt;
  const std::string value = given.value.value_or("");
  const auto by = smtp::parse_deliver_by(value);
  const std::size_t semicolon = value.find(';');
  if (!by || semicolon == value.npos) return given;
  const long left = behaviour.makes(by_not_counted) ? by->seconds : by->seconds - age;
  std::string mode = value.substr(semicolon);
  if (behaviour.makes(by_mode_turned)) mode[1] = by->returns ? 'N' : 'R';
  return smtp::Parameter{"BY", std::to_string(left) + mode};
}

// RFC 3885 section 3.1.
std::optional<smtp::Parameter> mtrk_of(const RelayBehaviour& behaviour, const smtp::Parameter& given,
                                       long age) {
  if (behaviour.makes(mtrk_lost)) return std::nullopt;
  const std::string value = given.value.value_or("");
  const std::size_t colon = value.find(':');
  if (colon == value.npos || behaviour.makes(mtrk_not_counted)) return given;
  const auto seconds = smtp::parse_number(std::string_view(value).substr(colon + 1));
  const long left = static_cast<long>(seconds.value_or(0)) - age;
  if (left <= 0) return std::nullopt;
  return smtp::Parameter{"MTRK", value.substr(0, colon + 1) + std::to_string(left)};
}

bool passes_auth_on(const RelayBehaviour& behaviour, const Message& message) {
  return behaviour.makes(auth_passed_on) ||
         (message.authenticated && behaviour.has(RelayHabit::trusts_logins));
}

// RFC 3865 section 2.7: what the header section says, where an older client left SOLICIT out.
std::string solicitation_of(std::string_view content) {
  constexpr std::string_view name = "solicitation:";
  std::string_view header = content.substr(0, content.find("\r\n\r\n"));
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(crlf), header.size());
    if (is_field(header, "Solicitation")) {
      std::string value(header.substr(name.size(), end - name.size()));
      std::erase(value, ' ');
      return smtp::are_solicitation_keywords(value) ? value : "";
    }
    header.remove_prefix(std::min(end + crlf.size(), header.size()));
  }
  return "";
}

std::vector<smtp::Parameter> passed_on(const RelayBehaviour& behaviour, const QueuedMessage& message,
                                       long age) {
  std::vector<smtp::Parameter> all;
  for (const smtp::Parameter& one : message.message.mail_parameters) {
    std::optional<smtp::Parameter> passed;
    if (one.keyword == "BY") passed = by_of(behaviour, one, age);
    if (one.keyword == "MTRK") passed = mtrk_of(behaviour, one, age);
    if (one.keyword == "REQUIRETLS" && !behaviour.makes(requiretls_lost)) passed = one;
    if (one.keyword == "SOLICIT" && !behaviour.makes(solicit_lost)) passed = one;
    if (one.keyword == "SUBMITTER") passed = one;
    if (one.keyword == "AUTH" && passes_auth_on(behaviour, message.message)) passed = one;
    if (passed) all.push_back(*passed);
  }
  const std::string solicitation = solicitation_of(message.message.content);
  if (!message.parameter("SOLICIT") && !solicitation.empty() && !behaviour.makes(solicit_lost))
    all.push_back({"SOLICIT", solicitation});
  return all;
}

}  // namespace forwarding
}  // namespace

Submission submission_of(const RelayBehaviour& behaviour, const QueuedMessage& message,
                         const std::vector<std::size_t>& recipients, long age) {
  Submission submission;
  submission.reverse_path = forwarding::reverse_path(behaviour, message);
  for (const std::size_t place : recipients) {
    const QueuedRecipient& one = message.recipients[place];
    submission.forward_paths.push_back(forwarding::forward_path(behaviour, one.forward_path));
    submission.dsn_of_recipients.push_back(
        {forwarding::notify_of(behaviour, message, one), forwarding::orcpt_of(behaviour, message, one)});
  }
  submission.content = message.message.content;
  const bool binary = smtp::equal_ignoring_case(message.value("BODY"), "BINARYMIME");
  submission.body = binary ? BodyKind::binary : BodyKind::seven_bit;
  submission.needs_smtputf8 = forwarding::needs_smtputf8(behaviour, message);
  submission.dsn.ret = forwarding::ret_of(behaviour, message);
  submission.dsn.envid = forwarding::envid_of(behaviour, message);
  submission.passed_on = forwarding::passed_on(behaviour, message, age);
  submission.relayed = true;
  submission.seven_bit_content = message.seven_bit_content;
  return submission;
}

}  // namespace smtpspec::reference
