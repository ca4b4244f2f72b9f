// First words: what a line may begin with, and by that what kind of line it is.
#pragma once

#include <span>
#include <string_view>

namespace smtpspec::scenario {

// The two sides of a dialogue as lines mark them: ours is sent, theirs is expected.
struct Sides {
  std::string_view ours;
  std::string_view theirs;
};
inline constexpr Sides sides_when_server_is_judged = {"C:", "S:"};
inline constexpr Sides sides_when_client_is_judged = {"S:", "C:"};

inline constexpr std::string_view tls_marker = "TLS:";

// The marker that a line begins with, also where the blank behind it is missing ("C:NOOP"); or empty.
std::string_view marker_of(std::string_view line);

// Markers, and the words that open a step or a block.
bool is_step_word(std::string_view word);
// Everything that opens a line in column 1: words of the header and of steps, and `content`.
bool is_first_word(std::string_view word);
std::span<const std::string_view> first_words();

// Words of steps that only one of them may be judged with: "server", "client", "relay", or empty for all.
std::string_view judged_by(std::string_view word);

// The words that open an indented line below some step.
bool is_modifier_word(std::string_view word);

// What to do about a first word that is none.
std::string_view remedy_for_commands(std::string_view word);

}  // namespace smtpspec::scenario
