// What a line about a delivery status notification demands of its parts and fields, one rule a line.
#pragma once

#include <optional>
#include <string>

#include "play/judging/delivery_report.hpp"
#include "play/material/values.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

// The check is one of those below: of parts and fields. The others are relayed_mail's.
bool is_of_form(const scenario::ReportCheck& check);

// Why it does not match; nothing if it does. Fields of recipients: those of `mailbox`, else of all.
std::optional<std::string> form_mismatch(const scenario::ReportCheck& check, const DeliveryReport& report,
                                         const std::optional<std::string>& mailbox, Values& values);

// What a check of the line looks at, and the report does not have: another line's rule. Empty: nothing.
std::string lacking_for(const scenario::ReportExpected& expected, const DeliveryReport& report);

// Of local parts as they are, of domains in any case (RFC 5321 section 2.4).
bool same_mailbox(std::string_view left, std::string_view right);

// A group of fields of a report is about this mailbox: as Final-Recipient, or as Original-Recipient.
bool is_about(const Fields& group, std::string_view mailbox);

}  // namespace smtpspec::play
