#include "run/submission_runner.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>

#include "net/stream.hpp"
#include "reference/client.hpp"
#include "run/bindings.hpp"
#include "run/reading.hpp"
#include "smtp/command.hpp"

namespace smtpspec::run {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int most_connections = 5;  // a client that is wrong on purpose may want more

// One submission under way. A deadline is for a whole reply: a server that trickles octets does not move it.
class Attempt {
 public:
  Attempt(const SubmissionRunner::Options& options, reference::Submission submission,
          asio::any_io_executor executor)
      : options_(options),
        client_(options.behaviour, std::move(submission)),
        executor_(std::move(executor)),
        end_(Clock::now() + options.altogether) {}

  asio::awaitable<reference::Report> run() {
    co_await connect();
    while (!report_) {
      net::ReadResult read = co_await stream_->read_some(most_octets_at_once, time_left());
      if (read.ok() && Clock::now() > std::min(deadline_, end_)) read = {net::IoStatus::deadline, "", ""};
      reference::ClientOutput output =
          read.ok() ? client_.receive(read.octets) : client_.connection_ended(reason_of(read));
      co_await perform(std::move(output));
    }
    co_await stream_->close(drain_time);
    co_return std::move(*report_);
  }

 private:
  static std::string reason_of(const net::ReadResult& read) {
    return read.status == net::IoStatus::deadline ? "no reply in time" : "the connection ended";
  }

  milliseconds time_left() const {
    const auto left = std::min(deadline_, end_) - Clock::now();
    return std::max(std::chrono::duration_cast<milliseconds>(left), milliseconds(1));
  }

  void begin_waiting() { deadline_ = Clock::now() + options_.within; }

  asio::awaitable<void> connect() {
    begin_waiting();
    stream_.emplace(executor_);
    net::IoResult made{net::IoStatus::failed, "too many connections"};
    if (++connections_ <= most_connections) made = co_await stream_->connect(options_.server, time_left());
    reference::ClientOutput output =
        made.ok() ? client_.connected() : client_.connection_ended("no connection: " + made.message);
    co_await perform(std::move(output));
  }

  // Does what the client wants, and what it wants then.
  asio::awaitable<void> perform(reference::ClientOutput output) {
    for (;;) {
      if (output.report) report_ = std::move(output.report);
      if (!output.octets.empty()) {
        begin_waiting();
        const bool whole = !options_.behaviour.has(reference::ClientHabit::octet_by_octet);
        const std::size_t piece = whole ? output.octets.size() : 1;
        for (std::size_t at = 0; at < output.octets.size(); at += piece)  // the reader sees if that failed
          co_await stream_->write(output.octets.substr(at, piece), time_left());
        begin_waiting();
      }
      if (output.close) {
        co_await stream_->close(drain_time);
        if (output.reconnect && !report_) co_await connect();
        co_return;
      }
      if (!output.start_tls) co_return;
      output = co_await shake_hands();
    }
  }

  asio::awaitable<reference::ClientOutput> shake_hands() {
    begin_waiting();
    net::HandshakeOptions handshake{.sni = options_.server_name, .versions = options_.behaviour.tls_versions};
    const net::TlsReport report =
        co_await stream_->handshake_as_client(*options_.tls, std::move(handshake), time_left());
    begin_waiting();
    if (!report.established) co_return client_.tls_failed();
    const reference::CertificateVerdict verdict{
        .trusted = report.trusted,
        .name_matches = names_host(report.names, options_.server_name),
        .current = report.current};
    co_return client_.tls_established(verdict, bindings_of(report));
  }

  const SubmissionRunner::Options& options_;
  reference::Client client_;
  asio::any_io_executor executor_;
  Clock::time_point end_;
  Clock::time_point deadline_;
  std::optional<net::Stream> stream_;
  int connections_ = 0;
  std::optional<reference::Report> report_;
};

}  // namespace

SubmissionRunner::SubmissionRunner(Options options) : options_(std::move(options)) {}

asio::awaitable<reference::Report> SubmissionRunner::run(reference::Submission submission) const {
  const auto executor = co_await asio::this_coro::executor;
  Attempt attempt(options_, std::move(submission), executor);
  co_return co_await attempt.run();
}

reference::Report submit(SubmissionRunner::Options options, reference::Submission submission) {
  const SubmissionRunner runner(std::move(options));
  asio::io_context loop{1};
  std::optional<reference::Report> report;
  auto running = [&]() -> asio::awaitable<void> {
    report = co_await runner.run(std::move(submission));
  };
  asio::co_spawn(loop, std::move(running), [](const std::exception_ptr& trouble) {
    if (trouble) std::rethrow_exception(trouble);
  });
  loop.run();
  return std::move(report).value();
}

bool names_host(const std::vector<std::string>& names, const std::string& host) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    if (smtp::equal_ignoring_case(name, host)) return true;
    const std::size_t dot = host.find('.');
    return name.starts_with("*.") && dot != host.npos && dot > 0 &&
           smtp::equal_ignoring_case(name.substr(1), std::string_view(host).substr(dot));
  });
}

}  // namespace smtpspec::run
