#include "run/preflight.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "run/login.hpp"
#include "run/preflight_door.hpp"

namespace smtpspec::run {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds between_tries{200};
constexpr std::chrono::milliseconds longest_wait{10'000};  // a server that takes longer is for the scenarios
constexpr std::chrono::milliseconds interruption_is_looked_for{50};
constexpr std::array<std::string_view, 3> mailboxes = {"recipient", "second-recipient", "unknown-recipient"};

// Behind a command that comes too early: RFC 4954 section 6 and RFC 3207 section 4.
constexpr int something_is_wanted_first = 530;

class Inspection {
 public:
  Inspection(const play::Facts& facts, const Route& route, const PreflightOptions& options)
      : facts_(facts), route_(route), options_(options) {}

  asio::awaitable<void> run() {
    co_await look_at_names();
    if (!found_.stop.empty()) co_return;
    co_await look_at_account();
    if (found_.stop.empty() && wants_login_) explain_login();
  }
  Preflight take() { return std::move(found_); }

 private:
  std::string value(std::string_view name) const {
    const auto known = facts_.variables.find(name);
    return known == facts_.variables.end() ? std::string() : known->second;
  }
  bool has_account() const { return !value("user").empty() && facts_.variables.contains("password"); }
  std::string address() const { return route_.endpoint.str(); }

  // Until there is a greeting, or no more hope for one.
  asio::awaitable<Door> enter() {
    const Clock::time_point end = Clock::now() + options_.wait;
    for (;;) {
      Door door = co_await open_door(route_, std::min(facts_.deadlines.reply, longest_wait));
      const bool given_up = !door.may_open || Clock::now() >= end;
      if (door.stop.empty() || given_up || (options_.interrupted && options_.interrupted())) co_return door;
      const auto executor = co_await asio::this_coro::executor;
      asio::steady_timer timer(executor, between_tries);
      co_await timer.async_wait(asio::use_awaitable);
    }
  }

  // A session as those of the run begin; nothing where something stops, or is for the scenarios to find.
  asio::awaitable<std::shared_ptr<Errand>> begin() {
    Door door = co_await enter();
    found_.stop = door.stop;
    if (found_.greeting.empty()) found_.greeting = door.greeting;
    std::shared_ptr<Errand> errand = std::move(door.errand);
    if (!errand || !co_await greeted(*errand)) co_return nullptr;
    if (!options_.starttls) co_return errand;
    if (!co_await secured(*errand)) co_return nullptr;
    co_return errand;
  }

  asio::awaitable<bool> greeted(Errand& errand) {
    const Heard heard = co_await errand.greet(value("client"));
    if (heard.code() == 250) {
      (errand.in_tls() ? found_.in_tls : found_.in_clear) = errand.offers();
      co_return true;
    }
    if (heard.is_transient())
      found_.stop = fmt::format("{} puts off EHLO ({}); try again later", address(), heard.words());
    else if (heard.code() == something_is_wanted_first)
      found_.stop = wanted_first("EHLO", heard);
    else if (heard.is_permanent())
      found_.stop = fmt::format("{} refuses EHLO {} ({}); another name: --set client=NAME", address(),
                                value("client"), heard.words());
    co_return false;
  }

  // `--over starttls` needs it.
  asio::awaitable<bool> secured(Errand& errand) {
    if (!errand.offers().offers("STARTTLS")) {
      found_.stop = fmt::format("{} does not offer STARTTLS; leave out --over starttls", address());
      co_return false;
    }
    const Heard heard = co_await errand.start_tls();
    if (heard.code() == 220) co_return co_await greeted(errand);
    found_.stop = fmt::format("{} offers STARTTLS and makes no TLS session of it ({}); see its certificate",
                              address(), heard.words());
    co_return false;
  }

  asio::awaitable<void> look_at_names() {
    const std::shared_ptr<Errand> errand = co_await begin();
    if (!errand) co_return;
    const bool is_whole = co_await ask_for_names(*errand);
    if (is_whole) co_await errand->leave();
  }

  // False where the session came to no good end.
  asio::awaitable<bool> ask_for_names(Errand& errand) {
    const Heard mail = co_await errand.ask(fmt::format("MAIL FROM:<{}>", value("sender")));
    note("sender", mail);
    if (mail.code() == something_is_wanted_first) {
      wanted(errand, "MAIL", mail);
      co_return mail.reply.has_value();
    }
    if (!mail.reply || !mail.reply->positive()) co_return mail.reply.has_value();
    for (const std::string_view name : mailboxes) {
      if (value(name).empty()) continue;
      const Heard rcpt = co_await errand.ask(fmt::format("RCPT TO:<{}>", value(name)));
      if (rcpt.code() == something_is_wanted_first) {
        wanted(errand, "RCPT", rcpt);
        co_return true;
      }
      note(name, rcpt);
      if (!rcpt.reply) co_return false;
    }
    co_return true;
  }

  // A session of its own, in TLS if AUTH is offered there only. Without an account it shows what is offered
  // in TLS.
  asio::awaitable<void> look_at_account() {
    const bool tls_is_unknown = found_.in_clear && !found_.in_tls && found_.in_clear->offers("STARTTLS");
    if (!has_account() && !tls_is_unknown) co_return;
    const std::string stopped = found_.stop;
    std::shared_ptr<Errand> errand = co_await begin();
    found_.stop = stopped;  // it could be entered a moment ago: what is odd now is for the scenarios
    if (!errand) co_return;
    const bool in_clear = !errand->in_tls() && errand->offers().offers("STARTTLS");
    if (in_clear && (!has_account() || !errand->offers().offers("AUTH"))) {
      const Heard heard = co_await errand->start_tls();
      if (heard.code() != 220 || !co_await greeted(*errand)) co_return;
    }
    if (has_account()) co_await log_in(*errand);
    if (logged_in_ && (wants_login_ || !found_.unusable.empty())) co_await ask_again(*errand);
    co_await errand->leave();
  }

  bool is_accepted(std::string_view name) const {
    return std::any_of(found_.names.begin(), found_.names.end(), [&](const NameCheck& one) {
      return one.name == name && one.words.starts_with("accepted");
    });
  }

  // What was refused to somebody unknown may be had by the account's owner.
  asio::awaitable<void> ask_again(Errand& errand) {
    const std::map<std::string, std::string> unknown = std::exchange(found_.unusable, {});
    co_await ask_for_names(errand);
    const bool by_login = is_accepted("sender") && (wants_login_ || found_.unusable.size() < unknown.size());
    if (!by_login) co_return;
    const bool behind_starttls = errand.in_tls() && !options_.starttls && !route_.implicit_tls;
    found_.login = behind_starttls ? play::LoginPlace::in_tls : play::LoginPlace::in_clear;
    if (login_words_.empty())
      login_words_ = fmt::format("{} wants a login before RCPT ({})", address(), unknown.begin()->second);
    wants_login_ = true;
  }

  asio::awaitable<void> log_in(Errand& errand) {
    sasl::Credentials account{value("user"), value("password")};
    const LoginAnswer answer = co_await run::log_in(errand, std::move(account));
    logged_in_ = answer.kind == LoginAnswer::Kind::accepted;
    found_.names.push_back({"account", value("user"), answer.words});
    if (answer.kind != LoginAnswer::Kind::refused) co_return;
    found_.unusable["password"] = fmt::format(
        "{} does not accept the password of {} ({}); name another account: --set user=NAME "
        "--set password=WORD",
        address(), value("user"), answer.reply);
  }

  // A command that is refused until something else has happened. What helps is said; with a login, behind
  // it.
  void wanted(const Errand& errand, std::string_view command, const Heard& heard) {
    if (logged_in_) return;
    const smtp::Extensions& offers = errand.offers();
    const bool is_tls = offers.offers("STARTTLS") && !offers.offers("AUTH");
    if (!is_tls || has_account()) {
      wants_login_ = true;
      if (is_tls) tls_words_ = wanted_first(command, heard);
      login_words_ = fmt::format("{} wants a login before {} ({})", address(), command, heard.words());
    } else {
      found_.stop = wanted_first(command, heard);
    }
  }
  std::string wanted_first(std::string_view command, const Heard& heard) const {
    return fmt::format("{} wants TLS before {} ({}); judge it with --over starttls", address(), command,
                       heard.words());
  }

  void explain_login() {
    if (!found_.login && !tls_words_.empty())
      found_.stop = tls_words_;
    else if (!has_account())
      found_.stop = login_words_ + "; name an account: --set user=NAME --set password=WORD";
    else
      found_.remarks.push_back(login_words_ +
                               (found_.login ? ": scenarios that are not about AUTH are played behind one"
                                             : ": what begins a transaction without one will be blocked"));
  }

  void note(std::string_view name, const Heard& heard) {
    NameCheck check{.name = std::string(name), .value = value(name)};
    const bool is_there = name != "unknown-recipient";
    const std::string words = heard.words();
    if (!heard.reply || !heard.reply->defects.empty()) {
      check.words = "no proper reply: " + words;
    } else if (heard.reply->positive()) {
      check.words = is_there ? "accepted" : fmt::format("accepted, though it should not exist: {}", words);
    } else if (heard.is_transient()) {
      check.words = "put off: " + words;
      deferred(check.name, words);
    } else if (heard.is_permanent()) {
      check.words = is_there ? "refused: " + words : "refused, as it should be";
      if (is_there && heard.code() != something_is_wanted_first) refused(check, words);
    } else {
      check.words = "no proper reply: " + words;
    }
    const auto known = std::find_if(found_.names.begin(), found_.names.end(),
                                    [&](const NameCheck& one) { return one.name == check.name; });
    if (known == found_.names.end())
      found_.names.push_back(std::move(check));
    else
      *known = std::move(check);
  }

  void deferred(const std::string& name, const std::string& words) {
    if (name == "unknown-recipient" || std::exchange(told_of_deferral_, true)) return;
    found_.remarks.push_back(
        fmt::format("{} puts off {} ({}), as greylisting does: what needs it will be blocked", address(),
                    value(name), words));
  }

  void refused(const NameCheck& check, const std::string& words) {
    const std::string_view remedy = check.name == "sender" ? "another sender" : "a mailbox that exists there";
    found_.unusable[check.name] = fmt::format("{} refuses {} as {} ({}); name {}: --set {}=ADDRESS",
                                              address(), check.value, check.name, words, remedy, check.name);
  }

  const play::Facts& facts_;
  const Route& route_;
  const PreflightOptions& options_;
  Preflight found_;
  bool wants_login_ = false;
  bool logged_in_ = false;
  bool told_of_deferral_ = false;
  std::string login_words_, tls_words_;
};

}  // namespace

namespace {

// What is under way then ends with the event loop.
asio::awaitable<void> stop_when_interrupted(asio::io_context& context, const PreflightOptions& options) {
  asio::steady_timer timer(context);
  while (options.interrupted && !options.interrupted()) {
    timer.expires_after(interruption_is_looked_for);
    co_await timer.async_wait(asio::use_awaitable);
  }
  if (options.interrupted) context.stop();
}

}  // namespace

Preflight preflight(const play::Facts& facts, const Route& route, const PreflightOptions& options) {
  Inspection inspection(facts, route, options);
  asio::io_context context(1);
  std::exception_ptr trouble;
  auto inspecting = [&]() -> asio::awaitable<void> {
    co_await inspection.run();
  };
  bool done = false;
  asio::co_spawn(context, std::move(inspecting), [&](std::exception_ptr thrown) {
    trouble = thrown;
    done = true;
    context.stop();
  });
  asio::co_spawn(context, stop_when_interrupted(context, options), asio::detached);
  context.run();
  if (trouble) std::rethrow_exception(trouble);
  Preflight found = inspection.take();
  if (!done) found.stop = "the run was interrupted";
  return found;
}

}  // namespace smtpspec::run
