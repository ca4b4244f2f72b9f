// Descriptions: what a step waits for, in words, for the steps that scenario/matcher does not describe.
#pragma once

#include <string>

#include "scenario/scenario.hpp"

namespace smtpspec::play {

// "503 or 554, or (tolerated) 354": the expectations that choose the branches.
std::string describe(const scenario::Either& either);
// "exactly one delivered message with <body>"
std::string describe(const scenario::Delivered& delivered);
// "greeted in tls"
// "exactly one message like <body>"
std::string describe(const scenario::Received& received);

std::string in_words(const scenario::Given& given);

}  // namespace smtpspec::play
