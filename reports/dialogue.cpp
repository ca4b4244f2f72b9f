#include "reports/dialogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "reports/moment.hpp"
#include "text/visible.hpp"

namespace smtpspec::reports {
namespace {

using result::Entry;
using result::EntryKind;
using result::Side;

constexpr std::size_t widest_line = 320;  // octets of one line from the wire
constexpr std::size_t content_lines = 8;  // of one entry
constexpr std::size_t dialogue_lines = 16;

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
  shorten(pieces, entry.kind == EntryKind::content ? content_lines : dialogue_lines);
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

struct Line {
  std::string text;
  bool marked = false;
};

std::vector<Line> lines_of(const result::Transcript& transcript, const std::vector<Mark>& marks) {
  std::vector<Line> lines;
  for (std::size_t index = 0; index < transcript.entries().size(); ++index) {
    const Entry& entry = transcript.entries()[index];
    const auto mark =
        std::find_if(marks.begin(), marks.end(), [&](const Mark& one) { return one.entry == index; });
    const bool marked = mark != marks.end();
    std::string sign = marked ? mark->sign : "";
    std::string time = seconds(in_milliseconds(entry.at));
    for (const std::string& line : shown(entry)) {
      lines.push_back({fmt::format("{:<4}{:>7}  {}\n", sign, time, text::without_markers(line)), marked});
      sign.clear();
      time.clear();
    }
  }
  return lines;
}

// Which lines are kept: the marked ones, then those around the centre, twice as many before as behind, since
// what led to a reply explains more than what followed.
std::vector<bool> choose(const std::vector<Line>& lines, std::size_t most) {
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

Dialogue dialogue(const result::Transcript& transcript, const std::vector<Mark>& marks, std::size_t most) {
  const std::vector<Line> lines = lines_of(transcript, marks);
  const std::vector<bool> kept = choose(lines, most);
  Dialogue out;
  std::size_t gap = 0;
  const auto close_gap = [&] {
    if (gap > 0) out.text += fmt::format("{:13}... {} line{} left out ...\n", "", gap, gap == 1 ? "" : "s");
    out.lines_left_out += gap;
    gap = 0;
  };
  for (std::size_t index = 0; index < lines.size(); ++index) {
    if (!kept[index]) {
      ++gap;
      continue;
    }
    close_gap();
    out.text += lines[index].text;
  }
  close_gap();
  return out;
}

}  // namespace smtpspec::reports
