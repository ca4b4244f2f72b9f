#include "reference/client_addresses.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "smtp/command.hpp"
#include "smtp/path.hpp"

namespace smtpspec::reference {
namespace {

std::optional<smtp::Path> read_mailbox(const ClientBehaviour& behaviour, const std::string& mailbox) {
  const bool lacks_domain = mailbox.find('@') == mailbox.npos;
  const bool completed = lacks_domain && behaviour.has(ClientHabit::completes_addresses);
  const std::string in_brackets = "<" + mailbox + (completed ? "@" + behaviour.client_name : "") + ">";
  std::string_view rest;
  auto path = smtp::parse_path(in_brackets, rest);
  return path && rest.empty() ? path : std::nullopt;
}

bool is_quoted(const smtp::Path& path) {
  return path.local_part.starts_with('"');
}

std::string inside_quotes(const smtp::Path& path) {
  return path.local_part.substr(1, path.local_part.size() - 2);
}

std::string lowered(std::string octets) {
  for (char& octet : octets)
    if (octet >= 'A' && octet <= 'Z') octet = static_cast<char>(octet + 32);
  return octets;
}

std::string without_backslashes(const std::string& octets) {
  std::string result;
  for (std::size_t at = 0; at < octets.size(); ++at)
    if (octets[at] != '\\' || at + 1 == octets.size())
      result += octets[at];
    else
      result += octets[++at];
  return result;
}

std::string with_escaped_blanks(std::string_view octets) {
  std::string result;
  for (const char octet : octets) {
    if (octet == ' ' && !result.ends_with('\\')) result += '\\';
    result += octet;
  }
  return result;
}

std::string local_part_of(const ClientBehaviour& behaviour, const smtp::Path& path) {
  const bool quoted = is_quoted(path);
  if (behaviour.makes(AddressMistake::lower_case)) return lowered(path.local_part);
  if (quoted && behaviour.makes(AddressMistake::unquoted)) return without_backslashes(inside_quotes(path));
  if (quoted && behaviour.makes(AddressMistake::drops_backslashes))
    return '"' + without_backslashes(inside_quotes(path)) + '"';
  if (quoted && behaviour.has(ClientHabit::escapes_blanks)) return with_escaped_blanks(path.local_part);
  const bool is_special = path.local_part.find('+') != std::string::npos;
  if (!quoted && is_special && behaviour.makes(AddressMistake::quotes_needlessly))
    return '"' + path.local_part + '"';
  return path.local_part;
}

std::string as_written(const ClientBehaviour& behaviour, const smtp::Path& path) {
  if (path.domain.empty()) return path.local_part;
  if (is_quoted(path) && behaviour.makes(AddressMistake::ends_at_first_at)) {
    const std::string inside = inside_quotes(path);
    if (inside.find('@') != inside.npos) return inside;
  }
  return local_part_of(behaviour, path) + "@" + path.domain;
}

}  // namespace

std::string name_as_written(const ClientBehaviour& behaviour, const std::string& wish) {
  if (behaviour.makes(AddressMistake::passes_on_any_name)) return wish;
  if (smtp::is_domain(wish) || smtp::is_address_literal(wish)) return wish;
  return "[127.0.0.1]";
}

bool can_be_written(const ClientBehaviour& behaviour, const Submission& submission) {
  const auto reads = [&](const std::string& mailbox) {
    return read_mailbox(behaviour, mailbox).has_value();
  };
  const bool sender = submission.reverse_path.empty() || reads(submission.reverse_path) ||
                      behaviour.makes(AddressMistake::passes_on_any_sender);
  const bool recipients = behaviour.makes(AddressMistake::passes_on_any_recipient) ||
                          behaviour.makes(AddressMistake::null_for_unreadable);
  return sender &&
         (recipients || std::all_of(submission.forward_paths.begin(), submission.forward_paths.end(), reads));
}

std::string as_reverse_path(const ClientBehaviour& behaviour, const std::string& mailbox) {
  const auto path = read_mailbox(behaviour, mailbox);
  return path ? as_written(behaviour, *path) : mailbox;
}

std::string as_forward_path(const ClientBehaviour& behaviour, const std::string& mailbox) {
  const auto path = read_mailbox(behaviour, mailbox);
  if (path) return as_written(behaviour, *path);
  return behaviour.makes(AddressMistake::null_for_unreadable) ? "" : mailbox;
}

void merge_recipients(const ClientBehaviour& behaviour, Submission& submission) {
  if (!behaviour.makes(AddressMistake::merges_by_case)) return;
  std::vector<std::string> different;
  std::vector<DsnWishesOfRecipient> wishes;
  for (std::size_t i = 0; i < submission.forward_paths.size(); ++i) {
    const std::string& one = submission.forward_paths[i];
    if (std::any_of(different.begin(), different.end(),
                    [&](const std::string& other) { return smtp::equal_ignoring_case(one, other); }))
      continue;
    different.push_back(one);
    if (i < submission.dsn_of_recipients.size()) wishes.push_back(submission.dsn_of_recipients[i]);
  }
  submission.forward_paths = different;
  submission.dsn_of_recipients = wishes;
}

}  // namespace smtpspec::reference
