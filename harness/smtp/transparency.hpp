// Transparency: the dot of DATA, put in and taken out (RFC 5321 section 4.5.2), as streams of any size.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smtpspec::smtp {

// Doubles a dot at the start of each line. Does not add the end of mail data.
class Stuffer {
 public:
  // The stuffed form of the next piece; pieces may be cut anywhere.
  std::string stuff(std::string_view octets);
  // What must follow: "CRLF.CRLF", or ".CRLF" where the content ended in CRLF (or was empty).
  std::string_view end_of_mail_data() const;

 private:
  enum class After { crlf, cr, other } after_ = After::crlf;
};

// Which octet sequences a receiver takes for the end of mail data. Only CRLF.CRLF is one (RFC
// 5321 4.1.1.4, 2.3.8); the others are the mistakes that made SMTP smuggling possible.
enum class EndOfDataRule {
  crlf_dot_crlf,
  also_lf_dot_lf,
  also_lf_dot_crlf,
  also_crlf_dot_lf,
  also_cr_dot_cr
};

// Reads the octets behind a 354 until the end of mail data.
class Unstuffer {
 public:
  struct Options {
    EndOfDataRule end = EndOfDataRule::crlf_dot_crlf;
    bool remove_dots = true;  // false: the leading dots stay (a mistake)
  };
  Unstuffer();
  explicit Unstuffer(Options options);

  struct Step {
    std::string content;       // content found in this piece
    std::size_t consumed = 0;  // octets of the piece that belong to the mail data, terminator included
    bool ended = false;        // the end of mail data was seen; what is beyond `consumed` is the next command
  };
  // `octets` may be cut anywhere. Content excludes the final "." line; the CRLF before it belongs to the
  // content.
  Step feed(std::string_view octets);

 private:
  Options options_;
  std::string held_;  // octets that may turn out to be (a part of) the terminator
};

}  // namespace smtpspec::smtp
