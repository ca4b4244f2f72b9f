#include <array>

#include "watch/rule_lists.hpp"

namespace smtpspec::watch {

using ledger::cites;
using ledger::comes_near;
using result::Weight;

std::span<const Rule> rules_of_servers() {
  static const std::array rules = {
      Rule{"watch/no-code", cites("rfc5321/4.2-22", "rfc5321/4.3.2-1"),
           "Every line of a reply begins with a code of three digits.", Weight::violation, Reach::session},
      Rule{"watch/code-out-of-range", cites("rfc5321/4.2-18"),
           "The first digit of a reply code is 2, 3, 4 or 5.", Weight::violation, Reach::session},
      Rule{"watch/code-second-digit", cites("rfc5321/4.2-3"),
           "The second digit of a reply code is between 0 and 5.", Weight::violation, Reach::session},
      Rule{"watch/bad-separator", cites("rfc5321/4.2-2", "rfc5321/4.3.2-1"),
           "A reply code is followed by a blank, by a hyphen if more lines come, or by the end of the line.",
           Weight::violation, Reach::session},
      Rule{"watch/codes-differ", cites("rfc5321/4.2.1-7"), "All lines of a reply carry the same code.",
           Weight::violation, Reach::session},
      Rule{"watch/bare-lf", cites("rfc5321/2.3.8-7"), "A line ends in CRLF and in nothing else."},
      Rule{"watch/bare-cr", cites("rfc5321/2.3.8-7"), "The text of a reply holds no CR."},
      Rule{"watch/line-too-long", cites("rfc5321/4.5.3.1.5-1"),
           "A reply line is at most 512 octets long, code and CRLF included.", Weight::tolerated},
      Rule{"watch/control-character", cites("rfc5321/4.2-5"),
           "The text of a reply holds no control characters besides the tab."},
      Rule{"watch/non-ascii", cites("rfc5321/4.2-5", "rfc6531/3.7.4.2-3", "rfc6531/3.7.4.2-6"),
           "The text of a reply is ASCII unless its command, or its transaction, came with SMTPUTF8."},
      Rule{"watch/greeting-code", cites("rfc5321/4.3.2-4"),
           "A greeting is 220, or refuses the session with 4yz or 5yz.", Weight::tolerated},
      Rule{"watch/unasked-reply", cites("rfc5321/4.2-1", "rfc5321/4.1.1.4-11"),
           "Every command has exactly one reply; nothing but 421 comes unasked.", Weight::violation,
           Reach::session},
      Rule{"watch/incomplete-reply", cites("rfc5321/4.2.1-4"),
           "A reply is whole: its last line is marked by a blank behind the code and ends in CRLF.",
           Weight::violation, Reach::session},
      Rule{"watch/command-unanswered", cites("rfc5321/4.2-1", "rfc2920/3.2-8"),
           "No command is left without a reply."},
      // Graded: 7.8 lets a server defend itself, and nobody sees from outside whether it had to.
      Rule{"watch/end-unannounced", cites("rfc5321/3.8-1"),
           "A server ends the connection behind its 221 to QUIT, or behind a 421.", Weight::tolerated},
      Rule{"watch/enhanced-code-missing",
           cites("rfc2034/4-1", "rfc2034/4-2", "rfc2034/4-3", "rfc2034/4-6", "rfc2034/4-8"),
           "Where ENHANCEDSTATUSCODES is offered, each line of a 2yz, 4yz or 5yz reply carries an enhanced "
           "code, "
           "except in the greeting and in replies to EHLO and HELO."},
      Rule{"watch/enhanced-class-differs", cites("rfc2034/4-7", "rfc2034/4-5"),
           "The class of an enhanced code is the first digit of its reply code."},
      Rule{"watch/enhanced-codes-differ", cites("rfc2034/4-9"),
           "All lines of a reply carry the same enhanced code."},
      Rule{"watch/enhanced-code-leading-zero", cites("rfc3463/2-4"),
           "The numbers of an enhanced code have no leading zeros."},
      Rule{"watch/ehlo-keyword", cites("rfc5321/4.1.1.1-14"),
           "Each line of an EHLO reply but the first begins with a keyword of letters, digits and hyphens."},
      Rule{"watch/ehlo-auth-equals", cites("rfc5321/4.1.1.1-14"),
           "AUTH= is no keyword; it is offered for clients that never learned the final form of AUTH.",
           Weight::tolerated},
      Rule{"watch/ehlo-parameters", cites("rfc5321/4.1.1.1-13", "rfc5321/4.1.1.1-15"),
           "Parameters of a keyword are printable ASCII, each behind a single blank.", Weight::remark},
      Rule{"watch/ehlo-duplicate-keyword", comes_near("rfc5321/4.1.1.1-13"),
           "A keyword stands once in an EHLO reply.", Weight::remark},
      Rule{"watch/size-not-a-number", cites("rfc1870/3-3"), "The parameter of SIZE is a decimal number."},
      Rule{"watch/binarymime-without-chunking", cites("rfc3030/3-2"),
           "BINARYMIME is offered together with CHUNKING only."},
      Rule{"watch/smtputf8-without-8bitmime", cites("rfc6531/3.1-9"),
           "A server that offers SMTPUTF8 offers 8BITMIME too."},
      Rule{"watch/smtputf8-with-parameter", cites("rfc6531/3.1-2"),
           "SMTPUTF8 is offered without parameters."},
      Rule{"watch/auth-challenge-not-base64", cites("rfc4954/4-10", "rfc4954/8-11"),
           "A challenge of AUTH holds base64, or nothing, and no other text."},
      Rule{"watch/starttls-inside-tls", cites("rfc3207/4.2-12"),
           "STARTTLS is not offered once a handshake has completed."},
      Rule{"watch/clear-before-handshake", cites("rfc3207/4-14"),
           "Behind a 220 to STARTTLS the next thing the server sends belongs to the handshake.",
           Weight::violation, Reach::session},
  };
  return rules;
}

}  // namespace smtpspec::watch
