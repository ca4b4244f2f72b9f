// What happened on a connection, as players are told.
#pragma once

#include <string>

#include "net/io_result.hpp"
#include "play/event.hpp"

namespace smtpspec::run {

using What = decltype(play::Event::what);

// Of a read or write that did not end with ok (and Done for one that did).
What what_of(net::IoStatus status, const std::string& message);

play::TlsFacts facts_of(const net::TlsReport& report);

}  // namespace smtpspec::run
