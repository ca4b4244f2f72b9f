#include "reference/client_mail_data.hpp"

#include "reference/client_content.hpp"
#include "reference/header_fields.hpp"
#include "smtp/transparency.hpp"

namespace smtpspec::reference {
namespace {

std::string replaced(std::string_view octets, std::string_view what, std::string_view with) {
  std::string result;
  for (std::size_t at = 0; at < octets.size();) {
    const bool found = octets.substr(at, what.size()) == what;
    result += found ? with : octets.substr(at, 1);
    at += found ? what.size() : 1;
  }
  return result;
}

// All the dots of the lines that begin with one.
std::string with_doubled_dots(std::string_view content) {
  std::string result;
  while (!content.empty()) {
    const std::size_t end = content.find(crlf);
    const std::string_view line = content.substr(0, end == content.npos ? end : end + crlf.size());
    result += line.starts_with('.') ? replaced(line, ".", "..") : std::string(line);
    content.remove_prefix(line.size());
  }
  return result;
}

std::string stuffed(const ClientBehaviour& behaviour, std::string_view content) {
  if (behaviour.makes(ContentMistake::no_stuffing)) return std::string(content);
  if (behaviour.makes(ContentMistake::stuffs_every_dot)) return with_doubled_dots(content);
  if (behaviour.makes(ContentMistake::stuffs_lone_dots_only))
    return replaced(content, "\r\n.\r\n", "\r\n..\r\n");
  smtp::Stuffer stuffer;
  return stuffer.stuff(content);
}

std::string_view end_behind(const ClientBehaviour& behaviour, std::string_view content) {
  const bool complete = content.empty() || content.ends_with(crlf);
  if (behaviour.makes(ContentMistake::quit_inside_mail_data) ||
      behaviour.makes(ContentMistake::closes_inside_mail_data))
    return complete ? "" : crlf;
  if (behaviour.makes(ContentMistake::end_in_bare_lf)) return complete ? ".\n" : "\n.\n";
  if (behaviour.makes(ContentMistake::empty_line_at_end)) return "\r\n.\r\n";
  if (complete || behaviour.makes(ContentMistake::end_glued_to_last_line)) return ".\r\n";
  return "\r\n.\r\n";
}

}  // namespace

std::string mail_data(const ClientBehaviour& behaviour, std::string_view content) {
  if (behaviour.makes(ContentMistake::no_empty_lines_at_end))
    while (content.ends_with("\r\n\r\n")) content.remove_suffix(crlf.size());
  std::string octets = stuffed(behaviour, content);
  if (behaviour.makes(PassingMistake::line_ends_mended_late)) octets = with_crlf(octets);
  if (behaviour.makes(ContentMistake::bare_lf)) octets = replaced(octets, crlf, "\n");
  if (behaviour.makes(ContentMistake::bare_cr)) octets = replaced(octets, crlf, "\r");
  return octets + std::string(end_behind(behaviour, content));
}

SentChunk chunk_of(const ClientBehaviour& behaviour, std::string_view content, std::size_t begin) {
  SentChunk chunk{.octets = std::string(content.substr(begin, behaviour.chunk_octets))};
  chunk.taken = chunk.octets.size();
  // The one behind the content, which is empty (RFC 3030 section 2).
  const bool is_last = behaviour.has(ClientHabit::empty_last_chunk) ? begin >= content.size()
                                                                    : begin + chunk.taken >= content.size();
  if (behaviour.makes(ChunkMistake::stuffed)) {
    smtp::Stuffer stuffer;
    chunk.octets = stuffer.stuff(chunk.octets);
  }
  if (behaviour.makes(ChunkMistake::bare_lf)) chunk.octets = with_bare_lf(chunk.octets);
  std::size_t size = chunk.octets.size();
  if (behaviour.makes(ChunkMistake::size_one_less) && size > 0) --size;
  if (behaviour.makes(ChunkMistake::size_one_more)) ++size;
  const bool says_last =
      behaviour.makes(ChunkMistake::always_last) || (is_last && !behaviour.makes(ChunkMistake::never_last));
  chunk.command = "BDAT" + (behaviour.makes(ChunkMistake::no_size) ? "" : " " + std::to_string(size)) +
                  (says_last ? " LAST" : "");
  if (is_last && behaviour.makes(ChunkMistake::dot_behind_last)) chunk.octets += ".\r\n";
  return chunk;
}

}  // namespace smtpspec::reference
