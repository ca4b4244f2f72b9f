#include "reference/content_flaws.hpp"

#include <algorithm>

#include "reference/header_fields.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {
namespace {

constexpr std::string_view empty_line = "\r\n\r\n";

bool begins_with_field(std::string_view content) {
  const std::size_t colon = content.find(':');
  return colon != content.npos && colon < content.find_first_of(" \r\n");
}

std::string_view header_of(std::string_view content) {
  return begins_with_field(content) ? content.substr(0, content.find(empty_line)) : std::string_view();
}

std::size_t fields_named(std::string_view header, std::string_view name) {
  std::size_t number = 0;
  while (!header.empty()) {
    const std::size_t end = header.find(crlf);
    if (is_field(header.substr(0, end), name)) ++number;
    if (end == header.npos) break;
    header.remove_prefix(end + crlf.size());
  }
  return number;
}

bool has_malformed_trace(std::string_view header) {
  return fields_named(header, "Received") > 0 && header.find(';') == header.npos;
}

bool has(Flaw flaw, Body body, std::string_view content) {
  const std::string_view header = header_of(content);
  const auto number_of = [&](std::string_view name) {
    return fields_named(header, name);
  };
  switch (flaw) {
    case Flaw::resent_fields_unequal:
      return number_of("Resent-From") > 0 && number_of("Resent-To") != number_of("Resent-From");
    case Flaw::resent_to_alone:
      return number_of("Resent-To") > 0 && number_of("Resent-From") == 0;
    case Flaw::header_missing:
      return content.find(empty_line) != content.npos && header.empty();
    case Flaw::header_only:
      return !header.empty() && content.find(empty_line) == content.npos;
    case Flaw::originator_missing:
      return !header.empty() && number_of("From") == 0;
    case Flaw::trace_malformed:
      return has_malformed_trace(header);
    case Flaw::many_addresses:
      return std::count(header.begin(), header.end(), '@') > 100;
    case Flaw::binary_label:
      return body != Body::binarymime &&
             smtp::upper(header).find("CONTENT-TRANSFER-ENCODING: BINARY") != std::string::npos;
    case Flaw::octet_255:
      return content.find('\xff') != content.npos;
  }
  return false;
}

void lose_last_empty_lines(std::string& content) {
  while (content.ends_with(empty_line)) content.resize(content.size() - crlf.size());
}

void lose_last_line_end(std::string& content) {
  if (!content.ends_with(crlf)) return;
  const std::string_view lines = std::string_view(content).substr(0, content.size() - crlf.size());
  const std::string_view last = lines.substr(lines.rfind('\n') + 1);
  const bool ascii = std::all_of(last.begin(), last.end(), [](char one) { return (one & 0x80) == 0; });
  if (!ascii) content.resize(content.size() - crlf.size());
}

void lose_controls(std::string& content) {
  std::erase_if(content, [](char one) {
    return (one >= 0 && one < ' ' && one != '\t' && one != '\r' && one != '\n') || one == '\x7f';
  });
}

void lose_text_behind_nul(std::string& content) {
  for (std::size_t nul = content.find('\0'); nul != content.npos; nul = content.find('\0', nul))
    content.erase(nul, std::min(content.find(crlf, nul), content.size()) - nul);
}

}  // namespace

bool is_found_odd(const Behaviour& behaviour, Body body, std::string_view content) {
  constexpr Flaw all[] = {Flaw::resent_fields_unequal, Flaw::resent_to_alone,    Flaw::header_missing,
                          Flaw::header_only,           Flaw::originator_missing, Flaw::trace_malformed,
                          Flaw::many_addresses,        Flaw::binary_label,       Flaw::octet_255};
  return std::any_of(std::begin(all), std::end(all), [&](Flaw flaw) {
    return behaviour.refused_flaws.has(flaw) && has(flaw, body, content);
  });
}

std::string damaged(const Behaviour& behaviour, std::string content) {
  const SetOf<Damage>& damages = behaviour.damages;
  if (damages.has(Damage::end_filed) && content.ends_with(empty_line)) content += ".\r\n";
  if (damages.has(Damage::last_empty_lines_lost)) lose_last_empty_lines(content);
  if (damages.has(Damage::last_line_end_lost)) lose_last_line_end(content);
  if (damages.has(Damage::controls_lost)) lose_controls(content);
  if (damages.has(Damage::text_behind_nul_lost)) lose_text_behind_nul(content);
  return content;
}

}  // namespace smtpspec::reference
