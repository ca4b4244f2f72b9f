// Contents as the reference server looks at them when it has a lapse: what it finds odd in them, and what it
// makes of them.
#pragma once

#include <string>
#include <string_view>

#include "reference/behaviour.hpp"
#include "reference/session.hpp"

namespace smtpspec::reference {

// The content has one of the flaws that this behaviour refuses.
bool is_found_odd(const Behaviour& behaviour, Body body, std::string_view content);

// What is filed of mail data.
std::string damaged(const Behaviour& behaviour, std::string content);

}  // namespace smtpspec::reference
