// How the reference client reads what a server offers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/client_behaviour.hpp"
#include "smtp/extensions.hpp"
#include "smtp/reply.hpp"

namespace smtpspec::reference {

std::string_view keyword_of(Service service);

// Of a positive reply to EHLO.
smtp::Extensions read_offers(const ClientBehaviour& behaviour, const smtp::Reply& reply);

// Whether each line of the list begins with a keyword that the reference server knows.
bool knows_all(const smtp::Reply& reply);

// Keywords that the reference peers know no extension by, in the order of the list.
std::vector<std::string> unknown_keywords(const smtp::Extensions& offered);

bool can_use(const ClientBehaviour& behaviour, const smtp::Extensions& offered, Service service);

// A message of so many octets can be sent (RFC 1870 section 4: a limit of 0 is none).
bool takes_size(const ClientBehaviour& behaviour, const smtp::Extensions& offered, std::size_t octets);

// MT-PRIORITY, DELIVERBY or BURL has one: no client needs to know it.
bool has_needless_parameters(const smtp::Extensions& offered);

}  // namespace smtpspec::reference
