#include "cli/diagnostics_json.hpp"

#include <boost/json.hpp>

#include <algorithm>

#include "text/visible.hpp"

namespace smtpspec::cli {
namespace {

namespace json = boost::json;

constexpr std::string_view format_name = "smtpspec check";
constexpr int format_version = 1;

// JSON is UTF-8; a file that is diagnosed may not be.
std::string in_utf8(std::string_view octets) {
  return text::is_utf8(octets) ? std::string(octets) : text::visible(octets);
}

// A place is one line's: what goes on in the next one is marked to the end of the first.
struct Place {
  std::string file;  // empty: none
  std::size_t line = 0, column = 0, end = 0;

  explicit Place(const text::Span& span) {
    if (!span) return;
    const text::Position at = span.position();
    const std::size_t length = span.source->line(at.line).size();
    file = span.source->name();
    line = at.line;
    column = at.column;
    end = std::max(column, std::min(column + (span.end - std::min(span.begin, span.end)), length + 1));
  }
};

json::object as_json(const text::Diagnostic& diagnostic) {
  json::object out{{"file", nullptr}, {"line", nullptr}, {"column", nullptr}, {"end", nullptr}};
  if (const Place place(diagnostic.span); !place.file.empty())
    out = {{"file", in_utf8(place.file)}, {"line", place.line}, {"column", place.column}, {"end", place.end}};
  out["severity"] = diagnostic.severity == text::Severity::error ? "error" : "warning";
  out["message"] = in_utf8(diagnostic.message);
  out["hint"] = in_utf8(diagnostic.hint);
  return out;
}

}  // namespace

std::string diagnostics_json(const text::Diagnostics& diagnostics, std::size_t scenarios) {
  json::array all;
  for (const text::Diagnostic& one : text::in_order(diagnostics)) all.push_back(as_json(one));
  const json::object document{{"format", format_name},
                              {"version", format_version},
                              {"scenarios", scenarios},
                              {"diagnostics", std::move(all)}};
  return json::serialize(document) + "\n";
}

}  // namespace smtpspec::cli
