#include "play/judging/transfer_encoding.hpp"

#include <algorithm>

#include "sasl/base64.hpp"
#include "smtp/command.hpp"

namespace smtpspec::play {
namespace {

std::optional<char> octet_of(std::string_view digits) {
  constexpr std::string_view alphabet = "0123456789ABCDEF";
  if (digits.size() != 2) return std::nullopt;
  const std::string upper = smtp::upper(digits);
  const std::size_t high = alphabet.find(upper[0]), low = alphabet.find(upper[1]);
  if (high == alphabet.npos || low == alphabet.npos) return std::nullopt;
  return static_cast<char>(high << 4U | low);
}

std::optional<std::string> decode_quoted_printable(std::string_view body) {
  std::string octets;
  while (!body.empty()) {
    const std::size_t equals = body.find('=');
    octets += body.substr(0, equals);
    if (equals == body.npos) break;
    body.remove_prefix(equals + 1);
    if (body.starts_with("\r\n")) {  // a soft line break
      body.remove_prefix(2);
      continue;
    }
    const std::optional<char> octet = octet_of(body.substr(0, 2));
    if (!octet) return std::nullopt;
    octets += *octet;
    body.remove_prefix(2);
  }
  return octets;
}

std::optional<std::string> decode_lines_of_base64(std::string_view body) {
  std::string text(body);
  std::erase_if(text, [](char octet) { return octet == '\r' || octet == '\n'; });
  return sasl::decode_base64(text);
}

}  // namespace

std::optional<std::string> decode_body(std::string_view header, std::string_view body) {
  constexpr std::string_view field = "\r\nCONTENT-TRANSFER-ENCODING:";
  const std::string fields = "\r\n" + smtp::upper(header) + "\r\n";
  const std::size_t begin = fields.find(field);
  if (begin == fields.npos) return std::nullopt;
  std::string_view value = std::string_view(fields).substr(begin + field.size());
  value = value.substr(0, value.find("\r\n"));
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  if (value.starts_with("QUOTED-PRINTABLE")) return decode_quoted_printable(body);
  if (value.starts_with("BASE64")) return decode_lines_of_base64(body);
  return std::nullopt;
}

}  // namespace smtpspec::play
