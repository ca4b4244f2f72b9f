// Variants: what the reference server can do on request that is unusual and right. No scenario and no rule of
// the wire may fail against one of them; what it can't judge there it leaves alone.
//
// They stand by area in variants_*.cpp. As a fault does, each changes a Behaviour.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "reference/behaviour.hpp"
#include "reference/change.hpp"

namespace smtpspec::reference {

using Variant = Change<Behaviour>;

std::span<const Variant> server_variants();                 // sorted by name
const Variant* find_server_variant(std::string_view name);  // null if there is none

// By area, in no order.
std::vector<Variant> policy_variants();   // what is refused, and when a session ends
std::vector<Variant> offer_variants();    // what is offered
std::vector<Variant> reply_variants();    // how replies look
std::vector<Variant> content_variants();  // what becomes of messages

}  // namespace smtpspec::reference
