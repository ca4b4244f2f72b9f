// ClientBehaviour: the policy of the reference client as one plain value. The default is a correct client; a
// fault (client_faults.hpp) is a function that changes it into one known mistake.
//
// Where a decision has two sides, the correct one is the default: the sets of mistakes are empty.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reference/client_habits.hpp"
#include "reference/client_mistakes.hpp"
#include "reference/set.hpp"
#include "sasl/deviation.hpp"

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

// Parameters of MAIL and RCPT.
enum class EsmtpParameter {
  size,
  body,
  smtputf8,
  auth,
  ret,
  envid,
  notify,
  orcpt,
  by,
  requiretls,
  submitter,
  solicit,
  mtrk,
  mt_priority,
  holdfor
};

struct ClientBehaviour {
  std::string client_name = "client.test";
  std::string line_end = "\r\n";  // of commands

  TlsMode tls = TlsMode::opportunistic;
  std::vector<std::string> tls_versions = {"1.2", "1.3"};
  ContentTransfer transfer = ContentTransfer::data;
  UnfitContent unfit = UnfitContent::converted;
  std::size_t chunk_octets = 64 * 1024;      // at least 1
  std::vector<int> helo_codes = {500, 502};  // "command not recognized", RFC 5321 section 3.2

  SetOf<Service> assumed;                        // used although not offered
  SetOf<Service> declined;                       // not used although offered
  SetOf<EsmtpParameter> parameters_not_offered;  // sent although the extension is not offered
  ClientMistakes mistakes;
  ClientHabits habits;
  const sasl::Deviation* auth_deviation = nullptr;  // of a client's in an exchange of AUTH

  template <class Mistake>
  bool makes(Mistake mistake) const {
    return mistakes.has(mistake);
  }
  bool has(ClientHabit habit) const { return habits.set.has(habit); }
};

}  // namespace smtpspec::reference
