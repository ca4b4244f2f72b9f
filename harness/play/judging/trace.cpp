#include "play/judging/trace.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "play/judging/delivery_report.hpp"
#include "smtp/command.hpp"

namespace smtpspec::play {
namespace {

std::string_view header_of(std::string_view message) {
  const std::size_t end = message.find("\r\n\r\n");
  return message.substr(0, end == message.npos ? message.size() : end + 2);
}

std::size_t count(const Fields& fields, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(fields.begin(), fields.end(), [&](const auto& one) { return one.first == name; }));
}

// Without comments (RFC 5322 section 3.2.2), words apart by one blank.
std::string without_comments(std::string_view value) {
  std::string out;
  int depth = 0;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const char one = value[at];
    if (depth > 0 && one == '\\') {
      ++at;
      continue;
    }
    if (one == '(') ++depth;
    if (depth == 0) out += one == '\t' ? ' ' : one;
    if (one == ')' && depth > 0) --depth;
  }
  return out;
}

// The word behind another one, in any case; empty if it is not there.
std::string word_behind(std::string_view clauses, std::string_view keyword) {
  const std::string all = " " + smtp::upper(clauses) + " ";
  const std::size_t at = all.find(fmt::format(" {} ", smtp::upper(keyword)));
  if (at == all.npos) return {};
  std::string_view rest = clauses.substr(std::min(at + keyword.size() + 1, clauses.size()));
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  return std::string(rest.substr(0, rest.find(' ')));
}

// From, By and a date must be there (RFC 5321 section 4.4).
std::string defect_of(std::string_view value) {
  const std::string plain = without_comments(value);
  const std::size_t semicolon = plain.rfind(';');
  if (semicolon == plain.npos) return "it has no date";
  const std::string clauses = plain.substr(0, semicolon);
  const std::string date = plain.substr(semicolon + 1);
  if (word_behind(clauses, "from").empty()) return "it has no 'from'";
  if (word_behind(clauses, "by").empty()) return "it has no 'by'";
  if (std::count(date.begin(), date.end(), ':') < 1) return "it has no date";
  return {};
}

std::optional<std::string> mismatch(const scenario::ReceivedField& check, const Fields& before,
                                    const Fields& now) {
  if (count(now, "received") <= count(before, "received")) return "it has no Received field more";
  const auto first =
      std::find_if(now.begin(), now.end(), [](const auto& one) { return one.first == "received"; });
  const auto above = std::find_if(now.begin(), first, [&](const auto& one) {
    return std::find(before.begin(), before.end(), one) != before.end();
  });
  if (above != first) return fmt::format("its Received field stands below the field '{}'", above->first);
  if (std::find(before.begin(), before.end(), *first) != before.end())
    return "its topmost Received field is none that was added";
  if (const std::string defect = defect_of(first->second); !defect.empty())
    return fmt::format("in the Received field: {}", defect);
  if (check.with.empty()) return std::nullopt;
  const std::string with = smtp::upper(word_behind(without_comments(first->second), "with"));
  if (std::find(check.with.begin(), check.with.end(), with) != check.with.end()) return std::nullopt;
  return with.empty() ? std::string("its Received field says nothing of 'with'")
                      : fmt::format("its Received field says 'with {}'", with);
}

}  // namespace

std::optional<std::string> trace_mismatch(const scenario::TraceCheck& check, std::string_view sent,
                                          std::string_view relayed, Values& values) {
  const Fields before = fields_of(header_of(sent));
  const Fields now = fields_of(header_of(relayed));
  if (const auto* field = std::get_if<scenario::ReceivedField>(&check)) return mismatch(*field, before, now);
  if (const auto* names = std::get_if<scenario::ReceivedFieldNames>(&check)) {
    const auto wanted = values.text(names->text);
    const std::string* field = find_field(now, "received");
    if (!wanted) return std::string();
    if (!field) return "it has no Received field";
    const bool holds = smtp::upper(*field).find(smtp::upper(*wanted)) != std::string::npos;
    return holds ? std::nullopt
                 : std::optional(fmt::format("its Received field does not name {}: {}", *wanted, *field));
  }
  if (std::holds_alternative<scenario::SevenBit>(check)) {
    const bool ascii =
        std::all_of(relayed.begin(), relayed.end(), [](char octet) { return (octet & 0x80) == 0; });
    return ascii ? std::nullopt : std::optional<std::string>("it holds octets beyond ASCII");
  }
  return count(now, "return-path") > count(before, "return-path")
             ? std::optional<std::string>("it has a Return-Path field more")
             : std::nullopt;
}

}  // namespace smtpspec::play
