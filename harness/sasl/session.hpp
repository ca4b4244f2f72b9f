// Session: GNU SASL's session of either side, for the sources of sasl/ alone.
#pragma once

#include <string>
#include <string_view>

#include "sasl/mechanism.hpp"
#include "sasl/owned.hpp"

namespace smtpspec::sasl {

enum class Side { client, server };

class Session {
 public:
  // `callback` answers GNU SASL's questions; `hook` is what it finds as the session's hook and must outlive
  // the session. Throws std::runtime_error where the library was built without the mechanism.
  Session(Side side, Mechanism mechanism, Gsasl_callback_function callback, void* hook);

  // A GNU SASL code: GSASL_OK, GSASL_NEEDS_MORE, or why it failed.
  int step(std::string_view input, std::string& output);
  std::string property(Gsasl_property which) const;  // empty where it has none

 private:
  OwnedContext context_;
  OwnedSession session_;
};

}  // namespace smtpspec::sasl
