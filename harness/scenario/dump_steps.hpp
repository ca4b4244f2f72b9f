// Dump steps: what stands below the header, in the language again.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

void dump_steps(const std::vector<Step>& steps, Judges judges, std::string& into);

// With what stands for octets that no word holds.
std::string in_quotes(const Text& text);
std::string runs(const SendOctets& octets);
std::string amount(const Sum& sum);
std::string dump_offers(const std::vector<Offered>& offering);

}  // namespace smtpspec::scenario
