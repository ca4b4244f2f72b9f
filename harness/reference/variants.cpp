#include "reference/variants.hpp"

namespace smtpspec::reference {

std::span<const Variant> server_variants() {
  static const std::vector<Variant> variants =
      in_order<Behaviour>({policy_variants, offer_variants, reply_variants, content_variants});
  return variants;
}

const Variant* find_server_variant(std::string_view name) {
  return find_change(server_variants(), name);
}

}  // namespace smtpspec::reference
