#include "smtp/line_reader.hpp"

#include <algorithm>

namespace smtpspec::smtp {
namespace {

// Below this many octets moving the rest of the buffer is not worth it.
constexpr std::size_t least_worth_moving = 4096;

}  // namespace

bool operator==(const Line& left, const Line& right) {
  return left.octets == right.octets && left.end == right.end;
}

LineReader::LineReader(LineRule rule, std::size_t limit)
    : rule_(rule), limit_(std::max<std::size_t>(limit, 1)) {}

void LineReader::append(std::string_view octets) {
  if (begin_ == buffer_.size()) {
    buffer_.clear();
    begin_ = scanned_ = 0;
  } else if (begin_ >= least_worth_moving && begin_ >= buffer_.size() / 2) {
    buffer_.erase(0, begin_);
    scanned_ -= begin_;
    begin_ = 0;
  }
  buffer_.append(octets);
}

std::optional<Line> LineReader::next() {
  // A line within the limit ends before this; looking no further keeps the work linear for endless lines.
  const std::size_t window_end = std::min(buffer_.size(), begin_ + limit_ + 2);
  while (scanned_ < window_end) {
    const std::size_t feed = std::string_view(buffer_).substr(0, window_end).find('\n', scanned_);
    if (feed == std::string::npos) {
      scanned_ = window_end;
      break;
    }
    const bool crlf = feed > begin_ && buffer_[feed - 1] == '\r';
    if (!crlf && rule_ == LineRule::crlf_only) {
      scanned_ = feed + 1;
      continue;
    }
    const std::size_t length = feed - begin_ - (crlf ? 1 : 0);
    if (length > limit_) {
      scanned_ = feed;  // it ends a later piece
      break;
    }
    Line line{buffer_.substr(begin_, length), crlf ? LineEnd::crlf : LineEnd::lf};
    begin_ = scanned_ = feed + 1;
    return line;
  }
  const std::size_t waiting = buffer_.size() - begin_;
  const bool could_end_at_limit = waiting == limit_ + 1 && buffer_.back() == '\r';
  if (waiting <= limit_ || could_end_at_limit) return std::nullopt;
  return Line{take(limit_), LineEnd::none};
}

std::string LineReader::take(std::size_t most) {
  std::string taken = buffer_.substr(begin_, most);
  drop(most);
  return taken;
}

void LineReader::drop(std::size_t most) {
  begin_ += std::min(most, buffer_.size() - begin_);
  scanned_ = std::max(scanned_, begin_);
}

std::string_view LineReader::pending() const {
  return std::string_view(buffer_).substr(begin_);
}

}  // namespace smtpspec::smtp
