// Segmentation: where octets that go out are cut into further writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>

#include "play/wire/action.hpp"

namespace smtpspec::play {

// How many of the octets, of which there are some, make up the next write.
std::size_t next_write(std::string_view octets, Send::Cut cut, std::mt19937_64& random);

// Of all octets of a session those that leave one by one, counted from 0: each from `from` on is the last of
// a write of its own, up to the one before `until`. With both the same there is one cut, before that octet.
struct CutWindow {
  std::size_t from = 0;
  std::size_t until = 0;
};

// The same for Send::Cut::window, where so many octets of the session have left already.
std::size_t next_write(std::string_view octets, const CutWindow& window, std::size_t left_already);

// How everything that is sent is cut, whatever the scenario says.
struct Cutting {
  Send::Cut cut = Send::Cut::whole;
  std::uint64_t seed = 0;  // of Cut::random
  CutWindow window;        // of Cut::window
};

}  // namespace smtpspec::play
