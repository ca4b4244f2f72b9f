#include "reports/junit_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "reports/plain.hpp"

namespace smtpspec::reports {
namespace {

constexpr std::size_t name_limit = 200;

bool is_word(char octet) {
  return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || (octet >= '0' && octet <= '9') ||
         octet == '_' || octet == '-';
}

// Appends the pieces of `text` between separators as segments; what a segment can't hold becomes '_'.
void append_segments(std::string& name, std::string_view text, char separator) {
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    std::string segment(text.substr(0, end));
    std::replace_if(
        segment.begin(), segment.end(), [](char octet) { return !is_word(octet); }, '_');
    if (!segment.empty()) {
      if (!name.empty()) name += '.';
      name += segment;
    }
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

std::string_view folder_of(std::string_view id) {
  const std::size_t slash = id.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : id.substr(0, slash);
}

}  // namespace

std::string suite_name(std::string_view case_id, std::string_view prefix) {
  std::string name;
  append_segments(name, prefix.substr(0, name_limit / 2), '.');
  append_segments(name, "smtpspec", '.');
  const std::size_t before = name.size();
  append_segments(name, folder_of(case_id), '/');
  if (name.size() == before) name += ".scenarios";
  if (name.size() > name_limit) name.resize(name_limit);
  while (name.ends_with('.')) name.pop_back();
  return name;
}

std::vector<std::string> run_prefixes(const std::vector<std::string>& run_names, std::string_view prefix) {
  std::vector<std::string> prefixes;
  std::set<std::string> taken;
  for (const std::string& run_name : run_names) {
    std::string first;
    append_segments(first, run_name, '\0');
    if (first.size() > 36) first.resize(36);
    std::string segment = first;
    for (int number = 2; !taken.insert(segment).second; ++number)
      segment = fmt::format("{}_{}", first, number);
    prefixes.push_back(prefix.empty() ? segment : fmt::format("{}.{}", prefix.substr(0, 50), segment));
  }
  return prefixes;
}

std::string case_name(std::string_view case_id) {
  const std::size_t slash = case_id.rfind('/');
  const std::string name = one_line(slash == std::string_view::npos ? case_id : case_id.substr(slash + 1),
                                    name_limit, Charset::ascii);
  return name.empty() ? "unnamed" : name;
}

}  // namespace smtpspec::reports
