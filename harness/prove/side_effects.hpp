// Side effects: the wire rules that a mistake breaks besides those whose section it offends.
#pragma once

#include <string_view>

namespace smtpspec::prove {

// Whether it is known, and explained in side_effects.cpp, that the fault breaks the rule.
bool is_side_effect(std::string_view rule, std::string_view fault);

}  // namespace smtpspec::prove
