// ClientSlot: how many judged clients run at the same time in all runs of this process together. Each is a
// process or more that keeps a processor busy: what is judged side by side would only make all of it late.
#pragma once

#include <memory>

#include <boost/asio/awaitable.hpp>

namespace smtpspec::run {

class ClientSlot {
 public:
  ~ClientSlot();
  ClientSlot(const ClientSlot&) = delete;
  ClientSlot& operator=(const ClientSlot&) = delete;

  // Waits for a free one, and has it as long as the slot lives. The event loop goes on meanwhile.
  static boost::asio::awaitable<std::shared_ptr<ClientSlot>> free_one();

 private:
  ClientSlot() = default;
  void take();

  bool taken_ = false;
};

}  // namespace smtpspec::run
