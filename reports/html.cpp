#include "reports/html.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/html/assets.hpp"
#include "reports/html/case.hpp"
#include "reports/html/changes.hpp"
#include "reports/html/duties.hpp"
#include "reports/html/filters.hpp"
#include "reports/html/matrix.hpp"
#include "reports/html/overview.hpp"
#include "reports/html/table.hpp"
#include "reports/html/targets.hpp"
#include "reports/html/words.hpp"
#include "reports/html/writer.hpp"

namespace smtpspec::reports {
namespace {

using namespace page;

// Beyond so many targets the title counts them: the verdicts below name them all.
constexpr std::size_t named_in_title = 4;

// Beyond so many cases that need a person their parts stay folded: nobody reads them in a row.
constexpr std::size_t unfolded = 50;

std::string names_of(const Table& table) {
  if (table.columns.size() > named_in_title) return fmt::format("{} targets", table.columns.size());
  std::string names;
  for (const Column& column : table.columns) names += (names.empty() ? "" : ", ") + column.name;
  return names;
}

void head(Writer& out, const Table& table) {
  const std::string policy =
      fmt::format("default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
                  policy_source(style), policy_source(script));
  out << "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n"
         "<meta http-equiv=Content-Security-Policy content=\""
      << line(policy)
      << "\">\n<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=referrer content=no-referrer>\n<meta name=color-scheme content=\"light "
         "dark\">\n<title>SMTP: "
      << line(names_of(table), 200) << "</title>\n<style>";
  out.source(style.source) << "</style>\n<script>";
  out.source(script.source) << "</script>\n</head>\n";
}

// How much was judged, and when it began.
void extent(Writer& out, const Table& table) {
  std::size_t rows = 0;
  for (const Group& group : table.groups) rows += group.rows.size();
  out << "<p class=extent>" << counted(rows, "case");
  result::TimePoint began{};
  for (const Column& column : table.columns)
    if (const result::TimePoint started = column.run->started;
        started != result::TimePoint{} && (began == result::TimePoint{} || started < began))
      began = started;
  if (began != result::TimePoint{}) {
    out << ", judged ";
    moment(out, began);
  }
  out << "</p>";
}

void banner(Writer& out, const Table& table, const Citers& citers) {
  out << "<header><div><p class=brand>smtpspec</p><h1>SMTP conformance of " << line(names_of(table), 400)
      << "</h1>";
  extent(out, table);
  out << "</div>\n<nav aria-label=\"Parts of this page\"><a href=\"#-verdicts\">Verdict</a> ";
  if (table.compared) out << "<a href=\"#-changes\">What changed</a> ";
  if (!table.groups.empty()) out << "<a href=\"#-broken\">What breaks</a> ";
  out << "<a href=\"#-matrix\">All cases</a> ";
  if (!citers.empty()) out << "<a href=\"#-duties\">By RFC</a> ";
  out << "<a href=\"#-targets\">Targets</a> <a "
         "href=\"#-legend\">Legend</a></nav>"
         "</header>\n";
}

std::size_t cases_for_a_person(const Table& table) {
  std::size_t count = 0;
  for (const Column& column : table.columns)
    count += static_cast<std::size_t>(
        std::count_if(column.run->cases.begin(), column.run->cases.end(),
                      [&](const auto& one) { return needs_a_person(one, table.strictness); }));
  return count;
}

void cases(Writer& out, const Table& table, const HtmlOptions& options) {
  const bool open = cases_for_a_person(table) <= unfolded;
  out << "<section class=cases id=-cases aria-labelledby=-cases-title><h2 id=-cases-title>Cases</h2>\n";
  for (const Group& group : table.groups)
    for (const Row& row : group.rows) case_part(out, table, row, options, open);
  out << "</section>\n";
}

}  // namespace

std::string html(std::span<const result::RunResult> runs, const HtmlOptions& options) {
  const Table table = table_of(runs, options);
  Writer out;
  head(out, table);
  out << "<body>\n";
  const Citers citers = citers_of(table);
  banner(out, table, citers);
  out << "<main>\n";
  verdicts(out, table);
  changes(out, table);
  overview(out, table);
  filters(out, table);
  matrix(out, table);
  duties(out, table, citers);
  target_parts(out, table);
  legend(out, table);
  out << "</main>\n";
  cases(out, table, options);
  out << "</body>\n</html>\n";
  return std::move(out.str());
}

}  // namespace smtpspec::reports
