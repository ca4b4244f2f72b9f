// The child of a Process, and the thread that it lives in.
#pragma once

#include <array>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include <boost/optional.hpp>
#include <boost/type_traits.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/writable_pipe.hpp>
#include <boost/process/v2/process.hpp>

#include "target/process.hpp"

namespace smtpspec::target {

// Lives in a thread of its own from fork to exit: the kernel's promise to kill the child holds for the death
// of the thread that forked it.
class Process::Child {
 public:
  // Throws std::runtime_error if it can't be started.
  Child(const Command& command, ProcessListener* listener);
  ~Child();

  int id() const { return id_; }
  std::optional<Exit> exit() const;
  const TimedLog& log() const { return log_; }
  std::chrono::system_clock::time_point ended_at() const;

  bool wait(std::chrono::milliseconds within) const;
  // Until nothing more can be written: an exit is seen before the last words are.
  void wait_for_last_words(std::chrono::milliseconds within) const;
  // A turn of the thread behind an empty pipe: by then all that was in it stands in the log.
  void catch_up(std::chrono::milliseconds within);

  void close_input();
  void write(std::string octets);
  void signal(int number) const;
  void when_ended(std::function<void()> call);

 private:
  void live(const Command& command, std::promise<void>& started);
  void start(const Command& command);
  void read_output();
  void read_speech();
  void tell_of_the_end();
  void write_next();
  void await_exit();

  ProcessListener* listener_;
  boost::asio::io_context context_{1};
  boost::asio::writable_pipe input_;
  boost::asio::readable_pipe output_;
  boost::asio::readable_pipe speech_;  // its standard output, where somebody listens to it
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  std::optional<boost::process::v2::process> child_;
  int id_ = -1;
  std::array<char, 8192> block_{};
  std::array<char, 8192> speech_block_{};
  bool speech_ended_ = false;
  std::deque<std::string> to_write_;

  mutable std::mutex mutex_;
  mutable std::condition_variable ended_;
  TimedLog log_;
  bool output_ended_ = false;
  std::optional<Exit> exit_;
  std::function<void()> when_ended_;
  std::chrono::system_clock::time_point ended_at_{};

  std::thread thread_;
};

}  // namespace smtpspec::target
