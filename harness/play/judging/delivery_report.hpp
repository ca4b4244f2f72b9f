// DeliveryReport: a delivery status notification (RFC 3464) as it is read: just what is judged of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smtpspec::play {

// Header fields in their order: the name in lower case, the value unfolded and without blanks around it.
using Fields = std::vector<std::pair<std::string, std::string>>;

// The fields of a header section, or of a group of them; folded lines are put together (RFC 5322 2.2.3).
Fields fields_of(std::string_view header);
// The first of this name, in lower case; null if there is none.
const std::string* find_field(const Fields& fields, std::string_view name);

struct DeliveryReport {
  struct Part {
    std::string type;      // in lower case
    std::string encoding;  // Content-Transfer-Encoding, in lower case; empty: none
    bool is_ascii = true;  // its body, as it stands there

    bool is_status() const;
  };

  Fields header;            // of the message
  std::string type;         // its content type, in lower case
  std::string report_type;  // the parameter, in lower case
  std::vector<Part> parts;
  bool is_machine_readable = false;     // it has a delivery-status part
  Fields of_message;                    // RFC 3464 section 2.2
  bool begins_with_message = true;      // these come first (section 2.1)
  std::vector<Fields> of_recipients;    // section 2.3
  std::optional<std::string> returned;  // the third part: the message, or its header section
  bool is_header_only = false;          // the part says that it is

  // "rfc822; a@b" is a@b.
  static std::string address_in(std::string_view field);
};

DeliveryReport read_report(std::string_view message);

}  // namespace smtpspec::play
