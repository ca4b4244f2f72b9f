#include "run/what_happened.hpp"

namespace smtpspec::run {

using namespace play;

TlsFacts facts_of(const net::TlsReport& report) {
  return {.version = report.version,
          .cipher = report.cipher,
          .names = report.names,
          .trusted = report.trusted,
          .current = report.current,
          .subject = report.subject};
}

What what_of(net::IoStatus status, const std::string& message) {
  switch (status) {
    case net::IoStatus::ok:
      return Done{};
    case net::IoStatus::closed:
      return PeerClosed{};
    case net::IoStatus::reset:
      return PeerReset{};
    case net::IoStatus::deadline:
      return DeadlinePassed{};
    case net::IoStatus::tls_broken:
      return TlsBroken{message};
    case net::IoStatus::failed:
      break;
  }
  return Broken{message};
}

}  // namespace smtpspec::run
