#include "reference/client_offers.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "reference/extension_list.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {
namespace {

constexpr std::array services = {Service::starttls,   Service::size,       Service::eight_bit_mime,
                                 Service::binarymime, Service::pipelining, Service::chunking,
                                 Service::smtputf8,   Service::auth,       Service::dsn};

std::string_view keyword_at(const smtp::ReplyLine& line) {
  return std::string_view(line.text).substr(0, line.text.find(' '));
}

// Each keyword that stands anywhere in a line.
smtp::Extensions words_anywhere(const smtp::Reply& reply) {
  std::vector<smtp::Extension> found;
  for (const smtp::ReplyLine& line : reply.lines)
    for (const Service service : services)
      if (smtp::upper(line.text).find(keyword_of(service)) != std::string::npos)
        found.push_back({std::string(keyword_of(service)), {}});
  // Whose parameters it can't do without.
  const smtp::Extensions read = smtp::parse_extensions(reply);
  if (const smtp::Extension* limits = read.find("LIMITS")) found.push_back(*limits);
  return smtp::Extensions(std::move(found));
}

}  // namespace

std::string_view keyword_of(Service service) {
  switch (service) {
    case Service::starttls:
      return "STARTTLS";
    case Service::size:
      return "SIZE";
    case Service::eight_bit_mime:
      return "8BITMIME";
    case Service::binarymime:
      return "BINARYMIME";
    case Service::pipelining:
      return "PIPELINING";
    case Service::chunking:
      return "CHUNKING";
    case Service::smtputf8:
      return "SMTPUTF8";
    case Service::auth:
      return "AUTH";
    case Service::dsn:
      return "DSN";
  }
  return "";
}

smtp::Extensions read_offers(const ClientBehaviour& behaviour, const smtp::Reply& reply) {
  if (behaviour.makes(ListMistake::words_anywhere)) return words_anywhere(reply);
  smtp::Reply read = reply;
  if (behaviour.makes(ListMistake::last_line_missed) && read.lines.size() > 2)
    read.lines.erase(read.lines.end() - 1);
  if (behaviour.makes(ListMistake::case_sensitive))
    std::erase_if(read.lines, [](const smtp::ReplyLine& line) {
      return smtp::upper(keyword_at(line)) != keyword_at(line) && smtp::is_ehlo_keyword(keyword_at(line));
    });
  if (behaviour.makes(ListMistake::smtputf8_parameter_is_unknown))
    std::erase_if(read.lines, [](const smtp::ReplyLine& line) {
      return smtp::equal_ignoring_case(keyword_at(line), "SMTPUTF8") && keyword_at(line) != line.text;
    });
  // The first line names the server; this reader believes that none does.
  if (behaviour.makes(ListMistake::first_line_too)) read.lines.insert(read.lines.begin(), read.lines.front());
  return smtp::parse_extensions(read);
}

bool has_needless_parameters(const smtp::Extensions& offered) {
  constexpr std::array<std::string_view, 3> keywords = {"MT-PRIORITY", "DELIVERBY", "BURL"};
  return std::any_of(keywords.begin(), keywords.end(), [&](std::string_view one) {
    const smtp::Extension* offer = offered.find(one);
    return offer != nullptr && !offer->parameters.empty();
  });
}

bool knows_all(const smtp::Reply& reply) {
  return std::all_of(reply.lines.begin() + 1, reply.lines.end(), [](const smtp::ReplyLine& line) {
    return extension_named(keyword_at(line)).has_value();
  });
}

std::vector<std::string> unknown_keywords(const smtp::Extensions& offered) {
  std::vector<std::string> unknown;
  for (const smtp::Extension& one : offered.list())
    if (!extension_named(one.keyword)) unknown.push_back(one.keyword);
  return unknown;
}

bool can_use(const ClientBehaviour& behaviour, const smtp::Extensions& offered, Service service) {
  if (behaviour.assumed.has(service)) return true;
  return !behaviour.declined.has(service) && offered.offers(keyword_of(service));
}

bool takes_size(const ClientBehaviour& behaviour, const smtp::Extensions& offered, std::size_t octets) {
  if (!can_use(behaviour, offered, Service::size)) return true;
  auto limit = offered.number("SIZE");
  if (limit && behaviour.makes(ListMistake::size_wraps_at_32_bits)) *limit %= std::uint64_t{1} << 32U;
  if (limit.value_or(0) == 0) return !behaviour.makes(ListMistake::zero_size_is_limit);
  return behaviour.makes(ListMistake::limit_off_by_one) ? octets < *limit : octets <= *limit;
}

}  // namespace smtpspec::reference
