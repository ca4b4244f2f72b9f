#include "net/tls_wire.hpp"

#include <memory>
#include <stdexcept>

namespace smtpspec::net {

namespace {

using OwnedMethod = std::unique_ptr<BIO_METHOD, FreeWith<BIO_meth_free>>;

TlsWire& wire_of(BIO* bio) {
  return *static_cast<TlsWire*>(BIO_get_data(bio));
}

int wire_reads(BIO* bio, char* into, int most) {
  BIO_clear_retry_flags(bio);
  const std::size_t count = wire_of(bio).input.take(into, static_cast<std::size_t>(std::max(most, 0)));
  if (count > 0) return static_cast<int>(count);
  BIO_set_retry_read(bio);
  return -1;
}

int wire_writes(BIO* bio, const char* octets, int count) {
  BIO_clear_retry_flags(bio);
  wire_of(bio).output.append(octets, static_cast<std::size_t>(std::max(count, 0)));
  return count;
}

long wire_controls(BIO*, int command, long, void*) {
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

const BIO_METHOD* wire_method() {
  static const OwnedMethod method = [] {
    OwnedMethod made(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "octets in memory"));
    if (!made) throw std::runtime_error("OpenSSL can't make a kind of BIO: " + take_openssl_error());
    BIO_meth_set_read(made.get(), wire_reads);
    BIO_meth_set_write(made.get(), wire_writes);
    BIO_meth_set_ctrl(made.get(), wire_controls);
    return made;
  }();
  return method.get();
}

}  // namespace

BIO* bio_over(TlsWire& wire) {
  BIO* bio = BIO_new(wire_method());
  if (!bio) throw std::runtime_error("OpenSSL can't make a BIO: " + take_openssl_error());
  BIO_set_data(bio, &wire);
  BIO_set_init(bio, 1);
  return bio;
}

}  // namespace smtpspec::net
