// Whole: a scenario that holds every construct of the language once.
#pragma once

#include <string_view>

namespace smtpspec::scenario {

inline constexpr std::string_view whole_file = R"(# Everything that the language has
# stands in this scenario.
#
# This is no part of the title.
requirement  rfc5321/4.1.1-2 security robustness  # a remark
judges       server
failing-means  anybody may "send" as anybody  # a remark
needs        SIZE > 0, AUTH PLAIN, no CHUNKING
needs        delivery, SIZE>=1000, XCLIENT
given        recipient in tls with BODY=8BITMIME SIZE={ehlo.SIZE + 1}  # a remark
fault        first-fault
fault        second-fault
see          rfc3030/2-9
see          "Acme #1234" SHOULD NOT
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
   by rfc5321/4.2-1
S: nothing
   by rfc5321/4.2-8
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
     by rfc3207/4-6
  TLS: fails
     sni name.example
end
pause 100 ms
transaction ok
   by rfc5321/3.3-1
delivered <body>
delivered nothing of <generated>
   by rfc5321/3.3-1
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

// The same for what only a scenario that judges a client may hold.
inline constexpr std::string_view whole_client_file = R"(# A client does as it is told.
requirement  rfc5321/3.5.1-11 robustness
judges       client
needs        client.starttls
submit       message <body>
submit       from {sender}
submit       to {recipient} {second-recipient}
submit       to "\"a b\"@{server}"  # quoted octets
submit       client-name "client.test\r\n" "x" * 3
submit       tls opportunistic
submit       auth PLAIN
submit       user "{user}\x00"
submit       password secret
submit       smtputf8
submit       8bit
submit       dsn NOTIFY=SUCCESS,FAILURE RET=HDRS ENVID=abc
submit       with BY=120;R REQUIRETLS
submit       with SOLICIT
submit       retry
given        recipient in tls offering SIZE {octets body}, PIPELINING, AUTH PLAIN LOGIN
fault        never-tries-helo

segments octets
S: 250-{server}
S: "250 " "a" * 3 | "\r\n"
C: EHLO ...  # any name
   or HELO {client} or QUIT
   tolerate MAIL FROM:<{sender}> ...  # in a hurry
      with BODY=8BITMIME
      with SIZE
      without SMTPUTF8
   or content
   or .
   or <body>
   or response
   or closes
   or blocked
   by rfc5321/4.1.1.1-4
C: DATA
either
  C: RSET
  S: 250 ok
or
  C: QUIT
  close
end
optionally
  C: NOOP
  S: 250 ok
end
C: STARTTLS
TLS: handshake or fails
   presenting self-signed
   offering 1.2
C: closes
connection
   by rfc5321/4.5.4.1-3
never C: STARTTLS
   by rfc3207/4-1
never C: MAIL FROM:<> ...
never connection
on connection reply 421 busy
on MAIL first 2 reply 452 4.3.1 later
on RCPT TO:<{second-recipient}> reply "550-no\r\n550 such user\r\n"
on content reply 552 5.3.4 too big
on DATA closes
on RSET resets
on NOOP silent
serve offering SIZE 1000, 8BITMIME
received <body>
received message
received 7bit
received nothing
   by rfc6152/3-1
finally delivered or refused
   tolerate deferred  # as often
   or failed
   by rfc5321/4.5.4.1-3

content body
| Subject: a content with {case}
|
| .dot
end
)";

}  // namespace smtpspec::scenario
