#include "scenario/variables.hpp"

#include <algorithm>
#include <array>

namespace smtpspec::scenario {
namespace {

constexpr std::array known_variables = {
    Variable{"client", "the name that the client gives in EHLO and HELO"},
    Variable{"server", "the server's host name"},
    Variable{"sender", "a mailbox that may send"},
    Variable{"recipient", "a mailbox that exists"},
    Variable{"second-recipient", "another mailbox that exists"},
    Variable{"unknown-recipient", "a mailbox in a local domain that does not exist"},
    Variable{"user", "an account that may submit mail"},
    Variable{"password", "that account's password"},
    Variable{"token", "a bearer token of that account's"},
    Variable{"plain-response", "what AUTH PLAIN says for that account, in base64"},
    Variable{"wrong-plain-response", "the same with another password"},
    Variable{"foreign-plain-response", "the same for somebody who wants to act as another"},
    Variable{"user-in-base64", "the account's name"},
    Variable{"case", "letters and digits, different in every play of every case"},
    Variable{"next-hop", "of a relay: the domain of the recipients, and the name of their server"},
    Variable{"sender-host", "of a relay: the domain of the sender, and the name of its server"},
    Variable{"marker", "of a relay: a mailbox for the message that proves that nothing else comes"},
    Variable{"refused-marker", "the same, of a mailbox that the next hop refuses"},
};

constexpr auto known_names = [] {
  std::array<std::string_view, known_variables.size()> names;
  for (std::size_t at = 0; at < names.size(); ++at) names[at] = known_variables[at].name;
  return names;
}();

// The registry "SMTP Service Extensions" of "MAIL Parameters", without the names of commands that are no
// keyword; VERB, ONEX and VRFY are old customs that servers still offer.
constexpr std::array<std::string_view, 38> known_keywords = {
    "8BITMIME",  "ATRN",          "AUTH",          "BINARYMIME", "BURL",       "CHECKPOINT",
    "CHUNKING",  "CONNEG",        "CONPERM",       "DELIVERBY",  "DSN",        "ENHANCEDSTATUSCODES",
    "ETRN",      "EXPN",          "FUTURERELEASE", "HELP",       "LIMITS",     "MT-PRIORITY",
    "MTRK",      "NO-SOLICITING", "ONEX",          "PIPELINING", "REQUIRETLS", "RRVS",
    "SAML",      "SEND",          "SIZE",          "SMTPUTF8",   "SOML",       "STARTTLS",
    "SUBMITTER", "TURN",          "UTF8SMTP",      "VERB",       "VRFY",       "XCLIENT",
    "XFORWARD",  "XVERP"};

}  // namespace

std::span<const Variable> variables() {
  return known_variables;
}

std::span<const std::string_view> variable_names() {
  return known_names;
}

bool is_variable(std::string_view name) {
  if (name.size() > own_prefix.size() && name.starts_with(own_prefix)) return true;
  return std::find(known_names.begin(), known_names.end(), name) != known_names.end();
}

std::span<const std::string_view> extension_keywords() {
  return known_keywords;
}

bool is_extension_keyword(std::string_view keyword) {
  const bool of_a_keyword =
      !keyword.empty() && keyword.front() != '-' && std::all_of(keyword.begin(), keyword.end(), [](char one) {
        return (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || one == '-';
      });
  return of_a_keyword && (keyword.front() == 'X' || std::find(known_keywords.begin(), known_keywords.end(),
                                                              keyword) != known_keywords.end());
}

}  // namespace smtpspec::scenario
