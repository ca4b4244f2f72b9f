#include "text/source.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace smtpspec::text {

Source::Source(std::string name, std::string octets) : name_(std::move(name)), octets_(std::move(octets)) {
  line_starts_.push_back(0);
  for (std::size_t at = 0; at < octets_.size(); ++at)
    if (octets_[at] == '\n' && at + 1 < octets_.size()) line_starts_.push_back(at + 1);
}

std::string_view Source::line(std::size_t number) const {
  if (number == 0 || number > line_starts_.size()) return {};
  std::string_view rest = std::string_view(octets_).substr(line_starts_[number - 1]);
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

Position Source::position(std::size_t offset) const {
  offset = std::min(offset, octets_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin());
  return {line, offset - line_starts_[line - 1] + 1};
}

std::size_t Source::line_start(std::size_t number) const {
  return number == 0 || number > line_starts_.size() ? octets_.size() : line_starts_[number - 1];
}

std::string_view Span::octets() const {
  if (!source || begin >= source->octets().size()) return {};
  return std::string_view(source->octets()).substr(begin, end - begin);
}

bool operator==(const Span& left, const Span& right) {
  return left.source.get() == right.source.get() && left.begin == right.begin && left.end == right.end;
}

SourcePtr read_source(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return nullptr;
  std::ifstream file(path, std::ios::binary);
  if (!file) return nullptr;
  std::string octets((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) return nullptr;
  return std::make_shared<Source>(path.string(), std::move(octets));
}

}  // namespace smtpspec::text
