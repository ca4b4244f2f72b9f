#include "run/submitters.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "play/memory/reference_peers.hpp"
#include "run/aside.hpp"
#include "run/submission_runner.hpp"

namespace smtpspec::run {
namespace {

// sysexits.h
constexpr int ex_usage = 64, ex_unavailable = 69, ex_tempfail = 75;

const char* name_of(scenario::Submission::Tls tls) {
  using Tls = scenario::Submission::Tls;
  return tls == Tls::never           ? "never"
         : tls == Tls::opportunistic ? "opportunistic"
         : tls == Tls::required      ? "required"
                                     : "implicit";
}

// A recipient as one word, in which `printf %b` finds it again: what would end the word is in octal.
std::string in_one_word(const std::string& recipient) {
  std::string word;
  for (const char octet : recipient) {
    if (octet == '\\')
      word += "\\\\";
    else if ((octet >= 0 && octet <= ' ') || octet == 0x7F)
      word += fmt::format("\\0{:03o}", static_cast<unsigned>(octet));
    else
      word += octet;
  }
  return word;
}

// BY=120;R REQUIRETLS
std::string in_words(const std::vector<smtp::Parameter>& parameters) {
  std::string words;
  for (const smtp::Parameter& one : parameters)
    words += (words.empty() ? "" : " ") + one.keyword + (one.value ? "=" + *one.value : "");
  return words;
}

}  // namespace

std::map<std::string, std::string> environment_of(const play::SubmissionOrder& order,
                                                  const net::Endpoint& server) {
  std::string recipients;
  for (const std::string& one : order.recipients)
    recipients += (recipients.empty() ? "" : " ") + in_one_word(one);
  return {{"HOST", server.host},
          {"PORT", std::to_string(server.port)},
          {"SERVER_NAME", order.server_name},
          {"CLIENT_NAME", order.client_name},
          {"TLS", name_of(order.tls)},
          {"AUTH_USER", order.user},
          {"AUTH_PASSWORD", order.password},
          {"AUTH_MECHANISM", order.mechanism},
          {"SENDER", order.sender},
          {"RECIPIENTS", recipients},
          {"SMTPUTF8", order.smtputf8 ? "yes" : "no"},
          {"BODY", order.binary      ? "binary"
                   : order.eight_bit ? "8bit"
                                     : "7bit"},
          {"DSN_NOTIFY", order.notify},
          {"DSN_RET", order.ret},
          {"DSN_ENVID", order.envid},
          {"MAIL_PARAMETERS", in_words(order.with)},
          {"RETRY", order.retry ? "yes" : "no"}};
}

scenario::Told told_by(const target::Exit& exit) {
  if (exit.success()) return scenario::Told::delivered;
  if (exit.by_signal) return scenario::Told::failed;
  return exit.code == ex_unavailable ? scenario::Told::refused
         : exit.code == ex_tempfail  ? scenario::Told::deferred
                                     : scenario::Told::failed;
}

std::string crash_of(const std::vector<target::LogLine>& reports, const target::Exit& exit) {
  static constexpr int of_a_shell = 128;  // and the signal's number: what it ends with after such a child
  if (!reports.empty()) return reports.front().text;
  const int signal = exit.by_signal ? exit.code : exit.code - of_a_shell;
  return target::is_own_fault(signal) ? fmt::format("it was killed by signal {}", signal) : "";
}

namespace {

constexpr std::size_t shown_output = 64 * 1024;

// A client that has ended, or is ended now. Takes as long as its last words do.
play::ClientEnded end_of(target::RunningSubmission& running, const std::string& why_ended) {
  play::ClientEnded end;
  if (running.alive()) {
    running.end();
    end.how = why_ended;
  } else {
    const target::Exit exit = running.exit().value_or(target::Exit{});
    end.told = told_by(exit);
    end.declined = !exit.by_signal && exit.code == ex_usage;
    end.how = exit.str();
    end.crash = crash_of(running.timed_log().crash_reports(), exit);
  }
  end.output = running.timed_log().last(shown_output);
  return end;
}

}  // namespace

asio::awaitable<play::ClientEnded> submit_with_program(std::shared_ptr<const target::ClientProgram> program,
                                                       play::SubmissionOrder order, net::Endpoint server) {
  struct Submission {
    std::shared_ptr<const target::ClientProgram> program;  // outlives what it started
    std::optional<target::RunningSubmission> running;
    play::ClientEnded end;
  };
  const auto executor = co_await asio::this_coro::executor;
  const auto one = std::make_shared<Submission>();
  one->program = std::move(program);
  const unsigned patience = order.patience;
  auto starting = aside([one, order, environment = environment_of(order, server)] {
    one->running.emplace(one->program->start(environment, order.message));
  });
  co_await std::move(starting);
  const auto longest = one->program->profile().submitted_within * patience;
  const auto ended = std::make_shared<asio::steady_timer>(executor, longest);
  one->running->when_ended([executor, ended] { asio::post(executor, [ended] { ended->cancel(); }); });
  boost::system::error_code woken;
  while (one->running->alive() && !woken)
    co_await ended->async_wait(asio::redirect_error(asio::use_awaitable, woken));
  // The deadline is for the whole submission; the exit, and a cancellation, wake us earlier. What comes now
  // is not cancelled.
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  const std::string why_ended = woken ? std::string("was ended: its case was over")
                                      : fmt::format("did not end within {} ms", longest.count());
  one->running->when_ended([] {});  // nobody waits for it any more
  auto ending = aside([one, why_ended] {
    one->end = end_of(*one->running, why_ended);
    one->running.reset();
  });
  co_await std::move(ending);
  co_return std::move(one->end);
}

asio::awaitable<play::ClientEnded> submit_with_reference(reference::ClientBehaviour behaviour,
                                                         std::shared_ptr<const net::TlsContext> tls,
                                                         play::SubmissionOrder order, net::Endpoint server) {
  SubmissionRunner::Options options{.server = std::move(server), .server_name = order.server_name};
  options.tls = tls.get();
  options.behaviour = play::behaviour_for(order, std::move(behaviour));
  const SubmissionRunner runner(std::move(options));
  reference::Submission submission = play::submission_of(order);
  const reference::Report report = co_await runner.run(std::move(submission));
  play::ClientEnded end{play::told_by(report), {}, play::in_words(report)};
  co_return end;
}

}  // namespace smtpspec::run
