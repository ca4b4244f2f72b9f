#include "reference/client_envelope.hpp"

#include <algorithm>

#include "reference/client_addresses.hpp"
#include "reference/client_content.hpp"
#include "reference/client_dsn.hpp"
#include "reference/client_offers.hpp"
#include "reference/client_parameters.hpp"
#include "reference/client_passing.hpp"
#include "reference/client_wishes.hpp"

namespace smtpspec::reference {
namespace {

// RFC 2047, where it does not belong.
std::string with_encoded_word(const std::string& mailbox) {
  const std::string local_part = mailbox.substr(0, mailbox.rfind('@'));
  if (!has_high_octets(local_part)) return mailbox;
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string word = "=?utf-8?Q?";
  for (const char one : local_part) {
    const auto octet = static_cast<unsigned char>(one);
    if (octet < 0x80)
      word += one;
    else
      word.append({'=', digits[octet >> 4U], digits[octet & 15U]});
  }
  return word + "?=" + mailbox.substr(local_part.size());
}

// Of the labels that anybody asked this client for, it knows the A-label of one.
std::string with_a_labels(std::string mailbox) {
  constexpr std::string_view u_label =
                                 "b\xC3\xBC"
                                 "cher",
                             a_label = "xn--bcher-kva";
  const std::size_t at = mailbox.find(u_label, mailbox.rfind('@') + 1);
  return at == mailbox.npos ? mailbox : mailbox.replace(at, u_label.size(), a_label);
}

std::string path(const ClientBehaviour& behaviour, const std::string& mailbox) {
  if (mailbox.empty() && behaviour.makes(EnvelopeMistake::no_null_path)) return "";
  if (mailbox.empty() && behaviour.makes(EnvelopeMistake::null_path_replaced))
    return "<mailer-daemon@" + behaviour.client_name + ">";
  if (!mailbox.empty() && behaviour.makes(EnvelopeMistake::host_number))
    return "<" + mailbox.substr(0, mailbox.rfind('@')) + "@#2130706433>";
  if (!mailbox.empty() && behaviour.makes(EnvelopeMistake::source_route))
    return "<@relay.test:" + mailbox + ">";
  if (!mailbox.empty() && behaviour.makes(EnvelopeMistake::unqualified_route))
    return "<@relay:" + mailbox + ">";
  const std::string blank = behaviour.makes(EnvelopeMistake::blank_behind_colon) ? " " : "";
  std::string name =
      behaviour.makes(EnvelopeMistake::encodes_local_parts) ? with_encoded_word(mailbox) : mailbox;
  if (behaviour.makes(EnvelopeMistake::sends_a_labels)) name = with_a_labels(name);
  if (behaviour.makes(EnvelopeMistake::latin_1)) name = in_latin_1(name);
  return blank + (behaviour.makes(EnvelopeMistake::no_brackets) ? name : "<" + name + ">");
}

// Tagged with the first recipient, so that a bounce tells of whom it is.
std::string return_path(const ClientBehaviour& behaviour, const Submission& submission) {
  const std::string& plain = submission.reverse_path;
  const std::size_t at = plain.rfind('@');
  std::string tag = submission.forward_paths.front();
  // Neither does a tag need quotes where the path did without, nor SMTPUTF8.
  const bool fits = !plain.starts_with('"') && tag.find_first_of("\"[") == tag.npos && !has_high_octets(tag);
  if (!behaviour.has(ClientHabit::tagged_return_path) || at == plain.npos || !fits) return plain;
  std::replace(tag.begin(), tag.end(), '@', '=');
  return plain.substr(0, at) + "+" + tag + plain.substr(at);
}

// RFC 6531 section 3.4: of a parameter that is UTF-8.
bool has_utf8_orcpt(const Submission& submission) {
  const auto& wishes = submission.dsn_of_recipients;
  return std::any_of(wishes.begin(), wishes.end(),
                     [](const DsnWishesOfRecipient& one) { return has_high_octets(one.orcpt); });
}

// SIZE as it stands in MAIL.
std::string size_parameter(const ClientBehaviour& behaviour, std::string_view content) {
  if (behaviour.makes(EnvelopeMistake::size_without_number)) return " SIZE=";
  return " SIZE=" + std::to_string(content.size());
}

std::string body_parameter(const ClientBehaviour& behaviour, const smtp::Extensions& offered, BodyKind kind) {
  if (behaviour.makes(EnvelopeMistake::body_missing)) return "";
  if (kind == BodyKind::binary) return " BODY=BINARYMIME";
  const bool offers = can_use(behaviour, offered, Service::eight_bit_mime);
  if (!offers && behaviour.parameters_not_offered.has(EsmtpParameter::body)) return " BODY=8BITMIME";
  if (offers && kind == BodyKind::seven_bit && behaviour.has(ClientHabit::body_always)) return " BODY=7BIT";
  if (!offers || kind != BodyKind::eight_bit) return "";
  return behaviour.makes(EnvelopeMistake::body_unknown) ? " BODY=8BIT" : " BODY=8BITMIME";
}

// Words of the list that no extension is known by.
std::string private_parameters(const ClientBehaviour& behaviour, const smtp::Extensions& offered) {
  if (!behaviour.makes(ListMistake::unknown_keyword_is_parameter)) return "";
  std::string words;
  for (const std::string& keyword : unknown_keywords(offered)) words += " " + keyword;
  return words;
}

}  // namespace

std::string in_latin_1(std::string_view utf8) {
  std::string octets;
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    const auto octet = static_cast<unsigned char>(utf8[at]);
    const bool begins_two = (octet == 0xC2 || octet == 0xC3) && at + 1 < utf8.size();
    octets += begins_two
                  ? static_cast<char>(((octet & 3U) << 6U) | (static_cast<unsigned char>(utf8[++at]) & 63U))
                  : utf8[at];
  }
  return octets;
}

std::string mail_command(const ClientBehaviour& behaviour, const Submission& submission,
                         const smtp::Extensions& offered, const MessageFacts& message) {
  const auto& not_offered = behaviour.parameters_not_offered;
  const std::string sender = as_reverse_path(behaviour, return_path(behaviour, submission));
  std::string line = "MAIL FROM:" + path(behaviour, sender);
  if (can_use(behaviour, offered, Service::size) || not_offered.has(EsmtpParameter::size)) {
    const std::string size = size_parameter(behaviour, message.content);
    line += size;
    if (behaviour.makes(EnvelopeMistake::size_twice)) line += size;
    if (behaviour.makes(EnvelopeMistake::size_before_path))
      line = "MAIL" + size + " FROM:" + path(behaviour, sender);
  }
  const std::string body = body_parameter(behaviour, offered, message.kind);
  line += body;
  if (behaviour.makes(EnvelopeMistake::body_twice)) line += body;
  const bool offers_smtputf8 = can_use(behaviour, offered, Service::smtputf8);
  const bool needs_smtputf8 =
      (submission.needs_smtputf8 || (offers_smtputf8 && has_utf8_orcpt(submission))) &&
      !behaviour.makes(EnvelopeMistake::smtputf8_missing);
  const bool for_nothing = offers_smtputf8 && behaviour.makes(EnvelopeMistake::smtputf8_without_need);
  if (needs_smtputf8 || for_nothing || (!offers_smtputf8 && not_offered.has(EsmtpParameter::smtputf8)))
    line += behaviour.makes(EnvelopeMistake::smtputf8_with_value) ? " SMTPUTF8=1" : " SMTPUTF8";
  if (offered.offers("AUTH") && behaviour.has(ClientHabit::auth_parameter)) line += " AUTH=<>";
  if (!can_use(behaviour, offered, Service::auth) && not_offered.has(EsmtpParameter::auth))
    line += " AUTH=<>";
  line += dsn_parameters_of_mail(behaviour, submission, offered);
  line += passed_parameters(submission, offered);
  line += asked_parameters(behaviour, submission, offered, line);
  line += unwanted_parameters(behaviour, offered, line);
  return line + private_parameters(behaviour, offered);
}

std::string recipient_command(const ClientBehaviour& behaviour, const Submission& submission,
                              const smtp::Extensions& offered, std::size_t recipient) {
  const std::string mailbox = as_forward_path(behaviour, submission.forward_paths[recipient]);
  std::string line = "RCPT TO:" + path(behaviour, mailbox);
  line += dsn_parameters_of_recipient(behaviour, submission, offered, recipient, mailbox);
  return line + private_parameters(behaviour, offered);
}

}  // namespace smtpspec::reference
