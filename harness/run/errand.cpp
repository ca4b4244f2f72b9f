#include "run/errand.hpp"

#include <utility>

#include "run/reading.hpp"
#include "text/visible.hpp"

namespace smtpspec::run {
namespace {

constexpr std::size_t shown_octets = 160;

}  // namespace

std::string Heard::words() const {
  std::string octets_of_it = reply ? reply->octets() : octets;
  while (octets_of_it.ends_with('\n') || octets_of_it.ends_with('\r')) octets_of_it.pop_back();
  if (reply || !octets_of_it.empty()) return text::visible_cut(octets_of_it, shown_octets);
  return status == net::IoStatus::deadline ? "no reply" : why;
}

asio::awaitable<net::IoResult> Errand::connect() {
  co_return co_await stream_.connect(route_.endpoint, within_);
}

asio::awaitable<net::IoResult> Errand::secure() {
  net::HandshakeOptions options;
  const net::TlsReport report =
      co_await stream_.handshake_as_client(*route_.tls, std::move(options), within_);
  if (report.established) co_return net::IoResult{};
  co_return net::IoResult{report.status, report.reason};
}

asio::awaitable<Heard> Errand::hear() {
  for (;;) {
    Heard heard;
    heard.reply = replies_.next();
    if (heard.reply) co_return heard;
    net::ReadResult read = co_await stream_.read_some(most_octets_at_once, within_);
    if (!read.ok()) {
      heard.status = read.status;
      heard.why = read.message;
      heard.octets = replies_.incomplete();
      co_return heard;
    }
    replies_.append(read.octets);
  }
}

asio::awaitable<Heard> Errand::ask(std::string command) {
  std::string line = std::move(command) + "\r\n";
  const net::IoResult written = co_await stream_.write(std::move(line), within_);
  Heard heard = co_await hear();
  if (!heard.reply && !written.ok() && heard.why.empty()) heard.why = written.message;
  co_return heard;
}

asio::awaitable<Heard> Errand::greet(std::string client) {
  offers_ = {};
  Heard heard = co_await ask("EHLO " + client);
  if (heard.code() == 250) offers_ = smtp::parse_extensions(*heard.reply);
  const int code = heard.code();
  const bool is_unknown = code >= 500 && code <= 504;  // a server without extensions (RFC 5321 section 3.2)
  if (!is_unknown) co_return heard;
  Heard again = co_await ask("HELO " + client);
  if (again.code() == 250) co_return again;
  co_return heard;
}

asio::awaitable<Heard> Errand::start_tls() {
  Heard heard = co_await ask("STARTTLS");
  if (heard.code() != 220) co_return heard;
  const net::IoResult made = co_await secure();
  if (made.ok()) co_return heard;
  co_return Heard{.reply = {}, .status = made.status, .why = made.message, .octets = {}};
}

asio::awaitable<void> Errand::leave() {
  if (!stream_.is_open()) co_return;
  std::string quit = "QUIT\r\n";
  const net::IoResult written = co_await stream_.write(std::move(quit), drain_time);
  if (written.ok()) co_await stream_.close(drain_time);
}

}  // namespace smtpspec::run
