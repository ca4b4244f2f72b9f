// Leeway: what a server may answer for reasons of its own, whatever a scenario expects: it has had enough of
// this client, it puts off, it wants TLS or a login first. No rule is broken by that, and none can be judged
// behind it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "scenario/expectation.hpp"
#include "smtp/reply.hpp"
#include "text/clause.hpp"

namespace smtpspec::play {

// What a reply answers, and where.
struct Circumstances {
  std::string_view label;  // a verb, "content"; empty where that is not certain
  bool in_tls = false;
  bool authenticated = false;
  text::Clause rule;  // that is broken unless there is leeway
};

using Lines = std::span<const scenario::Expect* const>;

// Why a reply that none of these expectations takes blocks the case, in words; empty if they are broken.
std::string leeway_for(Lines lines, const smtp::Reply& reply, const Circumstances& circumstances);

}  // namespace smtpspec::play
