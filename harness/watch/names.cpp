// The server's own name, where replies have it (RFC 5321 sections 4.1.1.1, 4.2, 4.2.2 and 4.3.1).
#include <fmt/format.h>

#include <string>

#include "smtp/command.hpp"
#include "smtp/path.hpp"
#include "watch/checks.hpp"

namespace smtpspec::watch {
namespace {

using result::EntryKind;

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find(' '));
}

bool is_name(std::string_view word) {
  return smtp::is_domain(word) || smtp::is_address_literal(word);
}

bool is_qualified(std::string_view name) {
  return name.starts_with('[') || name.find('.') != name.npos;
}

// What the client called itself in a line that was sent alone; empty otherwise.
std::string_view name_in_ehlo(std::string_view octets) {
  constexpr std::string_view end = "\r\n";
  if (octets.size() < 7 || !octets.ends_with(end) || octets.find(end) != octets.size() - end.size())
    return {};
  if (!smtp::equal_ignoring_case(octets.substr(0, 5), "EHLO ")) return {};
  return first_word(octets.substr(5, octets.size() - 7));
}

// Follows the session: whom the greeting named, and what the client called itself.
class Names {
 public:
  explicit Names(Findings& findings) : findings_(findings) {}

  void follow_client(std::string_view octets) {
    if (const std::string_view name = name_in_ehlo(octets); !name.empty()) client_ = name;
  }
  void look_at(const SeenReply& seen) {
    const smtp::ReplyLine& line = seen.reply.lines.front();
    const int code = seen.reply.code();
    if (!seen.asked_for || seen.reply.has(smtp::ReplyDefect::no_code) ||
        seen.reply.has(smtp::ReplyDefect::bad_separator))
      return;
    if (seen.answers("greeting")) greeting_.clear();
    if (seen.answers("greeting") && code == 220) look_at_greeting(seen, line);
    if (seen.answers("EHLO") && code == 250) look_at_ehlo(seen, line);
    if (seen.answers("HELO") && code == 250) look_at_helo(seen, line);
    if (code == 221 && seen.answers("QUIT")) look_at_end(seen, line);
    if (code == 421) look_at_end(seen, line);
  }

 private:
  void note(std::string_view rule, const SeenReply& seen, const smtp::ReplyLine& line,
            std::string_view message, std::string_view expected) {
    findings_.note(rule, {.entry = seen.entry,
                          .message = fmt::format("{} {}", seen.name(), message),
                          .expected = std::string(expected),
                          .got = shown(line.octets)});
  }
  void look_at_greeting(const SeenReply& seen, const smtp::ReplyLine& line) {
    findings_.look({"watch/greeting-domain", "watch/unqualified-name"});
    const std::string_view word = first_word(line.text);
    if (!is_name(word))
      return note("watch/greeting-domain", seen, line, "does not begin with a domain",
                  "220, the server's domain, and a blank or the end of the line");
    greeting_ = word;
    if (!is_qualified(word))
      note("watch/unqualified-name", seen, line, "begins with a name without a dot",
           "a fully-qualified domain");
  }
  void look_at_ehlo(const SeenReply& seen, const smtp::ReplyLine& line) {
    findings_.look({"watch/ehlo-domain"});
    const std::string_view word = first_word(line.text);
    if (!is_name(word))
      return note("watch/ehlo-domain", seen, line, "does not begin with a domain",
                  "250, the server's domain, and a blank or the end of the line");
    // Where the greeting names nobody, or itself a mere word, there is nothing to compare with.
    if (greeting_.empty() || !is_qualified(greeting_)) return;
    findings_.look({"watch/ehlo-names-client", "watch/names-differ"});
    if (smtp::equal_ignoring_case(word, greeting_)) return;
    if (!client_.empty() && smtp::equal_ignoring_case(word, client_))
      return note("watch/ehlo-names-client", seen, line, "begins with the client's name", greeting_);
    if (!is_qualified(word))
      return note("watch/unqualified-name", seen, line, "begins with a name without a dot",
                  "a fully-qualified domain");
    note("watch/names-differ", seen, line, "names another host than the greeting", greeting_);
  }
  void look_at_helo(const SeenReply& seen, const smtp::ReplyLine& line) {
    findings_.look({"watch/helo-domain"});
    const std::string_view word = first_word(line.text);
    const bool is_of_greeting = smtp::equal_ignoring_case(word, greeting_);
    if (!is_of_greeting && !(is_name(word) && is_qualified(word)))
      note("watch/helo-domain", seen, line, "does not begin with the server's name", "the server's domain");
  }
  void look_at_end(const SeenReply& seen, const smtp::ReplyLine& line) {
    findings_.look({"watch/closing-domain"});
    std::string_view text = line.text;
    if (const auto code = smtp::parse_enhanced_status(text))
      text.remove_prefix(std::min(text.size(), code->str().size() + 1));
    else if (text.size() > 1 && text[0] >= '0' && text[0] <= '9' && text[1] == '.')
      return;  // an enhanced code that is none: its own rules'
    const std::string_view word = first_word(text);
    const bool is_of_greeting = !greeting_.empty() && smtp::equal_ignoring_case(word, greeting_);
    if (!is_of_greeting && !(is_name(word) && is_qualified(word)))
      note("watch/closing-domain", seen, line, "does not begin with the server's name",
           "the server's domain");
  }

  Findings& findings_;
  std::string greeting_;  // the name in it; empty where it has none
  std::string client_;
};

}  // namespace

void check_names(const result::Transcript& transcript, Findings& findings) {
  const std::vector<SeenReply> replies = replies_of(transcript);
  Names names(findings);
  std::size_t next = 0;
  for (std::size_t at = 0; at < transcript.entries().size(); ++at) {
    const result::Entry& entry = transcript.entries()[at];
    if (entry.kind == EntryKind::command) names.follow_client(entry.octets);
    if (next < replies.size() && replies[next].entry == at) names.look_at(replies[next++]);
  }
}

}  // namespace smtpspec::watch
