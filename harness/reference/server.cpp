#include "reference/server.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "reference/commands.hpp"
#include "reference/extension_list.hpp"

namespace smtpspec::reference {
namespace {

constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
constexpr std::size_t most_injected = 64 * 1024;

smtp::Unstuffer unstuffer_for(const Behaviour& behaviour) {
  smtp::Unstuffer::Options options;
  options.end = behaviour.content.end_of_data;
  options.remove_dots = behaviour.content.data_dots != LeadingDots::kept;
  return smtp::Unstuffer(options);
}

}  // namespace

Server::Server(Behaviour behaviour, Channel channel)
    : behaviour_(std::move(behaviour)), input_(behaviour_.command_lines, behaviour_.command_line_limit - 2) {
  session_.channel = channel;
  session_.content = Content(kept_at_most(behaviour_));
}

Output Server::greet() {
  answer(Situation::service_ready);
  return take_output();
}

Output Server::receive(std::string_view octets) {
  if (phase_ == Phase::closed) return {};
  if (phase_ == Phase::handshake) {
    input_.append(octets.substr(0, most_injected - std::min(most_injected, input_.pending().size())));
    return {};
  }
  input_.append(octets);
  work();
  return take_output();
}

Output Server::tls_established() {
  if (phase_ != Phase::handshake) return {};
  session_.channel = Channel::tls;
  forget_at(Event::tls, behaviour_, session_);
  session_.ended_by_last = false;
  keep_injected_octets();
  phase_ = Phase::commands;
  work();
  return take_output();
}

Output Server::tls_failed() {
  phase_ = Phase::closed;
  output_.close = true;
  return take_output();
}

void Server::work() {
  while (advance()) continue;
  if (phase_ == Phase::commands) lose(Loss::unfinished_line);
}

bool Server::advance() {
  switch (phase_) {
    case Phase::commands:
      return advance_commands();
    case Phase::mail_data:
      return advance_mail_data();
    case Phase::chunk:
      return advance_chunk();
    case Phase::handshake:
    case Phase::closed:
      return false;
  }
  return false;
}

bool Server::advance_commands() {
  const auto line = input_.next();
  if (!line) return false;
  if (line->end == smtp::LineEnd::none) {
    in_long_line_ = true;
  } else if (std::exchange(in_long_line_, false)) {
    answer(Situation::line_too_long);
    lose(Loss::behind_refusal);
  } else {
    execute(line->octets);
  }
  return true;
}

void Server::execute(const std::string& line) {
  const smtp::Command command = smtp::parse_command(line);
  if (line.find_first_of("\r\n") != std::string::npos) {
    answer(Situation::stray_line_end);
  } else if (!is_recognized(command, line)) {
    answer(Situation::unknown_command);
  } else if (command.verb == "BDAT") {
    begin_chunk(command);
    return;
  } else {
    const Situation situation = perform(behaviour_, session_, command);
    answer(situation);
    follow(situation);
  }
  if (refused_) lose(Loss::behind_refusal);
  lose(Loss::behind_every_command);
}

bool Server::is_recognized(const smtp::Command& command, std::string_view line) const {
  return behaviour_.verbs == VerbRule::any_case || line.substr(0, command.verb.size()) == command.verb;
}

void Server::follow(Situation situation) {
  if (situation == Situation::start_mail_input) {
    unstuffer_ = unstuffer_for(behaviour_);
    phase_ = Phase::mail_data;
    lose(Loss::behind_data);
  } else if (situation == Situation::tls_ready && session_.channel == Channel::clear &&
             !behaviour_.lets_pass(Offence::clear_text_after_220)) {
    phase_ = Phase::handshake;
    output_.start_tls = true;
  }
}

bool Server::advance_mail_data() {
  const auto step = unstuffer_.feed(input_.pending());
  input_.take(step.consumed);
  session_.content.append(step.content, data_filter(behaviour_));
  if (!step.ended) return false;
  phase_ = Phase::commands;
  end_message();
  lose(Loss::behind_end_of_data);
  return true;
}

void Server::begin_chunk(const smtp::Command& command) {
  const auto plan = plan_chunk(behaviour_, session_, command);
  if (const auto* situation = std::get_if<Situation>(&plan)) {
    answer(*situation);
    lose(Loss::behind_refusal);
    return;
  }
  chunk_.emplace(std::get<ChunkPlan>(plan), behaviour_.content.chunk_dots);
  phase_ = Phase::chunk;
}

bool Server::advance_chunk() {
  const std::size_t size = chunk_->take(input_.pending());
  const std::string octets = input_.take(size);
  if (!chunk_->plan().discarded_with) session_.content.append(octets, chunk_filter(behaviour_));
  if (!chunk_->complete()) return false;
  phase_ = Phase::commands;
  end_chunk();
  return true;
}

void Server::end_chunk() {
  const ChunkPlan plan = chunk_->plan();
  if (plan.discarded_with) {
    answer(*plan.discarded_with);
    if (plan.discarded_with == Situation::chunk_too_big)
      forget_at(Event::message_refused, behaviour_, session_);
    if (refused_) lose(Loss::behind_refusal);
  } else {
    session_.content.count_chunk();
    if (plan.ends_message) {
      end_message();
      session_.ended_by_last = true;
    } else {
      answer(Situation::chunk_received);
    }
  }
  lose(Loss::behind_chunk);
}

void Server::end_message() {
  const Situation situation = judge_message();
  if (situation == Situation::message_accepted) {
    const std::string reverse_path = session_.sender ? session_.sender->reverse_path : "";
    output_.accepted.push_back({reverse_path, session_.forward_paths, session_.content.octets(),
                                session_.content.size(), session_.channel == Channel::tls});
    forget_at(Event::message_accepted, behaviour_, session_);
  } else {
    forget_at(Event::message_refused, behaviour_, session_);
  }
  answer(situation);
}

Situation Server::judge_message() const {
  const Content& content = session_.content;
  const Offence oversize = content.has_chunks() ? Offence::oversize_chunks : Offence::oversize_content;
  const bool at_limit = behaviour_.size_limit != 0 && content.size() == behaviour_.size_limit;
  if (behaviour_.exceeds_limit(content.size()) && !behaviour_.lets_pass(oversize))
    return Situation::content_too_big;
  if (at_limit && behaviour_.denies(Right::content_of_the_limit)) return Situation::content_too_big;
  if (content.has_utf8_header() && behaviour_.denies(Right::smtputf8_header))
    return Situation::content_not_ascii;
  return Situation::message_accepted;
}

void Server::answer(Situation situation) {
  Answer reply = behaviour_.replies[situation];
  if (!serves(behaviour_, session_, Extension::enhanced_status_codes)) reply.enhanced.clear();
  const bool lists_extensions =
      situation == Situation::ehlo_accepted ||
      (situation == Situation::helo_accepted && behaviour_.offers.listed_after_helo);
  std::vector<std::string> more_lines;
  if (lists_extensions) more_lines = extension_list(behaviour_, session_.channel);

  replies_.insert(replies_.end(), static_cast<std::size_t>(reply.times),
                  write_reply(behaviour_, reply, more_lines));
  refused_ = reply.code >= 400;
  if (reply.closes) {
    phase_ = Phase::closed;
    output_.close = true;
  }
}

void Server::lose(Loss loss) {
  if (behaviour_.loses(loss)) input_.take(all);
}

// An ordinary server has nothing of what came in clear (RFC 3207 section 6 tells why).
void Server::keep_injected_octets() {
  const std::string clear = input_.take(all);
  const auto end = clear.rfind("\r\n");
  const std::size_t lines = end == std::string::npos ? 0 : end + 2;
  if (behaviour_.injected_octets == InjectedOctets::commands_kept) input_.append(clear.substr(0, lines));
  if (behaviour_.injected_octets == InjectedOctets::fragment_kept) input_.append(clear.substr(lines));
}

Output Server::take_output() {
  output_.octets = join_group(std::exchange(replies_, {}), behaviour_.reply_form.group_order);
  return std::exchange(output_, {});
}

}  // namespace smtpspec::reference
