// What is said between the harness and a keeper, in lines (fixtures/README.md): orders go to its standard
// input, answers come from its standard output.
//
//   submit 17           end 17              ready
//   HOST=127.0.0.1                          output 17 what it wrote\n
//   PORT=2525                               ended 17 exit 0
//   (an empty line)                         ended 17 signal 9
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "target/process.hpp"

namespace smtpspec::target {

// In one line: a backslash is written \\ and a line feed \n.
std::string in_one_line(std::string_view text);
std::string from_one_line(std::string_view line);

struct Order {
  enum class Kind { submit, end };
  Kind kind = Kind::submit;
  unsigned id = 0;
  std::map<std::string, std::string> wishes;  // of a submission

  std::string str() const;
};

struct Answer {
  enum class Kind { ready, output, ended };
  Kind kind = Kind::ready;
  unsigned id = 0;
  std::string output;
  Exit exit;

  std::string str() const;  // with its line end
  // Throws std::runtime_error for what is no answer.
  static Answer of(std::string_view line);
};

// What comes in pieces, in whole lines.
class LineBuffer {
 public:
  static constexpr std::size_t longest = 1024 * 1024;

  void add(std::string_view octets) { open_ += octets; }
  // Without its end. Throws std::runtime_error where a line does not end.
  std::optional<std::string> next();

 private:
  std::string open_;
};

class OrderReader {
 public:
  void add(std::string_view octets) { lines_.add(octets); }
  // Throws std::runtime_error for what is no order.
  std::optional<Order> next();

 private:
  LineBuffer lines_;
  std::optional<Order> open_;  // whose wishes are still coming
};

}  // namespace smtpspec::target
