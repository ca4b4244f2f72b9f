#include "reports/dialogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "reports/moment.hpp"
#include "text/visible.hpp"

namespace smtpspec::reports {
namespace {

using result::Entry;
using result::EntryKind;
using result::Side;

constexpr std::size_t widest_line = 320;  // octets of one line from the wire
constexpr std::size_t content_lines = 8;  // of one entry
constexpr std::size_t command_lines = 16;

// A line of the wire with its ending, or a gap of so many octets.
struct Piece {
  std::string_view octets;
  std::uint64_t gap = 0;

  std::uint64_t size() const { return octets.size() + gap; }
};

void split(std::string_view octets, std::vector<Piece>& pieces) {
  while (!octets.empty()) {
    const std::size_t end = octets.find('\n');
    const std::size_t length = end == std::string_view::npos ? octets.size() : end + 1;
    pieces.push_back({octets.substr(0, length)});
    octets.remove_prefix(length);
  }
}

std::vector<Piece> pieces_of(const Entry& entry) {
  const std::string_view octets = entry.octets;
  const std::uint64_t missing = entry.size > octets.size() ? entry.size - octets.size() : 0;
  const std::size_t cut = missing > 0 ? std::min(entry.cut_at, octets.size()) : octets.size();
  std::vector<Piece> pieces;
  split(octets.substr(0, cut), pieces);
  if (missing > 0) pieces.push_back({{}, missing});
  split(octets.substr(cut), pieces);
  return pieces;
}

// The first and the last pieces; those between become one gap.
void shorten(std::vector<Piece>& pieces, std::size_t most) {
  if (pieces.size() <= most) return;
  const auto first = pieces.begin() + static_cast<std::ptrdiff_t>(most * 2 / 3);
  const auto last = pieces.end() - static_cast<std::ptrdiff_t>(most - most * 2 / 3 - 1);
  Piece gap;
  for (auto piece = first; piece != last; ++piece) gap.gap += piece->size();
  *first = gap;
  pieces.erase(first + 1, last);
}

std::string_view remark_on(const Entry& entry) {
  if (entry.kind == EntryKind::stray) return "  (no complete reply)";
  if (entry.kind == EntryKind::reply && !entry.asked_for) return "  (nobody asked for it)";
  return {};
}

std::vector<std::string> wire_lines(const Entry& entry) {
  const std::string_view prefix = entry.side == Side::client ? "C: " : "S: ";
  std::vector<Piece> pieces = pieces_of(entry);
  shorten(pieces, entry.kind == EntryKind::content ? content_lines : command_lines);
  std::vector<std::string> lines;
  for (const Piece& piece : pieces)
    lines.push_back(piece.gap > 0
                        ? fmt::format("{}... [{} octets] ...", prefix, piece.gap)
                        : fmt::format("{}{}", prefix, text::visible_cut(piece.octets, widest_line)));
  if (lines.empty()) lines.push_back(fmt::format("{}(nothing)", prefix));
  lines.front() += remark_on(entry);
  return lines;
}

std::string event_line(const Entry& entry) {
  const std::string detail = text::visible_cut(entry.octets, widest_line);
  const auto with_detail = [&](std::string_view what) {
    return detail.empty() ? fmt::format("-- {}", what) : fmt::format("-- {}: {}", what, detail);
  };
  switch (entry.kind) {
    case EntryKind::connected:
      return with_detail("connected");
    case EntryKind::tls:
      return with_detail("TLS from here on");
    case EntryKind::tls_failed:
      return with_detail("the TLS handshake failed");
    case EntryKind::closed:
      return with_detail("the target closed the connection");
    case EntryKind::reset:
      return with_detail("the target reset the connection");
    case EntryKind::silence:
      return with_detail("silence");
    case EntryKind::ended:
      return with_detail("the harness ended the connection");
    default:
      return with_detail("note");
  }
}

// Which conversation it is of, where there are several.
std::string leg_of(const Entry& entry) {
  return entry.leg.empty() ? "" : fmt::format("{:<5}", entry.leg + " ");
}

std::vector<DialogueLine> lines_of(const result::Transcript& transcript, const std::vector<Mark>& marks) {
  std::vector<DialogueLine> lines;
  for (std::size_t index = 0; index < transcript.entries().size(); ++index) {
    const Entry& entry = transcript.entries()[index];
    const auto mark =
        std::find_if(marks.begin(), marks.end(), [&](const Mark& one) { return one.entry == index; });
    const bool marked = mark != marks.end();
    DialogueLine line{.entry = index,
                      .marked = marked,
                      .sign = marked ? mark->sign : "",
                      .time = seconds(in_milliseconds(entry.at))};
    for (const std::string& said : shown(entry)) {
      line.said = leg_of(entry) + text::without_markers(said);
      lines.push_back(line);
      line.sign.clear();
      line.time.clear();
    }
  }
  return lines;
}

// Which lines are kept: the marked ones, then those around the centre, twice as many before as behind, since
// what led to a reply explains more than what followed.
std::vector<bool> choose(const std::vector<DialogueLine>& lines, std::size_t most) {
  std::vector<bool> kept(lines.size(), lines.size() <= most);
  if (lines.size() <= most) return kept;
  std::size_t left = most;
  std::size_t centre = lines.size() - 1;
  for (std::size_t index = lines.size(); index-- > 0;)
    if (lines[index].marked) centre = index;
  const auto keep = [&](std::size_t index) {
    if (left == 0 || kept[index]) return;
    kept[index] = true;
    --left;
  };
  for (std::size_t index = centre; index < lines.size(); ++index)
    if (lines[index].marked) keep(index);
  std::size_t before = centre, behind = centre;
  keep(centre);
  while (left > 0 && (before > 0 || behind + 1 < lines.size())) {
    for (int twice = 0; twice < 2; ++twice)
      if (before > 0) keep(--before);
    if (behind + 1 < lines.size()) keep(++behind);
  }
  return kept;
}

}  // namespace

std::vector<std::string> shown(const Entry& entry) {
  switch (entry.kind) {
    case EntryKind::command:
    case EntryKind::content:
    case EntryKind::reply:
    case EntryKind::stray:
      return wire_lines(entry);
    default:
      return {event_line(entry)};
  }
}

std::vector<Mark> marks_of(const result::CaseResult& one) {
  std::vector<Mark> marks;
  for (std::size_t index = 0; index < one.findings.size(); ++index) {
    if (one.findings[index].entry == result::Finding::no_entry) continue;
    marks.push_back({one.findings[index].entry, index == 0 ? "-->" : fmt::format("{}->", index + 1)});
  }
  return marks;
}

std::vector<DialogueLine> dialogue_lines(const result::Transcript& transcript, const std::vector<Mark>& marks,
                                         std::size_t most) {
  std::vector<DialogueLine> lines = lines_of(transcript, marks);
  const std::vector<bool> kept = choose(lines, most);
  std::vector<DialogueLine> out;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    if (kept[index]) {
      out.push_back(std::move(lines[index]));
    } else {
      if (index == 0 || kept[index - 1]) out.push_back({});
      ++out.back().left_out;
    }
  }
  return out;
}

std::string legs_in_words(const result::Transcript& transcript) {
  constexpr std::array legs = {std::pair{"in", "what the relay is given"},
                               std::pair{"out", "what it gives to the next hop"},
                               std::pair{"back", "what it returns to the sender's server"}};
  std::string words;
  for (const auto& [leg, meaning] : legs)
    if (std::any_of(transcript.entries().begin(), transcript.entries().end(),
                    [&, name = leg](const Entry& one) { return one.leg.starts_with(name); }))
      words += fmt::format("; {}: {}", leg, meaning);
  return words;
}

Dialogue dialogue(const result::Transcript& transcript, const std::vector<Mark>& marks, std::size_t most) {
  Dialogue out;
  for (const DialogueLine& line : dialogue_lines(transcript, marks, most)) {
    if (line.left_out > 0)
      out.text +=
          fmt::format("{:13}... {} line{} left out ...\n", "", line.left_out, line.left_out == 1 ? "" : "s");
    else
      out.text += fmt::format("{:<4}{:>7}  {}\n", line.sign, line.time, line.said);
    out.lines_left_out += line.left_out;
  }
  return out;
}

}  // namespace smtpspec::reports
