// Recording: a session between a client and a server as the transcript that read_dialogue reads, with its
// secrets taken out. Without sockets: whoever stands between the two says what each of them sends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "draft/dialogue.hpp"
#include "draft/secrets.hpp"

namespace smtpspec::draft {

class Recording {
 public:
  // What came of either side, in the order in which it came.
  void hear(Who who, std::string_view octets);
  // A remark of the recorder's own: "# the client closed the connection".
  void remark(std::string_view what);
  // What came without the end of a line.
  void finish();

  // The transcript so far, in whole lines; what was taken is forgotten.
  std::string take();
  // From STARTTLS or from the first octet on nothing could be read.
  bool is_hidden() const { return hidden_; }
  std::uint64_t hidden_octets(Who who) const { return who == Who::client ? hidden_client_ : hidden_server_; }

 private:
  enum class Asked { greeting, command, auth, data, content, starttls };

  void read_client();
  void read_server();
  bool take_line(std::string& buffer, std::string& line);
  void command(const std::string& line);
  void auth_response(const std::string& line);
  void content_line(const std::string& line);
  void begin_chunk(std::string_view argument);
  bool take_chunk();
  void reply_line(const std::string& line);
  void begin_tls();
  void write(Who who, const std::string& line);
  void write_of_content(const std::string& line);
  void content_ends();

  std::string transcript_, client_, server_;     // the latter: octets that are no line yet
  std::deque<Asked> asked_ = {Asked::greeting};  // what the server has not replied to
  Secrets secrets_;
  bool tried_auth_ = false;
  bool in_data_ = false;
  std::uint64_t chunk_left_ = 0;  // octets of a chunk that are to come
  std::size_t content_ = 0;       // octets of mail that were written down
  std::uint64_t left_out_ = 0;    // and of this content that were not
  bool hidden_ = false;
  std::uint64_t hidden_client_ = 0, hidden_server_ = 0;
};

}  // namespace smtpspec::draft
