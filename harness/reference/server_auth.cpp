// The part of the server that authenticates: AUTH (RFC 4954 section 4) and the response lines behind it.
#include <utility>

#include "reference/commands.hpp"
#include "reference/server.hpp"

namespace smtpspec::reference {

void Server::begin_auth(const smtp::Command& command) {
  auto plan = plan_auth(behaviour_, session_, command);
  if (const auto* situation = std::get_if<Situation>(&plan)) {
    answer(*situation);
    lose(Loss::behind_refusal);
    lose(Loss::behind_every_command);
    return;
  }
  session_.ended_by_last = false;
  auth_.emplace(behaviour_, session_, std::get<AuthPlan>(std::move(plan)));
  phase_ = Phase::auth;
  follow_auth(auth_->begin(behaviour_));
}

// A response line is read in the pieces that the reader makes of what is longer than a command.
bool Server::advance_auth() {
  const auto line = input_.next();
  if (!line) return false;
  auth_->append(behaviour_, line->octets);
  if (line->end == smtp::LineEnd::none) return true;
  const std::string response = auth_->line();
  const bool is_command =
      behaviour_.has(Habit::executes_commands_inside_auth) && is_known(smtp::parse_command(response));
  if (is_command) {
    phase_ = Phase::commands;
    auth_.reset();
    execute(response);
    return true;
  }
  follow_auth(auth_->respond(behaviour_));
  return true;
}

void Server::follow_auth(Situation situation) {
  if (situation == Situation::auth_challenge) {
    argument_ = auth_->challenge();
    answer(situation);
    return;
  }
  auth_.reset();
  phase_ = Phase::commands;
  if (situation == Situation::auth_accepted && behaviour_.keeps_to(Policy::refuses_logins))
    situation = Situation::login_refused;
  if (situation == Situation::auth_accepted && behaviour_.auth.has(AuthSlip::greeting_forgotten))
    session_.greeting = Greeting::none;
  session_.authenticated = session_.authenticated || situation == Situation::auth_accepted;
  session_.auth_has_failed = session_.auth_has_failed || situation != Situation::auth_accepted;
  answer(situation);
  if (refused_) lose(Loss::behind_refusal);
  lose(Loss::behind_auth);
}

}  // namespace smtpspec::reference
