#include "net/port.hpp"

#include <set>

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>

#include "net/listener.hpp"

namespace smtpspec::net {
namespace {

TEST(PortReservation, HeldPortsDiffer) {
  std::vector<PortReservation> held(50);
  std::set<std::uint16_t> ports;
  for (const PortReservation& reservation : held) ports.insert(reservation.port());
  EXPECT_EQ(ports.size(), held.size());
}

TEST(PortReservation, ServerCanListenOnAPortThatIsHeld) {
  asio::io_context context;
  const PortReservation held;
  const Listener listener(context.get_executor(), {"127.0.0.1", held.port()});
  EXPECT_EQ(listener.endpoint().port, held.port());
}

TEST(PortReservation, NobodyIsGivenAHeldPortByChance) {
  asio::io_context context;
  std::vector<PortReservation> held(50);
  std::set<std::uint16_t> ports;
  for (const PortReservation& reservation : held) ports.insert(reservation.port());
  for (int i = 0; i < 200; ++i) {
    const Listener listener(context.get_executor(), {"127.0.0.1", 0});
    EXPECT_FALSE(ports.contains(listener.endpoint().port));
  }
}

TEST(CanListenOn, AddressesOfThisMachineOnly) {
  EXPECT_TRUE(can_listen_on("127.0.0.1"));
  EXPECT_FALSE(can_listen_on("192.0.2.1"));
  EXPECT_FALSE(can_listen_on("2001:db8::1"));
  EXPECT_FALSE(can_listen_on("localhost"));
}

}  // namespace
}  // namespace smtpspec::net
