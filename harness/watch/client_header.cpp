// The header section that a client sends, as far as rules of its own speak of it.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "smtp/command.hpp"
#include "watch/client_checks.hpp"

namespace smtpspec::watch {
namespace {

// The field of this name with its continuation lines, in upper case; empty if there is none.
std::string field_of(std::string_view header, std::string_view name) {
  const std::string fields = "\r\n" + smtp::upper(header) + "\r\n";
  const std::size_t begin = fields.find(fmt::format("\r\n{}:", name));
  if (begin == fields.npos) return {};
  std::size_t end = begin;
  do {
    end = fields.find("\r\n", end + 2);
  } while (end + 2 < fields.size() && (fields[end + 2] == ' ' || fields[end + 2] == '\t'));
  return fields.substr(begin + 2, end - begin - 2);
}

void note_field(const SeenContent& seen, std::string_view rule, std::string_view field, std::string expected,
                Findings& findings) {
  findings.look({rule});
  if (field.empty()) return;
  findings.note(rule, {.entry = seen.entry,
                       .message = "the header section has a field that is not the client's to send",
                       .expected = std::move(expected),
                       .got = shown(field)});
}

// The word behind the month: RFC 5322 section 3.3, date = day month year.
std::string_view year_of(std::string_view field) {
  constexpr std::array<std::string_view, 12> months = {" JAN ", " FEB ", " MAR ", " APR ", " MAY ", " JUN ",
                                                       " JUL ", " AUG ", " SEP ", " OCT ", " NOV ", " DEC "};
  const std::size_t date = field.rfind(';');
  if (date == field.npos) return {};
  for (const std::string_view month : months) {
    const std::size_t begin = field.find(month, date);
    if (begin == field.npos) continue;
    const std::string_view year = field.substr(begin + month.size());
    return year.substr(0, year.find(' '));
  }
  return {};
}

// RFC 5321 section 4.4: in what the client inserted. The topmost field is its own, if one is.
void check_year(const SeenContent& seen, std::string_view received, Findings& findings) {
  const std::string_view year = year_of(received);
  if (year.empty()) return;
  findings.look({"watch/client-short-year"});
  if (year.size() >= 4) return;
  findings.note("watch/client-short-year",
                {.entry = seen.entry,
                 .message = "a date in Received has a year of fewer than four digits",
                 .expected = "four digits",
                 .got = shown(year)});
}

}  // namespace

void check_header(const SeenContent& seen, Findings& findings) {
  if (seen.is_chunk) return;
  const std::string_view content = seen.stretches.front();
  const std::size_t border = content.starts_with("\r\n") ? 0 : content.find("\r\n\r\n");
  if (border == content.npos) return;
  const std::string_view header = content.substr(0, border);
  note_field(seen, "watch/client-return-path", field_of(header, "RETURN-PATH"), "no Return-Path", findings);
  note_field(seen, "watch/client-apparently-to", field_of(header, "APPARENTLY-TO"), "no Apparently-To",
             findings);
  check_year(seen, field_of(header, "RECEIVED"), findings);
}

}  // namespace smtpspec::watch
