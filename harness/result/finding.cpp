#include "result/finding.hpp"

namespace smtpspec::result {

std::string_view name_of(Weight weight) {
  switch (weight) {
    case Weight::violation:
      return "violation";
    case Weight::tolerated:
      return "tolerated";
    case Weight::remark:
      return "remark";
  }
  return "";
}

}  // namespace smtpspec::result
