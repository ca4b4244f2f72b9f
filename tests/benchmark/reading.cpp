// Octets to lines, lines to replies.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "smtp/line_reader.hpp"
#include "smtp/reply.hpp"

namespace smtpspec::smtp {
namespace {

constexpr std::size_t replies_in_all = 1000;

// EHLO replies, as many as come in a long pipelined session.
const std::string& replies() {
  static const std::string octets = [] {
    constexpr std::string_view one =
        "250-mx.test greets client.test\r\n250-PIPELINING\r\n250-SIZE 100000\r\n250-8BITMIME\r\n"
        "250-AUTH PLAIN LOGIN SCRAM-SHA-256\r\n250-ENHANCEDSTATUSCODES\r\n250 SMTPUTF8\r\n";
    std::string all;
    for (std::size_t n = 0; n < replies_in_all; ++n) all += one;
    return all;
  }();
  return octets;
}

// Hands the octets to a reader in pieces of the given size, as sockets do, and counts what it hands out.
template <class Reader>
std::size_t read_in_pieces(Reader& reader, std::string_view octets, std::size_t piece) {
  std::size_t count = 0;
  for (; !octets.empty(); octets.remove_prefix(std::min(piece, octets.size()))) {
    reader.append(octets.substr(0, piece));
    while (reader.next()) ++count;
  }
  return count;
}

void lines_are_read(benchmark::State& state) {
  const auto piece = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) {
    LineReader reader(LineRule::crlf_only);
    if (read_in_pieces(reader, replies(), piece) != 7 * replies_in_all)
      state.SkipWithError("lines are missing");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(replies().size()));
}
BENCHMARK(lines_are_read)->Arg(1)->Arg(64)->Arg(4096)->Arg(65536);

// One line that does not end: the reader must not look at its beginning again and again.
void a_long_line_is_read(benchmark::State& state) {
  const std::string line(static_cast<std::size_t>(state.range(0)), 'x');
  for (auto _ : state) {
    LineReader reader(LineRule::crlf_only, line.size());
    if (read_in_pieces(reader, line, 64) != 0) state.SkipWithError("the line has no end");
    reader.append("\r\n");
    if (!reader.next()) state.SkipWithError("the line is missing");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(line.size()));
}
BENCHMARK(a_long_line_is_read)->Arg(4 * 1024)->Arg(64 * 1024);

void replies_are_read(benchmark::State& state) {
  const auto piece = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) {
    ReplyReader reader;
    if (read_in_pieces(reader, replies(), piece) != replies_in_all)
      state.SkipWithError("replies are missing");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(replies().size()));
}
BENCHMARK(replies_are_read)->Arg(1)->Arg(64)->Arg(4096)->Arg(65536);

}  // namespace
}  // namespace smtpspec::smtp
