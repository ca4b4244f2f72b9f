// What a behaviour mistakes about addresses (address_rules.hpp), in front of and behind the grammar of
// smtp/path.
#pragma once

#include <string>
#include <string_view>

#include "reference/behaviour.hpp"
#include "smtp/path.hpp"

namespace smtpspec::reference {

// A well-formed path, name or user that this server takes for malformed.
bool mistakes_path(const Behaviour& behaviour, const smtp::Path& path);
bool mistakes_name(const Behaviour& behaviour, std::string_view name);
bool mistakes_user(const Behaviour& behaviour, std::string_view user);

// The argument of MAIL or RCPT with what this server overlooks made well-formed.
std::string mended(const Behaviour& behaviour, std::string argument);
// A malformed address literal that this server takes all the same.
bool overlooks_name(const Behaviour& behaviour, std::string_view name);

}  // namespace smtpspec::reference
