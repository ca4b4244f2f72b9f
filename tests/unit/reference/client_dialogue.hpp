// A dialogue with the reference client in memory, written as a transcript.
//
// First what is asked of the client, where that is not the default:
//   tls required        or never, implicit
//   to alice@mx.test bob@mx.test
//   from                the null reverse-path; or a mailbox
//   name client.test    for EHLO
//   content Subject: x\r\n\r\nbody      \r \n \\ and \xNN name octets
//   content-line N      a body line of N octets is appended
//   body binary · smtputf8 · retry · bdat N · decline pipelining · user NAME PASSWORD · token NAME TOKEN ·
//   mechanism NAME · notify, orcpt, ret, envid VALUE
// then, from `--` on, the session:
//   S: text             what the server says, with CRLF behind it; lines that follow each other are
//                       one segment
//   S| text             the same, without line end; \r and \n name octets
//   PAUSE               what was said so far is a segment of its own
//   TLS                 the handshake succeeds; TLS expired, TLS wrong-name, TLS unknown; TLS fails; TLS
//   second-name,
//                       TLS common-name, TLS uri, TLS partial-wildcard, TLS wildcard-below and
//                       TLS trailing-wildcard: how the certificate names the server
//   END                 the server ends the connection
//   CONNECT             the next connection is made
//   C: text             what the client says, CRLF left out; a bare LF is \n
//   C| text             the same, without line end
//   TLS wanted, closed, reconnects, and `delivered <to> reason` (refused, deferred) for what else it does
//
// `play_client` answers the transcript with the client's own lines in place of those written there.
#pragma once

#include <string>
#include <string_view>

#include "reference/client_behaviour.hpp"

namespace smtpspec::reference {

std::string play_client(void (*fault)(ClientBehaviour&), std::string_view transcript);

}  // namespace smtpspec::reference
