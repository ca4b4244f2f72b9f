#include "reference/server.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <utility>

#include "reference/commands.hpp"
#include "reference/extension_list.hpp"

namespace smtpspec::reference {
namespace {

constexpr std::size_t all_of_it = std::numeric_limits<std::size_t>::max();
constexpr std::size_t most_injected = 64 * 1024;

// RFC 5321 section 4.1.1: white space in front of the line end is tolerated.
bool minds_trailing_blank(const Behaviour& behaviour, const smtp::Command& command) {
  return behaviour.denies(Right::trailing_blank) ||
         (command.verb == "STARTTLS" && behaviour.denies(Right::trailing_blank_of_starttls));
}

bool tells_mailbox(Situation situation) {
  constexpr std::array telling = {Situation::verified,
                                  Situation::expanded,
                                  Situation::name_forwarded,
                                  Situation::name_moved,
                                  Situation::recipient_forwarded,
                                  Situation::recipient_moved};
  return std::find(telling.begin(), telling.end(), situation) != telling.end();
}

}  // namespace

Server::Server(Behaviour behaviour, Channel channel, sasl::ChannelBindings bindings)
    : behaviour_(std::move(behaviour)), input_(behaviour_.command_lines, behaviour_.command_line_limit - 2) {
  session_.channel = channel;
  session_.bindings = std::move(bindings);
  session_.content = empty_content(behaviour_);
  session_.waiting = behaviour_.waiting;
}

Server::Server(Behaviour behaviour, Session session, bool in_mail_data)
    : Server(std::move(behaviour), session.channel) {
  session_ = std::move(session);
  session_.content = empty_content(behaviour_);
  if (in_mail_data) begin_mail_data();
}

Output Server::greet() {
  answer(behaviour_.keeps_to(Policy::turns_sessions_away) ? Situation::session_turned_away
                                                          : Situation::service_ready);
  return take_output();
}

Output Server::receive(std::string_view octets) {
  if (phase_ == Phase::closed) return {};
  if (phase_ == Phase::handshake) {
    input_.append(octets.substr(0, most_injected - std::min(most_injected, input_.pending().size())));
    return {};
  }
  if (phase_ == Phase::turned) {
    follow_reversal(reversal_->receive(octets));
    return take_output();
  }
  if (behaviour_.loses(Loss::beyond_4096_octets)) octets = octets.substr(0, 4096);
  recipient_in_segment_ = false;
  const std::size_t commands_before = commands_;
  begin_segment(octets);
  // The octets of a chunk need no reader of lines: a large one is not copied into it.
  if (phase_ == Phase::chunk && input_.pending().empty() && chunk_->goes_on_behind(octets.size()))
    octets.remove_prefix(take_chunk(octets));
  input_.append(octets);
  work();
  end_segment();
  const bool unfinished_line = phase_ == Phase::commands && !input_.pending().empty();
  if (unfinished_line && behaviour_.has(Habit::holds_replies_for_unfinished_line)) return {};
  if (commands_ > commands_before + 1 && holds_latest_reply()) return take_output_but_for_the_latest_reply();
  return take_output();
}

Output Server::tls_established(sasl::ChannelBindings bindings) {
  if (phase_ != Phase::handshake) return {};
  session_.channel = Channel::tls;
  session_.bindings = std::move(bindings);
  forget_at(Event::tls, behaviour_, session_);
  session_.ended_by_last = false;
  keep_injected_octets();
  phase_ = Phase::commands;
  if (behaviour_.has(Habit::greets_inside_tls)) answer(Situation::service_ready);
  work();
  return take_output();
}

Output Server::tls_failed() {
  close();
  return take_output();
}

Output Server::connection_ended() {
  if (phase_ == Phase::closed) return {};
  if (finishes_message()) end_message();
  close();
  return take_output();
}

void Server::work() {
  while (advance()) continue;
  if (phase_ == Phase::commands) lose(Loss::unfinished_line);
  if (phase_ == Phase::commands && !input_.pending().empty() &&
      behaviour_.has(Habit::executes_unfinished_lines))
    execute(input_.take(all_of_it));
}

bool Server::advance() {
  switch (phase_) {
    case Phase::commands:
      return advance_commands();
    case Phase::mail_data:
      return advance_mail_data();
    case Phase::chunk:
      return advance_chunk();
    case Phase::auth:
      return advance_auth();
    case Phase::handshake:
    case Phase::turned:
    case Phase::closed:
      return false;
  }
  return false;
}

// A line beyond the limit comes in pieces, of which the last has an end: there it is answered.
bool Server::advance_commands() {
  // Where a bare CR was taken for a line end, the LF of the CRLF that it may have been belongs to it.
  if (ended_by_bare_cr_ && !input_.pending().empty()) {
    ended_by_bare_cr_ = false;
    if (input_.pending().front() == '\n') input_.take(1);
  }
  const auto line = input_.next();
  if (!line) return false;
  if (line->end == smtp::LineEnd::none) {
    in_long_line_ = true;
    if (behaviour_.has(Habit::answers_pieces_of_long_lines)) answer(Situation::line_too_long);
  } else if (std::exchange(in_long_line_, false)) {
    answer(Situation::line_too_long);
    lose(Loss::behind_refusal);
  } else if (behaviour_.has(Habit::ends_command_at_bare_cr)) {
    execute_pieces(line->octets);
  } else {
    execute(line->octets);
  }
  return true;
}

void Server::execute_pieces(std::string_view line) {
  for (std::size_t end = line.find('\r'); end != line.npos; end = line.find('\r')) {
    execute(std::string(line.substr(0, end)));
    line.remove_prefix(end + 1);
    if (phase_ != Phase::commands) return;
  }
  execute(std::string(line));
}

void Server::execute(const std::string& line) {
  const smtp::Command command = smtp::parse_command(line);
  argument_ = command.argument;
  const bool in_group = recipient_in_segment_ && behaviour_.has(Lapse::expects_data_behind_recipients);
  if (is_out_of_patience(command)) return answer(Situation::closing);
  ++commands_;
  if (line.find('\0') != std::string::npos && behaviour_.has(Lapse::breaks_down_at_binary_command)) {
    answer(Situation::broken_down);
  } else if (in_group && (command.verb == "RSET" || command.verb == "NOOP" || command.verb == "QUIT")) {
    answer(Situation::command_before_greeting);
  } else if (line.find_first_of("\r\n") != std::string::npos) {
    answer(Situation::stray_line_end);
  } else if (!is_recognized(command, line)) {
    answer(Situation::unknown_command);
  } else if (line.ends_with(' ') && minds_trailing_blank(behaviour_, command)) {
    answer(Situation::argument_malformed);
  } else if (command.verb == "BDAT") {
    begin_chunk(command);
    return;
  } else if (const auto barred = barred_by_policy(behaviour_, session_, command)) {
    answer(*barred);
  } else if (command.verb == "AUTH") {
    begin_auth(command);
    return;
  } else {
    perform_command(command);
  }
  if (refused_) lose(Loss::behind_refusal);
  lose(Loss::behind_every_command);
  close_unasked();
}

bool Server::is_out_of_patience(const smtp::Command& command) const {
  const Patience& patience = behaviour_.patience;
  const auto reached = [](std::size_t most, std::size_t number) {
    return most != 0 && number >= most;
  };
  if (command.verb == "QUIT") return false;
  return reached(patience.errors, refusals_) ||
         (!session_.authenticated && reached(patience.commands_logged_out, commands_)) ||
         (command.verb == "MAIL" && reached(patience.messages, session_.accepted_messages));
}

// RFC 5321 section 3.8: 421 may come "asynchronously from command receipt".
void Server::close_unasked() {
  const std::size_t most = behaviour_.patience.commands;
  if (phase_ == Phase::commands && most != 0 && commands_ >= most) answer(Situation::closing);
}

bool Server::is_recognized(const smtp::Command& command, std::string_view line) const {
  return !behaviour_.minds_case_of(CaseSensitive::verb) ||
         line.substr(0, command.verb.size()) == command.verb;
}

void Server::perform_command(const smtp::Command& command) {
  const Situation situation = perform(behaviour_, session_, command);
  if (situation == Situation::goodbye && behaviour_.has(Habit::drops_replies_before_quit)) replies_.clear();
  if (tells_mailbox(situation)) argument_ = session_.mailbox_told;
  if (situation == Situation::goodbye && behaviour_.has(Lapse::files_chunks_at_quit) &&
      session_.content.has_chunks())
    accept_message();
  recipient_in_segment_ = recipient_in_segment_ || command.verb == "RCPT";
  if (situation == Situation::burl_complete) return end_message();
  answer(situation);
  follow(situation);
}

void Server::follow(Situation situation) {
  if (situation == Situation::start_mail_input) {
    begin_mail_data();
    lose(Loss::behind_data);
  } else if (situation == Situation::tls_ready && session_.channel == Channel::clear &&
             !behaviour_.lets_pass(Offence::clear_text_after_220)) {
    phase_ = Phase::handshake;
    output_.start_tls = true;
  } else if (situation == Situation::atrn_turned && !refused_ &&
             !behaviour_.has(ReversalSlip::stays_server)) {
    turn();
  }
}

void Server::answer(Situation situation) {
  Answer reply = behaviour_.replies[situation];
  const bool has_codes = serves(behaviour_, session_, Extension::enhanced_status_codes) &&
                         (extended(session_) || !behaviour_.has(Habit::codes_only_behind_ehlo));
  if (!has_codes) reply.enhanced.clear();
  const bool lists_extensions =
      situation == Situation::ehlo_accepted ||
      (situation == Situation::helo_accepted && behaviour_.offers.listed_after_helo);
  std::vector<std::string> more_lines;
  if (lists_extensions) more_lines = extension_list(behaviour_, session_);

  replies_.insert(replies_.end(), static_cast<std::size_t>(reply.times),
                  write_reply(behaviour_, reply, argument_, more_lines));
  answered_ = situation;
  refused_ = reply.code >= 400;
  refusals_ += refused_ ? 1 : 0;
  if (reply.closes) close();
}

void Server::close() {
  phase_ = Phase::closed;
  output_.close = true;
}

void Server::lose(Loss loss) {
  if (behaviour_.loses(loss)) input_.take(all_of_it);
}

// RFC 3207 section 6: what came in clear could be anybody's. A correct server keeps nothing of it.
void Server::keep_injected_octets() {
  const std::string clear = input_.take(all_of_it);
  const auto end = clear.rfind("\r\n");
  const std::size_t lines = end == std::string::npos ? 0 : end + 2;
  if (behaviour_.injected_octets == InjectedOctets::commands_kept) input_.append(clear.substr(0, lines));
  if (behaviour_.injected_octets == InjectedOctets::fragment_kept) input_.append(clear.substr(lines));
}

// RFC 2920 section 3.2 (4) and (5) say of which commands a reply must not be held back.
bool Server::holds_latest_reply() const {
  if (phase_ != Phase::commands || replies_.empty()) return false;
  return (answered_ == Situation::nothing_done && behaviour_.has(Lapse::holds_reply_to_noop)) ||
         (answered_ == Situation::unknown_command && behaviour_.has(Lapse::holds_reply_to_unknown));
}

Output Server::take_output_but_for_the_latest_reply() {
  WrittenReply latest = std::move(replies_.back());
  replies_.pop_back();
  Output output = take_output();
  replies_.push_back(std::move(latest));
  return output;
}

Output Server::take_output() {
  output_.octets =
      join_group(std::exchange(replies_, {}), behaviour_.reply_form.group_order) + std::exchange(said_, {});
  return std::exchange(output_, {});
}

}  // namespace smtpspec::reference
