#include "sasl/session.hpp"

#include <stdexcept>

namespace smtpspec::sasl {
namespace {

void must_work(int code, std::string_view what) {
  if (code != GSASL_OK) throw std::runtime_error(std::string(what) + ": " + gsasl_strerror(code));
}

}  // namespace

Session::Session(Side side, Mechanism mechanism, Gsasl_callback_function callback, void* hook) {
  Gsasl* context = nullptr;
  must_work(gsasl_init(&context), "GNU SASL would not start");
  context_.reset(context);
  gsasl_callback_set(context, callback);
  const std::string name(name_of(mechanism));
  const auto start = side == Side::client ? gsasl_client_start : gsasl_server_start;
  Gsasl_session* session = nullptr;
  must_work(start(context, name.c_str(), &session), "GNU SASL has no " + name);
  session_.reset(session);
  gsasl_session_hook_set(session, hook);
}

int Session::step(std::string_view input, std::string& output) {
  char* octets = nullptr;
  std::size_t length = 0;
  // Some mechanisms take "no input" for a null pointer.
  const int code =
      gsasl_step(session_.get(), input.empty() ? nullptr : input.data(), input.size(), &octets, &length);
  const OwnedOctets owned(octets);
  output.assign(octets ? octets : "", octets ? length : 0);
  return code;
}

std::string Session::property(Gsasl_property which) const {
  const char* value = gsasl_property_fast(session_.get(), which);
  return value ? value : "";
}

}  // namespace smtpspec::sasl
