// Submission and Report: what the reference client is asked to deliver, and what it tells its caller.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sasl/mechanism.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {

enum class BodyKind {
  seven_bit,
  eight_bit,
  binary,  // octets count as they are: no line is mended (RFC 3030 section 3)
};

using sasl::Credentials;

// What the sender asks of delivery status notifications (RFC 3461 sections 4 and 5). Values as they stand in
// the command (xtext); empty: the parameter is not sent. NOTIFY and ORCPT are the same for each recipient,
// unless the submission says otherwise.
struct DsnWishes {
  std::string notify;
  std::string orcpt;
  std::string ret;
  std::string envid;
};

struct DsnWishesOfRecipient {
  std::string notify;
  std::string orcpt;
};

struct Submission {
  std::string reverse_path;                // without brackets; empty for <>
  std::vector<std::string> forward_paths;  // without brackets; at least one
  std::string content;                     // headers, an empty line and the body; not stuffed
  BodyKind body = BodyKind::seven_bit;     // seven_bit with octets beyond ASCII counts as eight_bit
  bool needs_smtputf8 = false;             // headers hold UTF-8; paths beyond ASCII need it anyway
  DsnWishes dsn;
  std::vector<DsnWishesOfRecipient> dsn_of_recipients;  // empty, or one for each of them
  // Parameters of MAIL that are passed on where their extension is offered (client_passing.hpp).
  std::vector<smtp::Parameter> passed_on;
  // Parameters of MAIL that the sender asks for (client_wishes.hpp).
  std::vector<smtp::Parameter> asked;
  // Taken in from somebody else, who answers for what it says of itself.
  bool relayed = false;
  // In place of the content, where the server offers less than SMTPUTF8 with 8BITMIME.
  std::optional<std::string> seven_bit_content;
  std::optional<Credentials> credentials;
  std::optional<sasl::Mechanism> mechanism;  // that the caller asked for: no other will do
  // Asked of who runs its queue by hand: what a first attempt defers is tried once more, at once.
  bool retry = false;
};

enum class Delivery { delivered, refused, deferred };

struct RecipientReport {
  std::string forward_path;
  Delivery delivery = Delivery::deferred;
  std::string reason;  // the server's reply, its lines joined by blanks, or the client's own words
};

bool operator==(const RecipientReport&, const RecipientReport&);

struct Report {
  std::vector<RecipientReport> recipients;  // in the order of the submission

  // refused if one recipient is, else deferred if one is, else delivered.
  Delivery overall() const;
};

bool operator==(const Report&, const Report&);

}  // namespace smtpspec::reference
