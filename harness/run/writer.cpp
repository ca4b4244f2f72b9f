#include "run/writer.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "play/wire/segmentation.hpp"

namespace smtpspec::run {
namespace {

// Pieces below this many octets are collected into one write; larger ones go out from where they lie.
constexpr std::size_t worth_a_write = 64 * 1024;
constexpr std::size_t most_at_once = 1024 * 1024;
// Only a backstop: a target that takes nothing any more is found out by the wait for its reply.
constexpr std::chrono::minutes longest_write{5};
constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);

}  // namespace

Writer::Writer(asio::any_io_executor executor, std::shared_ptr<net::Stream> stream,
               std::optional<play::Cutting> cut)
    : executor_(executor),
      stream_(std::move(stream)),
      cut_(cut),
      random_(cut ? cut->seed : 0),
      idle_signal_(executor),
      last_progress_(std::chrono::steady_clock::now()) {}

void Writer::enqueue(play::Send send) {
  if (broken_) return;
  if (cut_) send.cut = cut_->cut;
  queue_.push_back(std::move(send));
  if (running_) return;
  running_ = true;
  idle_signal_.expires_at(std::chrono::steady_clock::time_point::max());
  auto self = shared_from_this();
  auto writing = [self]() -> asio::awaitable<void> {
    co_await self->run();
  };
  asio::co_spawn(executor_, std::move(writing), asio::detached);
}

asio::awaitable<void> Writer::run() {
  while (!queue_.empty() && !broken_) {
    play::Send send = std::move(queue_.front());
    queue_.pop_front();
    co_await write(std::move(send));
  }
  queue_.clear();
  running_ = false;
  last_progress_ = std::chrono::steady_clock::now();
  idle_signal_.cancel();
}

asio::awaitable<void> Writer::write(play::Send send) {
  for (auto& segment : send.segments) {
    // Small pieces of one segment leave in one write: a command group is one segment on the wire.
    std::string octets;
    for (auto& piece : segment.pieces) {
      for (std::string_view more = piece->next(most_at_once); !more.empty();
           more = piece->next(most_at_once)) {
        const bool goes_alone = octets.empty() && more.size() >= worth_a_write;
        if (!goes_alone) octets += more;
        if (!goes_alone && octets.size() < worth_a_write) continue;
        co_await write_cut(goes_alone ? more : octets, send.cut);
        octets.clear();
        if (broken_) co_return;
      }
    }
    if (!octets.empty()) co_await write_cut(octets, send.cut);
    if (broken_) co_return;
  }
}

asio::awaitable<void> Writer::write_cut(std::string_view octets, play::Send::Cut cut) {
  while (!octets.empty() && !broken_) {
    const std::size_t length = cut == play::Send::Cut::window && cut_
                                   ? play::next_write(octets, cut_->window, octets_)
                                   : play::next_write(octets, cut, random_);
    const net::IoResult written = co_await stream_->write_from(octets.substr(0, length), longest_write);
    if (!written.ok()) broken_ = true;
    last_progress_ = std::chrono::steady_clock::now();
    octets.remove_prefix(length);
    octets_ += length;
  }
}

asio::awaitable<void> Writer::until_idle() {
  while (running_) co_await idle_signal_.async_wait(as_tuple);
}

void Writer::give_up() {
  broken_ = true;
  queue_.clear();
}

}  // namespace smtpspec::run
