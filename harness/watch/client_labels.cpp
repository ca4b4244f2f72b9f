// What a message says of its octets (RFC 2045 section 6), against what MAIL said of them.
#include <algorithm>

#include "smtp/command.hpp"
#include "watch/client_checks.hpp"

namespace smtpspec::watch {
namespace {

// A message from its first line on, or a chunk of one, in upper case.
struct Labels {
  explicit Labels(std::string_view content)
      : all("\r\n" + smtp::upper(content)), header(all.substr(0, all.find("\r\n\r\n"))) {}

  bool has_encoding(std::string_view value) const {
    constexpr std::string_view field = "\r\nCONTENT-TRANSFER-ENCODING:";
    for (std::size_t at = all.find(field); at != all.npos; at = all.find(field, at + 1)) {
      std::string_view rest = std::string_view(all).substr(at + field.size());
      rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
      if (rest.starts_with(value)) return true;
    }
    return false;
  }

  std::string all, header;
};

}  // namespace

void check_labels(const SeenContent& seen, Findings& findings) {
  if (seen.shortened()) return;
  const std::string& content = seen.stretches.front();
  const Labels labels(content);
  const ClientTransaction& transaction = seen.before.transaction;
  const auto note = [&](std::string_view rule, std::string_view message, std::string_view expected) {
    findings.note(rule, {.entry = seen.entry,
                         .message = std::string(message),
                         .expected = std::string(expected),
                         .got = shown(std::string_view(content).substr(0, 200))});
  };
  const bool is_high = std::any_of(content.begin(), content.end(),
                                   [](char one) { return static_cast<unsigned char>(one) >= 0x80; });
  // UTF-8 in a header section has no label (RFC 6532 section 3).
  if (is_high && transaction.eight_bit && !transaction.smtputf8 && !seen.is_chunk) {
    findings.look({"watch/client-8bit-in-no-mime"});
    const bool is_mime = labels.header.find("\r\nMIME-VERSION:") != labels.header.npos &&
                         (labels.has_encoding("8BIT") || labels.has_encoding("BINARY"));
    if (!is_mime)
      note("watch/client-8bit-in-no-mime", "BODY=8BITMIME was asked for octets beyond ASCII that are no MIME",
           "MIME-Version and Content-Transfer-Encoding: 8bit");
  }
  if (labels.has_encoding("BINARY") && content.find('\0') != content.npos) {
    findings.look({"watch/client-binary-undeclared"});
    if (!transaction.binary)
      note("watch/client-binary-undeclared", "the content holds binary data, and MAIL did not say so",
           "BODY=BINARYMIME in MAIL, or an encoding");
  }
}

}  // namespace smtpspec::watch
