#include "net/io_result.hpp"

namespace smtpspec::net {

std::string_view name_of(IoStatus status) {
  switch (status) {
    case IoStatus::ok:
      return "done";
    case IoStatus::closed:
      return "closed by the peer";
    case IoStatus::reset:
      return "reset by the peer";
    case IoStatus::deadline:
      return "deadline passed";
    case IoStatus::tls_broken:
      return "TLS broken by the peer";
    case IoStatus::failed:
      break;
  }
  return "failed";
}

}  // namespace smtpspec::net
