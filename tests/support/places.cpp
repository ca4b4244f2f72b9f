#include "support/places.hpp"

namespace smtpspec::support {

const char* project_folder() {
  return SMTPSPEC_SOURCE_DIR;
}

const char* build_folder() {
  return SMTPSPEC_BUILD_DIR;
}

const char* program() {
  return SMTPSPEC_BINARY;
}

const char* compiler() {
  return SMTPSPEC_COMPILER;
}

}  // namespace smtpspec::support
