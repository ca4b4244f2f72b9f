#include "run/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "draft/recording.hpp"
#include "draft/without_starttls.hpp"
#include "net/listener.hpp"
#include "net/stream.hpp"

namespace smtpspec::run {
namespace {

namespace asio = boost::asio;
using draft::Who;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr std::size_t octets_of_a_read = 64 * 1024;
constexpr milliseconds connect_time{30'000};
constexpr milliseconds behind_the_end{5'000};  // what one side may still say when the other has closed
constexpr milliseconds looks_apart{50};        // whether somebody wants it to end

std::string_view name_of(Who who) {
  return who == Who::client ? "client" : "server";
}

// One session: two streams, and a coroutine for each direction.
class RecordedSession {
 public:
  RecordedSession(const RecorderOptions& options, std::size_t number, net::Stream client,
                  asio::io_context& loop)
      : options_(options), client_(std::move(client)), server_(loop.get_executor()) {
    recorded_.number = number;
    if (options.without_starttls) recording_.remark("STARTTLS is taken out of what the server offers");
  }

  // Tells `ended` of it, however it ends.
  static asio::awaitable<void> play(std::shared_ptr<RecordedSession> self) {
    const net::IoResult there = co_await self->server_.connect(self->options_.server, connect_time);
    if (!there.ok()) {
      self->recorded_.trouble =
          fmt::format("{} can't be reached: {}", self->options_.server.str(), there.message);
      self->client_.reset();
      self->tell();
      co_return;
    }
    self->heard_ = Clock::now();
    const auto executor = co_await asio::this_coro::executor;
    asio::co_spawn(executor, pass(self, Who::client), asio::detached);
    co_await pass(self, Who::server);
  }

  // What it came to so far, if nobody was told yet.
  void interrupt() {
    if (told_) return;
    recording_.finish();
    recording_.remark("interrupted here");
    recorded_.is_whole = false;
    tell();
  }

 private:
  net::Stream& from(Who who) { return who == Who::client ? client_ : server_; }
  net::Stream& to(Who who) { return who == Who::client ? server_ : client_; }

  static asio::awaitable<void> pass(std::shared_ptr<RecordedSession> self, Who who) {
    for (;;) {
      const milliseconds within = self->ended_ > 0 ? behind_the_end : self->options_.silence;
      const net::ReadResult read = co_await self->from(who).read_some(octets_of_a_read, within);
      if (read.ok()) {
        self->heard_ = Clock::now();
        const std::string octets = self->taken(who, read.octets);
        net::IoResult passed;
        if (!octets.empty()) passed = co_await self->to(who).write(octets, within);
        if (passed.ok()) continue;
      }
      if (self->goes_on(read, within)) continue;
      const std::string held_back = who == Who::server ? self->filter_.rest() : std::string();
      if (!held_back.empty()) {
        self->recording_.hear(who, held_back);
        co_await self->to(who).write(held_back, behind_the_end);
      }
      self->end_of(who, read);
      co_return;
    }
  }

  // Written down first, as the other side hears it: an answer that comes at once must not stand in front of
  // what it answers.
  std::string taken(Who who, std::string octets) {
    if (who == Who::server && options_.without_starttls)
      octets = recording_.is_hidden() ? filter_.rest() + octets : filter_.pass(octets);
    recording_.hear(who, octets);
    return octets;
  }

  // Silent alone, or woken up to look at the shorter time that is left.
  bool goes_on(const net::ReadResult& read, milliseconds within) {
    if (read.status == net::IoStatus::deadline && ended_ == 0) return Clock::now() - heard_ < within;
    return read.status == net::IoStatus::failed && std::exchange(woken_, false);
  }

  // What ended in order ends so on the other side, where the rest may still come. Whoever ends last tells of
  // the session.
  void end_of(Who who, const net::ReadResult& read) {
    recording_.finish();
    if (++ended_ > 1) return tell();
    recording_.remark(how_it_ended(who, read));
    recorded_.is_whole = read.status != net::IoStatus::deadline;
    if (read.status != net::IoStatus::closed) {
      client_.reset();
      server_.reset();
      return;
    }
    to(who).shutdown_send();
    woken_ = true;
    to(who).cancel();
  }

  static std::string how_it_ended(Who who, const net::ReadResult& read) {
    if (read.ok()) return fmt::format("what the {} says can't be passed on any more", name_of(who));
    if (read.status == net::IoStatus::closed)
      return fmt::format("the {} closed the connection", name_of(who));
    if (read.status == net::IoStatus::reset) return fmt::format("the {} reset the connection", name_of(who));
    if (read.status == net::IoStatus::deadline) return "given up: nothing was said for too long";
    return fmt::format("the connection of the {} broke: {}", name_of(who), read.message);
  }

  void tell() {
    told_ = true;
    if (recording_.is_hidden())
      recording_.remark(fmt::format("{} octets of the client and {} of the server in TLS",
                                    recording_.hidden_octets(Who::client),
                                    recording_.hidden_octets(Who::server)));
    recorded_.is_hidden = recording_.is_hidden();
    recorded_.transcript = recording_.take();
    options_.ended(std::move(recorded_));
  }

  const RecorderOptions& options_;
  net::Stream client_, server_;
  draft::Recording recording_;
  draft::WithoutStarttls filter_;
  Recorded recorded_;
  Clock::time_point heard_;  // when either side said something
  int ended_ = 0;            // directions
  bool woken_ = false;       // a read was cancelled for its time to become shorter
  bool told_ = false;
};

class Recorder {
 public:
  explicit Recorder(const RecorderOptions& options)
      : options_(options), listener_(loop_.get_executor(), options.listen) {}

  std::size_t run() {
    if (options_.listens) options_.listens(listener_.endpoint());
    asio::co_spawn(loop_, accept(), asio::detached);
    asio::co_spawn(loop_, watch(), asio::detached);
    loop_.run();
    for (const auto& session : sessions_)
      if (const auto one = session.lock()) one->interrupt();
    return sessions_.size();
  }

 private:
  asio::awaitable<void> accept() {
    while (options_.sessions == 0 || sessions_.size() < options_.sessions) {
      auto stream = co_await listener_.accept();
      if (!stream) co_return;
      auto session =
          std::make_shared<RecordedSession>(options_, sessions_.size() + 1, std::move(*stream), loop_);
      sessions_.push_back(session);
      waiting_since_ = Clock::now();
      asio::co_spawn(loop_, RecordedSession::play(std::move(session)), asio::detached);
    }
    listener_.close();
    complete_ = true;
  }

  // Ends the loop when all is done, when nobody comes, and when somebody wants it to.
  asio::awaitable<void> watch() {
    asio::steady_timer timer(loop_);
    for (;;) {
      timer.expires_after(looks_apart);
      co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
      const bool under_way = std::any_of(sessions_.begin(), sessions_.end(),
                                         [](const auto& session) { return !session.expired(); });
      if (under_way) waiting_since_ = Clock::now();
      const bool nobody_comes = !complete_ && Clock::now() - waiting_since_ >= options_.wait;
      if (options_.interrupted && options_.interrupted()) break;
      if (!under_way && (complete_ || nobody_comes)) break;
    }
    loop_.stop();
  }

  const RecorderOptions& options_;
  asio::io_context loop_{1};
  net::Listener listener_;
  std::vector<std::weak_ptr<RecordedSession>> sessions_;
  Clock::time_point waiting_since_ = Clock::now();
  bool complete_ = false;  // all sessions have begun
};

}  // namespace

std::size_t record(const RecorderOptions& options) {
  return Recorder(options).run();
}

}  // namespace smtpspec::run
