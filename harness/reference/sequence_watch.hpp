// SequenceWatch: finds a sequence of octets in a stream that is cut anywhere.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smtpspec::reference {

class SequenceWatch {
 public:
  // `before` is what stands in front of the stream. An empty sequence is never found.
  explicit SequenceWatch(std::string sequence, std::string before = "")
      : sequence_(std::move(sequence)), tail_(std::move(before)) {}

  // How many of these octets lead up to the end of the sequence; npos if it doesn't end in them.
  std::size_t scan(std::string_view octets);

 private:
  std::string sequence_;
  std::string tail_;  // the last octets before, where the sequence may begin
};

}  // namespace smtpspec::reference
