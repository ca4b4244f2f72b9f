#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "reports/html/table.hpp"

namespace smtpspec::reports::page {
namespace {

struct Title {
  unsigned rfc;
  std::string_view words;
};

// As the RFC index has them.
constexpr std::array titles = {
    Title{1870, "SMTP Service Extension for Message Size Declaration"},
    Title{1985, "SMTP Service Extension for Remote Message Queue Starting"},
    Title{2034, "SMTP Service Extension for Returning Enhanced Error Codes"},
    Title{2195, "IMAP/POP AUTHorize Extension for Simple Challenge/Response"},
    Title{2645, "ON-DEMAND MAIL RELAY (ODMR) SMTP with Dynamic IP Addresses"},
    Title{2852, "Deliver By SMTP Service Extension"},
    Title{2920, "SMTP Service Extension for Command Pipelining"},
    Title{3030, "SMTP Service Extensions for Transmission of Large and Binary MIME Messages"},
    Title{3207, "SMTP Service Extension for Secure SMTP over Transport Layer Security"},
    Title{3461, "SMTP Service Extension for Delivery Status Notifications"},
    Title{3463, "Enhanced Mail System Status Codes"},
    Title{3464, "An Extensible Message Format for Delivery Status Notifications"},
    Title{3848, "ESMTP and LMTP Transmission Types Registration"},
    Title{3885, "SMTP Service Extension for Message Tracking"},
    Title{4468, "Message Submission BURL Extension"},
    Title{4865, "SMTP Submission Service Extension for Future Message Release"},
    Title{4954, "SMTP Service Extension for Authentication"},
    Title{5321, "Simple Mail Transfer Protocol"},
    Title{5322, "Internet Message Format"},
    Title{6152, "SMTP Service Extension for 8-bit MIME Transport"},
    Title{6409, "Message Submission for Mail"},
    Title{6531, "SMTP Extension for Internationalized Email"},
    Title{6533, "Internationalized Delivery Status and Disposition Notifications"},
    Title{6710, "Simple Mail Transfer Protocol Extension for Message Transfer Priorities"},
    Title{7504, "SMTP 521 and 556 Reply Codes"},
    Title{7628, "A Set of SASL Mechanisms for OAuth"},
    Title{8314, "Cleartext Considered Obsolete"},
    Title{8689, "SMTP Require TLS Option"},
    Title{9422, "The LIMITS SMTP Service Extension"},
};

}  // namespace

std::string rfc_name(const text::Clause& clause) {
  return clause.rfc != 0 ? fmt::format("rfc{}", clause.rfc) : clause.entry.substr(0, clause.entry.find('/'));
}

std::string title_of(std::string_view name) {
  if (name == "watch") return "Wire rules, watched in every session";
  std::string_view number = name;
  const bool clients = number.starts_with(for_clients), relays = number.starts_with(for_relays);
  if (clients) number.remove_prefix(for_clients.size());
  if (relays) number.remove_prefix(for_relays.size());
  unsigned rfc = 0;
  if (!number.starts_with("rfc")) return std::string(name);
  const auto [end, error] = std::from_chars(number.data() + 3, number.data() + number.size(), rfc);
  if (error != std::errc() || end != number.data() + number.size()) return std::string(name);
  const auto title =
      std::find_if(titles.begin(), titles.end(), [&](const Title& one) { return one.rfc == rfc; });
  const std::string what = fmt::format("RFC {}{}", rfc,
                                       clients  ? " for clients"
                                       : relays ? " for relays"
                                                : "");
  return title == titles.end() ? what : fmt::format("{}: {}", what, title->words);
}

std::string short_title_of(std::string_view name) {
  std::string title = title_of(name);
  for (const std::string_view words :
       {"SMTP Service Extension for ", "SMTP Service Extensions for ", "SMTP Extension for "})
    if (const std::size_t at = title.find(words); at != std::string::npos) title.erase(at, words.size());
  return title;
}

}  // namespace smtpspec::reports::page
