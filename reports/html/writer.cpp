#include "reports/html/writer.hpp"

#include "reports/plain.hpp"

namespace smtpspec::reports::page {

Escaped escaped(std::string_view printable) {
  std::string out;
  out.reserve(printable.size() + printable.size() / 16);
  for (const char octet : printable) switch (octet) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += octet;
    }
  return Escaped(std::move(out));
}

Escaped line(std::string_view text, std::size_t most) {
  return escaped(one_line(text, most));
}

Escaped lines(std::string_view text) {
  return escaped(plain(text));
}

Escaped number(std::uint64_t value) {
  return escaped(std::to_string(value));
}

}  // namespace smtpspec::reports::page
