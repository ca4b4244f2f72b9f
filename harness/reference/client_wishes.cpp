#include "reference/client_wishes.hpp"

#include <array>
#include <optional>
#include <vector>

#include "reference/header_fields.hpp"
#include "smtp/mail_values.hpp"
#include "smtp/xtext.hpp"

namespace smtpspec::reference {
namespace {

struct Wishable {
  std::string_view keyword;
  std::string_view extension;
};

constexpr std::array wishable = {
    Wishable{"BY", "DELIVERBY"},
    Wishable{"HOLDFOR", "FUTURERELEASE"},
    Wishable{"HOLDUNTIL", "FUTURERELEASE"},
    Wishable{"MT-PRIORITY", "MT-PRIORITY"},
    Wishable{"MTRK", "MTRK"},
    Wishable{"REQUIRETLS", "REQUIRETLS"},
    Wishable{"SOLICIT", "NO-SOLICITING"},
    Wishable{"SUBMITTER", "SUBMITTER"},
};

std::string_view extension_of(std::string_view keyword) {
  for (const Wishable& one : wishable)
    if (one.keyword == keyword) return one.extension;
  return keyword;
}

// The one mailbox of a field, without brackets.
std::optional<std::string_view> mailbox_of(std::string_view body) {
  const std::size_t open = body.rfind('<');
  if (open != body.npos) {
    const std::size_t close = body.find('>', open);
    if (close == body.npos || without_blanks(body.substr(close + 1)) != "") return std::nullopt;
    body = body.substr(open + 1, close - open - 1);
  }
  const bool is_one = body.find('@') != body.npos && body.find_first_of(" \t\r\n,;") == body.npos;
  return is_one ? std::optional(body) : std::nullopt;
}

// The purported responsible address, RFC 4407 section 2. Empty: the header has none.
std::optional<std::string_view> responsible_address(std::string_view content) {
  for (const std::string_view name : {"Resent-Sender", "Resent-From"})
    if (const auto all = field_bodies(content, name); !all.empty()) return mailbox_of(all.front());
  for (const std::string_view name : {"Sender", "From"})
    if (const auto all = field_bodies(content, name); !all.empty())
      return all.size() == 1 ? mailbox_of(all.front()) : std::nullopt;
  return std::nullopt;
}

std::string submitter(const ClientBehaviour& behaviour, const Submission& submission) {
  if (submission.reverse_path.empty() && behaviour.makes(WishMistake::submitter_not_with_null)) return "";
  const auto responsible = responsible_address(submission.content);
  const bool by_envelope = behaviour.makes(WishMistake::submitter_is_reverse_path);
  const std::string address(by_envelope ? submission.reverse_path : responsible.value_or(""));
  return address.empty() ? "" : " SUBMITTER=" + smtp::encode_xtext(address);
}

// RFC 3865 section 2.6: what relays note in Received, in a comment.
std::string solicitation_of_relays(std::string_view content) {
  static constexpr std::string_view begins = "(SOLICIT=";
  for (const std::string_view field : field_bodies(content, "Received")) {
    const std::size_t at = field.find(begins);
    if (at == field.npos) continue;
    const std::string_view list = field.substr(at + begins.size());
    return std::string(list.substr(0, list.find(')')));
  }
  return "";
}

std::string solicit(const ClientBehaviour& behaviour, const Submission& submission,
                    const smtp::Extensions& offered) {
  const auto fields = field_bodies(submission.content, "Solicitation");
  const bool has_keywords = offered.parameter("NO-SOLICITING").has_value();
  if (fields.empty() || (!has_keywords && behaviour.makes(WishMistake::solicit_needs_keywords))) return "";
  std::string keywords(fields.front());
  const bool is_list = smtp::are_solicitation_keywords(keywords);
  if (!is_list && !behaviour.makes(WishMistake::solicit_unchecked)) return "";
  if (behaviour.makes(WishMistake::solicit_of_first_keyword))
    keywords = keywords.substr(0, keywords.find(','));
  if (behaviour.makes(WishMistake::solicit_of_received))
    if (const std::string noted = solicitation_of_relays(submission.content); !noted.empty())
      keywords += "," + noted;
  return " SOLICIT=" + keywords;
}

// Reports are sent at once: RFC 4865 sections 5.1.1 and 5.3.1.
bool may_be_held(const ClientBehaviour& behaviour, const Submission& submission) {
  const auto types = field_bodies(submission.content, "Content-Type");
  if (types.empty() || types.front().find("multipart/report") == std::string_view::npos) return true;
  const std::string_view type = types.front();
  if (type.find("disposition-notification") != type.npos) return behaviour.makes(WishMistake::holds_mdn);
  return type.find("delivery-status") == type.npos || behaviour.makes(WishMistake::holds_dsn);
}

// RFC 3885 section 3.2: MTRK needs ENVID.
std::string tracking(const ClientBehaviour& behaviour, const smtp::Parameter& wish,
                     std::string_view written) {
  const std::string certifier = " MTRK=" + wish.value.value_or("");
  if (written.find(" ENVID=") != written.npos) return certifier;
  if (behaviour.makes(WishMistake::mtrk_alone)) return certifier;
  return " ENVID=1@client.test" + certifier;
}

}  // namespace

std::string asked_parameters(const ClientBehaviour& behaviour, const Submission& submission,
                             const smtp::Extensions& offered, std::string_view written) {
  std::string line;
  for (const smtp::Parameter& wish : submission.asked) {
    const std::string_view keyword = wish.keyword;
    if (!offered.offers(extension_of(keyword))) continue;
    if (keyword == "SUBMITTER") {
      line += submitter(behaviour, submission);
    } else if (keyword == "SOLICIT") {
      line += solicit(behaviour, submission, offered);
    } else if (keyword == "MTRK") {
      line += tracking(behaviour, wish, written);
    } else if (keyword.starts_with("HOLD") && !may_be_held(behaviour, submission)) {
      continue;
    } else if (keyword != "REQUIRETLS" || !behaviour.makes(WishMistake::requiretls_forgotten)) {
      line += " " + wish.keyword + (wish.value ? "=" + *wish.value : "");
    }
  }
  return line;
}

}  // namespace smtpspec::reference
