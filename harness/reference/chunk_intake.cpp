#include "reference/chunk_intake.hpp"

#include <algorithm>

#include "reference/commands.hpp"
#include "smtp/chunk.hpp"

namespace smtpspec::reference {
namespace {

std::uint64_t octal(std::string_view digits) {
  std::uint64_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '7') break;
    number = number * 8 + static_cast<std::uint64_t>(digit - '0');
  }
  return number;
}

std::optional<smtp::Chunk> read_chunk(const Behaviour& behaviour, std::string_view argument) {
  if (behaviour.minds_case_of(CaseSensitive::end_marker) && argument.find("last") != argument.npos)
    return std::nullopt;
  auto chunk = smtp::parse_chunk(argument);
  if (chunk && argument.starts_with('0') && behaviour.has(Lapse::reads_octal_chunk_size))
    chunk->size = octal(argument);
  if (chunk) {
    if (behaviour.content.chunk_size == SizeArithmetic::wraps_at_32_bits)
      return smtp::Chunk{chunk->size & 0xffff'ffffU, chunk->last};
    return chunk;
  }
  if (!behaviour.lets_pass(Offence::malformed_chunk_size)) return std::nullopt;
  const auto digits = argument.substr(0, argument.find_first_not_of("0123456789"));
  return smtp::parse_chunk(digits).value_or(smtp::Chunk{});
}

bool exceeds_limit(const Behaviour& behaviour, const Session& session, std::uint64_t more) {
  if (behaviour.size_limit == 0 || behaviour.lets_pass(Offence::oversize_chunks)) return false;
  const std::uint64_t size = session.content.size();
  return size > behaviour.size_limit || more > behaviour.size_limit - size;
}

std::optional<Situation> refusal(const Behaviour& behaviour, const Session& session,
                                 const smtp::Command& command, const smtp::Chunk& chunk) {
  if (const auto barred = barred_by_policy(behaviour, session, command)) return barred;
  if (!extended(session)) return Situation::chunk_before_greeting;
  if (session.ended_by_last)
    return behaviour.lets_pass(Offence::chunk_after_last) ? Situation::chunk_received
                                                          : Situation::chunk_after_last;
  if (!session.sender) return Situation::chunk_before_mail;
  if (session.forward_paths.empty() && !behaviour.lets_pass(Offence::chunk_without_recipients))
    return Situation::chunk_without_recipients;
  if (session.chunk_has_failed && behaviour.has(Lapse::bars_chunks_behind_failed))
    return Situation::chunk_before_mail;
  if (session.sender->body == Body::eight_bit_mime && behaviour.has(Lapse::bars_chunks_of_8bitmime))
    return Situation::chunk_before_mail;
  if (exceeds_limit(behaviour, session, chunk.size)) return Situation::chunk_too_big;
  return std::nullopt;
}

}  // namespace

std::variant<Situation, ChunkPlan> plan_chunk(const Behaviour& behaviour, const Session& session,
                                              const smtp::Command& command) {
  if (!serves(behaviour, session, Extension::chunking)) return Situation::extension_not_offered;
  const auto chunk = read_chunk(behaviour, command.argument);
  if (!chunk) return Situation::chunk_malformed;
  if (chunk->size == 0 && !chunk->last && behaviour.denies(Right::empty_chunk))
    return Situation::chunk_malformed;

  ChunkPlan plan;
  plan.octets = chunk->size - std::min(chunk->size, behaviour.content.chunk_shortfall);
  plan.ends_message = chunk->last && (chunk->size > 0 || !behaviour.denies(Right::empty_last_chunk));
  plan.discarded_with = refusal(behaviour, session, command, *chunk);
  if (plan.discarded_with && behaviour.content.refused_chunks == RefusedChunks::executed) plan.octets = 0;
  return plan;
}

std::size_t ChunkIntake::take(std::string_view octets) {
  auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(left_, octets.size()));
  left_ -= taken;
  if (const auto end = end_at_dot(octets.substr(0, taken)); end != std::string_view::npos) {
    taken = end;
    left_ = 0;
  }
  taken_ += taken;
  return taken;
}

// How many of the octets there are up to a dot that ends the chunk; npos, and that always in a correct
// server, if none does.
std::size_t ChunkIntake::end_at_dot(std::string_view octets) {
  if (dots_ == ChunkDots::end_the_chunk) return dot_.scan(octets);
  if (dots_ != ChunkDots::end_the_chunk_at_its_start || taken_ > 2) return std::string_view::npos;
  return dot_.scan(octets.substr(0, 3 - taken_));
}

}  // namespace smtpspec::reference
