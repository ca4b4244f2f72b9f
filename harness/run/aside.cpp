#include "run/aside.hpp"

#include <condition_variable>
#include <cstddef>

namespace smtpspec::run {
namespace {

struct Count {
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t count = 0;
};

// Never destroyed: a thread may outlive main().
Count& all_work() {
  static Count& count = *new Count;
  return count;
}

}  // namespace

WorkAside::WorkAside() {
  const std::lock_guard lock(all_work().mutex);
  ++all_work().count;
}

WorkAside::~WorkAside() {
  const std::lock_guard lock(all_work().mutex);
  --all_work().count;
  all_work().changed.notify_all();
}

void WorkAside::wait_for_all() {
  std::unique_lock lock(all_work().mutex);
  all_work().changed.wait(lock, [] { return all_work().count == 0; });
}

}  // namespace smtpspec::run
