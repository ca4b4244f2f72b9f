#include "run/preflight_door.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include <boost/asio/this_coro.hpp>

#include "text/visible.hpp"

namespace smtpspec::run {
namespace {

using net::IoStatus;

// What is asked once it is known that the ordinary way leads nowhere: a server of this kind answers at once.
constexpr std::chrono::milliseconds probe_time{5'000};

constexpr std::string_view waits_for_it = "; start it, or wait for it with --wait 30s";

std::string octets_of(const Heard& heard) {
  return heard.reply ? heard.reply->octets() : heard.octets;
}

asio::awaitable<bool> speaks_tls(const Route& route) {
  Errand probe(co_await asio::this_coro::executor, route, probe_time);
  const net::IoResult made = co_await probe.connect();
  if (!made.ok()) co_return false;
  const net::IoResult secured = co_await probe.secure();
  co_return secured.ok();
}

asio::awaitable<bool> speaks_http(const Route& route) {
  Errand probe(co_await asio::this_coro::executor, route, probe_time);
  const net::IoResult made = co_await probe.connect();
  if (!made.ok()) co_return false;
  std::string request = "GET / HTTP/1.0\r\n";
  const Heard heard = co_await probe.ask(std::move(request));
  co_return octets_of(heard).starts_with("HTTP/");
}

// In clear text, where TLS was expected: what greets there, if anything does.
asio::awaitable<std::string> greets_in_clear(const Route& route) {
  Errand probe(co_await asio::this_coro::executor, route, probe_time);
  const net::IoResult made = co_await probe.connect();
  if (!made.ok()) co_return std::string();
  const Heard heard = co_await probe.hear();
  co_return octets_of(heard);
}

std::string not_reached(const std::string& address, const net::IoResult& made) {
  if (made.status == IoStatus::reset) return fmt::format("nobody listens on {}{}", address, waits_for_it);
  if (made.status == IoStatus::deadline)
    return fmt::format("{} takes no connection in time{}", address, waits_for_it);
  return fmt::format("{} can't be reached: {}", address, made.message);
}

std::string other_protocol(const std::string& address, std::string_view octets) {
  if (octets.starts_with("SSH-"))
    return fmt::format("{} is an SSH server ({}); name a port of SMTP", address,
                       text::visible_cut(octets.substr(0, octets.find_first_of("\r\n")), 60));
  if (octets.starts_with("HTTP/")) return fmt::format("{} is an HTTP server; name a port of SMTP", address);
  if (octets.starts_with("* OK")) return fmt::format("{} is an IMAP server; name a port of SMTP", address);
  if (octets.starts_with("+OK")) return fmt::format("{} is a POP3 server; name a port of SMTP", address);
  if (octets.starts_with("\x15\x03")) return fmt::format("{} speaks TLS; judge it with --over tls", address);
  return {};
}

asio::awaitable<void> handshake_failed(Door& door, const Route& route, const net::IoResult& made) {
  const std::string address = route.endpoint.str();
  if (made.status == IoStatus::reset || made.status == IoStatus::failed) {
    door.stop = not_reached(address, made);
    door.may_open = made.status == IoStatus::reset;
    co_return;
  }
  const std::string in_clear = co_await greets_in_clear(route);
  door.stop = other_protocol(address, in_clear);
  if (in_clear.starts_with("220"))
    door.stop =
        fmt::format("{} begins in clear text; leave out --over tls, or name its port of TLS", address);
  else if (door.stop.empty())
    door.stop = fmt::format("{} makes no TLS session: {}", address, made.message);
}

// Nothing was said, or the end came first.
asio::awaitable<void> no_greeting(Door& door, const Route& route, const Heard& heard) {
  const std::string address = route.endpoint.str();
  const bool in_tls = route.implicit_tls;
  if (!in_tls && co_await speaks_http(route)) {
    door.stop = other_protocol(address, "HTTP/");
  } else if (!in_tls && co_await speaks_tls(route)) {
    door.stop = fmt::format("{} speaks TLS from the first octet; judge it with --over tls", address);
  } else {
    door.may_open = true;
    door.stop = heard.status == IoStatus::deadline
                    ? fmt::format("{} takes the connection and says nothing{}", address, waits_for_it)
                    : fmt::format("{} ends the connection without a greeting{}", address, waits_for_it);
  }
}

void refused_by_greeting(Door& door, const std::string& address, const Heard& heard) {
  if (heard.is_transient()) {
    door.may_open = true;
    door.stop = fmt::format("{} takes no session now ({}); try again later, or wait with --wait 30s", address,
                            heard.words());
  } else if (heard.is_permanent()) {
    door.stop = fmt::format("{} takes no session from here ({}); let its configuration allow this address",
                            address, heard.words());
  }
}

std::string greeting_text(const smtp::Reply& reply) {
  return text::visible(reply.lines.front().text);
}

}  // namespace

asio::awaitable<Door> open_door(const Route& route, std::chrono::milliseconds within) {
  Door door;
  const std::string address = route.endpoint.str();
  const auto executor = co_await asio::this_coro::executor;
  auto errand = std::make_shared<Errand>(executor, route, within);
  const net::IoResult made = co_await errand->connect();
  if (!made.ok()) {
    door.stop = not_reached(address, made);
    door.may_open = made.status != IoStatus::failed;
    co_return door;
  }
  if (route.implicit_tls) {
    const net::IoResult secured = co_await errand->secure();
    if (!secured.ok()) {
      co_await handshake_failed(door, route, secured);
      co_return door;
    }
  }
  const Heard heard = co_await errand->hear();
  if (!heard.reply && heard.octets.empty()) {
    co_await no_greeting(door, route, heard);
    co_return door;
  }
  door.stop = other_protocol(address, octets_of(heard));
  if (door.stop.empty() && heard.reply && heard.reply->defects.empty())
    refused_by_greeting(door, address, heard);
  if (!door.stop.empty()) co_return door;
  if (heard.reply) door.greeting = greeting_text(*heard.reply);
  door.errand = std::move(errand);
  co_return door;
}

}  // namespace smtpspec::run
