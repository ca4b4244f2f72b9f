#include "play/wire/command_labels.hpp"

#include <algorithm>

#include "smtp/chunk.hpp"
#include "smtp/command.hpp"
#include "smtp/limits.hpp"

namespace smtpspec::play {

CommandLabels::CommandLabels() : lines_(smtp::LineRule::crlf_only), labels_{"greeting"} {}

void CommandLabels::sent(std::string_view octets) {
  while (!octets.empty()) {
    const auto skipped = static_cast<std::size_t>(std::min<std::uint64_t>(chunk_octets_, octets.size()));
    chunk_octets_ -= skipped;
    octets.remove_prefix(skipped);
    if (octets.empty()) return;
    // Line by line, since a BDAT line decides how the octets behind it are read.
    const std::size_t end = octets.find('\n');
    const std::size_t length = end == std::string_view::npos ? octets.size() : end + 1;
    lines_.append(octets.substr(0, length));
    octets.remove_prefix(length);
    while (const auto line = lines_.next()) this->line(line->octets);
  }
}

void CommandLabels::sent_content(std::uint64_t octets) {
  chunk_octets_ -= std::min(chunk_octets_, octets);
}

void CommandLabels::line(std::string_view octets) {
  if (octets.size() + 2 > smtp::limits::command_line ||
      octets.find_first_of(std::string_view("\r\n\0", 3)) != octets.npos)
    certain_ = false;
  if (in_mail_data_) {
    if (octets != ".") return;
    in_mail_data_ = false;
    labels_.emplace_back("content");
    return;
  }
  const smtp::Command command = smtp::parse_command(octets);
  labels_.push_back(command.verb);
  if (command.verb != "BDAT") return;
  const auto chunk = smtp::parse_chunk(command.argument);
  if (chunk)
    chunk_octets_ = chunk->size;
  else
    certain_ = false;  // how many octets a server takes for the chunk's is its secret
}

std::string CommandLabels::replied(int code) {
  if (labels_.empty()) return {};
  std::string label = std::move(labels_.front());
  labels_.pop_front();
  if (label == "DATA" && code == 354) mail_data_begins();
  return label;
}

// What was sent behind DATA before the 354 is mail data after all.
void CommandLabels::mail_data_begins() {
  in_mail_data_ = true;
  const auto dot = std::find(labels_.begin(), labels_.end(), ".");
  if (dot == labels_.end()) return labels_.clear();
  in_mail_data_ = false;
  *dot = "content";
  labels_.erase(labels_.begin(), dot);
}

void CommandLabels::answered_early() {
  if (!in_mail_data_) return;
  in_mail_data_ = false;
  certain_ = false;
  labels_.emplace_back("content");
}

void CommandLabels::tls_established() {
  labels_.clear();
  lines_.take(static_cast<std::size_t>(-1));
}

// Without a name, since nobody has to answer it.
void CommandLabels::half_closed() {
  if (in_mail_data_ || !lines_.pending().empty()) labels_.emplace_back();
}

}  // namespace smtpspec::play
