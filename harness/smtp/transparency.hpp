// Transparency: the dot of DATA, put in and taken out (RFC 5321 section 4.5.2), as streams of any size.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smtpspec::smtp {

// What stands before an octet of mail data. At the very start that is the CRLF of the DATA command's line.
enum class Preceding { crlf, lf, cr, other };

// Doubles a dot at the start of each line. Does not add the end of mail data.
class Stuffer {
 public:
  // The stuffed form of the next piece; pieces may be cut anywhere.
  std::string stuff(std::string_view octets);
  // What must follow: "CRLF.CRLF", or ".CRLF" where the content ended in CRLF (or was empty).
  std::string_view end_of_mail_data() const;

 private:
  Preceding before_ = Preceding::crlf;
};

// Which octet sequences a receiver takes for the end of mail data. Only CRLF.CRLF is one (RFC
// 5321 4.1.1.4, 2.3.8); the others are the mistakes that made SMTP smuggling possible.
enum class EndOfDataRule {
  crlf_dot_crlf,
  also_lf_dot_lf,  // and so CRLF.LF, which holds it
  also_lf_dot_crlf,
  also_crlf_dot_lf,
  also_cr_dot_cr,  // a LF behind it is the first octet of the next command
};

// Reads the octets behind a 354 until the end of mail data.
class Unstuffer {
 public:
  struct Options {
    EndOfDataRule end = EndOfDataRule::crlf_dot_crlf;
    // A dot at the start of a line is taken away. A line starts where this rule sees one end: behind CRLF,
    // and behind LF or CR if the rule takes that for the start of the terminator. False: the dots stay (a
    // mistake).
    bool remove_dots = true;
  };
  Unstuffer();
  explicit Unstuffer(Options options);

  struct Step {
    std::string content;       // content found in this piece
    std::size_t consumed = 0;  // octets of the piece that belong to the mail data, terminator included
    bool ended = false;        // the end of mail data was seen; what is beyond `consumed` is the next command
  };
  // `octets` may be cut anywhere. Content excludes the final "." line; the CRLF before it belongs to the
  // content. Behind the end nothing is consumed any more.
  Step feed(std::string_view octets);

 private:
  // Octets at the start of a line that may turn out to be (a part of) the terminator.
  enum class Held { nothing, dot, dot_cr };
  enum class Verdict { end, hold, content };

  bool line_begins_behind(Preceding before) const;
  bool crlf_would_end() const;
  bool lf_would_end() const;
  bool cr_would_end() const;
  Verdict judge(char next) const;  // what the octet behind the held ones makes of them
  void release(std::string& content);
  std::size_t copy_up_to_dot(std::string_view octets, std::string& content);  // how many it went over

  Options options_;
  Preceding before_ = Preceding::crlf;  // what stands before the held octets, or before the next one
  Held held_ = Held::nothing;
  bool ended_ = false;
};

}  // namespace smtpspec::smtp
