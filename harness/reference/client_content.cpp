#include "reference/client_content.hpp"

#include <algorithm>

#include "reference/header_fields.hpp"
#include "smtp/command.hpp"
#include "smtp/limits.hpp"

namespace smtpspec::reference {
namespace {

// One header field with its continuation lines, CRLF included, taken from the front of `headers`.
std::string_view take_field(std::string_view& headers) {
  std::size_t end = 0;
  do {
    const std::size_t line_end = headers.find(crlf, end);
    end = line_end == std::string_view::npos ? headers.size() : line_end + 2;
  } while (end < headers.size() && (headers[end] == ' ' || headers[end] == '\t'));
  const std::string_view field = headers.substr(0, end);
  headers.remove_prefix(end);
  return field;
}

bool holds(std::string_view field, std::string_view word) {
  return smtp::upper(field).find(word) != std::string::npos;
}

// "=XX"
std::string escaped(char octet) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(octet);
  return {'=', digits[value >> 4U], digits[value & 15U]};
}

std::string encode_body(std::string_view body) {
  std::string encoded;
  std::size_t column = 0;
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body.substr(at, 2) == crlf) {
      encoded += crlf;
      column = 0;
      ++at;
      continue;
    }
    const char octet = body[at];
    const bool at_line_end = at + 1 == body.size() || body.substr(at + 1, 2) == crlf;
    const bool is_blank = octet == ' ' || octet == '\t';
    const bool is_plain = (octet > ' ' && octet <= '~' && octet != '=') || (is_blank && !at_line_end);
    const std::string unit = is_plain ? std::string(1, octet) : escaped(octet);
    if (column + unit.size() > 75) {
      encoded += "=\r\n";
      column = 0;
    }
    encoded += unit;
    column += unit.size();
  }
  return encoded;
}

}  // namespace

bool has_high_octets(std::string_view octets) {
  return std::any_of(octets.begin(), octets.end(),
                     [](char octet) { return static_cast<unsigned char>(octet) >= 0x80; });
}

bool has_long_lines(std::string_view octets) {
  while (!octets.empty()) {
    const std::size_t end = octets.find(crlf);
    if (std::min(end, octets.size()) + 2 > smtp::limits::text_line) return true;
    if (end == std::string_view::npos) return false;
    octets.remove_prefix(end + 2);
  }
  return false;
}

bool is_labelled_8bit(std::string_view message) {
  std::string_view headers = message.substr(0, message.find("\r\n\r\n") + 2);
  bool has_version = false, has_encoding = false;
  while (!headers.empty()) {
    const std::string_view field = take_field(headers);
    has_version = has_version || is_field(field, "MIME-Version");
    has_encoding = has_encoding || (is_field(field, "Content-Transfer-Encoding") &&
                                    (holds(field, "8BIT") || holds(field, "BINARY")));
  }
  return has_version && has_encoding;
}

std::string with_crlf(std::string_view octets) {
  std::string mended;
  for (std::size_t at = 0; at < octets.size(); ++at) {
    if (octets[at] != '\r' && octets[at] != '\n') {
      mended += octets[at];
      continue;
    }
    mended += crlf;
    if (octets.substr(at, 2) == crlf) ++at;
  }
  return mended;
}

std::string with_bare_lf(std::string_view octets) {
  std::string stored;
  for (std::size_t at = 0; at < octets.size(); ++at)
    if (octets.substr(at, 2) != crlf) stored += octets[at];
  return stored;
}

std::string with_short_lines(std::string_view octets) {
  constexpr std::size_t longest = 500;
  std::string shortened;
  std::size_t column = 0;
  for (const char octet : octets) {
    if (column == longest && octet != '\r') {
      shortened += crlf;
      column = 0;
    }
    shortened += octet;
    column = octet == '\n' ? 0 : column + 1;
  }
  return shortened;
}

std::optional<std::string> in_quoted_printable(std::string_view message, bool parts_as_one) {
  const bool only_body = message.starts_with(crlf);
  const std::size_t border = only_body ? 0 : message.find("\r\n\r\n");
  if (border == std::string_view::npos) return std::nullopt;
  std::string_view headers = only_body ? std::string_view() : message.substr(0, border + 2);
  const std::string_view body = message.substr(border + (only_body ? 2 : 4));
  if (has_high_octets(headers) || has_long_lines(headers)) return std::nullopt;

  std::string converted;
  bool has_version = false;
  while (!headers.empty()) {
    const std::string_view field = take_field(headers);
    if (!parts_as_one && is_field(field, "Content-Type") &&
        (holds(field, "MULTIPART/") || holds(field, "MESSAGE/")))
      return std::nullopt;
    if (is_field(field, "Content-Transfer-Encoding")) {
      if (holds(field, "QUOTED-PRINTABLE") || holds(field, "BASE64")) return std::nullopt;
      continue;
    }
    has_version = has_version || is_field(field, "MIME-Version");
    converted += field;
  }
  if (!has_version) converted += "MIME-Version: 1.0\r\n";
  converted += "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
  return converted + encode_body(body);
}

}  // namespace smtpspec::reference
