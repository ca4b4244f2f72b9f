#include "target/keeper_protocol.hpp"

#include <charconv>
#include <stdexcept>
#include <utility>

namespace smtpspec::target {
namespace {

[[noreturn]] void not_understood(std::string_view line) {
  throw std::runtime_error("not understood: " + std::string(line.substr(0, 200)));
}

// Takes the next word off a line.
std::string_view word_of(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

template <class Number>
Number number_of(std::string_view word, std::string_view line) {
  Number number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size()) not_understood(line);
  return number;
}

}  // namespace

std::string in_one_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (const char octet : text) {
    if (octet == '\\')
      line += "\\\\";
    else if (octet == '\n')
      line += "\\n";
    else
      line += octet;
  }
  return line;
}

std::string from_one_line(std::string_view line) {
  std::string text;
  text.reserve(line.size());
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] != '\\' || at + 1 == line.size())
      text += line[at];
    else
      text += line[++at] == 'n' ? '\n' : line[at];
  }
  return text;
}

std::string Order::str() const {
  if (kind == Kind::end) return "end " + std::to_string(id) + "\n";
  std::string text = "submit " + std::to_string(id) + "\n";
  for (const auto& [name, value] : wishes) text += name + "=" + in_one_line(value) + "\n";
  return text + "\n";
}

std::string Answer::str() const {
  if (kind == Kind::ready) return "ready\n";
  if (kind == Kind::output) return "output " + std::to_string(id) + " " + in_one_line(output) + "\n";
  return "ended " + std::to_string(id) + (exit.by_signal ? " signal " : " exit ") +
         std::to_string(exit.code) + "\n";
}

Answer Answer::of(std::string_view line) {
  Answer answer;
  std::string_view rest = line;
  const std::string_view kind = word_of(rest);
  if (line == "ready") return answer;
  answer.kind = kind == "output" ? Kind::output : Kind::ended;
  if (kind != "output" && kind != "ended") not_understood(line);
  answer.id = number_of<unsigned>(word_of(rest), line);
  if (answer.kind == Kind::output) {
    answer.output = from_one_line(rest);
    return answer;
  }
  const std::string_view how = word_of(rest);
  if (how != "exit" && how != "signal") not_understood(line);
  answer.exit = {how == "signal", number_of<int>(word_of(rest), line)};
  if (!rest.empty()) not_understood(line);
  return answer;
}

std::optional<std::string> LineBuffer::next() {
  const std::size_t end = open_.find('\n');
  if (end == open_.npos) {
    if (open_.size() > longest) not_understood(open_);
    return std::nullopt;
  }
  std::string line = open_.substr(0, end);
  open_.erase(0, end + 1);
  return line;
}

std::optional<Order> OrderReader::next() {
  while (std::optional<std::string> line = lines_.next()) {
    if (open_ && line->empty()) return std::exchange(open_, std::nullopt);
    if (open_) {
      const std::size_t equals = line->find('=');
      if (equals == 0 || equals == line->npos) not_understood(*line);
      open_->wishes[line->substr(0, equals)] = from_one_line(std::string_view(*line).substr(equals + 1));
      continue;
    }
    std::string_view rest = *line;
    const std::string_view kind = word_of(rest);
    if (kind != "submit" && kind != "end") not_understood(*line);
    Order order;
    order.id = number_of<unsigned>(rest, *line);
    if (kind == "submit") {
      open_ = std::move(order);
      continue;
    }
    order.kind = Order::Kind::end;
    return order;
  }
  return std::nullopt;
}

}  // namespace smtpspec::target
