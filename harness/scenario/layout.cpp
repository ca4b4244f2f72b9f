#include "scenario/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string_view>

#include "scenario/dump.hpp"
#include "scenario/first_words.hpp"
#include "scenario/header.hpp"
#include "scenario/lexer.hpp"
#include "scenario/parser.hpp"

namespace smtpspec::scenario {
namespace {

constexpr std::size_t header_column = 13, block_indent = 2, modifier_indent = 3;
constexpr std::size_t usual_remark_column = 27;  // where a file has no column of its own
constexpr std::size_t least_gap = 2;             // blanks in front of a remark
constexpr std::size_t short_words = 22;          // what tells where a file has its remarks

// As a screen shows it, where all characters are as wide as one.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char octet) { return (octet & 0xC0) != 0x80; }));
}

std::string_view without_blanks_behind(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// Words with one blank between them.
std::string joined(const Span& range) {
  std::string out;
  for (Words words(range); !words.empty();) out.append(out.empty() ? "" : " ").append(words.take().octets());
  return out;
}

// One line: where it begins, what it says, and the remark behind that.
struct Row {
  const Line* line = nullptr;  // null: an empty line that is added
  std::size_t indent = 0;
  std::string words;
  std::string remark;             // with its '#'; empty: none
  std::size_t remark_column = 0;  // where it stands now
  bool in_column = false;         // with the file's other remarks
  bool is_of_content = false;     // it stays as it is

  std::string text(std::size_t column) const {
    std::string out = std::string(words.empty() ? 0 : indent, ' ') + words;
    if (remark.empty()) return out;
    const std::size_t end = width(out);
    if (in_column && end + least_gap <= column)
      out.append(column - end, ' ');
    else  // behind longer words where its author has it
      out.append(std::max(least_gap, remark_column - std::min(remark_column, end)), ' ');
    return out + remark;
  }
};

// Tells what kind of line each is, as the step reader does.
class Rows {
 public:
  explicit Rows(const Scenario& scenario) : judges_client_(scenario.judges == Judges::client) {
    Mistakes none;
    lines_ = lines_of(scenario.source, none);
    title();
    header();
    while (next_ < lines_.size()) below_header(lines_[next_]);
    tidy_empty_lines();
  }

  const std::vector<Line>& lines() const { return lines_; }
  const std::vector<Row>& rows() const { return rows_; }

 private:
  void title() {
    while (next_ < lines_.size() && lines_[next_].is_empty()) add_empty();
    while (next_ < lines_.size() && lines_[next_].is_comment()) comment(0);
    // Only in front of another comment an empty line says where the title ends.
    std::size_t behind = next_;
    while (behind < lines_.size() && lines_[behind].is_empty()) ++behind;
    if (behind < lines_.size() && is_header_word(lines_[behind].first_word().octets())) next_ = behind;
  }

  void header() {
    std::size_t last = next_;
    for (std::size_t at = next_; at < lines_.size(); ++at) {
      if (lines_[at].is_empty() || lines_[at].is_comment()) continue;
      if (!is_header_word(lines_[at].first_word().octets())) break;
      last = at + 1;
    }
    while (next_ < last) {
      const Line& line = lines_[next_];
      if (line.is_empty())
        add_empty();
      else if (line.is_comment())
        comment(0);
      else
        header_line(line);
    }
    if (next_ < lines_.size() && !lines_[next_].is_empty()) rows_.push_back({});
  }

  void header_line(const Line& line) {
    const std::string_view word = line.first_word().octets();
    static constexpr std::string_view texts[] = {"given", "submit"};  // may hold octets that count
    Row row = split(line, 0);
    row.in_column = false;
    const Span rest = part(line.span, word.size(), row.words.size());
    const bool as_is = std::find(std::begin(texts), std::end(texts), word) != std::end(texts);
    std::string said = joined(rest);
    if (as_is) {
      const std::size_t blanks = std::min(rest.octets().find_first_not_of(" \t"), rest.octets().size());
      said = without_blanks_behind(rest.octets().substr(blanks));
    }
    const std::size_t gap = header_column > word.size() ? header_column - word.size() : 1;
    row.words = std::string(word) + (said.empty() ? "" : std::string(gap, ' ') + said);
    add(std::move(row));
  }

  void below_header(const Line& line) {
    if (line.is_empty()) return add_empty();
    if (line.is_comment()) return comment(indent_of_comment());
    const std::string_view word = line.first_word().octets();
    const std::string_view marker = marker_of(line.octets());
    if (word == "content") return content(line);
    if (word == "end") {
      if (depth_ > 0) --depth_;
      if (turned_in_ && depth_ < *turned_in_) turned_in_.reset();
      step_.reset();
      return add(words_row(line, depth_ * block_indent));
    }
    if (modifies(line)) return add(words_row(line, depth_ * block_indent + modifier_indent));
    if (word == "or" || word == "tolerate") {
      if (turned_in_ == depth_) turned_in_.reset();
      step_.reset();
      return add(words_row(line, (std::max<std::size_t>(depth_, 1) - 1) * block_indent));
    }
    const bool opens = marker.empty() && (word == "either" || word == "repeat" || word == "optionally");
    step_ = line.indent;
    if (opens) step_.reset();
    add(step_row(line, marker));
    if (word == "turn") turned_in_ = depth_;
    if (opens) ++depth_;
  }

  // Whether a line belongs to the step above it. Where there is no mistake, any other line opens something.
  bool modifies(const Line& line) const {
    if (!step_) return false;
    const std::string_view word = line.first_word().octets();
    if (word == "or" || word == "tolerate") return line.indent > *step_;
    return marker_of(line.octets()).empty() && !is_first_word(word) && word != "end";
  }

  Row step_row(const Line& line, std::string_view marker) const {
    const std::size_t indent = depth_ * block_indent;
    const std::string_view ours =
        judges_client_ || turned_in_ ? sides_when_client_is_judged.ours : sides_when_server_is_judged.ours;
    if (marker == ours) return sent_row(line, marker.size(), indent);
    if (is_reply_in_words(line))
      return {.line = &line, .indent = indent, .words = std::string(line.octets())};
    Row row = words_row(line, indent);
    if (marker.empty()) return row;
    const std::string_view said = std::string_view(row.words).substr(marker.size());
    row.words = fmt::format("{} {}", marker, said.substr(std::min(said.find_first_not_of(' '), said.size())));
    return row;
  }

  // on MAIL reply 452 later: to the end of the line, since every octet counts.
  static bool is_reply_in_words(const Line& line) {
    if (line.first_word().octets() != "on") return false;
    for (Words words(line.span); !words.empty();)
      if (words.take("reply"))
        return !words.peek().starts_with('"');
      else
        words.take();
    return false;
  }

  // Of a text every octet counts, also those that look like a remark.
  static Row sent_row(const Line& line, std::size_t marker, std::size_t indent) {
    const std::string_view sent = line.behind(marker).octets();
    const std::string_view behind_blank = sent.substr(std::min<std::size_t>(sent.size(), 1));
    const std::string_view first = behind_blank.substr(0, behind_blank.find_first_of(" \t"));
    if (behind_blank.starts_with('"') || !name_in_brackets(first).empty()) return split(line, indent);
    const bool nothing = sent.find_first_not_of(' ') == sent.npos && sent.size() <= 1;
    return {.line = &line,
            .indent = indent,
            .words = std::string(nothing ? line.octets().substr(0, marker) : line.octets())};
  }

  // Words, where how many blanks stand between them says nothing; of a client's commands they may.
  Row words_row(const Line& line, std::size_t indent) const {
    Row row = split(line, indent);
    const Span said = part(line.span, 0, row.words.size());
    if (!judges_client_ && said.octets().find('"') == std::string_view::npos) row.words = joined(said);
    return row;
  }

  static Row split(const Line& line, std::size_t indent) {
    const std::string_view octets = line.octets();
    const std::size_t at = remark_begins(octets);
    return {.line = &line,
            .indent = indent,
            .words = std::string(without_blanks_behind(octets.substr(0, at))),
            .remark = std::string(without_blanks_behind(octets.substr(at))),
            .remark_column = line.indent + width(octets.substr(0, at)),
            .in_column = true};
  }

  // Its lines are what they are.
  void content(const Line& line) {
    step_.reset();
    Words words(line.span);
    words.take();
    words.take();
    const bool generated = words.take("of");
    add(words_row(line, 0));
    while (!generated && next_ < lines_.size()) {
      const Line& one = lines_[next_];
      if (one.first_word().octets() == "end") return add(words_row(one, 0));
      add({.line = &one, .indent = one.indent, .words = std::string(one.octets()), .is_of_content = true});
    }
  }

  // That of what it stands above: of the next line, if that modifies, else of the steps of the block.
  std::size_t indent_of_comment() const {
    std::size_t at = next_;
    while (at < lines_.size() && (lines_[at].is_empty() || lines_[at].is_comment())) ++at;
    const bool above_modifier = at < lines_.size() && modifies(lines_[at]);
    return depth_ * block_indent + (above_modifier ? modifier_indent : 0);
  }

  void comment(std::size_t indent) {
    const Line& line = lines_[next_];
    add({.line = &line, .indent = indent, .words = std::string(without_blanks_behind(line.octets()))});
  }

  void add_empty() { add({.line = &lines_[next_]}); }

  void add(Row row) {
    rows_.push_back(std::move(row));
    ++next_;
  }

  // None at either end of the file, and none below another; of a content's all stay.
  void tidy_empty_lines() {
    std::vector<Row> kept;
    for (Row& row : rows_)
      if (!row.words.empty() || row.is_of_content || (!kept.empty() && !kept.back().words.empty()))
        kept.push_back(std::move(row));
    while (!kept.empty() && kept.back().words.empty()) kept.pop_back();
    rows_ = std::move(kept);
  }

  std::vector<Line> lines_;
  std::vector<Row> rows_;
  std::size_t next_ = 0;
  std::size_t depth_ = 0;                 // blocks that are open
  std::optional<std::size_t> turned_in_;  // so many of them a `turn` holds in
  std::optional<std::size_t> step_;  // how far the step above is indented in the file; empty: there is none
  bool judges_client_;
};

// Where most remarks of the file stand that have the choice.
std::size_t remark_column_of(const std::vector<Row>& rows) {
  std::map<std::size_t, std::size_t> counts;
  for (const Row& row : rows)
    if (!row.remark.empty() && row.in_column && row.indent + width(row.words) <= short_words &&
        row.remark_column >= short_words + least_gap)
      ++counts[row.remark_column];
  const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& left, const auto& right) {
    return left.second < right.second;
  });
  return most == counts.end() ? usual_remark_column : most->first;
}

std::string without_blanks(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char octet) { return std::string_view(" \t\r\n").find(octet) == std::string_view::npos; });
  return out;
}

}  // namespace

LaidOut lay_out(const Scenario& scenario) {
  using Kind = LaidOut::Change::Kind;
  const text::Source& source = *scenario.source;
  const Rows all(scenario);
  const std::size_t column = remark_column_of(all.rows());
  const std::string_view line_end = source.octets().find("\r\n") == std::string::npos ? "\n" : "\r\n";
  LaidOut out;
  std::size_t next = 1;  // the line of the file that is to come
  const auto taken_away_up_to = [&](std::size_t number) {
    for (; next < number; ++next)
      out.changes.push_back({next, std::string(source.line(next)), {}, Kind::taken_away});
  };
  for (const Row& row : all.rows()) {
    const std::string text = row.text(column);
    out.octets.append(text).append(line_end);
    if (!row.line) {
      out.changes.push_back({next, {}, text, Kind::added});
      continue;
    }
    taken_away_up_to(row.line->number);
    const std::string_view before = source.line(next);
    if (before != text) out.changes.push_back({next, std::string(before), text, Kind::changed});
    ++next;
  }
  taken_away_up_to(source.line_count() + 1);
  return out;
}

bool says_the_same(const Scenario& scenario, const std::string& octets, const ledger::Ledger& ledger) {
  if (without_blanks(scenario.source->octets()) != without_blanks(octets)) return false;
  const Reading again =
      parse(std::make_shared<const text::Source>(scenario.source->name(), octets), scenario.id, ledger);
  return again.scenario && dump(*again.scenario) == dump(scenario);
}

}  // namespace smtpspec::scenario
