// WithoutStarttls: a server's octets, without STARTTLS in its list of extensions: a client that takes TLS
// where it is offered goes on in clear, so that the session can be read.
#pragma once

#include <string>
#include <string_view>

namespace smtpspec::draft {

class WithoutStarttls {
 public:
  // What may go on to the client of all that came so far: whole lines, but for one that another may follow.
  std::string pass(std::string_view octets);
  // What was held back, when nothing more comes.
  std::string rest();

 private:
  void pass_line(std::string line, std::string& out);

  std::string begun_;  // a line without its end
  std::string held_;   // one of a list, of which it may become the last
};

}  // namespace smtpspec::draft
