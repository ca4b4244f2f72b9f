#include "reference/address_reading.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "smtp/command.hpp"

namespace smtpspec::reference {
namespace {
namespace address_forms {

using Text = std::string_view;

constexpr Text ipv6_tag = "[IPv6:";
constexpr std::size_t long_enough = 32;

bool has_any(Text in, Text octets) {
  return in.find_first_of(octets) != Text::npos;
}
bool is_quoted(Text local_part) {
  return local_part.starts_with('"');
}
bool is_literal(Text domain) {
  return domain.starts_with('[');
}
bool is_digit(char octet) {
  return octet >= '0' && octet <= '9';
}
bool is_upper(char octet) {
  return octet >= 'A' && octet <= 'Z';
}
bool is_control(char octet) {
  return static_cast<unsigned char>(octet) < ' ' || octet == '\x7f';
}
bool has_ipv6_tag(Text name) {
  return smtp::equal_ignoring_case(name.substr(0, ipv6_tag.size()), ipv6_tag);
}

bool has_digit_or_hyphen_label(Text domain) {
  if (is_literal(domain) || domain.empty()) return false;
  bool label_begins = true;
  for (const char octet : domain) {
    if (octet == '-' || (label_begins && is_digit(octet))) return true;
    label_begins = octet == '.';
  }
  return false;
}

template <class Subject>
struct Row {
  Form form;
  bool (*fits)(const Subject&);
};

constexpr std::array<Row<smtp::Path>, 12> paths = {{
    {Form::rare_atext,
     [](const smtp::Path& one) {
       return !is_quoted(one.local_part) && has_any(one.local_part, "!#$%&'*/=?^`{|}~");
     }},
    {Form::inner_dot,
     [](const smtp::Path& one) {
       return !is_quoted(one.local_part) && has_any(one.local_part, ".");
     }},
    {Form::quoted_blank,
     [](const smtp::Path& one) {
       return has_any(one.local_part, " ");
     }},
    {Form::quoted_special,
     [](const smtp::Path& one) {
       return has_any(one.local_part, "@>,:");
     }},
    {Form::quoted_pair,
     [](const smtp::Path& one) {
       return has_any(one.local_part, "\\");
     }},
    {Form::empty_quotes,
     [](const smtp::Path& one) {
       return one.local_part == "\"\"";
     }},
    {Form::long_local_part,
     [](const smtp::Path& one) {
       return one.local_part.size() > long_enough;
     }},
    {Form::long_path,
     [](const smtp::Path& one) {
       return one.mailbox().size() > 126;
     }},
    {Form::one_label,
     [](const smtp::Path& one) {
       return !one.domain.empty() && !has_any(one.domain, ".[");
     }},
    {Form::digit_or_hyphen_label,
     [](const smtp::Path& one) {
       return has_digit_or_hyphen_label(one.domain);
     }},
    {Form::literal_domain,
     [](const smtp::Path& one) {
       return is_literal(one.domain);
     }},
    {Form::capital_domain,
     [](const smtp::Path& one) {
       return !is_literal(one.domain) && std::any_of(one.domain.begin(), one.domain.end(), is_upper);
     }},
}};

constexpr std::array<Row<Text>, 6> names = {{
    {Form::ipv4_name,
     [](const Text& one) {
       return is_literal(one) && one.size() > 1 && is_digit(one[1]);
     }},
    {Form::ipv6_name,
     [](const Text& one) {
       return has_ipv6_tag(one);
     }},
    {Form::ipv6_in_full,
     [](const Text& one) {
       return has_ipv6_tag(one) && one.find("::") == Text::npos && !has_any(one, ".");
     }},
    {Form::ipv6_compressed,
     [](const Text& one) {
       return has_ipv6_tag(one) && one.find("::") != Text::npos && !has_any(one, ".");
     }},
    {Form::ipv6_with_ipv4,
     [](const Text& one) {
       return has_ipv6_tag(one) && has_any(one, ".");
     }},
    {Form::ipv6_tag_in_other_case,
     [](const Text& one) {
       return has_ipv6_tag(one) && !one.starts_with(ipv6_tag);
     }},
}};

constexpr std::array<Row<Text>, 2> users = {{
    {Form::quoted_user,
     [](const Text& one) {
       return is_quoted(one);
     }},
    {Form::long_user,
     [](const Text& one) {
       return one.size() > long_enough;
     }},
}};

template <class Rows, class Subject>
bool fits_any(const Behaviour& behaviour, const Rows& rows, const Subject& subject) {
  return std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
    return behaviour.mistaken_forms.has(row.form) && row.fits(subject);
  });
}

std::string without_misplaced_dots(Text local_part) {
  std::string kept;
  for (std::size_t at = 0; at < local_part.size(); ++at) {
    const bool dot = local_part[at] == '.';
    const bool last = at + 1 == local_part.size();
    if (dot && (kept.empty() || last || local_part[at + 1] == '.')) continue;
    kept += local_part[at];
  }
  return kept;
}

std::string without_stray_octets(std::string local_part) {
  constexpr Text stray = " ,;()[]<>\\\"";
  for (char& octet : local_part)
    if (stray.find(octet) != Text::npos) octet = '_';
  return local_part;
}

std::string without_control_octets(std::string octets) {
  std::replace_if(octets.begin(), octets.end(), is_control, '_');
  return octets;
}

std::string without_odd_labels(Text domain) {
  std::string kept;
  while (!domain.empty()) {
    const std::size_t dot = std::min(domain.find('.'), domain.size());
    Text label = domain.substr(0, dot);
    while (label.starts_with('-')) label.remove_prefix(1);
    while (label.ends_with('-')) label.remove_suffix(1);
    if (!label.empty()) kept += (kept.empty() ? "" : ".") + std::string(label);
    domain.remove_prefix(std::min(dot + 1, domain.size()));
  }
  return kept;
}

std::string without_odd_parameters(Text parameters) {
  std::string kept;
  while (!parameters.empty()) {
    parameters.remove_prefix(1);  // the blank in front
    const std::size_t end = std::min(parameters.find(' '), parameters.size());
    const Text word = parameters.substr(0, end);
    if (!word.starts_with('-') && !word.starts_with('=') && !word.ends_with('='))
      kept += " " + std::string(word);
    parameters.remove_prefix(end);
  }
  return kept;
}

// The > of a path that may be malformed: values of parameters may hold others.
std::size_t end_of_path(Text argument) {
  const std::size_t behind_quotes = argument.find("\"@");
  const std::size_t close = argument.find("> ", behind_quotes == Text::npos ? 0 : behind_quotes);
  return close == Text::npos ? argument.rfind('>') : close;
}

Malformation malformation_of(Text literal) {
  if (has_ipv6_tag(literal))
    return has_any(literal, ".") ? Malformation::ipv6_groups_before_ipv4 : Malformation::ipv6_groups;
  const auto dots = std::count(literal.begin(), literal.end(), '.');
  return dots == 3 ? Malformation::ipv4_number : Malformation::ipv4_count;
}

}  // namespace address_forms
}  // namespace

bool mistakes_path(const Behaviour& behaviour, const smtp::Path& path) {
  return address_forms::fits_any(behaviour, address_forms::paths, path);
}

bool mistakes_name(const Behaviour& behaviour, std::string_view name) {
  return address_forms::fits_any(behaviour, address_forms::names, name);
}

bool mistakes_user(const Behaviour& behaviour, std::string_view user) {
  return address_forms::fits_any(behaviour, address_forms::users, user);
}

std::string mended(const Behaviour& behaviour, std::string argument) {
  using namespace address_forms;
  const auto takes = [&](Malformation one) {
    return behaviour.overlooked.has(one);
  };
  if (behaviour.overlooked.empty()) return argument;
  if (takes(Malformation::null_forward_path) && smtp::equal_ignoring_case(argument, "TO:<>"))
    return "TO:<Postmaster>";
  const std::size_t open = argument.find('<'), close = end_of_path(argument);
  const std::size_t at = argument.rfind('@', close);
  const bool routed = argument.substr(open + 1).starts_with('@');
  if (close == Text::npos || at == Text::npos || at < open || routed) return argument;
  std::string local_part = argument.substr(open + 1, at - open - 1);
  std::string domain = argument.substr(at + 1, close - at - 1);
  std::string parameters = argument.substr(close + 1);
  if (!is_quoted(local_part)) {
    if (takes(Malformation::misplaced_dot)) local_part = without_misplaced_dots(local_part);
    if (takes(Malformation::stray_octet)) local_part = without_stray_octets(local_part);
    if (takes(Malformation::control_octet)) local_part = without_control_octets(local_part);
  }
  if (takes(Malformation::odd_label) && !is_literal(domain)) domain = without_odd_labels(domain);
  if (takes(Malformation::numbered_domain) && domain.starts_with('#')) domain.erase(0, 1);
  if (takes(Malformation::parameter)) parameters = without_odd_parameters(parameters);
  return argument.substr(0, open + 1) + local_part + "@" + domain + ">" + parameters;
}

bool overlooks_name(const Behaviour& behaviour, std::string_view name) {
  using namespace address_forms;
  return is_literal(name) && name.ends_with(']') && behaviour.overlooked.has(malformation_of(name));
}

}  // namespace smtpspec::reference
