// What the replies to VRFY and EXPN tell (RFC 5321 section 3.5).
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "smtp/path.hpp"
#include "watch/checks.hpp"

namespace smtpspec::watch {
namespace {

// "<...@...>" as it stands in a line; empty if there is none.
std::string_view bracketed(std::string_view text) {
  for (std::size_t open = text.find('<'); open != text.npos; open = text.find('<', open + 1)) {
    const std::size_t close = text.find('>', open);
    if (close == text.npos) return {};
    const std::string_view path = text.substr(open, close - open + 1);
    if (path.find('@') != path.npos) return path;
  }
  return {};
}

bool is_told_in_full(std::string_view domain) {
  return domain.starts_with('[') || domain.find('.') != domain.npos;
}

// RFC 6531 section 3.7.4.2: behind the name of the user in brackets, or alone. The enhanced code in front of
// either is no part of it.
bool stands_as_asked_for(const smtp::ReplyLine& line, std::string_view path) {
  std::string_view text = line.text;
  if (!path.empty()) return text.substr(0, text.find_last_not_of(' ') + 1).ends_with(path);
  const std::size_t blank = text.find(' ');
  const std::string_view code = text.substr(0, blank);
  if (blank != text.npos && code.find_first_not_of("0123456789.") == code.npos) text.remove_prefix(blank + 1);
  return text.find(' ') == text.npos || text.starts_with('"');
}

void check_told_line(const SeenReply& seen, const smtp::ReplyLine& line, Findings& findings) {
  const auto note = [&](std::string_view rule, std::string_view message, std::string_view expected) {
    findings.note(rule, {.entry = seen.entry,
                         .message = fmt::format("{} {}", seen.name(), message),
                         .expected = std::string(expected),
                         .got = shown(line.octets)});
  };
  findings.look({"watch/verified-mailbox"});
  if (seen.smtputf8_allowed) findings.look({"watch/utf8-mailbox-missing"});
  const std::string_view text = line.text;
  const std::string_view path = bracketed(text);
  if (path.empty() && text.find('@') == text.npos) {
    if (text.find('<') != text.npos)
      return note("watch/verified-domain", "tells a name without a domain", "<local-part@domain>");
    if (seen.smtputf8_allowed)
      return note("watch/utf8-mailbox-missing", "with SMTPUTF8 names no mailbox", "Name <local-part@domain>");
    return note("watch/verified-mailbox", "names no mailbox", "<local-part@domain>");
  }
  if (seen.smtputf8_allowed) {
    findings.look({"watch/utf8-mailbox-form"});
    if (!stands_as_asked_for(line, path))
      note("watch/utf8-mailbox-form", "with SMTPUTF8 has more around its mailbox than a name in front",
           "Name <local-part@domain>, or the mailbox alone");
    if (path.empty()) return;  // alone, it needs no brackets there
  }
  findings.look({"watch/verified-brackets"});
  if (path.empty()) return note("watch/verified-brackets", "names a mailbox without brackets", "< and >");

  findings.look({"watch/verified-path", "watch/verified-route", "watch/verified-domain"});
  if (path.find('"') != path.npos) return;  // an angle bracket may stand inside the quotes
  std::string_view rest;
  const std::optional<smtp::Path> read = smtp::parse_path(path, rest);
  if (!read || !rest.empty())
    return note("watch/verified-path", "tells what is no mailbox", "<local-part@domain>");
  if (!read->source_route.empty())
    note("watch/verified-route", "tells a source route", "<local-part@domain>");
  if (!is_told_in_full(read->domain))
    note("watch/verified-domain", "tells a mailbox of a host without its domain", "a domain with a dot");
}

// A list has a line for each of its mailboxes (RFC 5321 section 3.5.1).
void check_members(const SeenReply& seen, Findings& findings) {
  findings.look({"watch/one-member-a-line"});
  for (const smtp::ReplyLine& line : seen.reply.lines) {
    const std::string_view text = line.text;
    const std::string_view first = bracketed(text);
    if (first.empty() || first.find('"') != first.npos) continue;
    const std::size_t behind = static_cast<std::size_t>(first.data() - text.data()) + first.size();
    if (bracketed(text.substr(behind)).empty()) continue;
    findings.note("watch/one-member-a-line", {.entry = seen.entry,
                                              .message = "EXPN tells two mailboxes in one line",
                                              .expected = "one in each line",
                                              .got = shown(line.octets)});
  }
}

// 251 and 551 are about an address that somebody has elsewhere.
void check_new_address(const SeenReply& seen, Findings& findings) {
  findings.look({"watch/new-address"});
  const auto& lines = seen.reply.lines;
  const auto names_one = [](const smtp::ReplyLine& line) {
    return !bracketed(line.text).empty();
  };
  if (std::any_of(lines.begin(), lines.end(), names_one)) return;
  findings.note("watch/new-address",
                {.entry = seen.entry,
                 .message = fmt::format("{} is answered with {} and no mailbox in brackets", seen.name(),
                                        seen.reply.code()),
                 .expected = "<local-part@domain>",
                 .got = shown(lines.back().octets)});
}

}  // namespace

void check_told_mailboxes(const SeenReply& seen, Findings& findings) {
  const bool expands = seen.answers("EXPN");
  if (!(expands || seen.answers("VRFY")) || !seen.asked_for) return;
  if (seen.shortened || seen.reply.has(smtp::ReplyDefect::codes_differ) ||
      seen.reply.has(smtp::ReplyDefect::bad_separator))
    return;
  if (seen.reply.code() == 251 || seen.reply.code() == 551) return check_new_address(seen, findings);
  if (seen.reply.code() != 250) return;
  if (expands) check_members(seen, findings);
  // Of several lines one names the mailbox; of EXPN each does, and text may stand around them all the same.
  const auto& lines = seen.reply.lines;
  const auto names_one = [](const smtp::ReplyLine& line) {
    return line.text.find('@') != line.text.npos;
  };
  if (std::none_of(lines.begin(), lines.end(), names_one))
    return check_told_line(seen, lines.back(), findings);
  for (const smtp::ReplyLine& line : lines)
    if (names_one(line)) check_told_line(seen, line, findings);
}

}  // namespace smtpspec::watch
