// The part of the server that takes in contents: mail data behind DATA, and chunks.
#include <algorithm>
#include <utility>

#include "reference/content_flaws.hpp"
#include "reference/header_fields.hpp"
#include "reference/request_parameters.hpp"
#include "reference/server.hpp"
#include "reference/submitter.hpp"

namespace smtpspec::reference {
namespace {

smtp::Unstuffer unstuffer_for(const Behaviour& behaviour) {
  smtp::Unstuffer::Options options;
  options.end = behaviour.content.end_of_data;
  options.remove_dots = behaviour.content.data_dots != LeadingDots::kept;
  return smtp::Unstuffer(options);
}

}  // namespace

void Server::begin_mail_data() {
  if (session_.declared_size && behaviour_.has(Habit::ends_content_at_declared_size)) {
    const ChunkPlan plan{*session_.declared_size, true, std::nullopt};
    chunk_.emplace(plan, ChunkDots::content);
    phase_ = Phase::chunk;
    return;
  }
  unstuffer_ = unstuffer_for(behaviour_);
  other_end_ = SequenceWatch(behaviour_.content.other_end.octets, "\r\n");
  phase_ = Phase::mail_data;
  text_line_ = 0;
  if (behaviour_.has(Lapse::misses_end_behind_data)) unstuffer_.feed("not at the start of a line");
}

bool Server::advance_mail_data() {
  const std::string_view octets = input_.pending();
  const std::size_t other_end = other_end_of_data(octets);
  const auto step = unstuffer_.feed(octets.substr(0, other_end));
  if (behaviour_.has(Lapse::answers_long_text_lines)) watch_text_lines(octets.substr(0, step.consumed));
  input_.drop(step.consumed);
  if (!throws_away_) session_.content.append(step.content, data_filter(behaviour_));
  if (!step.ended && other_end == std::string_view::npos) return false;
  phase_ = Phase::commands;
  if (std::exchange(throws_away_, false)) return true;
  ended_by_bare_cr_ = !step.ended && behaviour_.content.other_end.octets.ends_with('\r');
  if (const auto command = behaviour_.content.other_end.answered_with; command && !step.ended) {
    answer(*command);
    follow(*command);
  } else {
    end_message();
  }
  lose(Loss::behind_end_of_data);
  return true;
}

// How many octets of mail data there are if something else ends it here; npos, and that always in a correct
// server, if nothing does.
std::size_t Server::other_end_of_data(std::string_view octets) {
  const OtherEnd& other = behaviour_.content.other_end;
  if (other.when == OtherEnd::When::alone) return std::string_view::npos;
  const std::size_t end = other_end_.scan(octets);
  const bool counts = other.when == OtherEnd::When::always ||
                      behaviour_.exceeds_limit(session_.content.size() + octets.size());
  return counts ? end : std::string_view::npos;
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
  input_.drop(take_chunk(input_.pending()));
  return phase_ != Phase::chunk;
}

// How many of the octets belong to the chunk; where it is complete it has been answered.
std::size_t Server::take_chunk(std::string_view octets) {
  const std::size_t size = chunk_->take(octets);
  if (!chunk_->plan().discarded_with)
    session_.content.append(octets.substr(0, size), chunk_filter(behaviour_));
  if (chunk_->complete()) end_chunk();
  return size;
}

void Server::end_chunk() {
  phase_ = Phase::commands;
  const ChunkPlan& plan = chunk_->plan();
  if (plan.discarded_with) {
    answer(*plan.discarded_with);
    session_.chunk_has_failed = true;
    if (plan.discarded_with == Situation::chunk_too_big && !behaviour_.has(Lapse::skips_failed_chunk))
      forget_at(Event::message_refused, behaviour_, session_);
    if (refused_) lose(Loss::behind_refusal);
  } else {
    session_.content.end_chunk(behaviour_.content.chunk_border);
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
  Situation situation = judge_message();
  const bool for_some = session_.recipients_refused && behaviour_.has(Lapse::says_251_for_some);
  const bool silent = session_.content.octets() == "\r\n" && behaviour_.has(Lapse::silent_at_empty_line);
  if (situation == Situation::message_accepted) {
    accept_message();
    if (for_some) situation = Situation::message_accepted_for_some;
  } else {
    if (situation == Situation::content_too_big && behaviour_.has(Habit::files_what_it_refuses_for_its_size))
      file_message();
    forget_at(Event::message_refused, behaviour_, session_);
  }
  if (!silent) answer(situation);
}

void Server::accept_message() {
  const Content& content = session_.content;
  session_.has_accepted_message = true;
  session_.has_accepted_chunks = session_.has_accepted_chunks || content.has_chunks();
  file_message();
  ++session_.accepted_messages;
  forget_at(Event::message_accepted, behaviour_, session_);
}

void Server::watch_text_lines(std::string_view octets) {
  for (const char octet : octets) {
    text_line_ = octet == '\n' ? 0 : text_line_ + 1;
    if (text_line_ == 1002) answer(Situation::line_too_long);
  }
}

void Server::file_message() {
  const Content& content = session_.content;
  if (session_.sender && session_.sender->delivered_by && behaviour_.has(ParameterSlip::by_message_held))
    return;
  if (session_.sender && is_held(behaviour_, *session_.sender)) return;
  const std::string reverse_path = session_.sender ? session_.sender->reverse_path : "";
  const std::string octets = content.has_chunks() ? content.octets() : damaged(behaviour_, content.octets());
  Message message{reverse_path,
                  session_.forward_paths,
                  filed(behaviour_.filing, octets),
                  content.size(),
                  session_.channel == Channel::tls,
                  session_.sender ? session_.sender->parameters : std::vector<smtp::Parameter>(),
                  session_.recipient_parameters,
                  session_.client_name,
                  session_.greeting,
                  session_.authenticated};
  const bool had_recipients = !message.forward_paths.empty();
  keep_for_customers(message);
  if (!had_recipients || !message.forward_paths.empty()) output_.accepted.push_back(std::move(message));
}

Situation Server::judge_message() const {
  const Content& content = session_.content;
  const Offence oversize = content.has_chunks() ? Offence::oversize_chunks : Offence::oversize_content;
  const bool at_limit = behaviour_.size_limit != 0 && content.size() == behaviour_.size_limit;
  const std::uint64_t size = behaviour_.has(Habit::counts_body_only) ? content.body_size() : content.size();
  if (behaviour_.exceeds_limit(size) && !behaviour_.lets_pass(oversize)) return Situation::content_too_big;
  if (at_limit && behaviour_.denies(Right::content_of_the_limit)) return Situation::content_too_big;
  if (session_.declared_size && content.size() > *session_.declared_size &&
      behaviour_.denies(Right::more_than_declared))
    return Situation::content_too_big;
  if (content.has_too_long_line()) return Situation::text_line_too_long;
  const bool by_data = !content.has_chunks();
  if (by_data && content.has_bare_line_ends() && behaviour_.keeps_to(Policy::refuses_bare_line_ends))
    return Situation::bare_line_end;
  const Body body = session_.sender ? session_.sender->body : Body::unsaid;
  if (is_found_odd(behaviour_, body, content.octets())) return Situation::content_found_odd;
  if (session_.sender)
    if (const auto refusal = judge_submitter(behaviour_, *session_.sender, content.octets())) return *refusal;
  if (behaviour_.keeps_to(Policy::refuses_contents)) return Situation::content_refused;
  constexpr std::size_t many = 100;
  if (behaviour_.has(Habit::counts_recipients_of_header) && addresses_in_header(content.octets()) > many)
    return Situation::content_refused;
  if (content.has_utf8_header() && behaviour_.denies(Right::smtputf8_header))
    return Situation::content_not_ascii;
  return Situation::message_accepted;
}

// Where a segment begins and ends is nothing to a correct server.
void Server::begin_segment(std::string_view octets) {
  if (phase_ != Phase::mail_data) return;
  if (behaviour_.loses(Loss::split_end_of_data)) unstuffer_ = unstuffer_for(behaviour_);
  const OtherEnd& other = behaviour_.content.other_end;
  if (other.when != OtherEnd::When::alone || octets != other.octets || throws_away_) return;
  end_message();
  throws_away_ = true;
}

void Server::end_segment() {
  if (phase_ == Phase::chunk && behaviour_.has(Habit::ends_chunk_with_segment)) end_chunk();
}

// The client has ended the connection: a message that was under way is taken for complete all the same.
bool Server::finishes_message() {
  switch (behaviour_.content.unfinished) {
    case UnfinishedMessage::dropped:
      return false;
    case UnfinishedMessage::chunk_accepted:
      return phase_ == Phase::chunk && !chunk_->plan().discarded_with;
    case UnfinishedMessage::data_accepted:
      return phase_ == Phase::mail_data;
    case UnfinishedMessage::data_accepted_behind_dot:
      return phase_ == Phase::mail_data && unstuffer_.feed("\r\n").ended;
  }
  return false;
}

}  // namespace smtpspec::reference
