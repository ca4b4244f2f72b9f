// What binds to a TLS channel, from what the handshake reports.
#pragma once

#include "net/io_result.hpp"
#include "sasl/channel_binding.hpp"

namespace smtpspec::run {

inline sasl::ChannelBindings bindings_of(const net::TlsReport& report) {
  return {.tls_unique = report.tls_unique, .tls_exporter = report.tls_exporter};
}

}  // namespace smtpspec::run
