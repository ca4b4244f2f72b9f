// BDAT (RFC 3030 section 2): what its line asks for, and the octets behind it.
//
// The octets are there whatever the server thinks of the command: those of a refused chunk are swallowed, and
// the refusal is sent behind them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "reference/behaviour.hpp"
#include "reference/sequence_watch.hpp"
#include "reference/session.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {

struct ChunkPlan {
  std::uint64_t octets = 0;
  bool ends_message = false;
  std::optional<Situation> discarded_with;  // the octets are swallowed, this is answered
};

// A situation where the line does not even tell how many octets follow: then none do.
std::variant<Situation, ChunkPlan> plan_chunk(const Behaviour& behaviour, const Session& session,
                                              const smtp::Command& command);

// Counts the octets of one chunk.
class ChunkIntake {
 public:
  ChunkIntake(const ChunkPlan& plan, ChunkDots dots)
      : plan_(plan),
        left_(plan.octets),
        dots_(dots),
        dot_(dots == ChunkDots::end_the_chunk_at_its_start ? ".\r\n" : "\r\n.\r\n") {}

  // How many of the octets that came belong to the chunk; they are taken as seen.
  std::size_t take(std::string_view octets);
  bool complete() const { return left_ == 0; }
  // All of so many octets belong to it, and it does not end with them.
  bool goes_on_behind(std::size_t octets) const { return left_ > octets && dots_ == ChunkDots::content; }
  const ChunkPlan& plan() const { return plan_; }

 private:
  std::size_t end_at_dot(std::string_view octets);

  ChunkPlan plan_;
  std::uint64_t left_;
  ChunkDots dots_;
  SequenceWatch dot_;
  std::uint64_t taken_ = 0;
};

}  // namespace smtpspec::reference
