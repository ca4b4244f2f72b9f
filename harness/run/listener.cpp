#include "run/listener.hpp"

#include <memory>
#include <span>
#include <string_view>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "net/listener.hpp"
#include "net/stream.hpp"
#include "run/bindings.hpp"

namespace smtpspec::run {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

constexpr std::size_t octets_of_a_large_read = 256 * 1024;
constexpr std::string_view too_many = "421 4.3.2 too many sessions\r\n";
constexpr milliseconds idle_time{5 * 60'000};  // RFC 5321 4.5.3.2.7: at least five minutes
constexpr milliseconds write_time{60'000};
constexpr milliseconds handshake_time{60'000};
constexpr milliseconds drain_time_of_the_reference{1'000};

// Counts what is under way, however it ends.
class Counted {
 public:
  explicit Counted(std::size_t& count) : count_(count) { ++count_; }
  ~Counted() { --count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::size_t& count_;
};

}  // namespace

struct ReferenceListener::State {
  State(Options given, const net::TlsContext& context) : options(std::move(given)), tls(context) {
    clear.emplace(loop.get_executor(), options.clear);
    if (options.implicit_tls) implicit.emplace(loop.get_executor(), *options.implicit_tls);
    asio::co_spawn(loop, accept(*clear, reference::Channel::clear), asio::detached);
    if (implicit) asio::co_spawn(loop, accept(*implicit, reference::Channel::tls), asio::detached);
    thread = std::jthread([this] { loop.run(); });
  }
  // Sessions under way end with the loop: their coroutines are destroyed, their sockets closed.
  ~State() { loop.stop(); }

  asio::awaitable<void> accept(net::Listener& listener, reference::Channel channel) {
    for (;;) {
      auto stream = co_await listener.accept();
      if (!stream) co_return;
      if (sessions < options.most_sessions)
        asio::co_spawn(loop, serve(std::move(*stream), channel), asio::detached);
      else
        asio::co_spawn(loop, turn_away(std::move(*stream)), asio::detached);
    }
  }

  asio::awaitable<void> turn_away(net::Stream stream) {
    co_await stream.write(std::string(too_many), drain_time_of_the_reference);
  }

  asio::awaitable<void> serve(net::Stream stream, reference::Channel channel) {
    const Counted counted(sessions);
    sasl::ChannelBindings bindings;
    if (channel == reference::Channel::tls) {
      const net::TlsReport report = co_await handshake(stream);
      if (!report.established) co_return;
      bindings = bindings_of(report);
    }
    reference::Server server(options.behaviour, channel, std::move(bindings));
    reference::Output output = server.greet();
    // Not filled with anything, so that it costs memory only as far as octets come.
    const auto memory = std::make_unique_for_overwrite<char[]>(octets_of_a_large_read);
    const std::span<char> room(memory.get(), octets_of_a_large_read);
    while (co_await perform(stream, server, std::move(output))) {
      const net::ReadCount read = co_await stream.read_into(room, idle_time);
      if (read.status == net::IoStatus::closed) {
        // Half closed: what the server still says can arrive.
        co_await perform(stream, server, server.connection_ended());
        break;
      }
      if (!read.ok()) {
        hand_over(server.connection_ended());
        break;
      }
      output = server.receive(std::string_view(memory.get(), read.count));
    }
    co_await stream.close(drain_time_of_the_reference);
  }

  asio::awaitable<net::TlsReport> handshake(net::Stream& stream) {
    net::HandshakeOptions handshake_options{.versions = options.behaviour.handshake.versions};
    return stream.handshake_as_server(tls, handshake_time, std::move(handshake_options));
  }

  void hand_over(const reference::Output& output) {
    if (!options.accepted) return;
    for (const reference::Message& message : output.accepted) options.accepted(message);
  }

  // Sends and does what the server wants; false when the connection is to be closed.
  asio::awaitable<bool> perform(net::Stream& stream, reference::Server& server, reference::Output output) {
    for (;;) {
      hand_over(output);
      if (!output.octets.empty()) {
        const bool whole = !options.behaviour.reply_form.octet_by_octet;
        const std::size_t piece = whole ? output.octets.size() : 1;
        for (std::size_t at = 0; at < output.octets.size(); at += piece) {
          const net::IoResult sent = co_await stream.write(output.octets.substr(at, piece), write_time);
          if (!sent.ok()) co_return false;
        }
      }
      if (output.close) co_return false;
      if (!output.start_tls) co_return true;
      const net::TlsReport report = co_await handshake(stream);
      output = report.established ? server.tls_established(bindings_of(report)) : server.tls_failed();
    }
  }

  Options options;
  const net::TlsContext& tls;
  std::size_t sessions = 0;
  asio::io_context loop{1};
  std::optional<net::Listener> clear;
  std::optional<net::Listener> implicit;
  std::jthread thread;
};

net::CertificateRequest ReferenceListener::certificate_of(const reference::Behaviour& behaviour,
                                                          const std::string& host) {
  const std::string& named = behaviour.handshake.certificate_name;
  net::CertificateRequest request{.names = {named.empty() ? behaviour.server_name : named, host}};
  if (behaviour.handshake.certificate_expired) request.validity = net::Validity::expired;
  return request;
}

ReferenceListener::ReferenceListener(Options options, const net::TlsContext& tls)
    : state_(std::make_unique<State>(std::move(options), tls)) {}

ReferenceListener::~ReferenceListener() = default;

net::Endpoint ReferenceListener::clear_endpoint() const {
  return state_->clear->endpoint();
}

std::optional<net::Endpoint> ReferenceListener::tls_endpoint() const {
  return state_->implicit ? std::optional(state_->implicit->endpoint()) : std::nullopt;
}

}  // namespace smtpspec::run
