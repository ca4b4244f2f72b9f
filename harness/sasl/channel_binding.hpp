// ChannelBindings: what a TLS channel has that no other one has, by the types that bind an exchange of AUTH
// to it. SCRAM's -PLUS names are for that (RFC 5802 section 6).
#pragma once

#include <string>

namespace smtpspec::sasl {

// Octets. Empty: the channel has none of this type.
struct ChannelBindings {
  std::string tls_unique;    // RFC 5929 section 3: up to TLS 1.2
  std::string tls_exporter;  // RFC 9266

  bool any() const { return !tls_unique.empty() || !tls_exporter.empty(); }
};

// Those of one type, of which a client has to name one: tls-unique where there is any (RFC 5802 section 6.1),
// in TLS 1.3 there is none and tls-exporter takes its place (RFC 9266 section 3).
inline ChannelBindings usual_one_of(ChannelBindings bindings) {
  if (!bindings.tls_unique.empty()) bindings.tls_exporter.clear();
  return bindings;
}

}  // namespace smtpspec::sasl
