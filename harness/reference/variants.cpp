#include "reference/variants.hpp"

#include <algorithm>
#include <iterator>

namespace smtpspec::reference {
namespace {

std::vector<Variant> collect_variants() {
  std::vector<Variant> all;
  for (auto* area : {policy_variants, offer_variants, reply_variants, content_variants}) {
    std::vector<Variant> some = area();
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  std::sort(all.begin(), all.end(), [](const Variant& a, const Variant& b) { return a.name < b.name; });
  return all;
}

}  // namespace

std::span<const Variant> server_variants() {
  static const std::vector<Variant> variants = collect_variants();
  return variants;
}

const Variant* find_server_variant(std::string_view name) {
  const auto variants = server_variants();
  const auto found =
      std::lower_bound(variants.begin(), variants.end(), name,
                       [](const Variant& variant, std::string_view key) { return variant.name < key; });
  return found != variants.end() && found->name == name ? &*found : nullptr;
}

}  // namespace smtpspec::reference
