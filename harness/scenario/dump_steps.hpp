// Dump steps: what stands below the header, in the language again.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

void dump_steps(const std::vector<Step>& steps, Judges judges, std::string& into);

std::string in_quotes(const Text& text);
std::string runs(const SendOctets& octets);
std::string amount(const Sum& sum);
std::string in_words(const text::Clause& clause);
std::string dump_offers(const std::vector<Offered>& offering);

}  // namespace smtpspec::scenario
