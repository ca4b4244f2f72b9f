// Table: the runs as what a page is made of: requirements down, targets across.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/html.hpp"
#include "result/results.hpp"

namespace smtpspec::reports::page {

// What became of a case since the earlier run.
enum class Change {
  none,       // as before, or there is no earlier run
  regressed,  // needs a person, and did not before
  fixed,      // needs nobody any more
  different,  // another status, or another finding of the same weight
  added,      // was not played then
  gone,       // is not played any more
};

struct Column {
  const result::RunResult* run = nullptr;
  const result::RunResult* earlier = nullptr;  // may be absent
  std::string name;                            // unique among the columns
  std::string anchor;                          // behind an "@"
  std::string repeat;                          // the command up to the id; may be empty
  std::string_view shared_log;                 // of the target, if several cases show this same one
};

struct Cell {
  const result::CaseResult* now = nullptr;     // absent: the run did not have the case
  const result::CaseResult* before = nullptr;  // of the earlier run
  Change change = Change::none;
  std::string anchor;
};

struct Row {
  const result::CaseResult* about = nullptr;  // one of its cases, for what they have in common; never absent
  std::string anchor;
  std::vector<Cell> cells;  // one for each column
};

// How folders of scenarios that judge clients begin, and of those that judge relays.
inline constexpr std::string_view for_clients = "client/";
inline constexpr std::string_view for_relays = "relay/";

// The rows of one folder of scenarios ("rfc1870", "client/rfc3207", "watch"), in the order of the RFC's
// sections.
struct Group {
  std::string name;
  std::string anchor;
  std::vector<Row> rows;
};

struct Table {
  std::vector<Column> columns;
  std::vector<Group> groups;
  std::map<std::string, std::string> anchors;  // of the rows, by their ids
  bool compared = false;                       // with an earlier run
  result::Strictness strictness = result::Strictness::lenient;
};

Table table_of(std::span<const result::RunResult> runs, const HtmlOptions& options);

// "RFC 1870: SMTP Service Extension for Message Size Declaration": a group's name, for people.
std::string title_of(std::string_view group);

// "RFC 1870: Message Size Declaration", where there is little room.
std::string short_title_of(std::string_view group);

// "rfc1870", as the folders are called.
std::string rfc_name(const text::Clause& clause);

// The letters, digits and signs of a text that may stand in a link; '_' for every other octet.
std::string anchor_of(std::string_view text);

}  // namespace smtpspec::reports::page
