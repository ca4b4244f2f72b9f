// Writer: takes command groups and contents and writes them while replies are being read, so that neither
// side of a large group waits for the other (RFC 2920 section 3.1).
#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <random>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "net/stream.hpp"
#include "play/wire/action.hpp"
#include "play/wire/segmentation.hpp"

namespace smtpspec::run {

namespace asio = boost::asio;

// Belongs to one stream and its executor. Shared, since the coroutine that writes may outlive a case that is
// given up.
class Writer : public std::enable_shared_from_this<Writer> {
 public:
  // `cut`: how everything is cut, whatever an action says. The same seed cuts the same octets in the same
  // places.
  Writer(asio::any_io_executor executor, std::shared_ptr<net::Stream> stream,
         std::optional<play::Cutting> cut);

  // Takes the group over and returns at once. What the target does not take is dropped after the first
  // failure.
  void enqueue(play::Send send);
  // Nothing is left to be written.
  bool idle() const { return !running_; }
  asio::awaitable<void> until_idle();
  // When octets last went out, or the writer became idle.
  std::chrono::steady_clock::time_point last_progress() const { return last_progress_; }
  // Drops what is queued; a write that is under way ends with the stream.
  void give_up();

 private:
  asio::awaitable<void> run();
  asio::awaitable<void> write(play::Send send);
  // The octets stay where they are until it is done.
  asio::awaitable<void> write_cut(std::string_view octets, play::Send::Cut cut);

  asio::any_io_executor executor_;
  std::shared_ptr<net::Stream> stream_;
  std::deque<play::Send> queue_;
  std::optional<play::Cutting> cut_;
  std::mt19937_64 random_;
  std::size_t octets_ = 0;  // that have left in this session
  asio::steady_timer idle_signal_;
  std::chrono::steady_clock::time_point last_progress_;
  bool running_ = false;
  bool broken_ = false;
};

}  // namespace smtpspec::run
