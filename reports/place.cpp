#include "reports/place.hpp"

#include <algorithm>
#include <string_view>

#include "reports/plain.hpp"

namespace smtpspec::reports {
namespace {

constexpr std::size_t path_limit = 1000;

std::string relative_path(std::string_view name, const Repository& repository) {
  if (name.empty()) return {};
  std::filesystem::path path = std::filesystem::path(name).lexically_normal();
  if (path.is_relative() && !repository.here.empty()) path = (repository.here / path).lexically_normal();
  if (path.is_absolute() && !repository.root.empty()) path = path.lexically_relative(repository.root);
  const std::string relative = path.generic_string();
  const bool inside =
      !relative.empty() && !path.is_absolute() && !relative.starts_with("..") && relative != ".";
  const bool printable = one_line(relative, path_limit) == relative;
  return inside && printable && relative.find_first_of("\\<") == std::string::npos ? relative : std::string();
}

}  // namespace

std::string shown_file(std::string_view name, std::string_view case_id) {
  if (!name.starts_with('/')) return std::string(name);
  const std::string scenario = std::string("/").append(case_id).append(".smtp");
  std::size_t end = name.npos;  // of the folder to begin with
  if (!case_id.empty() && name.ends_with(scenario))
    end = name.size() - scenario.size();
  else if (const std::size_t targets = name.rfind("/targets/"); targets != name.npos)
    end = targets;
  if (end == name.npos || end == 0) return std::string(name);
  return std::string(name.substr(name.rfind('/', end - 1) + 1));
}

Place place_of(const result::CaseResult& one, const Repository& repository) {
  if (status_of(one) == result::Status::unexpected_pass && one.expectation->span) {
    const text::Span& entry = one.expectation->span;
    const std::string file = relative_path(entry.source->name(), repository);
    if (!file.empty()) return {file, entry.position().line};
  }
  Place place{relative_path(one.path, repository), std::max<std::size_t>(one.line, 1)};
  if (place.file.empty()) return {};
  if (status_of(one) == result::Status::unexpected_pass || one.findings.empty()) return place;
  const text::Span& span = one.findings.front().span;
  if (span && span.source->name() == one.path) place.line = span.position().line;
  return place;
}

}  // namespace smtpspec::reports
