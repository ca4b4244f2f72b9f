// ClientBehaviour: the policy of the reference client as one plain value. The default is a correct client; a
// fault (client_faults.hpp) is a function that changes it into one known mistake.
//
// Where a decision has two sides, the correct one is the default: the sets of mistakes are empty.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reference/set.hpp"

namespace smtpspec::reference {

enum class TlsMode {
  never,
  opportunistic,         // where offered; in clear where it is not, or fails (RFC 7435)
  required,              // with a certificate that can be trusted, or no mail
  from_the_first_octet,  // RFC 8314 section 3.3; the certificate as in `required`
};

enum class ContentTransfer { data, chunks_where_offered };

// A message that the server cannot take as it is (RFC 6152 section 3).
enum class UnfitContent { converted, refused };

// What a client can use of a server.
enum class Service {
  starttls,
  size,
  eight_bit_mime,
  binarymime,
  pipelining,
  chunking,
  smtputf8,
  auth,
  dsn,
};

// What a correct client never does.
enum class ClientMistake {
  never_tries_helo,
  helo_after_421,
  speaks_before_greeting,
  ignores_refused_greeting,
  no_quit,
  skips_ehlo_after_tls,
  keeps_extensions_across_tls,
  executes_injected_reply,
  accepts_expired_certificate,
  accepts_wrong_name,
  accepts_unknown_authority,
  credentials_in_clear,
  oversize_message,
  no_stuffing,
  no_lone_dot,
  eight_bit_unconverted,
  goes_on_after_refused_chunk,
  skips_rset,
  transient_is_permanent,
  permanent_is_transient,
};

struct ClientBehaviour {
  std::string client_name = "client.test";

  TlsMode tls = TlsMode::opportunistic;
  ContentTransfer transfer = ContentTransfer::data;
  UnfitContent unfit = UnfitContent::converted;
  std::size_t chunk_octets = 64 * 1024;      // at least 1
  std::vector<int> helo_codes = {500, 502};  // "command not recognized", RFC 5321 section 3.2

  SetOf<Service> assumed;   // used although not offered
  SetOf<Service> declined;  // not used although offered
  SetOf<ClientMistake> mistakes;

  bool makes(ClientMistake mistake) const { return mistakes.has(mistake); }
};

}  // namespace smtpspec::reference
