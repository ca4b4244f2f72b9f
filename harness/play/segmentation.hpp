// Segmentation: where octets that go out are cut into further writes.
#pragma once

#include <cstddef>
#include <random>
#include <string_view>

#include "play/action.hpp"

namespace smtpspec::play {

// How many of the octets, of which there are some, make up the next write.
std::size_t next_write(std::string_view octets, Send::Cut cut, std::mt19937_64& random);

}  // namespace smtpspec::play
