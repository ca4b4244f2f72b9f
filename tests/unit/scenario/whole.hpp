// Whole: a scenario that holds every construct of the language once.
#pragma once

#include <string_view>

namespace smtpspec::scenario {

inline constexpr std::string_view whole_file = R"(# Everything that the language has
# stands in this scenario.
#
# This is no part of the title.
requirement  RFC 5321 section 4.1.1.4 (2) SHOULD NOT security robustness  # a remark
judges       server
needs        SIZE > 0, AUTH PLAIN, no CHUNKING
needs        delivery, SIZE>=1000, XCLIENT
given        recipient in tls with BODY=8BITMIME SIZE={ehlo.SIZE + 1}  # a remark
fault        first-fault
fault        second-fault
see          RFC 3030 section 2 states
extension    PIPELINING
alone

C:
C:   three blanks in front, and one behind 
C: a {{brace}, {sender} and {octets body + 1}
C: "RSET\r\n\t\0\\\"\xfF{{ {case}" * 2 | "a" * {ehlo.SIZE} "b" |  # a remark
segments octets
C: <body> stuffed
C: <generated>
C: <lines>
C: <binary>
C: <böse>
S: 250 2.1.x or 45z tolerate 5yz  # the reason
   or tolerate 251
   offers SIZE
   offers AUTH PLAIN LOGIN
   lacks STARTTLS
   offers-anything
   single-line
   capture first
   or resets
   or closes
   or blocked
   by RFC 5321 section 4.2 MUST
S: nothing
   by RFC 5321 section 4.2 MAY
# A comment of its own.
segments lines
C: NOOP {first}
S: 250
segments whole
C: STARTTLS
either  # the first branch
  S: 454

  repeat 3
    C: NOOP
  end
  repeat {octets body}
    S: 250
  end
or
  S: 501
  abort
or tolerate  # the last branch
  S: 220
  TLS: handshake or tolerate fails  # an alert
     or blocked
     offering 1.0 1.3
     version 1.2 or 1.3
     sni none
     certificate names {server}
     certificate trusted
     certificate current
     by RFC 3207 section 4 MUST NOT
  TLS: fails
     sni name.example
end
pause 100 ms
transaction ok
   by RFC 5321 section 3.3 MUST
delivered <body>
delivered nothing of <generated>
   by RFC 5321 section 3.3 MUST
half-close
S: closes

content body
| Subject: a content
|
| .with {case} 
# A comment, no line.
"and octets\x00" * 3
end

content generated of 1000 octets
content lines of {ehlo.SIZE + 1} octets in lines of 1000 8bit
content binary of 5 octets binary
)";

}  // namespace smtpspec::scenario
