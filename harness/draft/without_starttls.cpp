#include "draft/without_starttls.hpp"

#include <utility>

#include "draft/words.hpp"
#include "smtp/command.hpp"

namespace smtpspec::draft {
namespace {

constexpr std::size_t behind_code = 3;

bool names_starttls(std::string_view line) {
  const std::string_view keyword = line.substr(behind_code + 1);
  return smtp::upper(keyword.substr(0, keyword.find_first_of(" \r\n"))) == "STARTTLS";
}

}  // namespace

std::string WithoutStarttls::pass(std::string_view octets) {
  begun_ += octets;
  std::string out;
  for (std::size_t end = 0; (end = begun_.find('\n')) != begun_.npos; begun_.erase(0, end + 1))
    pass_line(begun_.substr(0, end + 1), out);
  return out;
}

std::string WithoutStarttls::rest() {
  return std::exchange(held_, {}) + std::exchange(begun_, {});
}

// The first line of a reply names the server, and no extension.
void WithoutStarttls::pass_line(std::string line, std::string& out) {
  const bool in_list = code_of(line) == "250" && line.size() > behind_code + 1;
  const bool is_last = in_list && is_last_of_reply(line);
  if (in_list && !held_.empty() && names_starttls(line)) {
    if (!is_last) return;
    held_[behind_code] = ' ';
    out += std::exchange(held_, {});
    return;
  }
  out += std::exchange(held_, {});
  if (in_list && !is_last)
    held_ = std::move(line);
  else
    out += line;
}

}  // namespace smtpspec::draft
