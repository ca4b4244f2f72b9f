#include "play/wire/client_units.hpp"

#include <algorithm>
#include <utility>

#include "smtp/chunk.hpp"

namespace smtpspec::play {
namespace {

// Behind these nothing may be sent before their reply, and their reply says how to read what follows.
bool holds_the_rest(const smtp::Command& command) {
  return command.verb == "DATA" || command.verb == "STARTTLS" || command.verb == "AUTH";
}

}  // namespace

void ClientUnits::append(std::string_view octets) {
  early_ = early_ || (mode_ == Mode::held && !octets.empty());
  buffer_.append(octets);
}

std::optional<std::string> ClientUnits::take_line() {
  const std::size_t end = buffer_.find('\n');
  if (end == buffer_.npos) return std::nullopt;
  std::string line = buffer_.substr(0, end + 1);
  buffer_.erase(0, end + 1);
  return line;
}

std::optional<Unit> ClientUnits::next() {
  switch (mode_) {
    case Mode::commands:
      return next_command();
    case Mode::mail_data:
      return next_mail_data();
    case Mode::response:
      if (auto line = take_line())
        return Unit{.kind = Unit::Kind::response,
                    .octets = std::move(*line),
                    .command = {},
                    .content = {},
                    .early = false};
      return std::nullopt;
    case Mode::held:
    case Mode::handshake:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Unit> ClientUnits::next_command() {
  if (!chunk_) {
    auto line = take_line();
    if (!line) return std::nullopt;
    std::string_view bare = *line;
    bare.remove_suffix(bare.ends_with("\r\n") ? 2 : 1);
    Unit unit{
        .kind = Unit::Kind::command, .octets = *line, .command = smtp::parse_command(bare), .content = {}};
    unit.early = std::exchange(early_, false);
    const auto chunk = unit.command.verb == "BDAT" ? smtp::parse_chunk(unit.command.argument) : std::nullopt;
    if (!chunk) {
      if (holds_the_rest(unit.command)) {
        mode_ = Mode::held;
        early_ = !buffer_.empty();
      }
      return unit;
    }
    unit.last = chunk->last;
    chunk_octets_ = chunk->size;
    chunk_ = std::move(unit);
  }
  if (buffer_.size() < chunk_octets_) return std::nullopt;
  chunk_->content = buffer_.substr(0, chunk_octets_);
  buffer_.erase(0, chunk_octets_);
  return std::exchange(chunk_, std::nullopt);
}

std::optional<Unit> ClientUnits::next_mail_data() {
  const auto step = unstuffer_.feed(buffer_);
  data_unit_.content += step.content;
  data_.append(buffer_, 0, step.consumed);
  buffer_.erase(0, step.consumed);
  if (!step.ended) return std::nullopt;
  Unit unit = std::exchange(data_unit_, {});
  unit.kind = Unit::Kind::mail_data;
  unit.octets = std::exchange(data_, {});
  unit.early = std::exchange(early_, false);
  mode_ = Mode::commands;
  return unit;
}

void ClientUnits::replied(const Unit& unit, int code) {
  if (unit.kind == Unit::Kind::mail_data) return;
  const bool of_auth = unit.kind == Unit::Kind::response || unit.command.verb == "AUTH";
  if (!of_auth && !holds_the_rest(unit.command)) return;
  mode_ = Mode::commands;
  if (of_auth && code == 334) mode_ = Mode::response;
  if (unit.command.verb == "STARTTLS" && code == 220) mode_ = Mode::handshake;
  if (unit.command.verb == "DATA" && code == 354) {
    mode_ = Mode::mail_data;
    unstuffer_ = smtp::Unstuffer();
  }
}

std::string ClientUnits::tls_established() {
  mode_ = Mode::commands;
  early_ = false;
  return std::exchange(buffer_, {});
}

}  // namespace smtpspec::play
