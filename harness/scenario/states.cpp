#include "scenario/states.hpp"

#include <string>

#include "scenario/dump.hpp"
#include "scenario/fragment.hpp"

namespace smtpspec::scenario {
namespace {

constexpr std::string_view greeting = "S: 220\n";
constexpr std::string_view ehlo = "C: EHLO {client}\nS: 250\n";
constexpr std::string_view helo = "C: HELO {client}\nS: 250\n";
constexpr std::string_view starttls = "C: STARTTLS\nS: 220\nTLS: handshake\n";
constexpr std::string_view login = "auth\n";
constexpr std::string_view mail = "C: MAIL FROM:<{sender}>\nS: 250\n";
constexpr std::string_view rcpt = "C: RCPT TO:<{recipient}>\nS: 250 or 251\n";
constexpr std::string_view rset = "C: RSET\nS: 250\n";
constexpr std::string_view data = "C: DATA\nS: 354\n";

constexpr std::string_view transaction =
    "C: MAIL FROM:<{sender}>\n"
    "S: 250\n"
    "C: RCPT TO:<{recipient}>\n"
    "S: 250 or 251\n"
    "C: DATA\n"
    "S: 354\n"
    "C: From: <{sender}>\n"
    "C: Date: Mon, 01 Jan 2024 00:00:00 +0000\n"
    "C: Message-ID: <{case}@smtpspec.example>\n"
    "C: Subject: a transaction that must succeed\n"
    "C: X-Case: {case}\n"
    "C:\n"
    "C: A message like any other.\n"
    "C: .\n"
    "S: 250\n";

std::string dialogue_to(const Given& given) {
  const State state = given.state;
  std::string text;
  if (state == State::opened) return text;
  text += greeting;
  if (state == State::connected) return text;
  if (given.in_tls) text.append(ehlo).append(starttls);
  if (given.logged_in && state == State::helo) text.append(ehlo).append(login);
  text += state == State::helo ? helo : ehlo;
  if (given.logged_in && state != State::helo) text += login;
  if (state == State::greeted || state == State::helo) return text;
  if (state == State::cleared) {
    // The second transaction shows that RSET left nothing behind and took nothing along; the last RSET is
    // idle.
    for (int round = 0; round < 2; ++round) text.append(mail).append(rcpt).append(rset);
    return text.append(rset);
  }
  text += mail;
  if (state == State::mail) return text;
  text += rcpt;
  if (state == State::data) text += data;
  return text;
}

// The parameters of `with` stand behind the reverse-path.
void add_parameters(std::vector<Step>& steps, const Text& parameters) {
  for (Step& step : steps) {
    auto* line = std::get_if<SendLine>(&step.what);
    if (!line || line->span.octets().find("MAIL FROM:") == std::string_view::npos) continue;
    line->text.pieces.emplace_back(" ");
    line->text.pieces.insert(line->text.pieces.end(), parameters.pieces.begin(), parameters.pieces.end());
  }
}

}  // namespace

std::vector<Step> steps_to(const Given& given) {
  std::string name = "<given " + std::string(name_of(given.state)) + (given.in_tls ? " in tls>" : ">");
  std::vector<Step> steps = read_fragment(std::move(name), dialogue_to(given));
  if (given.with) add_parameters(steps, *given.with);
  return steps;
}

// --- A client is judged
// -------------------------------------------------------------------------------------

namespace {

constexpr std::string_view client_greeting = "S: 220 {server} ESMTP\n";
constexpr std::string_view client_ehlo = "C: EHLO ...\n";
constexpr std::string_view client_starttls =
    "S: 250-{server}\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 2.0.0 go ahead\nTLS: handshake\nC: EHLO ...\n";
constexpr std::string_view client_mail = "C: MAIL ...\nS: 250 2.1.0 sender ok\n";
constexpr std::string_view client_rcpt = "C: RCPT ...\nS: 250 2.1.5 recipient ok\n";
constexpr std::string_view client_data = "C: DATA\nS: 354 go ahead\n";

// The list that EHLO is answered with, in the language again: "S: 250-{server}", "S: 250 SIZE 1000".
std::string list_of(const std::vector<Offered>& offering) {
  std::string text = offering.empty() ? "S: 250 {server}\n" : "S: 250-{server}\n";
  for (const Offered& one : offering)
    text.append(&one == &offering.back() ? "S: 250 " : "S: 250-").append(dump(one.line)).append("\n");
  return text;
}

}  // namespace

std::vector<Step> steps_to_of_client(const Given& given) {
  const State state = given.state;
  if (state == State::connected) return {};
  const std::string name = "<given " + std::string(name_of(state)) + (given.in_tls ? " in tls>" : ">");
  std::string text = std::string(client_greeting).append(client_ehlo);
  if (given.in_tls) text += client_starttls;
  text += list_of(given.offering);
  if (state != State::greeted) text += client_mail;
  if (state == State::recipient || state == State::data) text += client_rcpt;
  if (state == State::data) text += client_data;
  return read_fragment(name, std::move(text), Judges::client);
}

std::shared_ptr<const std::vector<Step>> transaction_steps() {
  static const auto steps =
      std::make_shared<const std::vector<Step>>(read_fragment("<transaction ok>", std::string(transaction)));
  return steps;
}

std::string_view name_of(State state) {
  switch (state) {
    case State::opened:
      return "opened";
    case State::connected:
      return "connected";
    case State::greeted:
      return "greeted";
    case State::helo:
      return "helo";
    case State::cleared:
      return "cleared";
    case State::mail:
      return "mail";
    case State::recipient:
      return "recipient";
    case State::data:
      return "data";
  }
  return "";
}

}  // namespace smtpspec::scenario
