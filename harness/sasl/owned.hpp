// What GNU SASL hands out and wants back, for the sources of sasl/ alone.
#pragma once

#include <gsasl.h>

#include <memory>

namespace smtpspec::sasl {

struct GiveBack {
  void operator()(char* octets) const { gsasl_free(octets); }
  void operator()(Gsasl* context) const { gsasl_done(context); }
  void operator()(Gsasl_session* session) const { gsasl_finish(session); }
};

using OwnedOctets = std::unique_ptr<char, GiveBack>;
using OwnedContext = std::unique_ptr<Gsasl, GiveBack>;
using OwnedSession = std::unique_ptr<Gsasl_session, GiveBack>;

}  // namespace smtpspec::sasl
