// What a client makes of the parameters of DSN: RFC 3461 section 4, RFC 6533 section 3.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "smtp/path.hpp"
#include "smtp/xtext.hpp"
#include "watch/client_checks.hpp"

namespace smtpspec::watch {
namespace dsn {
namespace {

using Text = std::string_view;

constexpr Text misplaced = "watch/client-dsn-parameter-misplaced", ret = "watch/client-ret-unknown",
               notify = "watch/client-notify-malformed", envid = "watch/client-envid-malformed",
               orcpt = "watch/client-orcpt-malformed", too_long = "watch/client-dsn-parameter-too-long",
               long_envid = "watch/client-envid-long";

bool is_printable(Text octets) {
  return std::all_of(octets.begin(), octets.end(), [](char one) { return one >= ' ' && one < 0x7F; });
}

// Why this is no xtext of printable US-ASCII.
std::optional<std::string> defect_of_xtext(Text value) {
  const auto octets = smtp::decode_xtext(value);
  if (!octets) return "is no xtext";
  if (smtp::has_lower_case_digits(value)) return "has hexadecimal digits in lower case";
  if (!is_printable(*octets)) return "stands for what is not printable US-ASCII";
  return std::nullopt;
}

// HEXPOINT: what ASCII has no need for it stands as it is.
std::optional<std::string> defect_of_code_point(Text digits) {
  unsigned value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, value, 16);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (digits.size() < 2 || digits.size() > 6 || error != std::errc{} || stopped != end || value == 0 ||
      value > 0x10FFFF || surrogate)
    return "has \\x{...} that is no code point in 2 to 6 digits";
  const bool printable = value > ' ' && value < 0x7F;
  if (printable && Text("\\+=").find(static_cast<char>(value)) == Text::npos)
    return "has \\x{...} for a character that needs none";
  return std::nullopt;
}

// utf-8-enc-addr: characters that need it as \x{...}, UTF-8 where SMTPUTF8 is offered.
std::optional<std::string> defect_of_utf8_address(Text address, bool offers_smtputf8) {
  if (!smtp::is_ascii(address) && !offers_smtputf8) return "has UTF-8 though SMTPUTF8 is not offered";
  if (address.find_first_of("+=") != Text::npos) return "has + or = that is no \\x{...}";
  for (std::size_t at = address.find('\\'); at != Text::npos; at = address.find('\\', at + 1)) {
    const Text rest = address.substr(at);
    const std::size_t end = rest.find('}');
    if (!rest.starts_with("\\x{") || end == Text::npos) return "has a backslash that begins no \\x{...}";
    if (const auto why = defect_of_code_point(rest.substr(3, end - 3))) return why;
  }
  return std::nullopt;
}

std::optional<std::string> defect_of_orcpt(Text value, bool offers_smtputf8) {
  const std::size_t semicolon = value.find(';');
  if (semicolon == Text::npos || semicolon == 0) return "has no address type";
  const Text address = value.substr(semicolon + 1);
  if (smtp::equal_ignoring_case(value.substr(0, semicolon), "utf-8"))
    return defect_of_utf8_address(address, offers_smtputf8);
  return defect_of_xtext(address);
}

std::optional<std::string> defect_of_notify(Text value) {
  constexpr std::array<Text, 4> keywords = {"SUCCESS", "FAILURE", "DELAY", "NEVER"};
  bool alone = true, never = false;
  while (true) {
    const std::size_t comma = value.find(',');
    const std::string keyword = smtp::upper(value.substr(0, comma));
    if (std::find(keywords.begin(), keywords.end(), keyword) == keywords.end())
      return "has something else than SUCCESS, FAILURE, DELAY and NEVER";
    never = never || keyword == "NEVER";
    if (comma == Text::npos) break;
    alone = false;
    value.remove_prefix(comma + 1);
  }
  return never && !alone ? std::optional<std::string>("has NEVER beside another keyword") : std::nullopt;
}

// The value alone is certainly too long; whether the keyword counts is not clear.
std::optional<std::string> excess(const smtp::Parameter& parameter) {
  const std::size_t most = parameter.keyword == "ENVID" ? 100 : 500;
  const bool limited = parameter.keyword == "ENVID" || parameter.keyword == "ORCPT";
  if (!limited || !parameter.value || parameter.value->size() <= most) return std::nullopt;
  return fmt::format("has more than {} characters", most);
}

struct OfDsn {
  Text keyword, verb, rule, expected;
};

constexpr OfDsn parameters[] = {
    {"RET", "MAIL", ret, "RET=FULL or RET=HDRS"},
    {"ENVID", "MAIL", envid, "ENVID= and xtext of printable characters"},
    {"NOTIFY", "RCPT", notify, "NOTIFY=NEVER, or some of SUCCESS, FAILURE and DELAY with commas"},
    {"ORCPT", "RCPT", orcpt, "ORCPT=, a type, a semicolon and xtext of printable characters"},
};

std::optional<std::string> defect(const SeenCommand& seen, const smtp::Parameter& parameter) {
  if (!parameter.value) return "has no value";
  const std::string& value = *parameter.value;
  if (parameter.keyword == "ENVID") return defect_of_xtext(value);
  if (parameter.keyword == "NOTIFY") return defect_of_notify(value);
  if (parameter.keyword == "ORCPT") return defect_of_orcpt(value, seen.before.offers("SMTPUTF8"));
  const std::string word = smtp::upper(value);
  return word == "FULL" || word == "HDRS" ? std::nullopt : std::optional<std::string>("has another value");
}

void check_parameter(const SeenCommand& seen, const OfDsn& known, const smtp::Parameter& parameter,
                     Findings& findings) {
  findings.look({misplaced});
  if (seen.command.verb != known.verb)
    return note(findings, misplaced, seen, fmt::format("{} stands in {}", known.keyword, seen.command.verb),
                fmt::format("{} in {} only", known.keyword, known.verb));
  findings.look({known.rule});
  if (const auto why = defect(seen, parameter))
    note(findings, known.rule, seen, fmt::format("{} {}", known.keyword, *why), std::string(known.expected));
  if (known.keyword == "ENVID" || known.keyword == "ORCPT") findings.look({too_long});
  if (const auto why = excess(parameter))
    return note(findings, too_long, seen, fmt::format("{} {}", known.keyword, *why),
                "ENVID of 100 and ORCPT of 500 characters at most");
  if (known.keyword != "ENVID" || !parameter.value) return;
  findings.look({long_envid});
  if (known.keyword.size() + 1 + parameter.value->size() > 38)
    note(findings, long_envid, seen, "ENVID is long", "ENVID of 38 characters at most, its keyword counted");
}

}  // namespace
}  // namespace dsn

void check_dsn_parameters(const SeenCommand& seen, const std::vector<smtp::Parameter>& all,
                          Findings& findings) {
  for (const smtp::Parameter& parameter : all)
    for (const dsn::OfDsn& known : dsn::parameters)
      if (known.keyword == parameter.keyword) dsn::check_parameter(seen, known, parameter, findings);
}

}  // namespace smtpspec::watch
