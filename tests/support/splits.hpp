// Splits: a text as the network may cut it. What a parser reads must not depend on it.
#pragma once

#include <gtest/gtest.h>

#include <string_view>
#include <type_traits>
#include <vector>

namespace smtpspec::support {

using Pieces = std::vector<std::string_view>;

inline Pieces octet_by_octet(std::string_view text) {
  Pieces pieces;
  for (std::size_t at = 0; at < text.size(); ++at) pieces.push_back(text.substr(at, 1));
  return pieces;
}

// Calls `read(Pieces)` with the text whole, cut in two at every position, and octet by octet. If `read`
// answers with a value, all answers must be equal to that for the whole text, which is returned.
template <typename Read>
auto for_every_split(std::string_view text, Read read) {
  using Answer = std::invoke_result_t<Read&, const Pieces&>;
  std::vector<Pieces> splits{octet_by_octet(text)};
  for (std::size_t at = 1; at < text.size(); ++at) splits.push_back({text.substr(0, at), text.substr(at)});
  if constexpr (std::is_void_v<Answer>) {
    read(Pieces{text});
    for (const Pieces& pieces : splits) read(pieces);
  } else {
    const Answer whole = read(Pieces{text});
    for (const Pieces& pieces : splits)
      EXPECT_TRUE(read(pieces) == whole) << "read differently in " << pieces.size()
                                         << " pieces, the first of " << pieces.front().size() << " octets";
    return whole;
  }
}

}  // namespace smtpspec::support
