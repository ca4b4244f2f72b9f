// Mail data and chunks of a client, and how it ends a connection.
#include <fmt/format.h>

#include <algorithm>

#include "smtp/limits.hpp"
#include "watch/client_checks.hpp"

namespace smtpspec::watch {
namespace {

// One stretch of a content that lies in one piece. What is cut off at its begin or end is not judged.
struct Stretch {
  std::string_view octets;
  bool begins_line = false;  // it is certain that a line begins here
  bool goes_on = false;      // more octets follow that are not seen
};

class ContentCheck {
 public:
  ContentCheck(const SeenContent& seen, Findings& findings) : seen_(seen), findings_(findings) {}

  void operator()(const Stretch& stretch) {
    look();
    if (!seen_.before.transaction.binary) {
      check_line_ends(stretch);
      check_lines(stretch);
    }
    check_octets(stretch.octets);
  }

 private:
  void look() {
    if (!seen_.before.transaction.binary)
      findings_.look({"watch/client-content-bare-lf", "watch/client-content-bare-cr",
                      "watch/client-text-line-too-long"});
    if (!seen_.is_chunk) findings_.look({"watch/client-dot-not-doubled", "watch/client-content-not-ended"});
    if (!seen_.before.offers("8BITMIME") && !seen_.before.offers("BINARYMIME"))
      findings_.look({"watch/client-8bit-not-offered"});
  }

  void note(std::string_view rule, std::string message, std::string expected, std::string_view got) {
    findings_.note(rule, {.entry = seen_.entry,
                          .message = std::move(message),
                          .expected = std::move(expected),
                          .got = shown(got)});
  }

  std::string_view around(std::string_view octets, std::size_t at) const {
    const std::size_t begin = at < 20 ? 0 : at - 20;
    return octets.substr(begin, 40);
  }

  // A CR or LF at the border to what is not seen may have its other half there; so may one at the border of
  // a chunk.
  void check_line_ends(const Stretch& stretch) {
    const std::string_view octets = stretch.octets;
    const bool open_begin = !stretch.begins_line || seen_.is_chunk;
    const bool open_end = stretch.goes_on || seen_.is_chunk;
    for (std::size_t at = 0; at < octets.size(); ++at) {
      const bool first = at == 0, last = at + 1 == octets.size();
      if (octets[at] == '\n' && (first ? !open_begin : octets[at - 1] != '\r'))
        note("watch/client-content-bare-lf", "the content holds a bare LF", "CRLF", around(octets, at));
      if (octets[at] == '\r' && (last ? !open_end : octets[at + 1] != '\n'))
        note("watch/client-content-bare-cr", "the content holds a bare CR", "CRLF", around(octets, at));
    }
  }

  void check_lines(const Stretch& stretch) {
    std::string_view rest = stretch.octets;
    bool whole = stretch.begins_line;
    while (!rest.empty()) {
      const std::size_t end = rest.find("\r\n");
      const std::string_view line = rest.substr(0, end == rest.npos ? end : end + 2);
      check_line(line, whole, end != rest.npos);
      rest.remove_prefix(line.size());
      whole = true;
    }
  }

  void check_line(std::string_view line, bool has_begin, bool has_end) {
    const bool is_dotted = !seen_.is_chunk && has_begin && line.starts_with('.');
    const std::size_t length = line.size() - (is_dotted ? 1 : 0);
    if (length > smtp::limits::text_line)
      note("watch/client-text-line-too-long",
           fmt::format("the content holds a line of {}{} octets", has_end ? "" : "at least ", length),
           fmt::format("at most {} octets with CRLF", smtp::limits::text_line), line);
    const bool is_end = line == ".\r\n" || line == ".";
    if (is_dotted && !is_end && !line.starts_with("..") && line != ".\r")
      note("watch/client-dot-not-doubled", "a line of the mail data begins with a single dot",
           "two dots, or the end of the mail data", line);
  }

  void check_octets(std::string_view octets) {
    const auto high = std::find_if(octets.begin(), octets.end(),
                                   [](char one) { return static_cast<unsigned char>(one) >= 0x80; });
    if (high == octets.end()) return;
    const auto got = around(octets, static_cast<std::size_t>(high - octets.begin()));
    const ClientKnowledge& before = seen_.before;
    const ClientTransaction& transaction = before.transaction;
    findings_.look({"watch/client-8bit-undeclared"});
    if (!before.offers("8BITMIME") && !before.offers("BINARYMIME"))
      note("watch/client-8bit-not-offered",
           "the content holds octets beyond ASCII, which no extension allows", "ASCII", got);
    else if (!transaction.eight_bit && !transaction.binary && !transaction.smtputf8)
      note("watch/client-8bit-undeclared", "the content holds octets beyond ASCII, and MAIL had no BODY",
           "BODY=8BITMIME in MAIL", got);
  }

  const SeenContent& seen_;
  Findings& findings_;
};

}  // namespace

void check_content(const SeenContent& seen, Findings& findings) {
  check_header(seen, findings);
  check_labels(seen, findings);
  if (seen.early)
    findings.note("watch/client-pipelining-order", {.entry = seen.entry,
                                                    .message = "the mail data came before the reply to DATA",
                                                    .expected = "DATA as the last of its group",
                                                    .got = "mail data"});
  ContentCheck check(seen, findings);
  for (std::size_t at = 0; at < seen.stretches.size(); ++at)
    check({.octets = seen.stretches[at],
           .begins_line = at == 0 && !seen.is_chunk,
           .goes_on = at + 1 < seen.stretches.size() || !seen.ended});
}

void check_close(const SeenClose& seen, Findings& findings) {
  using How = SeenClose::How;
  const ClientKnowledge& before = seen.before;
  const auto note = [&](std::string_view rule, std::string_view message, std::string_view expected) {
    findings.note(rule, {.entry = seen.entry,
                         .message = std::string(message),
                         .expected = std::string(expected),
                         .got = seen.how == How::silent  ? "nothing more"
                                : seen.how == How::reset ? "the connection was reset"
                                                         : "the connection was closed"});
  };
  if (before.greeted)
    findings.look({before.session_open ? "watch/client-no-quit" : "watch/client-no-quit-unopened"});
  if (before.dismissed || before.after_quit || !before.greeted) return;
  // A certificate that is not believed is refused behind a handshake that the server sees succeed. STARTTLS
  // asks for QUIT then (RFC 3207 4.1); where TLS came first no session of SMTP has begun.
  if (before.implicit_tls && before.begins_tls) return;
  if (seen.inside_mail_data)
    return note("watch/client-content-not-ended",
                seen.how == How::silent ? "the client fell silent inside of the mail data"
                                        : "the connection ended inside of the mail data",
                "CRLF, a dot and CRLF");
  if (seen.how == How::silent || !before.unanswered.empty()) return;  // nobody answered it
  if (before.session_open) return note("watch/client-no-quit", "the session ended without QUIT", "QUIT");
  note("watch/client-no-quit-unopened", "the connection ended without QUIT", "QUIT");
}

}  // namespace smtpspec::watch
